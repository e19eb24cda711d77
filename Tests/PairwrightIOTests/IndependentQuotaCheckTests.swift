import Foundation
import Pairwright
import PairwrightIO
import Testing

/// Solves the whole programmes of the shared rosters and counts every quota again from the CSV.
///
/// The READMEs of the rosters say how many pairs there can be.
@Suite(.enabled(if: SharedRosters.areThere, "needs the shared rosters"))
struct IndependentQuotaCheckTests {
  /// A matching in terms of rows of the CSV.
  struct Pairs {
    var rows: [(junior: IndependentRules.Row, senior: IndependentRules.Row)]

    func juniors(_ isCounted: (IndependentRules.Row) -> Bool) -> Int {
      Set(rows.map(\.junior).filter(isCounted).map(\.id)).count
    }

    func juniors(ofDepartment department: String) -> Int {
      juniors { $0.department == department }
    }

    var largestDepartment: Int {
      Set(rows.map(\.junior.department)).map(juniors(ofDepartment:)).max() ?? 0
    }

    func sameDepartment(atMost share: (Int, Int)) -> Bool {
      let count = rows.count {
        !$0.junior.department.isEmpty && $0.junior.department == $0.senior.department
      }
      return count * share.1 <= share.0 * rows.count
    }
  }

  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var mostPairs: Int
    /// People of each tier when the tiers come first, as the README says.
    var tiers: [Int]?
    /// Whether each quota is kept.
    var quotas: [(name: String, isKept: @Sendable (Pairs) -> Bool)]
    var testDescription: String { name }
  }

  private static let adventure: [(String, @Sendable (Pairs) -> Bool)] = [
    ("few per department", { $0.largestDepartment <= 10 }),
    ("tool design", { $0.juniors(ofDepartment: "Tool Design") >= 2 }),
    ("finance", { $0.juniors(ofDepartment: "Finance") >= 4 }),
    ("stores", { (1...2).contains($0.juniors(ofDepartment: "Shipping and Receiving")) }),
    ("silos", { $0.sameDepartment(atMost: (1, 10)) }),
  ]

  static let cases: [Case] = [
    Case(name: "adventureworks", mostPairs: 55, tiers: [6, 8, 26], quotas: adventure),
    Case(name: "oracle-hr", mostPairs: 23, quotas: []),
    Case(name: "worked-example", mostPairs: 5, quotas: []),
    Case(
      name: "uk-organogram-decc", mostPairs: 135,
      quotas: [
        ("per department", { $0.largestDepartment <= 35 }),
        ("private office", { $0.juniors(ofDepartment: "Private Office Group") >= 4 }),
        ("aberdeen", { (12...20).contains($0.juniors { $0.location == "Aberdeen" }) }),
        ("silos", { $0.sameDepartment(atMost: (15, 100)) }),
        (
          "energy to operations",
          { pairs in
            pairs.rows.count {
              $0.junior.department == "Operations Group"
                && $0.senior.department == "Energy Markets & Infrastructure"
            } <= 6
          }
        ),
      ]),
  ]

  @Test(
    "every quota of the whole programme is kept, with as many pairs as there can be",
    arguments: cases)
  func keepsQuotas(_ expected: Case) throws {
    let files = try IndependentRuleCheckTests.Files(expected.name, program: "program.yaml")
    let form = try #require(
      IndependentRuleCheckTests.cases.first { $0.name == expected.name }?.form)
    let rules = try IndependentRules(
      roster: files.roster, constraints: files.constraints, history: files.history, form: form)
    let rows = Dictionary(uniqueKeysWithValues: rules.rows.map { ($0.id, $0) })
    for objective in [nil, [Objective.pairs, .total]] {
      let problem = try files.problem { if let objective { $0.objective = objective } }
      let solution = try problem.solution(options: SolveOptions())
      let matching = try #require(solution.matching)
      if objective != nil { #expect(matching.pairs.count == expected.mostPairs) }
      if objective == nil, let tiers = expected.tiers {
        #expect(matching.objectives.filter { $0.tier != nil }.map(\.value) == tiers)
        #expect(matching.pairs.count == expected.mostPairs)
      }
      let pairs = Pairs(
        rows: try matching.pairs.map {
          (try #require(rows[$0.junior.rawValue]), try #require(rows[$0.senior.rawValue]))
        })
      for quota in expected.quotas { #expect(quota.isKept(pairs), "\(quota.name)") }
      try expectSameAfterWriting(solution, problem)
    }
  }

  /// The proof still holds when it has been written into result.json and read back.
  private func expectSameAfterWriting(_ solution: Solution, _ problem: MatchingProblem) throws {
    let document = ResultDocument(
      solution, of: problem, solver: "pairwright", solveSeconds: 0,
      record: RunRecord(
        pairwrightVersion: "", programName: nil, seed: 1, inputs: [], runDate: "", machine: nil))
    let outcome = try ResultDocument(json: document.json()).outcome(for: problem)
    guard case .optimal = outcome else {
      Issue.record("\(outcome)")
      return
    }
    #expect(MatchingVerifier(problem).refusals(of: outcome).isEmpty)
  }
}
