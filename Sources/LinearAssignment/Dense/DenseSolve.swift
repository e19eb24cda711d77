/// How the solve of a matrix with no more rows than columns ended.
enum DenseSolveOutcome {
  case optimal(DenseAssignment)
  /// These rows have fewer columns between them than there are rows.
  case violator([Int])
  case stopped(StopReason)
}

/// One solve of a matrix with no more rows than columns: chooses scale and method, searches, checks
/// the answer.
struct DenseSolve<Element: DenseElement> {
  private let matrix: DenseMatrix<Element>
  private let threads: Int
  private let arena: DenseArena
  private let control: DenseControl
  private let mostEntriesInFull: Int

  init(
    _ matrix: DenseMatrix<Element>, threads: Int, arena: DenseArena,
    options: DenseAssignmentOptions<Element>
  ) {
    self.matrix = matrix
    self.threads = threads
    self.arena = arena
    control = DenseControl(shouldStop: options.shouldStop, onProgress: options.onProgress)
    mostEntriesInFull = options.mostEntriesInFull
  }

  private var isSquare: Bool { matrix.rowCount == matrix.columnCount }

  /// - Throws: `AssignmentError` for a matrix that cannot be solved exactly, and for an answer that
  ///   fails its check.
  func run() throws(AssignmentError) -> DenseSolveOutcome {
    if let reason = control.poll(.reading, completed: 0, total: matrix.rowCount) {
      return .stopped(reason)
    }
    if matrix.rowCount * matrix.columnCount <= mostEntriesInFull {
      return try solveInFull(scale(after: matrix.survey(arena), looksForLoss: false))
    }
    // A few rows nearly always show the scale; the first pass then builds lists and surveys all.
    let guess = DenseScale.guess(matrix, survey: matrix.peek(arena))
    let isFast =
      guess.isExact || guess.fast == guess.widest
      || matrix.isIntegral(
        afterScalingBy: guess.fast, rows: DenseMatrix<Element>.sampleRows(of: matrix.rowCount))
    guard isFast else {
      return try solveInIntegers(scale(after: matrix.survey(arena)))
    }
    var search = DenseSearch(
      rows: ScaledRows(matrix: matrix, exponent: guess.fast, isIntegral: guess.isExact),
      arena: arena)
    let isContended = isSquare && search.isContended()
    if isContended { start(&search) }
    search.hasTies = !isContended && search.seesTies()
    // Where most rows will get the first column that they ask for, longer lists would be wasted.
    let survey =
      search.hasTies || matrix.columnCount >= 2 * matrix.rowCount
      ? search.buildSingles(threads: threads, keepsMinima: !search.hasTies)
      : search.buildFirst(threads: threads, arePricesZero: !isContended)
    let scale = try scale(after: survey)
    guard scale.fitsDouble else { return try solveInIntegers(scale) }
    if scale.exponent != guess.fast || survey.isIntegral != guess.isExact {
      search = DenseSearch(
        rows: ScaledRows(matrix: matrix, exponent: scale.exponent, isIntegral: survey.isIntegral),
        arena: arena)
      if isContended { start(&search) }
      search.rebuildAll(threads: threads)
    }
    if let outcome = try finish(&search, scale: scale, mayGiveUp: isSquare && !isContended) {
      return outcome
    }
    return try solveInIntegers(scale)
  }

  private func scale(
    after survey: DenseSurvey, looksForLoss: Bool = true
  ) throws(AssignmentError) -> DenseScale {
    if survey.hasNaN {
      throw AssignmentError(
        code: .costInvalid, message: "A cost is not a number.",
        advice: "mark pairs that are not allowed by infinity (minus infinity to maximise).")
    }
    if survey.least == -.infinity {
      throw AssignmentError(
        code: .costInvalid, message: "A cost is infinitely good.",
        advice: "to minimise, infinity forbids a pair; to maximise, minus infinity does.")
    }
    return try DenseScale(matrix, survey: survey, looksForLoss: looksForLoss)
  }

  /// Sets starting prices for a square matrix whose rows prefer the same columns: column minima if
  /// they tell the columns apart, else the prices of samples.
  private func start(_ search: inout DenseSearch<ScaledRows<Element>>) {
    search.setPricesToColumnMinima()
    if search.isContended() { startFromSamples(&search) }
  }

  /// Makes a search that starts from the prices of samples, unless a sample has no assignment.
  private func startFromSamples(_ search: inout DenseSearch<ScaledRows<Element>>) {
    guard
      let prices = DenseMultiscale.prices(rows: search.rows, arena: arena, control: control)
    else { return }
    let next = DenseSearch(rows: search.rows, arena: arena)
    for column in 0..<matrix.columnCount { next.setPrice(column, prices[column]) }
    let work = search.work
    search = next
    search.work = work
  }

  /// Runs the search in doubles that hold integers; `nil` when a dual value outgrows them.
  private func finish(
    _ search: inout DenseSearch<ScaledRows<Element>>, scale: DenseScale, mayGiveUp: Bool
  ) throws(AssignmentError) -> DenseSolveOutcome? {
    var result = search.run(mayGiveUp: mayGiveUp, control: control)
    if case .farReaching = result {
      startFromSamples(&search)
      search.rebuildAll(threads: threads)
      result = search.run(mayGiveUp: false, control: control)
    }
    return search.hasOverflowed ? nil : try conclude(search, result, scale: scale)
  }

  /// Solves in 64-bit integers, on candidate lists.
  private func solveInIntegers(_ scale: DenseScale) throws(AssignmentError) -> DenseSolveOutcome {
    let (rows, isLossless) = matrix.scaledIntegers(exponent: scale.exponent, in: arena)
    let scale = scale.with(isLossless: isLossless)
    var search = DenseSearch(rows: rows, arena: arena)
    if isSquare {
      let minima = arena.allocate(Int64.self, matrix.columnCount)
      minima.initialize(repeating: .max, count: matrix.columnCount)
      for row in 0..<matrix.rowCount {
        let costs = rows.base + row * matrix.columnCount
        for column in 0..<matrix.columnCount { minima[column] = min(minima[column], costs[column]) }
      }
      for column in 0..<matrix.columnCount where minima[column] < .max {
        search.setPrice(column, minima[column])
      }
    }
    search.rebuildAll(threads: threads)
    let result = search.run(mayGiveUp: false, control: control)
    guard !search.hasOverflowed else { throw .withheld }
    return try conclude(search, result, scale: scale)
  }

  /// Solves in 64-bit integers, over all entries.
  private func solveInFull(_ scale: DenseScale) throws(AssignmentError) -> DenseSolveOutcome {
    let (rows, isLossless) = matrix.scaledIntegers(exponent: scale.exponent, in: arena)
    let scale = scale.with(isLossless: isLossless)
    var search = DenseFullSearch(rows, arena: arena)
    if let reached = search.run() { return .violator(reached) }
    let rowDuals = (0..<matrix.rowCount).map { search.dual(ofRow: $0) }
    return try checked(
      search.columnOfRow, rowDuals: rowDuals, prices: search.prices, search.work, scale: scale)
  }

  /// Wraps the result up.
  private func conclude<Rows: DenseRows>(
    _ search: borrowing DenseSearch<Rows>, _ result: DenseRunResult, scale: DenseScale
  ) throws(AssignmentError) -> DenseSolveOutcome {
    switch result {
    case .farReaching: throw .withheld
    case .stopped(let reason): return .stopped(reason)
    case .violator(let lines): return .violator(lines)
    case .assigned:
      let (prices, columns, chosenCost) = (search.prices, search.columnOfRow, search.chosenCost)
      let rowDuals = (0..<matrix.rowCount).map { chosenCost[$0] - prices[Int(columns[$0])] }
      return try checked(columns, rowDuals: rowDuals, prices: prices, search.work, scale: scale)
    }
  }

  /// Checks an answer against the matrix.
  private func checked(
    _ columnOfRow: UnsafePointer<Int32>, rowDuals: [Int64], prices: UnsafePointer<Int64>,
    _ work: DenseAssignmentWork, scale: DenseScale
  ) throws(AssignmentError) -> DenseSolveOutcome {
    if let reason = control.poll(.checking, completed: 0, total: 1) { return .stopped(reason) }
    let assignment = DenseAssignment(
      columnOfRow: (0..<matrix.rowCount).map { Int(columnOfRow[$0]) },
      potentials: Potentials(
        rows: rowDuals,
        columns: Array(UnsafeBufferPointer(start: prices, count: matrix.columnCount))),
      scaleExponent: scale.exponent, isLossless: scale.isLossless, work: work)
    guard
      DenseCertificate.holds(
        assignment, for: matrix, fitsDouble: scale.fitsDouble, threads: threads)
    else { throw .withheld }
    return .optimal(assignment)
  }
}
