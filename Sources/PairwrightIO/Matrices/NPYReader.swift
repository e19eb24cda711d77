/// Reads two-dimensional arrays in NumPy's format, versions 1 to 3 (NumPy Enhancement Proposal 1).
struct NPYReader {
  private let bytes: [UInt8]
  private let maximizes: Bool
  private let memory: MatrixMemory

  init(_ bytes: [UInt8], maximizes: Bool, memory: MatrixMemory) {
    self.bytes = bytes
    self.maximizes = maximizes
    self.memory = memory
  }

  /// The types of number that are read.
  private enum Element: String, CaseIterable {
    case float64 = "<f8"
    case float32 = "<f4"
    case int64 = "<i8"
    case int32 = "<i4"

    var size: Int { self == .float64 || self == .int64 ? 8 : 4 }
  }

  func matrix() throws(MatrixFault) -> CostMatrix {
    let (headerStart, dataStart) = try layout()
    var header = NPYHeader(bytes[headerStart..<dataStart])
    let fields = try header.fields()
    guard let element = Element(rawValue: fields.type) else {
      throw MatrixFault(
        "npy-type", "The array holds a type of number that is not read.",
        mend: "Save it as float64, float32, int64 or int32: numpy.save(f, a.astype('<f8')).")
    }
    guard fields.shape.count == 2 else {
      throw MatrixFault(
        "npy-shape", "The array has \(fields.shape.count) dimensions, but a matrix has 2.",
        mend: "Reshape it to rows and columns.")
    }
    let (rowCount, columnCount) = (fields.shape[0], fields.shape[1])
    let (cellCount, overflows) = rowCount.multipliedReportingOverflow(by: columnCount)
    let (byteCount, overflowsToo) = cellCount.multipliedReportingOverflow(by: element.size)
    let present = bytes.count - dataStart
    guard !overflows, !overflowsToo, byteCount == present else {
      throw MatrixFault(
        "npy-size",
        "An array of \(rowCount) x \(columnCount) numbers of \(element.size) bytes does not fit "
          + "the \(present) bytes from offset \(dataStart) on.",
        mend: "The file was cut off or has been added to; save it again.")
    }
    try memory.check(rowCount: rowCount, columnCount: columnCount)
    let shape = Shape(
      rowCount: rowCount, columnCount: columnCount, isColumnOrder: fields.isColumnOrder,
      dataStart: dataStart)
    let values: CostMatrix.Values
    switch element {
    case .float64:
      var cells = cells(shape, of: Double.self) { $0 }
      try check(&cells, shape, element)
      values = .floats(cells)
    case .float32:
      var cells = cells(shape, of: Float.self) { Double($0) }
      try check(&cells, shape, element)
      values = .floats(cells)
    case .int64:
      let cells = cells(shape, of: Int64.self) { $0 }
      if let place = cells.firstIndex(of: CostMatrix.absentInteger) {
        throw shape.fault(
          "number-range", at: place, element, "The cost 2^63 - 1 is too large.",
          mend: "To forbid a pair, save a float matrix with infinity there.")
      }
      values = .integers(cells)
    case .int32: values = .integers(cells(shape, of: Int32.self) { Int64($0) })
    }
    return CostMatrix(rowCount: rowCount, columnCount: columnCount, values: values)
  }

  /// Where the header and the data begin.
  private func layout() throws(MatrixFault) -> (headerStart: Int, dataStart: Int) {
    if bytes.isEmpty {
      throw MatrixFault(
        "empty", "The file is empty.",
        mend: CSVEncoding.Expectation.matrixText.renewal)
    }
    let magic: [UInt8] = [0x93] + Array("NUMPY".utf8)
    guard bytes.starts(with: magic) else {
      throw MatrixFault(
        "npy-header", "The file does not begin as NumPy's files do.",
        mend: "Save the matrix with numpy.save.")
    }
    let cutOff = MatrixFault(
      "npy-size", "The file ends after \(bytes.count) bytes, within its header.",
      mend: "The file was cut off; save it again.")
    guard bytes.count >= 8 else { throw cutOff }
    let major = bytes[6]
    guard (1...3).contains(major) else {
      throw MatrixFault(
        "npy-header", "Version \(major) of the format, at offset 6, is not read.",
        mend: "Versions 1, 2 and 3 are; save the matrix with numpy.save.")
    }
    let lengthSize = major == 1 ? 2 : 4
    guard bytes.count >= 8 + lengthSize else { throw cutOff }
    let length = bytes[8..<(8 + lengthSize)].reversed().reduce(0) { $0 << 8 | Int($1) }
    let headerStart = 8 + lengthSize
    guard length <= bytes.count - headerStart else {
      throw MatrixFault(
        "npy-size", "The header of \(length) bytes, from offset \(headerStart), is cut off.",
        mend: "Save the file again.")
    }
    return (headerStart, headerStart + length)
  }

  /// The place of the numbers in the file and in the matrix.
  private struct Shape {
    let rowCount: Int
    let columnCount: Int
    let isColumnOrder: Bool
    let dataStart: Int

    /// Something wrong with the cell at a place in row order.
    func fault(
      _ code: String, at place: Int, _ element: Element, _ message: String, mend: String
    ) -> MatrixFault {
      let (row, column) = (place / columnCount, place % columnCount)
      let filePlace = isColumnOrder ? column * rowCount + row : place
      return MatrixFault(
        code,
        "\(message) It stands in row \(row), column \(column), at byte offset "
          + "\(dataStart + filePlace * element.size).",
        mend: mend)
    }
  }

  /// Makes values of the numbers, in row order; the file has the lowest byte of each first.
  private func cells<Number: FixedWidthNumber, Value>(
    _ shape: Shape, of type: Number.Type, _ value: (Number) -> Value
  ) -> [Value] {
    let count = shape.rowCount * shape.columnCount
    return bytes.withUnsafeBytes { raw in
      [Value](unsafeUninitializedCapacity: count) { target, filled in
        if shape.isColumnOrder {
          // Tiles keep both the lines read and those written in the cache.
          for rowTile in stride(from: 0, to: shape.rowCount, by: 16) {
            for columnTile in stride(from: 0, to: shape.columnCount, by: 16) {
              for row in rowTile..<min(rowTile + 16, shape.rowCount) {
                for column in columnTile..<min(columnTile + 16, shape.columnCount) {
                  target[row * shape.columnCount + column] = value(
                    Number(
                      littleEndianAt: shape.dataStart
                        + (column * shape.rowCount + row) * MemoryLayout<Number>.size, in: raw))
                }
              }
            }
          }
        } else {
          for place in 0..<count {
            target[place] = value(
              Number(
                littleEndianAt: shape.dataStart + place * MemoryLayout<Number>.size, in: raw))
          }
        }
        filled = count
      }
    }
  }

  /// Refuses what is no cost, and writes the infinity that forbids a pair as plus infinity.
  private func check(
    _ cells: inout [Double], _ shape: Shape, _ element: Element
  ) throws(MatrixFault) {
    var wrong: Int?
    cells.withUnsafeMutableBufferPointer { cells in
      for place in cells.indices where !(abs(cells[place]) < .infinity) {
        if cells[place] == (maximizes ? -.infinity : .infinity) {
          cells[place] = .infinity
        } else {
          wrong = place
          return
        }
      }
    }
    guard let wrong else { return }
    if cells[wrong].isNaN {
      throw shape.fault(
        "not-a-number", at: wrong, element, "A cost is NaN.",
        mend: "Correct it, or forbid the pair with \(maximizes ? "minus infinity" : "infinity").")
    }
    throw shape.fault(
      "wrong-infinity", at: wrong, element,
      "An infinite cost of this sign would always be chosen.",
      mend: "Infinity forbids a pair when the total is minimised, minus infinity when it is "
        + "maximised.")
  }
}

/// A number that lies in a file in a fixed number of bytes.
private protocol FixedWidthNumber: BitwiseCopyable {
  init(littleEndianAt offset: Int, in bytes: UnsafeRawBufferPointer)
}

extension Int64: FixedWidthNumber {
  @inline(__always)
  init(littleEndianAt offset: Int, in bytes: UnsafeRawBufferPointer) {
    self.init(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: Int64.self))
  }
}

extension Int32: FixedWidthNumber {
  @inline(__always)
  init(littleEndianAt offset: Int, in bytes: UnsafeRawBufferPointer) {
    self.init(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: Int32.self))
  }
}

extension Double: FixedWidthNumber {
  @inline(__always)
  init(littleEndianAt offset: Int, in bytes: UnsafeRawBufferPointer) {
    self.init(
      bitPattern: UInt64(
        littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)))
  }
}

extension Float: FixedWidthNumber {
  @inline(__always)
  init(littleEndianAt offset: Int, in bytes: UnsafeRawBufferPointer) {
    self.init(
      bitPattern: UInt32(
        littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self)))
  }
}
