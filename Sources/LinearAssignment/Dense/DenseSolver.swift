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
    // A few rows nearly always show the scale; the first pass then builds lists and surveys all.
    let guess = DenseScale.guess(matrix, survey: matrix.peek())
    var search = DenseSearch(rows: ScaledRows(matrix: matrix, exponent: guess.fast))
    let isContended = isSquare && search.isContended()
    let minima = UnsafeMutablePointer<Double>.allocate(capacity: matrix.columnCount)
    defer { minima.deallocate() }
    let survey =
      isContended
      ? matrix.survey(threads: threads, columnMinima: minima)
      : search.buildFirst(threads: threads)
    if survey.hasNaN { throw .notANumber }
    if survey.least == -.infinity { throw .wrongInfinity }
    let scale = try DenseScale(matrix, survey: survey)
    if scale.fitsDouble {
      let isGuessRight = scale.exponent == guess.fast
      if !isGuessRight {
        search = DenseSearch(rows: ScaledRows(matrix: matrix, exponent: scale.exponent))
      }
      if isContended {
        search = started(search, columnMinima: minima, scale: scale)
      } else if !isGuessRight {
        search.rebuildAll(threads: threads)
      }
      if let outcome = try finish(search, scale: scale, mayGiveUp: isSquare && !isContended) {
        return outcome
      }
    }
    let integers = matrix.scaledIntegers(exponent: scale.exponent)
    defer { integers.base.deallocate() }
    guard let outcome = try solve(integers, scale: scale) else { throw .internalError }
    return outcome
  }

  /// Sets starting prices for a square matrix whose rows prefer the same columns, and builds lists:
  /// column minima (column reduction, Jonker & Volgenant 1987) if they tell the columns apart, else
  /// the prices of samples.
  ///
  /// In a matrix with columns to spare prices must start at 0, because unassigned columns keep
  /// theirs.
  private func started(
    _ search: DenseSearch<ScaledRows<Element>>, columnMinima: UnsafePointer<Double>,
    scale: DenseScale
  ) -> DenseSearch<ScaledRows<Element>> {
    for column in 0..<matrix.columnCount where columnMinima[column] < .infinity {
      search.setPrice(column, columnMinima[column].scaledInteger(exponent: scale.exponent))
    }
    if search.isContended(), let sampled = startedFromSamples(search) { return sampled }
    search.rebuildAll(threads: threads)
    return search
  }

  /// Returns a search that starts from the prices of samples; `nil` when a sample has no
  /// assignment.
  ///
  /// What searches are left then lead far, so lists are long from the start.
  private func startedFromSamples(
    _ search: DenseSearch<ScaledRows<Element>>
  ) -> DenseSearch<ScaledRows<Element>>? {
    guard let prices = DenseMultiscale.prices(rows: search.rows) else { return nil }
    let next = DenseSearch(rows: search.rows, listLength: 128)
    next.counters = search.counters
    for column in 0..<matrix.columnCount { next.setPrice(column, prices[column]) }
    next.rebuildAll(threads: threads)
    return next
  }

  /// Runs the search in doubles that hold integers; `nil` when a dual value outgrows them.
  private func finish(
    _ first: DenseSearch<ScaledRows<Element>>, scale: DenseScale, mayGiveUp: Bool
  ) throws(DenseMatrixError) -> DenseOutcome? {
    var search = first
    var result = search.run(mayGiveUp: mayGiveUp)
    if case .farReaching = result {
      search = startedFromSamples(search) ?? search
      result = search.run(mayGiveUp: false)
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
    search.rebuildAll(threads: threads)
    let result = search.run(mayGiveUp: false)
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
