/// Inequalities that tighten the linear relaxation of a program before it is searched.
struct RootCuts {
  private static let roundLimit = 40
  /// Rounds that may pass without the bound rising by a thousandth of what it has risen.
  private static let patience = 4

  /// The inequalities, each implied by a row of the program.
  private(set) var cuts: [KnapsackCut] = []

  /// Adds inequalities for as long as the relaxation's bound rises by them.
  init(_ program: IntegerProgram, shouldStop: () -> StopReason?) {
    guard program.rows.contains(where: KnapsackSeparation.isKnapsack) else { return }
    let separation = KnapsackSeparation(program: program)
    var first: Double?
    var best = -Double.infinity
    var idle = 0
    for _ in 0..<Self.roundLimit {
      guard shouldStop() == nil, let extended = try? program.extended(by: cuts) else { break }
      let simplex = DualSimplex(extended, SparseRows(extended))
      simplex.collectMovable()
      guard simplex.run(cutoff: .infinity, stepLimit: 20_000) == .optimal else { break }
      let start = first ?? simplex.objective
      first = start
      idle = simplex.objective > best + 1e-3 * max(1e-9, best - start) + 1e-12 ? 0 : idle + 1
      best = max(best, simplex.objective)
      // Those that hold nothing up any longer go.
      let offset = extended.costs.count + program.rows.count
      cuts = cuts.enumerated().filter { index, cut in
        simplex.value(of: offset + index) > Double(cut.maximum) - 1e-6
      }.map(\.element)
      let known = Set(cuts)
      let found = separation.cuts { simplex.value(of: $0) }.filter {
        !known.contains($0) && program.implies($0)
      }
      guard !found.isEmpty, idle < Self.patience else { break }
      cuts += found
    }
  }
}

extension IntegerProgram {
  /// The program with inequalities as further rows.
  func extended(by cuts: [KnapsackCut]) throws(AssignmentError) -> IntegerProgram {
    guard !cuts.isEmpty else { return self }
    return try IntegerProgram(
      costs: costs, rows: rows + cuts.map { Row($0.terms, maximum: $0.maximum) })
  }
}
