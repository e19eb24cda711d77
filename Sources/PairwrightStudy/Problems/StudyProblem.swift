package import LinearAssignment

/// A matching problem as strategies and metrics see it: juniors, seniors, scores, preferences.
///
/// Juniors are rows and seniors columns. Scores are whole units (10,000 to the point), at least 0;
/// a pair that may not meet has none. Preferences are strict: equal worth is decided by the score,
/// then by the lower index, and rosters bring their people in the seeded order of their ids.
package struct StudyProblem: Sendable {
  /// The mark of a pair that may not meet, among scores.
  package static let barred: Int32 = -1
  /// The mark of a pair that may not meet, among ranks.
  package static let unranked = Int32.max

  /// How scores were made from costs, for problems that the literature states in costs.
  package struct CostScale: Sendable, Hashable {
    /// The score of cost 0, in units.
    package let top: Int
    /// Units in a cost of 1.
    package let unitsPerOne: Double
  }

  /// How many partners each junior may have.
  package let juniorCapacities: [Int]
  /// How many partners each senior may have.
  package let seniorCapacities: [Int]
  /// The score of each pair, row after row.
  package let scores: [Int32]
  /// How much each junior wants each senior, row after row.
  package let juniorWorth: [Int64]
  /// How much each senior wants each junior, row after row by junior.
  package let seniorWorth: [Int64]
  /// The place of each senior in the list of each junior, from 0, row after row.
  package let juniorRanks: [Int32]
  /// The place of each junior in the list of each senior, from 0, row after row by junior.
  package let seniorRanks: [Int32]
  /// What is known of the juniors.
  package var juniors: [StudyPerson]
  /// What is known of the seniors.
  package var seniors: [StudyPerson]
  /// What is asked of a matching beside capacities and barred pairs.
  package var rules = StudyRules()
  /// How scores were made from costs, where they were.
  package var costScale: CostScale?

  /// Makes a problem.
  ///
  /// - Parameters:
  ///   - scores: units, or ``barred``, row after row.
  ///   - juniorWorth: what juniors go by when they compare seniors; scores when `nil`.
  ///   - seniorWorth: what seniors go by when they compare juniors; scores when `nil`.
  /// - Complexity: O(pairs x log people).
  package init(
    scores: [Int32], juniorCapacities: [Int], seniorCapacities: [Int],
    juniorWorth: [Int64]? = nil, seniorWorth: [Int64]? = nil,
    juniors: [StudyPerson]? = nil, seniors: [StudyPerson]? = nil
  ) {
    let rows = juniorCapacities.count
    let columns = seniorCapacities.count
    precondition(scores.count == rows * columns, "A problem has a score for every pair.")
    self.scores = scores
    self.juniorCapacities = juniorCapacities
    self.seniorCapacities = seniorCapacities
    self.juniorWorth = juniorWorth ?? scores.map(Int64.init)
    self.seniorWorth = seniorWorth ?? scores.map(Int64.init)
    juniorRanks = PreferenceRanks.ofJuniors(
      worth: self.juniorWorth, scores: scores, rows: rows, columns: columns)
    seniorRanks = PreferenceRanks.ofSeniors(
      worth: self.seniorWorth, scores: scores, rows: rows, columns: columns)
    self.juniors = juniors ?? [StudyPerson](repeating: StudyPerson(), count: rows)
    self.seniors = seniors ?? [StudyPerson](repeating: StudyPerson(), count: columns)
  }

  /// The number of juniors.
  package var juniorCount: Int { juniorCapacities.count }
  /// The number of seniors.
  package var seniorCount: Int { seniorCapacities.count }
  /// The most pairs that capacities allow.
  package var mostPairs: Int {
    min(juniorCapacities.reduce(0, +), seniorCapacities.reduce(0, +))
  }

  /// The largest score of a pair that may meet, 0 when there is none.
  var largestScore: Int32 { max(0, scores.max() ?? 0) }

  /// The place of a pair in the arrays.
  package func cell(_ junior: Int, _ senior: Int) -> Int { junior * seniorCount + senior }

  /// Returns the score of a pair in units, ``barred`` when it may not meet.
  package func score(_ pair: AssignedPair) -> Int {
    Int(scores[cell(pair.row, pair.column)])
  }

  /// Returns whether a pair may meet.
  package func isAllowed(_ junior: Int, _ senior: Int) -> Bool {
    scores[cell(junior, senior)] != Self.barred
  }

  /// The place of a senior in the list of a junior.
  package func juniorRank(_ pair: AssignedPair) -> Int32 {
    juniorRanks[cell(pair.row, pair.column)]
  }

  /// The place of a junior in the list of a senior.
  package func seniorRank(_ pair: AssignedPair) -> Int32 {
    seniorRanks[cell(pair.row, pair.column)]
  }

  /// All pairs that may meet, in order of junior, then senior.
  package var allowedPairs: [AssignedPair] {
    (0..<juniorCount).flatMap { junior in
      (0..<seniorCount).compactMap { senior in
        isAllowed(junior, senior) ? AssignedPair(row: junior, column: senior) : nil
      }
    }
  }

  /// Returns the seniors that a junior may meet, best first.
  package func list(ofJunior junior: Int) -> [Int] {
    (0..<seniorCount).filter { isAllowed(junior, $0) }
      .sorted { juniorRanks[cell(junior, $0)] < juniorRanks[cell(junior, $1)] }
  }

  /// Returns the juniors that a senior may meet, best first.
  package func list(ofSenior senior: Int) -> [Int] {
    (0..<juniorCount).filter { isAllowed($0, senior) }
      .sorted { seniorRanks[cell($0, senior)] < seniorRanks[cell($1, senior)] }
  }

  /// The same problem with the two sides changed over.
  package var mirrored: StudyProblem {
    func turned<Element>(_ cells: [Element]) -> [Element] {
      (0..<seniorCount).flatMap { senior in
        (0..<juniorCount).map { cells[cell($0, senior)] }
      }
    }
    var problem = StudyProblem(
      scores: turned(scores), juniorCapacities: seniorCapacities,
      seniorCapacities: juniorCapacities, juniorWorth: turned(seniorWorth),
      seniorWorth: turned(juniorWorth), juniors: seniors, seniors: juniors)
    problem.rules = rules.mirrored
    problem.costScale = costScale
    return problem
  }

  /// Returns the problem with other scores and worths and everything else as it is.
  package func with(
    scores: [Int32], juniorWorth: [Int64], seniorWorth: [Int64]
  ) -> StudyProblem {
    var problem = StudyProblem(
      scores: scores, juniorCapacities: juniorCapacities, seniorCapacities: seniorCapacities,
      juniorWorth: juniorWorth, seniorWorth: seniorWorth, juniors: juniors, seniors: seniors)
    problem.rules = rules
    problem.costScale = costScale
    return problem
  }
}

/// What metrics may know of a person.
package struct StudyPerson: Sendable, Hashable {
  /// The department, as a number.
  package var department: Int?
  /// The group by which people are compared, as a number.
  package var group: Int?
  /// The grade, larger for more senior.
  package var grade: Int?
  /// The year of birth.
  package var birthYear: Int?
  /// The tier in which the program looks for a partner, 1 for the first.
  package var priorityTier: Int?
  /// Whether there is a partner whatever a strategy does.
  package var hasForcedPartner = false

  /// Describes a person.
  package init(
    department: Int? = nil, group: Int? = nil, grade: Int? = nil, birthYear: Int? = nil
  ) {
    self.department = department
    self.group = group
    self.grade = grade
    self.birthYear = birthYear
  }
}
