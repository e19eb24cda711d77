import Glibc

/// A little-endian float64 array of two or three dimensions in C order, read from a NumPy file
/// (format version 1 to 3).
struct NumpyFile {
  let shape: [Int]
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
    shape = text[text.index(after: shapeStart)..<shapeEnd].split(separator: ",").compactMap {
      Int($0.filter { $0 != " " })
    }
    guard shape.count == 2 || shape.count == 3 else { return nil }
    entries = matrixMemory(shape.reduce(1, *))
    guard fread(entries.baseAddress, 8, entries.count, file) == entries.count else { return nil }
  }
}

/// Memory for a matrix, in large pages where the system has them to give.
///
/// NumPy asks for them too, so without this the peers would read the same matrix from better memory.
func matrixMemory(_ count: Int) -> UnsafeMutableBufferPointer<Double> {
  let alignment = 1 << 21
  let size = (max(1, count) * 8 + alignment - 1) / alignment * alignment
  let memory = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: alignment)
  madvise(memory, size, 14)  // MADV_HUGEPAGE
  return UnsafeMutableBufferPointer(
    start: memory.bindMemory(to: Double.self, capacity: count), count: count)
}
