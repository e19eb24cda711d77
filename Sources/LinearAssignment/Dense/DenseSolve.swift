/// How the solve of a matrix with no more rows than columns ended.
enum DenseSolveOutcome {
  case optimal(DenseAnswer)
  /// These rows, in working memory, have fewer columns between them than there are rows.
  case violator(UnsafeBufferPointer<Int32>)
  case stopped(StopReason)
}

/// One solve of a matrix with no more rows than columns: chooses scale and method, searches, checks
/// the answer.
struct DenseSolve<Element: DenseElement> {
  private let matrix: DenseMatrix<Element>
  private let threads: Int
  private let arena: DenseArena
  private let control: WorkControl
  private let mostEntriesInFull: Int
  /// The most entries of a square that a rectangle is copied to: 1 GiB.
  private static var mostEntriesOfSquare: Int { 1 << 27 }

  init(
    _ matrix: DenseMatrix<Element>, threads: Int, arena: DenseArena,
    control: WorkControl, mostEntriesInFull: Int
  ) {
    self.matrix = matrix
    self.threads = threads
    self.arena = arena
    self.control = control
    self.mostEntriesInFull = mostEntriesInFull
  }

  private var isSquare: Bool { matrix.rowCount == matrix.columnCount }
  private var isWide: Bool { matrix.columnCount >= 2 * matrix.rowCount }

  /// - Throws: `AssignmentError` for a matrix that cannot be solved exactly, and for an answer that
  ///   fails its check.
  func run() throws(AssignmentError) -> DenseSolveOutcome {
    let outcome = try runAtOneScale()
    guard case .optimal(let answer) = outcome,
      let refinement = DenseRefinement(of: matrix, after: answer, in: arena)
    else { return outcome }
    let finer = DenseSolve<Double>(
      refinement.matrix, threads: threads, arena: arena, control: control,
      mostEntriesInFull: mostEntriesInFull)
    switch try finer.run() {
    case .stopped(let reason): return .stopped(reason)
    case .violator: return outcome
    case .optimal(let other):
      let better = DenseAnswer(
        columnOfRow: other.columnOfRow, rowDuals: other.rowDuals, columnDuals: other.columnDuals,
        scaleExponent: other.scaleExponent + refinement.exponent, isLossless: other.isLossless,
        work: answer.work + other.work)
      return DenseCertificate.holds(better, for: matrix, threads: threads, arena: arena)
        ? .optimal(better) : outcome
    }
  }

  private func runAtOneScale() throws(AssignmentError) -> DenseSolveOutcome {
    if let reason = control.reasonToStop(.reading, completed: 0, total: matrix.rowCount) {
      return .stopped(reason)
    }
    if matrix.rowCount * matrix.columnCount <= (isWide ? mostEntriesInFull / 4 : mostEntriesInFull)
    {
      let survey = matrix.survey(arena)
      let scale = try scale(after: survey, looksForLoss: false)
      if let outcome = solveInFull(scale, survey) { return outcome }
      return try solveInIntegers(scale)
    }
    // A few rows nearly always show the scale; the first pass then builds lists and surveys all.
    let tally = matrix.peek(arena)
    let guess = DenseScale.guess(matrix, survey: tally.survey)
    let isFast =
      guess.isExact || guess.fast == guess.widest
      || matrix.isIntegral(
        afterScalingBy: guess.fast, rows: DenseSampleRows(of: matrix.rowCount))
    guard isFast else {
      return try solveBeyondDoubles(matrix.survey(arena))
    }
    let digest = DenseDigest(
      rowCount: matrix.rowCount, columnCount: matrix.columnCount, arena: arena)
    var search = DenseSearch(
      rows: ScaledRows(
        matrix: matrix, exponent: guess.fast, isIntegral: guess.isExact, digest: digest),
      arena: arena)
    let isContended = isSquare && search.isContended()
    if isContended { start(&search) }
    search.isWide = isWide
    search.hasTies = !isContended && !search.isWide && search.seesTies()
    // Where most rows will get the first column that they ask for, longer lists would be wasted.
    let survey =
      search.hasTies || search.isWide
      ? search.buildCheapest(
        search.hasTies || matrix.columnCount >= 5 * matrix.rowCount ? 1 : 2, threads: threads,
        tally: tally, digest: digest)
      : search.buildFirst(
        threads: threads, arePricesZero: !isContended, tally: tally, digest: digest)
    let scale = try scale(after: survey)
    guard scale.fitsDouble else { return try solveBeyondDoubles(survey) }
    if scale.exponent != guess.fast || survey.isIntegral != guess.isExact {
      search = DenseSearch(
        rows: ScaledRows(
          matrix: matrix, exponent: scale.exponent, isIntegral: survey.isIntegral, digest: digest),
        arena: arena)
      if isContended { start(&search) }
      search.rebuildAll(threads: threads)
    }
    if let outcome = finish(
      &search, scale: scale, isContended ? .untilLastRows : .limited)
    {
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
  private func start<Entry: DenseElement>(_ search: inout DenseSearch<ScaledRows<Entry>>) {
    search.setPricesToColumnMinima()
    if search.isContended() { _ = startFromSamples(&search) }
  }

  /// Makes a search that starts from the prices of samples; returns `false`, and leaves it as it is,
  /// when a sample has no assignment or the matrix is too small for samples.
  private func startFromSamples<Entry: DenseElement>(
    _ search: inout DenseSearch<ScaledRows<Entry>>
  ) -> Bool {
    guard
      let prices = DenseMultiscale.prices(rows: search.rows, arena: arena, control: control)
    else { return false }
    let next = DenseSearch(rows: search.rows, arena: arena)
    for column in 0..<next.columnCount { next.setPrice(column, prices[column]) }
    let work = search.work
    search = next
    search.work = work
    return true
  }

  /// Runs the search in doubles; `nil` when what it finds is no answer, because a number has outgrown
  /// them.
  private func finish<Entry: DenseElement>(
    _ search: inout DenseSearch<ScaledRows<Entry>>, scale: DenseScale,
    _ patience: DensePatience
  ) -> DenseSolveOutcome? {
    var result = search.run(patience, control: control)
    if case .farReaching(let rowsLeft) = result, rowsLeft > DensePatience.lastRowCount {
      if isSquare {
        _ = startFromSamples(&search)
        search.rebuildAll(threads: threads)
        result = search.run(.untilLastRows, control: control)
      } else if let outcome = finishAsSquare(search, scale: scale) {
        return outcome
      }
    }
    if case .farReaching = result { result = search.finishInFull(control: control) }
    return search.hasOverflowed
      ? nil
      : conclude(
        search, result, scale: scale, digest: search.rows.digest)
  }

  /// Solves a rectangle whose rows prefer the same columns as a square; `nil` when that would be much
  /// larger, there are no samples to start from, or what is found is no answer.
  private func finishAsSquare<Entry: DenseElement>(
    _ rectangle: borrowing DenseSearch<ScaledRows<Entry>>, scale: DenseScale
  ) -> DenseSolveOutcome? {
    let columnCount = matrix.columnCount
    guard columnCount <= 4 * matrix.rowCount, columnCount <= Self.mostEntriesOfSquare / columnCount
    else { return nil }
    let square = DenseSquare(of: rectangle.rows, in: arena)
    var search = DenseSearch(
      rows: ScaledRows(matrix: square.matrix, exponent: 0, isIntegral: true), arena: arena)
    guard startFromSamples(&search) else { return nil }
    search.rebuildAll(threads: threads)
    var result = search.run(.untilLastRows, control: control.withoutProgress)
    if case .farReaching = result {
      result = search.finishInFull(control: control.withoutProgress)
    }
    guard !search.hasOverflowed else { return nil }
    switch result {
    case .farReaching: return nil
    case .stopped(let reason): return .stopped(reason)
    // Added rows may have every column, so that they are none of these.
    case .violator(let rows): return .violator(rows)
    case .assigned:
      square.makePricesRectangular(in: search)
      search.work = rectangle.work + search.work
      return conclude(search, result, scale: scale, digest: rectangle.rows.digest)
    }
  }

  /// Solves at a scale at which doubles do not hold every number that could occur.
  private func solveBeyondDoubles(
    _ survey: DenseSurvey
  ) throws(AssignmentError) -> DenseSolveOutcome {
    let first = try scale(after: survey)
    if Element.isAlwaysInteger { return try solveInIntegers(first) }
    let isSmall = matrix.rowCount * matrix.columnCount <= 1 << 17
    if isSmall, let outcome = solveInFull(first, survey) { return outcome }
    // With prices of 2^52 at most, which the search makes sure of, all reduced costs are exact.
    guard survey.magnitude * powerOfTwo(first.exponent) <= 0x1p52 else {
      return try solveInIntegers(first)
    }
    let (copy, isLossless) = matrix.scaledDoubles(
      exponent: first.exponent, isIntegral: survey.isIntegral, in: arena)
    let scale = first.with(isLossless: isLossless)
    var search = DenseSearch(
      rows: ScaledRows(matrix: copy, exponent: 0, isIntegral: true), arena: arena)
    let isContended = isSquare && search.isContended()
    if isContended { start(&search) }
    search.rebuildAll(threads: threads)
    if let outcome = finish(
      &search, scale: scale, isContended ? .untilLastRows : .limited)
    {
      return outcome
    }
    return try solveInIntegers(scale)
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
    let result = search.run(.endless, control: control)
    guard !search.hasOverflowed else { throw .withheld }
    guard let outcome = conclude(search, result, scale: scale) else { throw .withheld }
    return outcome
  }

  /// Solves in doubles over all entries; `nil` when what that finds is no answer.
  private func solveInFull(_ scale: DenseScale, _ survey: DenseSurvey) -> DenseSolveOutcome? {
    guard matrix.columnCount > 1, scale.fitsDouble || !Element.isAlwaysInteger else { return nil }
    let (copy, isLossless) = matrix.scaledDoubles(
      exponent: scale.exponent, isIntegral: survey.isIntegral, in: arena)
    var search = DenseFullSearch(
      ScaledRows(matrix: copy, exponent: 0, isIntegral: true), arena: arena)
    switch search.run(control: control) {
    case .assigned: break
    case .violator(let reached): return .violator(reached)
    case .stopped(let reason): return .stopped(reason)
    case .farReaching: return nil
    }
    let (rowCount, columnCount) = (matrix.rowCount, matrix.columnCount)
    let prices = arena.allocate(Int64.self, columnCount)
    let rowDuals = arena.allocate(Int64.self, rowCount)
    for column in 0..<columnCount {
      guard abs(search.prices[column]) < 0x1p62 else { return nil }
      prices[column] = Int64(search.prices[column])
    }
    for row in 0..<rowCount {
      let dual = search.dual(ofRow: row)
      guard abs(dual) < 0x1p62 else { return nil }
      rowDuals[row] = Int64(dual)
    }
    return checked(
      search.columnOfRow, rowDuals: rowDuals, prices: prices, search.work,
      scale: scale.with(isLossless: isLossless))
  }

  /// Wraps the result up; `nil` when it is no answer.
  private func conclude<Rows: DenseRows>(
    _ search: borrowing DenseSearch<Rows>, _ result: DenseRunResult, scale: DenseScale,
    digest: DenseDigest? = nil
  ) -> DenseSolveOutcome? {
    switch result {
    case .farReaching: return nil
    case .stopped(let reason): return .stopped(reason)
    case .violator(let lines): return .violator(lines)
    case .assigned:
      let (prices, columns, chosenCost) = (search.prices, search.columnOfRow, search.chosenCost)
      let rowDuals = arena.allocate(Int64.self, matrix.rowCount)
      for row in 0..<matrix.rowCount {
        rowDuals[row] = chosenCost[row] &- prices[Int(columns[row])]
      }
      return checked(
        columns, rowDuals: rowDuals, prices: prices, search.work, scale: scale, digest: digest)
    }
  }

  /// Checks an answer against the matrix; `nil` when it does not pass.
  private func checked(
    _ columnOfRow: UnsafePointer<Int32>, rowDuals: UnsafePointer<Int64>,
    prices: UnsafePointer<Int64>,
    _ work: DenseAssignmentWork, scale: DenseScale, digest: DenseDigest? = nil
  ) -> DenseSolveOutcome? {
    if let reason = control.reasonToStop(.checking, completed: 0, total: 1) {
      return .stopped(reason)
    }
    let answer = DenseAnswer(
      columnOfRow: columnOfRow, rowDuals: rowDuals, columnDuals: prices,
      scaleExponent: scale.exponent, isLossless: scale.isLossless, work: work)
    let holds = DenseCertificate.holds(
      answer, for: matrix, digest: digest, threads: threads, arena: arena)
    return holds ? .optimal(answer) : nil
  }
}
