/// Writes matrices in NumPy's format, version 1.0 (NumPy Enhancement Proposal 1).
public enum NPYWriter {
  /// Returns the bytes of a file that holds 32-bit integers in row order.
  ///
  /// - Parameter shape: rows and columns; their product is the number of values.
  public static func bytes(_ values: [Int32], shape: (rows: Int, columns: Int)) -> [UInt8] {
    var header = "{'descr': '<i4', 'fortran_order': False, "
    header += "'shape': (\(shape.rows), \(shape.columns)), }"
    // The data begins at a multiple of 64 bytes, behind a line feed.
    let prefix = 10
    let padding = (64 - (prefix + header.utf8.count + 1) % 64) % 64
    header += String(repeating: " ", count: padding) + "\n"
    var bytes: [UInt8] = [0x93] + Array("NUMPY".utf8) + [1, 0]
    bytes += [UInt8(header.utf8.count & 0xFF), UInt8(header.utf8.count >> 8)]
    bytes += header.utf8
    bytes.reserveCapacity(bytes.count + values.count * 4)
    for value in values {
      let pattern = UInt32(bitPattern: value)
      bytes.append(UInt8(truncatingIfNeeded: pattern))
      bytes.append(UInt8(truncatingIfNeeded: pattern >> 8))
      bytes.append(UInt8(truncatingIfNeeded: pattern >> 16))
      bytes.append(UInt8(truncatingIfNeeded: pattern >> 24))
    }
    return bytes
  }
}
