import Testing
import _PairwrightTestSupport

@testable import LinearAssignment

@Suite("Costs that one scale cannot hold")
struct DenseRefinementTests {
  private func solve(
    _ costs: [Double], rows: Int, columns: Int, maximizes: Bool = false
  ) throws -> DenseAssignment? {
    let options = DenseAssignmentOptions<Double>(maximizes: maximizes)
    let outcome = try DenseAssignmentSolver.solve(
      costs, rowCount: rows, columnCount: columns, options: options)
    guard case .optimal(let answer) = outcome else { return nil }
    #expect(
      CertificateChecker.flaw(
        in: answer, of: costs, rowCount: rows, columnCount: columns, options: options) == nil)
    return answer
  }

  @Test(
    "a huge cost is as good as none",
    arguments: [1e18, 1e30, 1e300], [(12, 12), (60, 90), (90, 60), (190, 190)])
  func hugeCosts(huge: Double, shape: (rows: Int, columns: Int)) throws {
    var random = SplitMix64(seed: 61)
    let (rows, columns) = shape
    var costs = (0..<(rows * columns)).map { _ in Double(random.next() % 1000) }
    var absent = costs
    for place in stride(from: 5, to: costs.count, by: 7) {
      costs[place] = huge * Double(1 + random.next() % 3)
      absent[place] = .infinity
    }
    let wanted = try #require(try solve(absent, rows: rows, columns: columns))
    let answer = try #require(try solve(costs, rows: rows, columns: columns))
    #expect(answer.isLossless && answer.total == wanted.total)
    let greatest = try #require(
      try solve(costs.map { -$0 }, rows: rows, columns: columns, maximizes: true))
    #expect(greatest.isLossless && greatest.total == -wanted.total)
  }

  @Test("costs of all magnitudes give what trying every assignment gives")
  func allMagnitudes() throws {
    var random = SplitMix64(seed: 62)
    for _ in 0..<200 {
      let (rows, columns) = (Int.random(in: 2...4, using: &random), 5)
      let costs = (0..<(rows * columns)).map { _ in
        Double(sign: .plus, exponent: Int.random(in: -60...60, using: &random), significand: 1)
      }
      func least(from row: Int, without taken: Set<Int>) -> Double {
        row == rows
          ? 0
          : (0..<columns).filter { !taken.contains($0) }.map {
            costs[row * columns + $0] + least(from: row + 1, without: taken.union([$0]))
          }.min() ?? .infinity
      }
      let answer = try #require(try solve(costs, rows: rows, columns: columns))
      let total = answer.columnOfRow.enumerated().reduce(0) {
        $0 + costs[$1.offset * columns + $1.element]
      }
      let wanted = least(from: 0, without: [])
      #expect(abs(total - wanted) <= 1e-12 * wanted)
      #expect(answer.roundingBound <= 1e-9 * wanted)
    }
  }

  @Test(
    "what every row can have at the least cost of all is exact", arguments: [26.0, 0, -0x1p-40])
  func leastCosts(least: Double) throws {
    let answer = try #require(try solve([1e24, 1e25, least], rows: 1, columns: 3))
    #expect(answer.columnOfRow == [2] && answer.isLossless && answer.total == least)
  }

  @Test("a cost that has to be paid stays what it is")
  func neededHugeCost() throws {
    let answer = try #require(try solve([1e18, 1e18, 3, 1e18], rows: 2, columns: 2))
    #expect(answer.total == 1e18 && answer.columnOfRow == [1, 0])
    #expect(answer.roundingBound >= 0)
  }

  @Test("the smallest numbers there are keep their order")
  func tinyCosts() throws {
    let unit = Double.leastNonzeroMagnitude
    let answer = try #require(
      try solve([3, 1, 2, 2, 3, 1, 1, 2, 3].map { $0 * unit }, rows: 3, columns: 3))
    #expect(answer.columnOfRow == [1, 2, 0] && answer.isLossless && answer.total == 3 * unit)
    #expect(try solve([0x1.8p-996], rows: 1, columns: 1)?.isLossless == true)
  }

  @Test("a range beyond the largest number is taken")
  func widestRange() throws {
    let most = Double.greatestFiniteMagnitude
    let answer = try #require(try solve([most, -most, 0, 1], rows: 2, columns: 2))
    #expect(answer.columnOfRow == [1, 0])
  }
}
