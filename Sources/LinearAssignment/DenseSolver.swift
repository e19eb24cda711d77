/// Solves a matrix with no more rows than columns: chooses scale and arithmetic, runs the search,
/// checks the answer.
struct DenseSolver<Element: DenseElement> {
  private let matrix: DenseMatrix<Element>
  private let threads: Int

  init(_ matrix: DenseMatrix<Element>, threads: Int) {
    self.matrix = matrix
    self.threads = threads
  }

  private var isSquare: Bool { matrix.rowCount == matrix.columnCount }

  func solve() throws(DenseMatrixError) -> DenseOutcome {
    let minima = UnsafeMutablePointer<Double>.allocate(capacity: matrix.columnCount)
    defer { minima.deallocate() }
    let survey = matrix.survey(threads: threads, columnMinima: minima)
    if survey.hasNaN { throw .notANumber }
    if survey.least == -.infinity { throw .wrongInfinity }
    let scale = try DenseScale(matrix, survey: survey)
    if scale.fitsDouble {
      let rows = ScaledRows(matrix: matrix, exponent: scale.exponent)
      if let outcome = try solve(rows, minima: minima, scale: scale) { return outcome }
    }
    let integers = matrix.scaledIntegers(exponent: scale.exponent)
    defer { integers.base.deallocate() }
    guard let outcome = try solve(integers, scale: scale) else { throw .internalError }
    return outcome
  }

  /// Solves in doubles that hold integers; `nil` when a dual value outgrows them.
  private func solve(
    _ rows: ScaledRows<Element>, minima: UnsafePointer<Double>, scale: DenseScale
  ) throws(DenseMatrixError) -> DenseOutcome? {
    var search = DenseSearch(rows: rows)
    if isSquare {
      // Column reduction. With columns to spare, unassigned ones must keep the dual value 0.
      for column in 0..<matrix.columnCount where minima[column] < .infinity {
        search.setPrice(column, minima[column].scaledInteger(exponent: scale.exponent))
      }
    }
    var result = search.run(threads: threads, mayGiveUp: isSquare)
    if case .farReaching = result {
      let prices = DenseMultiscale.prices(rows: rows)
      let spent = search.counters
      search = DenseSearch(rows: rows)
      search.counters = spent
      for column in 0..<matrix.columnCount { search.setPrice(column, prices?[column] ?? 0) }
      result = search.run(threads: threads, mayGiveUp: false)
    }
    if search.hasOverflowed { return nil }
    return try conclude(search, result, scale: scale)
  }

  private func solve(
    _ rows: IntegerRows, scale: DenseScale
  ) throws(DenseMatrixError) -> DenseOutcome? {
    let search = DenseSearch(rows: rows)
    if isSquare {
      for column in 0..<matrix.columnCount {
        var least = Int64.max
        for row in 0..<matrix.rowCount {
          least = min(least, rows.base[row * matrix.columnCount + column])
        }
        if least < .max { search.setPrice(column, least) }
      }
    }
    let result = search.run(threads: threads, mayGiveUp: false)
    return search.hasOverflowed ? nil : try conclude(search, result, scale: scale)
  }

  /// Checks the result against the matrix and wraps it up.
  private func conclude<Rows: DenseRows>(
    _ search: DenseSearch<Rows>, _ result: DenseRunResult, scale: DenseScale
  ) throws(DenseMatrixError) -> DenseOutcome {
    switch result {
    case .farReaching:
      throw .internalError
    case .violator(let lines):
      guard DenseCertificate.violatesHall(matrix, rows: lines) else { throw .internalError }
      return .infeasible(DenseHallViolator(areRows: true, lines: lines))
    case .assigned:
      let rowDuals = (0..<matrix.rowCount).map {
        search.chosenCost[$0] - search.prices[Int(search.columnOfRow[$0])]
      }
      let columnDuals = Array(
        UnsafeBufferPointer(start: search.prices, count: matrix.columnCount))
      let columnOfRow = (0..<matrix.rowCount).map { Int(search.columnOfRow[$0]) }
      let holds = DenseCertificate.holds(
        matrix, exponent: scale.exponent, fitsDouble: scale.fitsDouble, columnOfRow: columnOfRow,
        rowDuals: rowDuals, columnDuals: columnDuals, threads: threads)
      guard holds else { throw .internalError }
      return .optimal(
        DenseSolution(
          columnOfRow: columnOfRow, rowDuals: rowDuals, columnDuals: columnDuals,
          scaleExponent: scale.exponent, roundingBound: scale.roundingBound,
          counters: search.counters))
    }
  }
}
