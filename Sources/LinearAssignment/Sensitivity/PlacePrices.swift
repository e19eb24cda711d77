/// What one more place at a row or column would be worth: its shadow price, with what it changes.
public struct PlacePrice: Sendable, Hashable {
  /// How much the value would fall, in units of cost; never negative.
  public let gain: Int128
  /// The pairs that would be chosen in addition, ascending.
  public let added: [AssignedPair]
  /// The pairs that would be given up, ascending.
  public let removed: [AssignedPair]

  static let nothing = PlacePrice(gain: 0, added: [], removed: [])
}

extension AssignmentSensitivity {
  /// For every column, what raising its maximum by one would be worth, exactly.
  ///
  /// One more unit through a column goes on to the hub and comes back by a shortest path, so one
  /// search from the hub prices all columns; as the value is a convex function of one bound with
  /// its corners at whole numbers, the price of a flow is the price of a choice (Ahuja, Magnanti &
  /// Orlin, "Network Flows", 1993; for one place each these are the
  /// corner of the core that is best for rows: Shapley & Shubik, "The assignment game I",
  /// International Journal of Game Theory 1, 1971, pp. 111-130). The distances behind the prices
  /// have been checked. Prices of rows are those of columns of ``transposed()``.
  /// - Throws: `AssignmentError` with code `internalInconsistency` when the check fails, which would
  ///   be a defect.
  /// - Complexity: O(rows x columns + s log s) for s improvements of a distance, and the lengths of
  ///   the paths; the rows are read twice.
  public func placePricesOfColumns() throws(AssignmentError) -> [PlacePrice] {
    let found = graph.distances(from: graph.hub)
    guard graph.areRight(found, from: graph.hub) else { throw Self.withheld("distances") }
    return problem.columns.indices.map { column in
      let vertex = graph.rowCount + column
      // A place that is left over already is worth nothing, and neither is one without partners.
      guard graph.isFull(vertex), found.distance[vertex] < .max else { return .nothing }
      let change = Int128(found.distance[vertex]) + Int128(graph.onePlaceMore(vertex))
      guard change < 0 else { return .nothing }
      let (added, removed) = changes(along: found.path(to: vertex))
      return PlacePrice(gain: -change, added: added.sorted(), removed: removed.sorted())
    }
  }
}
