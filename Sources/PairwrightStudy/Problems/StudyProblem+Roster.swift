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
  /// keep the room that is left. Capacities and quotas of groups come along; minimums of single
  /// people do not.
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
    var juniorRoom = problem.juniorCapacities.map { min($0.upperBound, columns) }
    var seniorRoom = problem.seniorCapacities.map { min($0.upperBound, rows) }
    for cell in problem.forced {
      juniorRoom[cell.row] -= 1
      seniorRoom[cell.column] -= 1
      scores[cell.row * columns + cell.column] = Self.barred
    }
    var departments = Numbering()
    var groups = Numbering()
    func described(_ person: Person) -> StudyPerson {
      StudyPerson(
        department: departments.number(person.fields[RosterColumn.department.rawValue]),
        group: groups.number(person.text(of: options.group)), grade: person.grade,
        birthYear: person.birthYear)
    }
    let isByBenefit = options.preferences == .benefit
    self.init(
      scores: scores, juniorCapacities: juniorRoom, seniorCapacities: seniorRoom,
      juniorWorth: isByBenefit ? juniorWorth : nil, seniorWorth: isByBenefit ? seniorWorth : nil,
      juniors: (0..<rows).map { described(problem.junior($0)) },
      seniors: (0..<columns).map { described(problem.senior($0)) })
    let forcedRows = Set(problem.forced.map(\.row))
    let forcedColumns = Set(problem.forced.map(\.column))
    quotas =
      problem.quotas.juniors.map { StudyQuota($0, isOfJuniors: true, forced: forcedRows) }
      + problem.quotas.seniors.map { StudyQuota($0, isOfJuniors: false, forced: forcedColumns) }
  }

  /// Returns the problem of some of the people only.
  ///
  /// A quota keeps its bounds, but never asks for more members than are left.
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
    problem.quotas = quotas.map { $0.restricted(to: $0.isOfJuniors ? rows : columns) }
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

extension StudyQuota {
  /// Takes a quota of a program; whoever has a forced partner counts already.
  init(_ group: QuotaTable.Group, isOfJuniors: Bool, forced: Set<Int>) {
    let counted = group.members.count { forced.contains($0) }
    self.init(
      isOfJuniors: isOfJuniors, members: group.members.filter { !forced.contains($0) },
      minimum: max(0, group.minimum - counted),
      maximum: group.maximum.map { max(0, $0 - counted) })
  }

  func restricted(to people: [Int]) -> StudyQuota {
    let place = Dictionary(
      uniqueKeysWithValues: people.enumerated().map { ($0.element, $0.offset) })
    let left = members.compactMap { place[$0] }.sorted()
    return StudyQuota(
      isOfJuniors: isOfJuniors, members: left, minimum: min(minimum, left.count),
      maximum: maximum)
  }
}
