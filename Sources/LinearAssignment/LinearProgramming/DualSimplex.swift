/// How a run of the dual simplex method ended.
enum DualSimplexStatus {
  /// The basis is optimal.
  case optimal
  /// No point keeps the bounds; ``DualSimplex/ray`` holds the row that shows it.
  case infeasible
  /// The objective has passed the cutoff.
  case cutOff
  /// The steps allowed were used up, or a stop was asked for.
  case stepLimit
  /// The numbers are too bad to go on.
  case failed
}

/// The linear relaxation of an integer program, solved again and again with other bounds.
///
/// Minimises cost x subject to A x - z = 0, where columns x and row sums z lie between bounds that
/// are all finite: a row without a minimum or maximum has the smallest or largest sum that its
/// coefficients allow. So every basis is dual feasible once each nonbasic column lies at the bound
/// that suits its reduced cost, and whatever the bounds become, the next run starts from the last
/// basis. Dual simplex method with steepest-edge pricing (Forrest & Goldfarb, "Steepest-edge
/// simplex algorithms for linear programming", Mathematical Programming 57, 1992, pp. 341-374) and
/// the bound-flipping ratio test (Maros, "A generalized dual phase-2 simplex algorithm", European
/// Journal of Operational Research 149, 2003, pp. 1-16); costs are perturbed against cycling.
/// Everything here is floating point: its answers are suggestions.
///
/// Variables are numbered columns first, then rows.
final class DualSimplex {
  static let primalTolerance = 1e-7
  /// Coefficients of a pivot row smaller than this count as 0.
  static let pivotTolerance = 1e-8
  /// How many exchanges the factors bear before they are made anew.
  static let exchangeLimit = 64

  /// Asked each time the factors are made anew; the caller looks for the reason itself.
  var shouldStop: () -> Bool = { false }
  let matrix: SparseRows
  let rowCount: Int
  let columnCount: Int
  let variableCount: Int
  let factors: BasisFactors
  /// By what costs are divided, so that the largest is 1.
  let costScale: Double
  let costs: UnsafeMutablePointer<Double>
  let perturbedCosts: UnsafeMutablePointer<Double>
  let lower: UnsafeMutablePointer<Double>
  let upper: UnsafeMutablePointer<Double>
  /// The variable at each position of the basis.
  let head: UnsafeMutablePointer<Int32>
  /// The position of each variable, or -1 outside the basis.
  let positions: UnsafeMutablePointer<Int32>
  /// Whether each nonbasic variable lies at its upper bound.
  let isAtUpper: UnsafeMutablePointer<Bool>
  /// The value of the variable at each position.
  let basicValues: UnsafeMutablePointer<Double>
  let reducedCosts: UnsafeMutablePointer<Double>
  /// The squared norms of the rows of the inverse of the basis, as far as known.
  let weights: UnsafeMutablePointer<Double>
  /// The row of the inverse of the basis that shows infeasibility, by rows of the program.
  let ray: UnsafeMutablePointer<Double>
  // Work space, all by rows or positions.
  let pivotRowOfInverse: UnsafeMutablePointer<Double>
  let right: UnsafeMutablePointer<Double>
  let entering: UnsafeMutablePointer<Double>
  let steepest: UnsafeMutablePointer<Double>
  let pivotRow: UnsafeMutablePointer<Double>
  /// The columns of each row that can move, with their coefficients.
  let movableStarts: UnsafeMutablePointer<Int>
  let movableColumns: UnsafeMutablePointer<Int32>
  let movableValues: UnsafeMutablePointer<Double>
  /// The variables of the pivot row.
  let touched: UnsafeMutablePointer<Int32>
  var touchedCount = 0
  let breakpoints: UnsafeMutablePointer<Breakpoint>
  var breakpointCount = 0

  /// The sign of the ray: positive when its row sum is below what it must be.
  var raySign = 1.0
  /// The objective, with perturbed costs, divided by the scale.
  var objective = 0.0
  /// How many steps were taken altogether.
  var stepCount = 0
  var hasFactors = false
  /// How often factors were made.
  private(set) var factorCount = 0

  /// A place where a growing dual step changes the sign of a reduced cost.
  struct Breakpoint: BitwiseCopyable {
    var ratio: Double
    var size: Double
    var variable: Int32
  }

  /// Sets the relaxation up with all rows in the basis.
  init(_ program: IntegerProgram, _ matrix: SparseRows) {
    self.matrix = matrix
    rowCount = matrix.rowCount
    columnCount = matrix.columnCount
    variableCount = rowCount + columnCount
    factors = BasisFactors(matrix)
    costScale = Double(max(1, program.costs.reduce(0) { max($0, $1.magnitude) }))
    costs = .filled(0, count: variableCount)
    perturbedCosts = .filled(0, count: variableCount)
    lower = .filled(0, count: variableCount)
    upper = .filled(1, count: variableCount)
    head = .filled(0, count: rowCount)
    positions = .filled(-1, count: variableCount)
    isAtUpper = .filled(false, count: variableCount)
    basicValues = .filled(0, count: rowCount)
    reducedCosts = .filled(0, count: variableCount)
    weights = .filled(1, count: rowCount)
    ray = .filled(0, count: rowCount)
    pivotRowOfInverse = .filled(0, count: rowCount)
    right = .filled(0, count: rowCount)
    entering = .filled(0, count: rowCount)
    steepest = .filled(0, count: rowCount)
    pivotRow = .filled(0, count: variableCount)
    movableStarts = .filled(0, count: rowCount + 1)
    movableColumns = .filled(0, count: matrix.rowStarts[rowCount])
    movableValues = .filled(0, count: matrix.rowStarts[rowCount])
    touched = .filled(0, count: variableCount)
    breakpoints = .filled(Breakpoint(ratio: 0, size: 0, variable: 0), count: variableCount)
    var generator = UInt64(0x9E37_79B9_7F4A_7C15)
    for column in 0..<columnCount {
      costs[column] = Double(program.costs[column]) / costScale
      // A linear congruential sequence is random enough to part equal costs.
      generator = generator &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let random = Double(generator >> 11) / Double(UInt64(1) << 53)
      perturbedCosts[column] = costs[column] + 1e-7 * (random - 0.5)
    }
    for (row, rule) in program.rows.enumerated() {
      let variable = columnCount + row
      var (smallest, largest) = (0.0, 0.0)
      for term in rule.terms {
        smallest += min(0, Double(term.coefficient))
        largest += max(0, Double(term.coefficient))
      }
      lower[variable] = rule.minimum.map { Double($0) } ?? min(smallest, Double(rule.maximum ?? 0))
      upper[variable] = rule.maximum.map { Double($0) } ?? max(largest, Double(rule.minimum ?? 0))
      head[row] = Int32(variable)
      positions[variable] = Int32(row)
    }
  }

  deinit {
    costs.deallocate()
    perturbedCosts.deallocate()
    lower.deallocate()
    upper.deallocate()
    head.deallocate()
    positions.deallocate()
    isAtUpper.deallocate()
    basicValues.deallocate()
    reducedCosts.deallocate()
    weights.deallocate()
    ray.deallocate()
    pivotRowOfInverse.deallocate()
    right.deallocate()
    entering.deallocate()
    steepest.deallocate()
    pivotRow.deallocate()
    movableStarts.deallocate()
    movableColumns.deallocate()
    movableValues.deallocate()
    touched.deallocate()
    breakpoints.deallocate()
  }

  /// Notes which columns can move, after bounds were changed.
  ///
  /// Reduced costs of the others are not kept up to date.
  func collectMovable() {
    var count = 0
    for row in 0..<rowCount {
      for index in matrix.rowStarts[row]..<matrix.rowStarts[row + 1] {
        let column = Int(matrix.columns[index])
        if lower[column] == upper[column] { continue }
        movableColumns[count] = Int32(column)
        movableValues[count] = matrix.values[index]
        count += 1
      }
      movableStarts[row + 1] = count
    }
  }

  /// The value of a variable at the present basis.
  func value(of variable: Int) -> Double {
    let position = positions[variable]
    if position >= 0 { return basicValues[Int(position)] }
    return isAtUpper[variable] ? upper[variable] : lower[variable]
  }

  /// Makes the factors anew and with them reduced costs and values.
  func refactorize() {
    if factors.factorize(head) {
      for variable in 0..<variableCount { positions[variable] = -1 }
      for position in 0..<rowCount {
        positions[Int(head[position])] = Int32(position)
        weights[position] = 1
      }
    }
    hasFactors = true
    factorCount += 1
    computeReducedCosts()
    computeValues()
  }

  /// Computes duals into `duals`, from given costs.
  func computeDuals(_ costs: UnsafeMutablePointer<Double>, into duals: UnsafeMutablePointer<Double>)
  {
    for position in 0..<rowCount { right[position] = costs[Int(head[position])] }
    factors.solveTransposed(right, into: duals)
  }

  /// Computes reduced costs, and puts nonbasic variables where these want them.
  func computeReducedCosts() {
    computeDuals(perturbedCosts, into: pivotRowOfInverse)
    for column in 0..<columnCount {
      guard positions[column] < 0 else {
        reducedCosts[column] = 0
        continue
      }
      var cost = perturbedCosts[column]
      for index in matrix.columnStarts[column]..<matrix.columnStarts[column + 1] {
        cost -= pivotRowOfInverse[Int(matrix.rows[index])] * matrix.columnValues[index]
      }
      reducedCosts[column] = cost
    }
    for row in 0..<rowCount {
      let variable = columnCount + row
      reducedCosts[variable] = positions[variable] < 0 ? pivotRowOfInverse[row] : 0
    }
    for variable in 0..<variableCount where positions[variable] < 0 {
      let cost = reducedCosts[variable]
      if cost > 0 { isAtUpper[variable] = false } else if cost < 0 { isAtUpper[variable] = true }
    }
  }

  /// Computes the values of the basic variables and the objective.
  func computeValues() {
    for row in 0..<rowCount { right[row] = 0 }
    for variable in 0..<variableCount where positions[variable] < 0 {
      let value = isAtUpper[variable] ? upper[variable] : lower[variable]
      if value != 0 { subtract(value, of: variable, from: right) }
    }
    factors.solve(right, into: basicValues)
    computeObjective()
  }

  func computeObjective() {
    var sum = 0.0
    for column in 0..<columnCount {
      let value = value(of: column)
      if value != 0 { sum += perturbedCosts[column] * value }
    }
    objective = sum
  }

  /// Subtracts a multiple of a variable's column from a vector by rows.
  @inline(__always)
  func subtract(_ multiple: Double, of variable: Int, from vector: UnsafeMutablePointer<Double>) {
    if variable >= columnCount {
      vector[variable - columnCount] += multiple
    } else {
      for index in matrix.columnStarts[variable]..<matrix.columnStarts[variable + 1] {
        vector[Int(matrix.rows[index])] -= multiple * matrix.columnValues[index]
      }
    }
  }
}
