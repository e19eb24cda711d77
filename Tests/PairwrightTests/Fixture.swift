import Pairwright
import Testing

/// Makes small problems from people and rules, and asks them in terms of ids.
struct Fixture {
  let problem: MatchingProblem
  let diagnostics: Diagnostics

  /// Makes a problem of people whose program has only the given rules and, unless `configure` says
  /// otherwise, no score.
  init(
    _ people: [Person], rules: [any Rule] = [], constraints: [PairConstraint] = [],
    history: [PastPair] = [], columns: Set<String>? = nil, catalogue: SkillCatalogue = .init(),
    relatedness: Relatedness = .init(), configure: (inout MentoringProgram) -> Void = { _ in }
  ) throws {
    var program = MentoringProgram()
    program.rules = rules
    program.score = ScoreSettings(weights: [:])
    configure(&program)
    let roster = try Roster(
      people: people, catalogue: catalogue, relatedness: relatedness, constraints: constraints,
      history: history, columns: columns,
      source: .init(file: "roster.csv", columns: [:]))
    var diagnostics = Diagnostics()
    problem = try MatchingProblem(roster, program, diagnostics: &diagnostics)
    self.diagnostics = diagnostics
  }

  /// Returns the findings of a problem, whether it can be made or not.
  static func findings(_ make: () throws -> Fixture) throws -> Diagnostics {
    do {
      return try make().diagnostics
    } catch let error as InvalidInput {
      return error.diagnostics
    }
  }

  /// Every junior and senior who are not the same person, as "J S".
  var everyPair: Set<String> { pairs { _, _ in true } }

  /// The pairs that may not meet; checks on the way that the two ways of asking agree.
  var barredPairs: Set<String> {
    pairs { row, column in
      let bars = problem.eligibility.bars(row: row, column: column)
      let isAllowed = problem.eligibility.isAllowed(row: row, column: column)
      #expect(isAllowed == bars.isEmpty, "row \(row), column \(column): \(bars.map(\.name))")
      return !isAllowed
    }
  }

  /// Returns the row of a junior.
  func row(_ id: String) throws -> Int {
    try #require(problem.juniors.indices.first { problem.junior($0).id == PersonID(id) })
  }

  /// Returns the column of a senior.
  func column(_ id: String) throws -> Int {
    try #require(problem.seniors.indices.first { problem.senior($0).id == PersonID(id) })
  }

  /// Returns the units of a pair's score.
  func units(_ junior: String, _ senior: String) throws -> Int {
    problem.scorer.score(row: try row(junior), column: try column(senior))
  }

  private func pairs(where isChosen: (Int, Int) -> Bool) -> Set<String> {
    var pairs: Set<String> = []
    for row in problem.juniors.indices {
      for column in problem.seniors.indices
      where problem.juniors[row] != problem.seniors[column] && isChosen(row, column) {
        pairs.insert("\(problem.junior(row).id) \(problem.senior(column).id)")
      }
    }
    return pairs
  }
}

extension Person {
  /// Makes a person on a side, changed by `configure`.
  static func on(
    _ side: SideMembership, _ id: String, _ configure: (inout Person) -> Void = { _ in }
  ) -> Person {
    var person = Person(id: PersonID(id), side: side)
    configure(&person)
    return person
  }

  /// Makes a junior.
  static func junior(_ id: String, _ configure: (inout Person) -> Void = { _ in }) -> Person {
    on(.junior, id, configure)
  }

  /// Makes a senior.
  static func senior(_ id: String, _ configure: (inout Person) -> Void = { _ in }) -> Person {
    on(.senior, id, configure)
  }
}

extension Diagnostics {
  /// The codes of the findings of one severity, in order, but for the warning that fixtures have no
  /// score.
  func codes(_ severity: Diagnostic.Severity) -> [String] {
    all.filter { $0.severity == severity && $0.code != "no-score" }.map(\.code.rawValue)
  }
}
