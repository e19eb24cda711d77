/// Stored costs of the present pairs only, for problems in which most pairs are absent.
///
/// Solving then takes time and memory in proportion to the present pairs, not to all cells.
public struct SparseCosts: CostSource, Hashable {
  /// A present pair and its cost.
  public struct Edge: Sendable, Hashable {
    /// The index of the row.
    public var row: Int
    /// The index of the column.
    public var column: Int
    /// The cost of the pair.
    public var cost: Int64

    /// Names a pair and its cost.
    public init(row: Int, column: Int, cost: Int64) {
      self.row = row
      self.column = column
      self.cost = cost
    }
  }

  /// The number of rows.
  public let rowCount: Int
  /// The number of columns.
  public let columnCount: Int
  /// Where each row begins in `columns` and `costs`, and at the end their count.
  let rowStart: [Int]
  /// The column of each present pair, row after row, ascending within a row.
  let columns: [Int32]
  let costs: [Int64]

  /// Takes the present pairs in any order.
  ///
  /// - Throws: `AssignmentError` when a pair lies outside the matrix or occurs twice, when a cost is
  ///   2^63 - 1, which stands for an absent edge, or when there are 2^31 rows or columns or more.
  /// - Complexity: O(rows + columns + edges x log(edges of a row)).
  public init(rowCount: Int, columnCount: Int, edges: [Edge]) throws(AssignmentError) {
    guard (0..<Int(Int32.max)).contains(rowCount), (0..<Int(Int32.max)).contains(columnCount)
    else {
      throw AssignmentError(
        code: .sizeMismatch, message: "A matrix cannot have \(rowCount) x \(columnCount) cells.",
        advice: "a count was mistaken for an index.")
    }
    var rowStart = [Int](repeating: 0, count: rowCount + 1)
    for edge in edges {
      guard (0..<rowCount).contains(edge.row), (0..<columnCount).contains(edge.column) else {
        throw AssignmentError(
          code: .sizeMismatch,
          message: "The pair of row \(edge.row) and column \(edge.column) lies outside a matrix of "
            + "\(rowCount) x \(columnCount).",
          advice: "indices were counted from 1; here they count from 0.")
      }
      guard edge.cost != absentEdge else {
        throw AssignmentError(
          code: .costRangeTooLarge,
          message: "The cost of row \(edge.row), column \(edge.column) is 2^63 - 1, which marks "
            + "absence.", advice: "leave out pairs that are not allowed.")
      }
      rowStart[edge.row + 1] += 1
    }
    for row in 0..<rowCount { rowStart[row + 1] += rowStart[row] }
    var fill = rowStart
    var sorted = [(column: Int32, cost: Int64)](repeating: (0, 0), count: edges.count)
    for edge in edges {
      sorted[fill[edge.row]] = (Int32(edge.column), edge.cost)
      fill[edge.row] += 1
    }
    for row in 0..<rowCount {
      let places = rowStart[row]..<rowStart[row + 1]
      // Pairs often come in order.
      if places.dropFirst().allSatisfy({ sorted[$0 - 1].column < sorted[$0].column }) { continue }
      sorted[places].sort { $0.column < $1.column }
      for place in places.dropFirst() where sorted[place].column == sorted[place - 1].column {
        throw AssignmentError(
          code: .sizeMismatch,
          message: "The pair of row \(row) and column \(sorted[place].column) occurs twice.",
          advice: "costs of the same pair were meant to be added up.")
      }
    }
    self.rowCount = rowCount
    self.columnCount = columnCount
    self.rowStart = rowStart
    columns = sorted.map(\.column)
    costs = sorted.map(\.cost)
  }

  /// The number of present pairs.
  public var edgeCount: Int { columns.count }

  /// The cost of a pair, or `nil` when it is absent.
  ///
  /// - Complexity: O(log(edges of the row)).
  public subscript(row: Int, column: Int) -> Int64? {
    var low = rowStart[row]
    var high = rowStart[row + 1]
    while low < high {
      let middle = (low + high) / 2
      if columns[middle] < column { low = middle + 1 } else { high = middle }
    }
    return low < rowStart[row + 1] && columns[low] == column ? costs[low] : nil
  }

  /// Writes a whole row, absent pairs included.
  public func readCosts(ofRow row: Int, into buffer: UnsafeMutableBufferPointer<Int64>) {
    buffer.update(repeating: absentEdge)
    for place in rowStart[row]..<rowStart[row + 1] { buffer[Int(columns[place])] = costs[place] }
  }
}
