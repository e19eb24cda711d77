/// A dense cost matrix in memory that the caller keeps alive, row after row.
///
/// It borrows the memory: nothing is copied, and nothing is written.
struct DenseMatrix<Element: DenseElement>: @unchecked Sendable {
  // Unchecked: the pointer is only read while the caller's buffer is kept alive by the solve that
  // holds this value, so sharing it between the threads of that solve races with nobody.

  /// The first entry of the first row.
  let base: UnsafePointer<Element>
  /// The number of rows.
  let rowCount: Int
  /// The number of columns.
  let columnCount: Int
  /// 1 to minimise, -1 to maximise.
  let sign: Double
  /// The entry that marks an absent pair in a type without infinity.
  let absentValue: Element?

  /// Returns the first entry of `row`.
  @inline(__always)
  func start(of row: Int) -> UnsafePointer<Element> { base + row &* columnCount }

  /// Returns whether `entry` marks an absent edge.
  @inline(__always)
  func isAbsent(_ entry: Element) -> Bool {
    Element.isAlwaysInteger
      ? entry == absentValue : entry.nearestDouble * sign == .infinity
  }
}

extension DenseMatrix {
  /// Counts the present entries of some rows, or columns, by the other side.
  func witness(members: [Int], side: BipartiteSide) -> DegreeWitness {
    var edgeCounts = [Int](repeating: 0, count: side == .rows ? columnCount : rowCount)
    for member in members {
      for other in edgeCounts.indices {
        let entry = side == .rows ? start(of: member)[other] : start(of: other)[member]
        if !isAbsent(entry) { edgeCounts[other] += 1 }
      }
    }
    let neighbours = edgeCounts.indices.filter { edgeCounts[$0] > 0 }.map {
      DegreeWitness.Neighbour(index: $0, edgeCount: edgeCounts[$0], maximum: 1)
    }
    return DegreeWitness(
      side: side, members: members, neighbours: neighbours, required: Set(members).count,
      available: neighbours.count)
  }
}
