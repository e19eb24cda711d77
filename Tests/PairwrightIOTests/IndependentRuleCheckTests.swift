import Foundation
import Pairwright
import PairwrightIO
import Testing

/// Works out every rule of the shared pair-rule programmes twice: in the library, and from the CSV.
///
/// The READMEs of the rosters say how many pairs each rule bars.
@Suite(.enabled(if: SharedRosters.areThere, "needs the shared rosters"))
struct IndependentRuleCheckTests {
  /// What a README says of a roster, and the rules of its programme.
  struct Case: @unchecked Sendable, CustomTestStringConvertible {
    // The closures capture nothing.
    var name: String
    var form = IndependentRules.Form()
    var people: (juniors: Int, seniors: Int)
    var pairs: Int
    var allowed: Int
    /// The most pairs of any matching under the pair rules.
    var mostPairs: Int?
    /// For each rule, how many pairs it bars and how to tell.
    var rules: [(name: String, count: Int?, bars: (IndependentRules) -> (Int, Int) -> Bool)]
    var testDescription: String { name }
  }

  private static let workday = [
    "employee_id": "Employee ID", "status": "Active Status", "manager_id": "Manager ID",
    "department": "Supervisory Organization", "grade": "Management Level",
    "position_id": "Position ID", "timezone": "Time Zone", "languages": "Languages",
    "capacity_max": "Capacity", "consent": "Opt-In", "avoid_ids": "Avoid IDs",
    "succession_candidate_for": "Succession Plan", "hours_per_month": "Hours per Month",
  ]

  static let cases: [Case] = [
    Case(
      name: "adventureworks", people: (136, 43), pairs: 5_848, allowed: 4_230, mostPairs: 58,
      rules: [
        ("avoid_ids", 5, { $0.avoids }),
        ("line", 520, { rules in { rules.isInLine($0, $1) || rules.isBeside($0, $1) } }),
        ("succession", 18, { $0.isRival }),
        ("gap", 650, { rules in { rules.rows[$1].grade - rules.rows[$0].grade < 3 } }),
        (
          "zone", 352,
          { rules in
            let gaps = rules.zoneGaps(from: "2014-06-30")
            return { gaps[[rules.rows[$0].zone, rules.rows[$1].zone]] ?? 99 > 3 }
          }
        ),
        ("language", 172, { $0.hasNoLanguage }),
        ("repeat", 8, { rules in { rules.met.contains([$0, $1]) } }),
        ("list", 6, { rules in { rules.forbidden.contains([$0, $1]) } }),
      ]),
    Case(
      name: "oracle-hr",
      form: .init(
        column: { workday[$0] ?? $0 },
        grades: [
          "Support": 1, "Professional": 2, "Supervisor": 3, "Manager": 4, "Vice President": 5,
          "President": 6,
        ], sidesByGrade: (2, 4)),
      people: (58, 15), pairs: 870, allowed: 751, mostPairs: 23,
      rules: [
        ("avoid_ids", 3, { $0.avoids }),
        ("line", 101, { rules in { rules.isInLine($0, $1, depth: 2) } }),
        ("succession", 3, { $0.isRival }),
        ("gap", 0, { rules in { rules.rows[$1].grade - rules.rows[$0].grade < 2 } }),
        ("language", 15, { $0.hasNoLanguage }),
      ]),
    Case(
      name: "uk-organogram-decc",
      form: .init(grades: [
        "Administrative Officer": 1, "Executive Officer": 2, "Higher Executive Officer": 3,
        "Fast Stream": 4, "Senior Executive Officer": 5, "Grade 7": 6, "Grade 6": 7, "SCS1": 8,
        "SCS2": 9, "SCS3": 10, "SCS4": 11,
      ]),
      people: (491, 96), pairs: 47_120, allowed: 9_574, mostPairs: 135,
      rules: [
        ("avoid_ids", 13, { $0.avoids }),
        ("line", 2_129, { rules in { rules.isInLine($0, $1) || rules.hasSameManager($0, $1) } }),
        ("succession", 19, { $0.isRival }),
        (
          "team", 598,
          { rules in { !rules.rows[$0].team.isEmpty && rules.rows[$0].team == rules.rows[$1].team }
          }
        ),
        ("gap", 17_539, { rules in { rules.rows[$1].grade - rules.rows[$0].grade < 3 } }),
        ("years", 8_095, { rules in { rules.rows[$0].birthYear - rules.rows[$1].birthYear < 5 } }),
        ("language", 3_233, { $0.hasNoLanguage }),
        ("meet", 27_795, { rules in { rules.hasNoHour($0, $1, minutes: 60) } }),
      ]),
    Case(
      name: "worked-example", people: (6, 5), pairs: 30, allowed: 20, mostPairs: 5,
      rules: [
        ("line", nil, { rules in { rules.isInLine($0, $1) } }), ("succession", nil, { $0.isRival }),
        ("language", nil, { $0.hasNoLanguage }),
      ]),
    Case(
      name: "employees-8k", people: (1_800, 2_673), pairs: 4_811_400, allowed: 4_019_108,
      mostPairs: nil,
      rules: [
        ("line", 992, { rules in { rules.isInLine($0, $1) } }),
        ("gap", 0, { rules in { rules.rows[$1].grade - rules.rows[$0].grade < 2 } }),
        ("silos", 792_292, { rules in { rules.rows[$0].department == rules.rows[$1].department } }),
      ]),
  ]

  /// A roster with its side files where both readings find them.
  struct Files {
    let roster: String
    let program: String
    let constraints: String?
    let history: String?

    init(_ name: String, program: String = "program-pair-rules.yaml") throws {
      roster =
        name == "employees-8k"
        ? try SharedRosters.unpackedRoster() : SharedRosters.path(name, "roster.csv")
      self.program = SharedRosters.path(name, program)
      func existing(_ file: String) -> String? {
        let path = SharedRosters.path(name, file)
        return FileManager.default.fileExists(atPath: path) ? path : nil
      }
      constraints = existing("constraints.csv")
      history = existing("history.csv")
    }

    func problem(
      _ configure: (inout MentoringProgram) -> Void = { _ in }
    ) throws -> MatchingProblem {
      var found = Diagnostics()
      let value = try #require(YAMLConfiguration.read(path: program, into: &found).value)
      var program = MentoringProgram(reading: value, into: &found)
      configure(&program)
      let reader = RosterReader(program: program, programFile: self.program)
      let roster = try #require(try reader.read(path: self.roster).roster)
      return try MatchingProblem(roster, program, diagnostics: &found)
    }
  }

  @Test("the library and an independent reading count the same pairs", arguments: cases)
  func counts(_ expected: Case) throws {
    let files = try Files(expected.name)
    let rules = try IndependentRules(
      roster: files.roster, constraints: files.constraints, history: files.history,
      form: expected.form)
    let (juniors, seniors) = (rules.juniors, rules.seniors)
    #expect((juniors.count, seniors.count) == expected.people)
    var barred = [Int](repeating: 0, count: expected.rules.count)
    let tests = expected.rules.map { $0.bars(rules) }
    var pairs = 0
    var allowed = 0
    for junior in juniors {
      for senior in seniors where junior != senior {
        pairs += 1
        var isAllowed = true
        for (index, bars) in tests.enumerated() where bars(junior, senior) {
          barred[index] += 1
          isAllowed = false
        }
        if isAllowed { allowed += 1 }
      }
    }
    #expect((pairs, allowed) == (expected.pairs, expected.allowed))
    for (rule, count) in zip(expected.rules, barred) {
      if let stated = rule.count { #expect(count == stated, "\(rule.name)") }
    }
    // Who may meet does not depend on scores, and the large roster takes long to score.
    let problem = try files.problem {
      if expected.name == "employees-8k" { $0.score = ScoreSettings(weights: [:]) }
    }
    #expect((problem.juniorCount, problem.seniorCount) == expected.people)
    #expect(problem.allowedPairCount == expected.allowed)
    if expected.name != "employees-8k" {
      var counts = problem.eligibility.barCounts()
      counts["self"] = nil
      let own = zip(expected.rules.map(\.name), barred).filter { $0.1 > 0 }
      #expect(counts == Dictionary(uniqueKeysWithValues: own))
    }
  }

  @Test(
    "no pair of a best matching breaks a rule in the independent reading, and none is missing",
    arguments: cases.filter { $0.mostPairs != nil })
  func matchings(_ expected: Case) throws {
    let files = try Files(expected.name)
    let rules = try IndependentRules(
      roster: files.roster, constraints: files.constraints, history: files.history,
      form: expected.form)
    let tests = expected.rules.map { $0.bars(rules) }
    for objective in [[Objective.coverage, .total], [.pairs, .total]] {
      let problem = try files.problem { $0.objective = objective }
      let matching = try #require(try problem.solution(options: SolveOptions()).matching)
      if objective[0] == .pairs { #expect(matching.pairs.count == expected.mostPairs) }
      var places: [String: Int] = [:]
      for (position, row) in rules.rows.enumerated() { places[row.id] = position }
      var juniorLoads: [Int: Int] = [:]
      var seniorLoads: [Int: Int] = [:]
      var pairs: Set<Set<Int>> = []
      for pair in matching.pairs {
        let junior = try #require(places[pair.junior.rawValue])
        let senior = try #require(places[pair.senior.rawValue])
        #expect(rules.rows[junior].takesPart && rules.rows[junior].isJunior)
        #expect(rules.rows[senior].takesPart && rules.rows[senior].isSenior)
        #expect(junior != senior)
        for (rule, bars) in zip(expected.rules, tests) {
          #expect(!bars(junior, senior), "\(pair.junior) and \(pair.senior) break \(rule.name)")
        }
        #expect(pairs.insert([junior, senior]).inserted, "nobody is taught by whom they teach")
        juniorLoads[junior, default: 0] += 1
        seniorLoads[senior, default: 0] += 1
      }
      for (position, load) in juniorLoads { #expect(load <= rules.rows[position].capacity) }
      for (position, load) in seniorLoads { #expect(load <= rules.rows[position].capacity) }
      #expect(rules.forced.isSubset(of: pairs))
    }
  }
}
