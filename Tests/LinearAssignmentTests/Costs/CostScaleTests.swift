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

  @Test func takesZeroForACostWhereToldSo() {
    let costs = [0x1p52 + 1, 0x1p52 + 1.5]
    #expect(scale(costs, nodeCount: 1 << 9).isLossless)
    #expect(!scale(costs, nodeCount: 1 << 9, includesZero: true).isLossless)
  }
}
