/// What a dense solve gives back.
public enum DenseOutcome: Sendable {
  /// A proven optimum.
  case optimal(DenseSolution)
  /// Rows that have, between them, fewer columns with a present entry than there are rows.
  case infeasible(rows: [Int])
}

/// An optimal assignment with the dual values that prove it.
public struct DenseSolution: Sendable {
  /// The column of each row.
  public internal(set) var columnOfRow: [Int]
  /// The dual value of each row, in units of two to minus `scaleExponent`, of the minimised
  /// problem.
  public internal(set) var rowDuals: [Int64]
  /// The dual value of each column, in the same units.
  public internal(set) var columnDuals: [Int64]
  /// Entries were multiplied by two to this power and rounded to integers.
  public internal(set) var scaleExponent: Int
  /// A bound on how much the total can differ from the optimum, because entries were rounded; 0
  /// when none was.
  public internal(set) var roundingBound: Double
  /// How much work it was.
  public internal(set) var counters: DenseCounters
}

/// Why a dense matrix is not solved.
public enum DenseAssignmentError: Error, Sendable {
  /// The buffer does not hold rows x columns entries.
  case wrongCount
  /// An entry is not a number.
  case notANumber
  /// An entry is infinite in the direction that would make it irresistible.
  case wrongInfinity
  /// (rows + columns) x (largest - smallest entry) exceeds two to the 61st.
  case rangeTooLarge
  /// The answer failed its own check: a defect of this library.
  case internalError
}

/// Exact linear assignment on a dense matrix in memory.
public enum DenseAssignment {
  /// Finds the assignment of every row to a column of its own with the least total.
  @specialized(where Element == Double)
  @specialized(where Element == Float)
  @specialized(where Element == Int32)
  @specialized(where Element == Int64)
  public static func solve<Element: DenseElement>(
    _ entries: UnsafeBufferPointer<Element>, rowCount: Int, columnCount: Int,
    maximize: Bool = false, absentValue: Element? = nil, threads: Int = 1
  ) throws(DenseAssignmentError) -> DenseOutcome {
    guard rowCount >= 0, columnCount >= 0, entries.count == rowCount * columnCount else {
      throw .wrongCount
    }
    guard rowCount > 0, let base = entries.baseAddress else {
      return .optimal(
        DenseSolution(
          columnOfRow: [], rowDuals: [], columnDuals: Array(repeating: 0, count: columnCount),
          scaleExponent: 0, roundingBound: 0, counters: DenseCounters()))
    }
    guard rowCount <= columnCount else { throw .wrongCount }
    let matrix = DenseMatrix(
      base: base, rowCount: rowCount, columnCount: columnCount, sign: maximize ? -1 : 1,
      absentValue: absentValue)
    let minima = UnsafeMutablePointer<Double>.allocate(capacity: columnCount)
    defer { minima.deallocate() }
    let survey = matrix.survey(threads: threads, columnMinima: minima)
    if survey.hasNaN { throw .notANumber }
    if survey.least == -.infinity { throw .wrongInfinity }
    let exponent =
      survey.isIntegral
      ? 0
      : scaleExponent(
        magnitude: survey.magnitude, range: survey.greatest - survey.least,
        lineCount: rowCount + columnCount)
    let rows = ScaledRows(matrix: matrix, exponent: exponent)
    var search = DenseSearch(rows: rows)
    if rowCount == columnCount {
      for column in 0..<columnCount where minima[column] < .infinity {
        search.setPrice(column, minima[column].scaledInteger(exponent: exponent))
      }
    }
    var result = search.run(threads: threads, mayGiveUp: rowCount == columnCount)
    if case .farReaching = result {
      let prices = DenseMultiscale.prices(rows: rows)
      search = DenseSearch(rows: rows)
      for column in 0..<columnCount { search.setPrice(column, prices?[column] ?? 0) }
      result = search.run(threads: threads, mayGiveUp: false)
    }
    if case .violator(let violator) = result { return .infeasible(rows: violator) }
    let rowDuals = UnsafeMutablePointer<Int64>.allocate(capacity: rowCount)
    defer { rowDuals.deallocate() }
    for row in 0..<rowCount {
      rowDuals[row] = search.chosenCost[row] &- search.prices[Int(search.columnOfRow[row])]
    }
    guard
      DenseCertificate.holds(
        matrix, exponent: exponent, columnOfRow: search.columnOfRow, rowDuals: rowDuals,
        columnDuals: search.prices, threads: threads)
    else { throw .internalError }
    return .optimal(
      DenseSolution(
        columnOfRow: (0..<rowCount).map { Int(search.columnOfRow[$0]) },
        rowDuals: Array(UnsafeBufferPointer(start: rowDuals, count: rowCount)),
        columnDuals: Array(UnsafeBufferPointer(start: search.prices, count: columnCount)),
        scaleExponent: exponent, roundingBound: 0, counters: search.counters))
  }

  /// Returns the largest power of two that keeps the scaled range within rule and arithmetic.
  static func scaleExponent(magnitude: Double, range: Double, lineCount: Int) -> Int {
    var exponent = magnitude > 0 ? 49 - Int(magnitude.exponent) : 0
    let lines = Double(lineCount)
    while range > 0
      && lines * (range * Double(sign: .plus, exponent: exponent, significand: 1)) > 0x1p61
    {
      exponent -= 1
    }
    return exponent
  }
}
