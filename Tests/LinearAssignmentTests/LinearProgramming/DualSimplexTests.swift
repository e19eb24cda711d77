import Testing
import _PairwrightTestSupport

@testable import LinearAssignment

@Suite("Dual simplex method")
struct DualSimplexTests {
  /// Checks that the present basis is optimal, by primal feasibility and equal objectives.
  private func expectOptimal(_ simplex: DualSimplex, _ program: IntegerProgram) {
    var value = 0.0
    var sums = [Double](repeating: 0, count: program.rows.count)
    for column in 0..<simplex.columnCount {
      let share = simplex.value(of: column)
      #expect(share >= simplex.lower[column] - 1e-6 && share <= simplex.upper[column] + 1e-6)
      value += Double(program.costs[column]) * share
    }
    for (row, rule) in program.rows.enumerated() {
      for term in rule.terms {
        sums[row] += Double(term.coefficient) * simplex.value(of: term.column)
      }
      let variable = simplex.columnCount + row
      #expect(sums[row] >= simplex.lower[variable] - 1e-5)
      #expect(sums[row] <= simplex.upper[variable] + 1e-5)
    }
    // The Lagrangian bound of the duals, computed from the program alone.
    let duals = UnsafeMutablePointer<Double>.filled(0, count: program.rows.count)
    defer { duals.deallocate() }
    simplex.computeDuals(simplex.costs, into: duals)
    var reducedCosts = program.costs.map { Double($0) }
    var bound = 0.0
    for (row, rule) in program.rows.enumerated() {
      let dual = duals[row] * simplex.costScale
      let variable = simplex.columnCount + row
      bound += dual * (dual > 0 ? simplex.lower[variable] : simplex.upper[variable])
      for term in rule.terms { reducedCosts[term.column] -= dual * Double(term.coefficient) }
    }
    for (column, cost) in reducedCosts.enumerated() {
      bound += cost * (cost > 0 ? simplex.lower[column] : simplex.upper[column])
    }
    #expect(abs(bound - value) <= 1e-4 * max(1, abs(value)), "\(bound) \(value)")
  }

  @Test("Optima meet their bounds, also after bounds have changed", arguments: 0..<60)
  func optimality(seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    let small = BinaryProgram.random(
      &generator, columns: Int.random(in: 1...30, using: &generator),
      rows: Int.random(in: 1...20, using: &generator))
    let program = try IntegerProgram(small)
    let simplex = DualSimplex(program, SparseRows(program))
    for _ in 0..<12 {
      simplex.collectMovable()
      simplex.refactorize()
      if simplex.run(cutoff: .infinity, stepLimit: 10_000) == .optimal {
        expectOptimal(simplex, program)
      }
      let column = Int.random(in: 0..<simplex.columnCount, using: &generator)
      let kind = Int.random(in: 0...2, using: &generator)
      simplex.lower[column] = kind == 1 ? 1 : 0
      simplex.upper[column] = kind == 2 ? 0 : 1
    }
  }

  @Test("Every integer point is worth at least the optimum, and none is where it is infeasible")
  func relaxation() throws {
    var infeasible = 0
    for seed in 0..<200 {
      var generator = SplitMix64(seed: UInt64(seed))
      let small = BinaryProgram.random(&generator, columns: 8, rows: 4)
      let program = try IntegerProgram(small)
      let simplex = DualSimplex(program, SparseRows(program))
      simplex.collectMovable()
      switch simplex.run(cutoff: .infinity, stepLimit: 1000) {
      case .optimal:
        if let least = small.least {
          #expect(simplex.objective * simplex.costScale <= Double(least) + 1e-3)
        }
      case .infeasible:
        infeasible += 1
        #expect(small.least == nil)
      default: Issue.record("no end at seed \(seed)")
      }
    }
    #expect(infeasible > 0)
  }

  @Test("Large assignments with ties only end", arguments: [1, 2, 20, 60])
  func ties(size: Int) throws {
    var rows: [IntegerProgram.Row] = []
    for index in 0..<size {
      rows.append(row((0..<size).map { index * size + $0 }))
      rows.append(row((0..<size).map { $0 * size + index }))
    }
    let program = try IntegerProgram(
      costs: [Int64](repeating: 7, count: size * size), rows: rows)
    let simplex = DualSimplex(program, SparseRows(program))
    simplex.collectMovable()
    #expect(simplex.run(cutoff: .infinity, stepLimit: 100 * size) == .optimal)
    #expect(abs(simplex.objective * simplex.costScale - Double(7 * size)) < 1e-3)
    #expect(try IntegerProgramSolver().solve(program).value == Int64(7 * size))
  }

  private func row(_ columns: [Int]) -> IntegerProgram.Row {
    IntegerProgram.Row(
      columns.map { IntegerProgram.Term(column: $0, coefficient: 1) }, minimum: 1, maximum: 1)
  }

  @Test("Beale's example, on which the simplex method cycles, ends")
  func beale() throws {
    // Coefficients times 100; Beale, Naval Research Logistics Quarterly 2, 1955, pp. 269-275.
    func row(_ coefficients: [Int64], _ maximum: Int64) -> IntegerProgram.Row {
      IntegerProgram.Row(
        coefficients.enumerated().filter { $1 != 0 }.map {
          IntegerProgram.Term(column: $0, coefficient: $1)
        }, maximum: maximum)
    }
    let program = try IntegerProgram(
      costs: [-75, 15_000, -2, 600],
      rows: [row([25, -6000, -4, 900], 0), row([50, -9000, -2, 300], 0), row([0, 0, 1, 0], 1)])
    let simplex = DualSimplex(program, SparseRows(program))
    simplex.collectMovable()
    #expect(simplex.run(cutoff: .infinity, stepLimit: 100) == .optimal)
    // Its optimum is -1/20, here times 100.
    #expect(abs(simplex.objective * simplex.costScale + 5) < 1e-2)
    expectOptimal(simplex, program)
  }

  @Test("Numbers that are wrong cost time but no truth", arguments: 0..<60)
  func poisoned(seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    let small = BinaryProgram.random(&generator, columns: 9, rows: 4)
    let program = try IntegerProgram(small)
    let search = BranchAndBound(program, shouldStop: { nil })
    let poisons: [Double] = [.nan, .infinity, -.infinity, 0, 1e300, -7]
    let matrix = search.matrix
    for _ in 0..<3 {
      let poison = poisons.randomElement(using: &generator) ?? 0
      switch Int.random(in: 0...3, using: &generator) {
      case 0: search.simplex.costs[Int.random(in: 0..<9, using: &generator)] = poison
      case 1: search.simplex.perturbedCosts[Int.random(in: 0..<9, using: &generator)] = poison
      case 2: search.simplex.weights[Int.random(in: 0..<4, using: &generator)] = poison
      default:
        let count = matrix.columnStarts[9]
        if count > 0 { matrix.columnValues[Int.random(in: 0..<count, using: &generator)] = poison }
      }
    }
    search.run(from: nil)
    #expect(search.bestValue == small.least)
    #expect(program.isProof(search.proof(), thatNoChoiceIsBelow: small.least))
  }

  @Test("Factors solve with the basis and with its transpose", arguments: 0..<40)
  func factors(seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    let size = Int.random(in: 1...25, using: &generator)
    let small = BinaryProgram.random(&generator, columns: 2 * size, rows: size)
    let program = try IntegerProgram(small)
    let matrix = SparseRows(program)
    let factors = BasisFactors(matrix)
    let head = UnsafeMutablePointer<Int32>.filled(0, count: size)
    let right = UnsafeMutablePointer<Double>.filled(0, count: size)
    let result = UnsafeMutablePointer<Double>.filled(0, count: size)
    defer {
      head.deallocate()
      right.deallocate()
      result.deallocate()
    }
    for position in 0..<size {
      head[position] = Int32((0..<3 * size).randomElement(using: &generator) ?? 0)
    }
    _ = factors.factorize(head)
    func coefficient(_ row: Int, _ position: Int) -> Double {
      let column = Int(head[position])
      if column >= 2 * size { return column - 2 * size == row ? -1 : 0 }
      return Double(small.rows[row].coefficients[column])
    }
    #expect(Set((0..<size).map { head[$0] }).count == size)
    for exchange in 0..<4 {
      let wanted = (0..<size).map { _ in Double(Int.random(in: -3...3, using: &generator)) }
      for row in 0..<size { right[row] = 0 }
      for row in 0..<size {
        for position in 0..<size { right[row] += coefficient(row, position) * wanted[position] }
      }
      factors.solve(right, into: result)
      for position in 0..<size { #expect(abs(result[position] - wanted[position]) < 1e-6) }
      for position in 0..<size {
        right[position] = 0
        for row in 0..<size { right[position] += coefficient(row, position) * wanted[row] }
      }
      factors.solveTransposed(right, into: result)
      for row in 0..<size { #expect(abs(result[row] - wanted[row]) < 1e-6) }
      // Puts the column of a row in, where that keeps the basis regular.
      let row = exchange % size
      for index in 0..<size { right[index] = index == row ? -1 : 0 }
      factors.solve(right, into: result)
      guard let position = (0..<size).max(by: { abs(result[$0]) < abs(result[$1]) }),
        !(0..<size).contains(where: { head[$0] == Int32(2 * size + row) })
      else { continue }
      factors.exchange(position: position, solved: result)
      head[position] = Int32(2 * size + row)
    }
  }
}
