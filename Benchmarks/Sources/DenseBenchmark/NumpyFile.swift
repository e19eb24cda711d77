import Glibc

/// A little-endian float64 matrix in C order, read from a NumPy file (format version 1 to 3).
struct NumpyFile {
  let rowCount: Int
  let columnCount: Int
  let entries: UnsafeMutableBufferPointer<Double>

  /// Reads the file at `path`; `nil` when it is not of that kind.
  init?(path: String) {
    guard let file = fopen(path, "rb") else { return nil }
    defer { fclose(file) }
    var head = [UInt8](repeating: 0, count: 12)
    guard fread(&head, 1, 12, file) == 12, head[0] == 0x93 else { return nil }
    let isLong = head[6] > 1
    let length =
      isLong
      ? Int(head[8]) | Int(head[9]) << 8 | Int(head[10]) << 16 | Int(head[11]) << 24
      : Int(head[8]) | Int(head[9]) << 8
    let start = (isLong ? 12 : 10)
    fseek(file, start, SEEK_SET)
    var header = [UInt8](repeating: 0, count: length)
    guard fread(&header, 1, length, file) == length else { return nil }
    let text = String(decoding: header, as: UTF8.self)
    guard text.contains("'<f8'"), text.contains("'fortran_order': False"),
      let shapeStart = text.firstIndex(of: "("), let shapeEnd = text.firstIndex(of: ")")
    else { return nil }
    let shape = text[text.index(after: shapeStart)..<shapeEnd].split(separator: ",").compactMap {
      Int($0.filter { $0 != " " })
    }
    guard shape.count == 2 else { return nil }
    rowCount = shape[0]
    columnCount = shape[1]
    entries = .allocate(capacity: rowCount * columnCount)
    guard fread(entries.baseAddress, 8, entries.count, file) == entries.count else { return nil }
  }
}
