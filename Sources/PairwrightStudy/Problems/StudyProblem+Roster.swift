internal import LinearAssignment
package import Pairwright

/// How people of a roster become juniors and seniors of a study.
package struct RosterProblemOptions: Sendable {
  /// What people go by when they compare partners.
  enum Preferences: String, CaseIterable {
    /// What they receive through the skills part; of equal benefit, the score.
    case benefit
    /// The score of the pair, the same for both sides.
    case score
  }

  let preferences: Preferences
  /// The column by which people are grouped.
  let group: String

  /// Reads the options.
  package init(reading reader: ConfigurationReader) {
    preferences = reader.word("preferences") ?? .benefit
    group = reader.text("group") ?? RosterColumn.department.rawValue
  }
}

extension StudyProblem {
  /// Takes the participants of a roster under its program.
  ///
  /// Forced and locked pairs are the same whatever the strategy, so they are taken out, and the two
  /// keep the room that is left. Everything else that the program asks for comes along: capacities,
  /// minimums, and rules that count people or pairs, less what forced pairs count.
  package init(_ problem: MatchingProblem, _ options: RosterProblemOptions) {
    let rows = problem.juniorCount
    let columns = problem.seniorCount
    var scores: [Int32] = []
    var juniorWorth: [Int64] = []
    var seniorWorth: [Int64] = []
    for row in 0..<rows {
      withUnsafeTemporaryAllocation(of: Int32.self, capacity: columns) { units in
        problem.eligibility.readScores(ofRow: row, into: units)
        scores.append(contentsOf: units)
      }
      guard options.preferences == .benefit else { continue }
      withUnsafeTemporaryAllocation(of: Int32.self, capacity: columns) { toSenior in
        withUnsafeTemporaryAllocation(of: Int32.self, capacity: columns) { toJunior in
          problem.scorer.readBenefits(ofRow: row, toSenior: toSenior, toJunior: toJunior)
          juniorWorth.append(contentsOf: toJunior.map(Int64.init))
          seniorWorth.append(contentsOf: toSenior.map(Int64.init))
        }
      }
    }
    var juniorMinimums = problem.juniorCapacities.map(\.lowerBound)
    var seniorMinimums = problem.seniorCapacities.map(\.lowerBound)
    var juniorRoom = problem.juniorCapacities.map { min($0.upperBound, columns) }
    var seniorRoom = problem.seniorCapacities.map { min($0.upperBound, rows) }
    for cell in problem.forced {
      juniorRoom[cell.row] -= 1
      seniorRoom[cell.column] -= 1
      juniorMinimums[cell.row] = max(0, juniorMinimums[cell.row] - 1)
      seniorMinimums[cell.column] = max(0, seniorMinimums[cell.column] - 1)
      scores[cell.row * columns + cell.column] = Self.barred
    }
    var departments = Numbering()
    var groups = Numbering()
    let model = StageModel(problem)
    var forcedRows = Set(problem.forced.map(\.row))
    var forcedColumns = Set(problem.forced.map(\.column))
    for couple in model.couples
    where forcedRows.contains(couple.row) || forcedColumns.contains(couple.column) {
      forcedRows.insert(couple.row)
      forcedColumns.insert(couple.column)
    }
    func described(_ person: Person, isForced: Bool) -> StudyPerson {
      var described = StudyPerson(
        department: departments.number(person.fields[RosterColumn.department.rawValue]),
        group: groups.number(person.text(of: options.group)), grade: person.grade,
        birthYear: person.birthYear)
      described.priorityTier = person.priorityTier
      described.hasForcedPartner = isForced
      return described
    }
    let isByBenefit = options.preferences == .benefit
    self.init(
      scores: scores, juniorCapacities: juniorRoom, seniorCapacities: seniorRoom,
      juniorWorth: isByBenefit ? juniorWorth : nil, seniorWorth: isByBenefit ? seniorWorth : nil,
      juniors: (0..<rows).map {
        described(problem.junior($0), isForced: forcedRows.contains($0))
      },
      seniors: (0..<columns).map {
        described(problem.senior($0), isForced: forcedColumns.contains($0))
      })
    rules.counted = model.rules.map { StudyRule(name: $0.name, $0.constraint) }
    rules.juniorMinimums = juniorMinimums
    rules.seniorMinimums = seniorMinimums
    rules.couples = model.couples
    rules.lowestForcedScore =
      problem.forced.map { problem.scorer.score(row: $0.row, column: $0.column) }.min()
    rules.objectives = problem.program.objective
  }

  /// Returns the problem of some of the people only; see ``StudyRules`` for what becomes of rules.
  package func restricted(juniors rows: [Int], seniors columns: [Int]) -> StudyProblem {
    func picked<Element>(_ cells: [Element]) -> [Element] {
      rows.flatMap { row in columns.map { cells[cell(row, $0)] } }
    }
    var problem = StudyProblem(
      scores: picked(scores), juniorCapacities: rows.map { juniorCapacities[$0] },
      seniorCapacities: columns.map { seniorCapacities[$0] }, juniorWorth: picked(juniorWorth),
      seniorWorth: picked(seniorWorth), juniors: rows.map { juniors[$0] },
      seniors: columns.map { seniors[$0] })
    problem.costScale = costScale
    problem.rules = rules.restricted(
      juniors: rows, seniors: columns,
      mostPartners: (
        problem.juniorCapacities.indices.map {
          min(problem.juniorCapacities[$0], problem.list(ofJunior: $0).count)
        },
        problem.seniorCapacities.indices.map {
          min(problem.seniorCapacities[$0], problem.list(ofSenior: $0).count)
        }
      ))
    return problem
  }
}

/// Gives equal texts equal numbers, in order of first use.
private struct Numbering {
  private var numbers: [String: Int] = [:]

  mutating func number(_ text: String?) -> Int? {
    guard let text else { return nil }
    if let number = numbers[text] { return number }
    numbers[text] = numbers.count
    return numbers.count - 1
  }
}
