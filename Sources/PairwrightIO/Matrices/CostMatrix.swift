/// A matrix of costs as a file gives it: whole or sparse, of integers or floating-point numbers.
public struct CostMatrix: Sendable, Hashable {
  /// The numbers, in row order.
  public enum Values: Sendable, Hashable {
    /// Integers as they are; a dense matrix has ``CostMatrix/absentInteger`` where no pair may be.
    case integers([Int64])
    /// Finite numbers; a dense matrix has infinity where no pair may be.
    case floats([Double])
  }

  /// Which cells the values belong to.
  public enum Layout: Sendable, Hashable {
    /// Every cell, row after row.
    case dense
    /// Some cells of each row: where each row begins and the last one ends, and their columns.
    case sparse(rowStarts: [Int], columns: [Int])
  }

  /// What stands for a cell that no pair may use, in a dense matrix of integers.
  public static let absentInteger = Int64.max

  /// The number of rows.
  public let rowCount: Int
  /// The number of columns.
  public let columnCount: Int
  /// The numbers, in row order.
  public let values: Values
  /// Which cells the values belong to.
  public let layout: Layout

  /// Makes a dense matrix; there must be a value for each cell.
  public init(rowCount: Int, columnCount: Int, values: Values) {
    self.rowCount = rowCount
    self.columnCount = columnCount
    self.values = values
    layout = .dense
  }

  /// Makes a sparse matrix from cells in any order; no cell may occur twice.
  ///
  /// - Complexity: O(cells x log cells).
  init(
    rowCount: Int, columnCount: Int, cells: [(row: Int, column: Int)], values: Values
  ) {
    let order = cells.indices.sorted {
      (cells[$0].row, cells[$0].column) < (cells[$1].row, cells[$1].column)
    }
    var rowStarts = [Int](repeating: 0, count: rowCount + 1)
    for cell in cells { rowStarts[cell.row + 1] += 1 }
    for row in 0..<rowCount { rowStarts[row + 1] += rowStarts[row] }
    self.rowCount = rowCount
    self.columnCount = columnCount
    layout = .sparse(rowStarts: rowStarts, columns: order.map { cells[$0].column })
    switch values {
    case .integers(let numbers): self.values = .integers(order.map { numbers[$0] })
    case .floats(let numbers): self.values = .floats(order.map { numbers[$0] })
    }
  }

  /// Where the value of a cell stands among the values; `nil` when it is absent.
  public func place(row: Int, column: Int) -> Int? {
    switch layout {
    case .dense:
      let place = row * columnCount + column
      switch values {
      case .integers(let numbers): return numbers[place] == Self.absentInteger ? nil : place
      case .floats(let numbers): return numbers[place] == .infinity ? nil : place
      }
    case .sparse(let rowStarts, let columns):
      return (rowStarts[row]..<rowStarts[row + 1]).first { columns[$0] == column }
    }
  }

  /// Which cell the value at a place belongs to.
  ///
  /// - Complexity: O(1) for a dense matrix, O(rows) for a sparse one.
  public func cell(at place: Int) -> (row: Int, column: Int) {
    switch layout {
    case .dense: return (place / columnCount, place % columnCount)
    case .sparse(let rowStarts, let columns):
      let row = (rowStarts.firstIndex { $0 > place } ?? rowStarts.count) - 1
      return (row, columns[place])
    }
  }
}
