/// The coefficients of an integer program by rows and by columns, in flat memory.
final class SparseRows {
  let rowCount: Int
  let columnCount: Int
  /// Where each row begins in `columns`, and one more for the end.
  let rowStarts: UnsafeMutablePointer<Int>
  let columns: UnsafeMutablePointer<Int32>
  let coefficients: UnsafeMutablePointer<Int64>
  /// The coefficients as floating-point numbers, by rows.
  let values: UnsafeMutablePointer<Double>
  /// Where each column begins in `rows`, and one more for the end.
  let columnStarts: UnsafeMutablePointer<Int>
  let rows: UnsafeMutablePointer<Int32>
  let columnCoefficients: UnsafeMutablePointer<Int64>
  let columnValues: UnsafeMutablePointer<Double>

  init(_ program: IntegerProgram) {
    rowCount = program.rows.count
    columnCount = program.costs.count
    let termCount = program.rows.reduce(0) { $0 + $1.terms.count }
    rowStarts = .filled(0, count: rowCount + 1)
    columns = .filled(0, count: termCount)
    coefficients = .filled(0, count: termCount)
    values = .filled(0, count: termCount)
    columnStarts = .filled(0, count: columnCount + 1)
    rows = .filled(0, count: termCount)
    columnCoefficients = .filled(0, count: termCount)
    columnValues = .filled(0, count: termCount)
    var position = 0
    for (row, rule) in program.rows.enumerated() {
      for term in rule.terms {
        columns[position] = Int32(term.column)
        coefficients[position] = term.coefficient
        values[position] = Double(term.coefficient)
        columnStarts[term.column + 1] += 1
        position += 1
      }
      rowStarts[row + 1] = position
    }
    for column in 0..<columnCount { columnStarts[column + 1] += columnStarts[column] }
    var next = Array(UnsafeBufferPointer(start: columnStarts, count: columnCount))
    for row in 0..<rowCount {
      for position in rowStarts[row]..<rowStarts[row + 1] {
        let column = Int(columns[position])
        rows[next[column]] = Int32(row)
        columnCoefficients[next[column]] = coefficients[position]
        columnValues[next[column]] = values[position]
        next[column] += 1
      }
    }
  }

  deinit {
    rowStarts.deallocate()
    columns.deallocate()
    coefficients.deallocate()
    values.deallocate()
    columnStarts.deallocate()
    rows.deallocate()
    columnCoefficients.deallocate()
    columnValues.deallocate()
  }
}
