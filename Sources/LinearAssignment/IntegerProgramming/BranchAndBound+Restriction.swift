extension BranchAndBound {
  /// How many steps of the simplex method the search in a restricted program may take.
  private static let restrictedStepLimit = 30_000
  /// A restricted program has at most this share of the free columns.
  private static let largestShare = 0.75

  /// Looks for a good choice among the columns of least reduced cost.
  ///
  /// Columns whose reduced cost is far from 0 are rare in good choices, so the program without them
  /// is small and yet has most of these; what it yields lets the reduced costs of the whole program
  /// decide more columns (the "core" of Balas & Zemel, "An algorithm for large zero-one knapsack
  /// problems", Operations Research 28, 1980, pp. 1130-1154). To be called where the relaxation of
  /// the present case has been priced, as ``exact`` in units of `costWeight`.
  func searchRestricted(exact: Int128, costWeight: Int64) {
    var columns: [(column: Int, distance: Int128)] = []
    for column in 0..<matrix.columnCount where domain.isFree(column) {
      columns.append((column, abs(pricing.reducedCosts[column])))
    }
    columns.sort { ($0.distance, $0.column) < ($1.distance, $1.column) }
    let basicCount = columns.prefix { $0.distance < Int128(costWeight) }.count
    let largest = Int(Self.largestShare * Double(columns.count))
    var count = max(basicCount + basicCount / 3, 40)
    while count <= largest, shouldStop() == nil {
      let before = bestValue
      searchRestricted(to: columns.prefix(count).map(\.column))
      if let bestValue {
        // Farther columns cannot be in a better choice.
        let gap = Int128(costWeight) * Int128(bestValue) - exact
        if columns[count].distance > gap { return }
        if bestValue == before { return }
      }
      count += max(20, count / 3)
    }
  }

  /// Looks for a better choice near the best one: where it agrees with the relaxation, it stays.
  ///
  /// After Danna, Rothberg & Le Pape, "Exploring relaxation induced neighborhoods to improve MIP
  /// solutions", Mathematical Programming 102, 2005, pp. 71-90. The relaxation of the present case
  /// must have been solved. True when a better choice was found.
  func searchNeighbourhood() -> Bool {
    guard let best else { return false }
    var columns: [Int] = []
    for column in 0..<matrix.columnCount {
      if abs(simplex.value(of: column) - (best[column] ? 1 : 0)) > 0.1 { columns.append(column) }
    }
    let largest = Int(Self.largestShare * Double(matrix.columnCount))
    guard columns.count > 1, columns.count <= largest else { return false }
    let before = bestValue
    search(columns, others: best, stepLimit: Self.restrictedStepLimit / 6)
    return bestValue != before
  }

  /// Searches with all free columns but those given decided as the relaxation wants them.
  private func searchRestricted(to columns: [Int]) {
    let others = (0..<matrix.columnCount).map {
      domain.isFree($0) ? pricing.reducedCosts[$0] < 0 : domain.decisions[$0] > 0
    }
    search(columns, others: others, stepLimit: Self.restrictedStepLimit)
  }

  /// Searches among some columns, with the others as given.
  private func search(_ columns: [Int], others: [Bool], stepLimit: Int) {
    var choice = others
    var indices = [Int](repeating: -1, count: matrix.columnCount)
    for (index, column) in columns.enumerated() {
      indices[column] = index
      choice[column] = false
    }
    let rows = program.rows.map { row in
      // Sums of decided columns are subtracted from the bounds, which keeps them within 2^62.
      let decided = row.sum(choice)
      return IntegerProgram.Row(
        row.terms.compactMap { term in
          indices[term.column] < 0
            ? nil
            : IntegerProgram.Term(column: indices[term.column], coefficient: term.coefficient)
        }, minimum: row.minimum.map { $0 - decided }, maximum: row.maximum.map { $0 - decided })
    }
    guard let part = try? IntegerProgram(costs: columns.map { program.costs[$0] }, rows: rows)
    else { return }
    let search = BranchAndBound(part, isRestricted: true, shouldStop: shouldStop)
    search.stepLimit = stepLimit
    let decidedValue = program.value(of: choice)
    search.bestValue = bestValue.map { $0 - decidedValue }
    search.run(from: nil)
    statistics.add(search)
    guard let found = search.best else { return }
    for (index, column) in columns.enumerated() { choice[column] = found[index] }
    consider(choice)
  }
}
