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

  /// Takes the present pairs as compressed rows, the layout of most sparse-matrix libraries.
  ///
  /// Row i has the pairs from `rowStarts[i]` up to, not including, `rowStarts[i + 1]`, in any order.
  /// - Parameters:
  ///   - columnCount: the number of columns; that of rows is one less than of row starts.
  ///   - rowStarts: where each row begins in the other two arrays, and at the end their count.
  ///   - columns: the column of each pair.
  ///   - costs: the cost of each pair.
  /// - Throws: `AssignmentError` with code `sizeMismatch` when the arrays do not fit together, a row
  ///   start lies before that of the row above, a column lies outside the matrix or occurs twice in a
  ///   row; with code `costRangeTooLarge` when a cost is 2^63 - 1, which stands for an absent edge.
  /// - Complexity: O(rows + pairs) when columns ascend within rows, else as with pairs in any order.
  @specialized(where Index == Int)
  @specialized(where Index == Int32)
  public init<Index: FixedWidthInteger>(
    columnCount: Int, rowStarts: [Index], columns: [Index], costs: [Int64]
  ) throws(AssignmentError) {
    guard columns.count == costs.count, rowStarts.first == 0,
      rowStarts.last.map({ Int(exactly: $0) == columns.count }) ?? false
    else {
      throw AssignmentError(
        code: .sizeMismatch,
        message:
          "Row starts must run from 0 to the number of pairs; there are \(rowStarts.count) of "
          + "them, \(columns.count) columns and \(costs.count) costs.",
        advice: "the last row start is missing, which says where the last row ends.")
    }
    let rowCount = rowStarts.count - 1
    let starts = rowStarts.map { Int(clamping: $0) }
    if let row = (0..<rowCount).first(where: { starts[$0] > starts[$0 + 1] }) {
      throw AssignmentError(
        code: .sizeMismatch,
        message: "Row \(row) begins at \(starts[row]) and ends at \(starts[row + 1]).",
        advice: "the row starts are not in order.")
    }
    let numbers = columns.map { Int32(clamping: $0) }
    let most = Int(Int32.max)
    let areInOrder = (0..<rowCount).allSatisfy { row in
      var previous: Int32 = -1
      for place in starts[row]..<starts[row + 1] {
        if numbers[place] <= previous { return false }
        previous = numbers[place]
      }
      return previous < columnCount
    }
    if areInOrder && rowCount < most && (0..<most).contains(columnCount)
      && !costs.contains(absentEdge)
    {
      self.init(
        checkedRowCount: rowCount, columnCount: columnCount, rowStart: starts, columns: numbers,
        costs: costs)
      return
    }
    // Whatever is wrong with single pairs is found and named on the way that puts them in order.
    let edges = (0..<rowCount).flatMap { row in
      (starts[row]..<starts[row + 1]).map {
        Edge(row: row, column: Int(clamping: columns[$0]), cost: costs[$0])
      }
    }
    try self.init(rowCount: rowCount, columnCount: columnCount, edges: edges)
  }

  /// The same pairs with the sign of every cost exchanged, see ``NegatedCosts``.
  ///
  /// - Complexity: O(rows + pairs).
  public func negated() -> SparseCosts {
    SparseCosts(
      checkedRowCount: rowCount, columnCount: columnCount, rowStart: rowStart, columns: columns,
      costs: costs.map(opposite))
  }

  private init(
    checkedRowCount: Int, columnCount: Int, rowStart: [Int], columns: [Int32], costs: [Int64]
  ) {
    self.rowCount = checkedRowCount
    self.columnCount = columnCount
    self.rowStart = rowStart
    self.columns = columns
    self.costs = costs
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
