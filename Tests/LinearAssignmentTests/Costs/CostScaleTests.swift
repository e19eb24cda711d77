import Testing

@testable import LinearAssignment

@Suite struct CostScaleTests {
  private func scale(
    _ costs: [Double], nodeCount: Int = 4, includesZero: Bool = false
  ) -> CostScale {
    costs.withUnsafeBufferPointer {
      CostScale($0, nodeCount: nodeCount, includesZero: includesZero)
    }
  }

  @Test(
    arguments: [
      ([], 0), ([.infinity, 0], 0), ([3, -4, 1e15], 0), ([0.5, 3], 1), ([0.1], 55),
      ([1e-300], 1049),
      ([.leastNonzeroMagnitude, -.leastNonzeroMagnitude], 1074), ([0x1p100, 0x1p101], -100),
    ] as [([Double], Int)])
  func scalesLosslessly(costs: [Double], exponent: Int) {
    let scale = scale(costs)
    #expect(scale.exponent == exponent)
    #expect(scale.isLossless)
    for cost in costs where cost.isFinite && abs(exponent) < 1000 {
      #expect(
        Double(scale.integer(cost))
          == cost * Double(sign: .plus, exponent: exponent, significand: 1))
    }
  }

  @Test func keepsTheRuleAndRoundsToNearest() {
    let costs = [1.0, 0x1p-60, 0x1.8p-58, 0.75]
    let scale = scale(costs, nodeCount: 1 << 10)
    #expect(!scale.isLossless)
    // 2^10 x (1 - 0) x 2^51 = 2^61.
    #expect(scale.exponent == 51)
    #expect(costs.map(scale.integer) == [1 << 51, 0, 0, 3 << 49])
    // Halves go to the even neighbour.
    let halves = self.scale([0x1p57, 0.5, 1.5, 2.5, -1.5], nodeCount: 8)
    #expect(halves.exponent == 0)
    #expect([0.5, 1.5, 2.5, -1.5, -0.5].map(halves.integer) == [0, 2, 2, -2, 0])
  }

  @Test(arguments: [false, true])
  func integersGoThereAndBack(maximizes: Bool) throws {
    let barred: Double = maximizes ? -.infinity : .infinity
    let costs = [0.5, -3.25, barred, 1e6, 0]
    let scale = try CostScale(costs, rowCount: 1, columnCount: 5, maximizes: maximizes)
    #expect(scale.isLossless && scale.exponent == 2)
    #expect(scale.roundingBound(pairCount: 5) == 0)
    let sign: Int64 = maximizes ? -1 : 1
    let integers = try scale.integers(costs)
    #expect(integers == [2 * sign, -13 * sign, absentEdge, 4_000_000 * sign, 0])
    #expect(
      integers.filter { $0 != absentEdge }.map { scale.cost(of: $0) } == [0.5, -3.25, 1e6, 0])
    #expect(scale.cost(of: Int128(sign)) == 0.25)
    #expect(try scale.isLossless(for: [7.75, barred]))
    #expect(try !scale.isLossless(for: [7.75, 0.125]))
    for bad in [[.nan], [-barred], [0x1p61], [1, -0x1p61]] as [[Double]] {
      #expect(throws: AssignmentError.self) { try scale.integers(bad) }
    }
    for bad in [[.nan], [-barred]] as [[Double]] {
      #expect(throws: AssignmentError.self) {
        try CostScale(bad, rowCount: 1, columnCount: 1, maximizes: maximizes)
      }
    }
    #expect(throws: AssignmentError.self) { try CostScale([], rowCount: -1, columnCount: 1) }
  }

  /// A range known beforehand gives the scale that costs at its ends would need at most.
  @Test(arguments: [false, true])
  func rangesOfComputedCosts(maximizes: Bool) throws {
    let scale = try CostScale(covering: 0...1, rowCount: 2, columnCount: 2, maximizes: maximizes)
    #expect(scale.exponent == 56 && !scale.isLossless)
    #expect(scale.roundingBound(pairCount: 2) == 0x1p-55)
    let sign: Int64 = maximizes ? -1 : 1
    let barred: Double = maximizes ? -.infinity : .infinity
    #expect(scale.integer(0.75) == sign * 3 << 54)
    #expect(scale.integer(barred) == absentEdge)
    for bad in [.nan, -barred, 65, -65] as [Double] { #expect(scale.integer(bad) == .min) }
    #expect(scale.integer(64) == sign << 62)
    let far = try CostScale(
      covering: -0x1p300...(-0x1p299), rowCount: 2, columnCount: 2, maximizes: maximizes)
    #expect(far.exponent == -244)
    #expect(try CostScale(covering: 0...0, rowCount: 1, columnCount: 1).isLossless)
    #expect(throws: AssignmentError.self) {
      try CostScale(covering: 0...(.infinity), rowCount: 1, columnCount: 1)
    }
    #expect(throws: AssignmentError.self) {
      try CostScale(covering: 0...1, rowCount: 1, columnCount: 1 << 40)
    }
  }

  /// The loss is stated, and totals are within the bound.
  @Test func whatIsLostIsStated() throws {
    let costs = [1.0, 0x1p-60, 0x1.8p-58, 0.75]
    let scale = try CostScale(costs, rowCount: 2, columnCount: 2)
    #expect(!scale.isLossless)
    // 8 x 4 nodes x (1 - 0) x 2^56 = 2^61.
    #expect(scale.exponent == 56)
    #expect(scale.roundingBound(pairCount: 2) == 0x1p-55)
    for (cost, integer) in zip(costs, try scale.integers(costs)) {
      #expect(abs(scale.cost(of: integer) - cost) <= 0x1p-57)
    }
    for extreme in [1e-300, .leastNonzeroMagnitude, 0x1p1000] {
      let scale = try CostScale([extreme], rowCount: 1, columnCount: 1)
      #expect(scale.isLossless)
      #expect(try scale.integers([extreme]).map { scale.cost(of: $0) } == [extreme])
    }
  }

  @Test func takesZeroForACostWhereToldSo() {
    let costs = [0x1p52 + 1, 0x1p52 + 1.5]
    #expect(scale(costs, nodeCount: 1 << 9).isLossless)
    #expect(!scale(costs, nodeCount: 1 << 9, includesZero: true).isLossless)
  }
}
