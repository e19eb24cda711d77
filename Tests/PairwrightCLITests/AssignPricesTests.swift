import Foundation
import Testing
import _PairwrightTestSupport

@Suite struct AssignPricesTests {
  private struct Quota {
    var entries: [[Int]]
    var minimum = 0
    var maximum: Int?

    var json: String {
      "{\"entries\": \(entries), \"min\": \(minimum)"
        + (maximum.map { ", \"max\": \($0)" } ?? "") + "}"
    }
  }

  private func answer(
    _ costs: [[Double]], _ quotas: [Quota], _ arguments: [String] = []
  ) throws -> CommandRun {
    let folder = try Workplace()
    try folder.put(
      costs.map { $0.map { "\($0)" }.joined(separator: ",") + "\n" }.joined(), "a.csv")
    try folder.put("{\"quotas\": [\(quotas.map(\.json).joined(separator: ", "))]}", "c.json")
    return try CommandRun(
      ["assign", "a.csv", "--json", "--constraints", "c.json"] + arguments, in: folder)
  }

  /// What prices prove of every choice, from nothing but the matrix, the quotas and the prices.
  ///
  /// As many pairs as the smaller side has are chosen. Every reduced cost must be at least 0.
  private func bound(
    _ costs: [[Double]], _ quotas: [Quota], rows: [ExactNumber], columns: [ExactNumber],
    prices: [ExactNumber]
  ) -> (bound: ExactNumber, reduced: [[ExactNumber]]) {
    let reduced = costs.indices.map { row in
      costs[row].indices.map { column in
        quotas.indices.filter { quotas[$0].entries.contains([row, column]) }
          .reduce(ExactNumber(costs[row][column]) - rows[row] - columns[column]) {
            $0 - prices[$1]
          }
      }
    }
    #expect(reduced.joined().allSatisfy { $0.sign >= 0 })
    let needsRows = rows.count <= columns.count
    var bound = ExactNumber(0)
    for (line, isNeeded) in rows.map({ ($0, needsRows) }) + columns.map({ ($0, !needsRows) })
    where line.sign < 0 || isNeeded {
      bound = bound + line
    }
    for (quota, price) in zip(quotas, prices) where price.sign != 0 {
      #expect(price.sign > 0 || quota.maximum != nil)
      bound = bound + price * (price.sign > 0 ? quota.minimum : quota.maximum ?? 0)
    }
    return (bound, reduced)
  }

  /// Checks the prices of an answer; returns whether they prove its total without a search.
  @discardableResult private func expectPrices(
    _ costs: [[Double]], _ quotas: [Quota], maximizes: Bool = false
  ) throws -> Bool {
    let run = try answer(costs, quotas, maximizes ? ["--maximize"] : [])
    let object = try run.object()
    #expect(object["status"] as? String == "optimal", "\(run.output)")
    let pairs = object["pairs"] as? [[Int]] ?? []
    func duals(_ key: String) throws -> [ExactNumber] {
      try run.literals(key).map { try #require(ExactNumber($0)) }
    }
    let minimized = costs.map { $0.map { maximizes ? -$0 : $0 } }
    let (bound, reduced) = bound(
      minimized, quotas, rows: try duals("rowDuals"), columns: try duals("columnDuals"),
      prices: try duals("quotaDuals"))
    let total = pairs.reduce(ExactNumber(0)) { $0 + ExactNumber(minimized[$1[0]][$1[1]]) }
    #expect((total - bound).sign >= 0)
    guard (total - bound).sign == 0 else { return false }
    #expect(pairs.allSatisfy { reduced[$0[0]][$0[1]].sign == 0 })
    return true
  }

  @Test func provesTotalsByPrices() throws {
    let diagonal = [Quota(entries: [[0, 1], [1, 0]], minimum: 1)]
    #expect(try expectPrices([[1, 2], [3, 4]], diagonal))
    #expect(try expectPrices([[1, 2], [3, 4]], diagonal, maximizes: true))
    // Half of either diagonal would do for the prices; a search shows that it is one or the other.
    #expect(try !expectPrices([[1.25, 7.5], [3.125, -4]], diagonal))
    let barred = [Quota(entries: [[0, 0], [1, 1]], maximum: 0)]
    #expect(try expectPrices([[1, 5, 9], [2, 4, 8], [7, 6, 3]], barred))
    #expect(try expectPrices([[1, 5, 9], [2, 4, 8]], barred))
    #expect(try expectPrices([[1, 5], [2, 4], [7, 6]], barred))
  }

  @Test(arguments: 1...8) func boundsTotalsByPrices(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let (rowCount, columnCount) = [(5, 5), (4, 6), (6, 4)][Int(seed % 3)]
    let costs = (0..<rowCount).map { _ in
      (0..<columnCount).map { _ in Double(random.next() % 200) / 8 - 5 }
    }
    let quotas = (0..<2).map { number in
      let entries = (0..<rowCount).flatMap { row -> [[Int]] in
        (0..<columnCount).filter { _ in random.next() % 2 == 0 }.map { [row, $0] }
      }
      return Quota(
        entries: entries, minimum: number == 0 ? 3 : 0, maximum: number == 0 ? nil : 1)
    }
    try expectPrices(costs, quotas, maximizes: seed % 2 == 0)
  }

  @Test func showsByPricesThatThereIsNoChoice() throws {
    let zeros = [[0.0, 0, 0], [0, 0, 0], [0, 0, 0]]
    let quotas = [
      Quota(entries: [[0, 0], [0, 1], [2, 2]], maximum: 0),
      Quota(entries: [[1, 2]], minimum: 1, maximum: 1),
    ]
    let run = try answer(zeros, quotas)
    #expect(run.status == 4)
    let witness = try #require(try run.object()["witness"] as? [String: Any])
    func prices(_ key: String, _ count: Int) throws -> [ExactNumber] {
      var prices = [ExactNumber](repeating: ExactNumber(0), count: count)
      for priced in try #require(witness[key] as? [[Int]]) {
        prices[priced[0]] = ExactNumber(Double(priced[1]))
      }
      return prices
    }
    let bound = bound(
      zeros, quotas, rows: try prices("rows", 3), columns: try prices("columns", 3),
      prices: try prices("quotas", 2)
    ).bound
    let excess = try #require(witness["excess"] as? Double)
    #expect(excess > 0)
    #expect((bound - ExactNumber(excess)).sign >= 0)
  }

  /// Fractions become integers near 2^48; the search for a choice once went beyond 64 bits there.
  @Test func showsThatThereIsNoChoiceAmongFractions() throws {
    let run = try answer(
      [[0.1, -.infinity], [0, 0.1]], [Quota(entries: [[0, 1], [1, 0]], minimum: 1)],
      ["--maximize"])
    #expect(run.status == 4)
    #expect(try run.object()["status"] as? String == "infeasible")
  }

  @Test func numbersQuotasAsTheFileDoes() throws {
    // The first quota is always kept; the second cannot be, in whole rows.
    let all = [[0, 0], [0, 1], [1, 0], [1, 1]]
    let run = try answer(
      [[1, 2], [3, 4]],
      [Quota(entries: all, maximum: 9), Quota(entries: [[1, 0], [1, 1]], maximum: 0)])
    #expect(run.status == 4)
    let witness = try #require(try run.object()["witness"] as? [String: Any])
    #expect((witness["row_quotas"] as? [[Int]])?.map { $0[0] } == [1])
    #expect((witness["message"] as? String)?.contains("quotas 1") == true)
  }
}
