/// The mark that a cost source writes where a row and a column may not be paired.
///
/// It says that the edge does not exist. It is compared with, and never takes part in arithmetic.
@inlinable public var absentEdge: Int64 { Int64.max }

/// The costs of a bipartite problem, read one row at a time; nothing need be stored.
///
/// A source must answer the same costs for a row whenever it is asked: a proof is checked by
/// reading the rows again. It may be asked for rows in any order, and from several threads.
public protocol CostSource: Sendable {
  /// The number of rows.
  var rowCount: Int { get }
  /// The number of columns.
  var columnCount: Int { get }
  /// Writes the cost of pairing `row` with each column, or ``absentEdge`` where they cannot pair.
  ///
  /// `costs` has exactly ``columnCount`` elements and holds nothing of value on entry; every
  /// element must be written.
  func readCosts(ofRow row: Int, into costs: UnsafeMutableBufferPointer<Int64>)
}
