/// The costs of another source with their signs exchanged, so that the lowest total is the highest.
///
/// Totals and potentials of an answer have the exchanged sign, too. Costs of -2^63 and -(2^63 - 1), of
/// which the one has no opposite and the other that of ``absentEdge``, become -2^63, which every method
/// that adds costs refuses as too large; ``CostSource/bottleneckAssignment(_:findsBestTotal:shouldStop:onProgress:)``,
/// which only compares them, takes a direction instead.
public struct NegatedCosts<Costs: CostSource>: CostSource {
  /// The source whose signs are exchanged.
  public let costs: Costs

  /// Exchanges the signs of a source.
  public init(_ costs: Costs) { self.costs = costs }

  /// The number of rows.
  public var rowCount: Int { costs.rowCount }
  /// The number of columns.
  public var columnCount: Int { costs.columnCount }

  /// Reads a row and exchanges the signs of what is present.
  public func readCosts(ofRow row: Int, into buffer: UnsafeMutableBufferPointer<Int64>) {
    costs.readCosts(ofRow: row, into: buffer)
    for column in buffer.indices where buffer[column] != absentEdge {
      buffer[column] = opposite(of: buffer[column])
    }
  }
}

/// A cost with its sign exchanged; never the mark of absence.
func opposite(of cost: Int64) -> Int64 { cost <= .min + 1 ? .min : -cost }

extension CostSource {
  /// The same costs with their signs exchanged, to seek the greatest total instead of the least.
  ///
  /// - Complexity: O(1); the signs are exchanged whenever a row is read.
  public func negated() -> NegatedCosts<Self> { NegatedCosts(self) }
}

extension DenseCosts {
  /// The same matrix with the sign of every cost exchanged, see ``NegatedCosts``.
  ///
  /// - Complexity: O(rows x columns) in time and memory.
  public func negated() -> DenseCosts { mappingPresentCells(opposite) }
}
