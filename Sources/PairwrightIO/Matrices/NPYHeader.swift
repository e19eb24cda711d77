/// The header of a NumPy file: a Python dictionary with three keys.
struct NPYHeader {
  /// What the header says.
  struct Fields {
    var type: String
    var isColumnOrder: Bool
    var shape: [Int]
  }

  private let bytes: [UInt8]
  private var offset = 0

  init(_ bytes: ArraySlice<UInt8>) { self.bytes = Array(bytes) }

  mutating func fields() throws(MatrixFault) -> Fields {
    var type: String?
    var isColumnOrder: Bool?
    var shape: [Int]?
    try take("{")
    while !has("}") {
      let key = try text()
      try take(":")
      switch key {
      case "descr" where type == nil && has("["):
        throw MatrixFault(
          "npy-type", "The array holds records, not plain numbers.",
          mend: "Save one field of it as a matrix.")
      case "descr" where type == nil: type = try text()
      case "fortran_order" where isColumnOrder == nil: isColumnOrder = try boolean()
      case "shape" where shape == nil: shape = try sizes()
      default: throw malformed
      }
      if !has("}") { try take(",") }
    }
    try take("}")
    skipBlanks()
    guard offset == bytes.count, let type, let isColumnOrder, let shape else { throw malformed }
    return Fields(type: type, isColumnOrder: isColumnOrder, shape: shape)
  }

  private var malformed: MatrixFault {
    MatrixFault(
      "npy-header", "The header of the file is not one that NumPy writes.",
      mend: "Save the matrix with numpy.save.")
  }

  private mutating func skipBlanks() {
    while offset < bytes.count, bytes[offset] == 0x20 || bytes[offset] == 0x0A { offset += 1 }
  }

  private mutating func has(_ sign: Unicode.Scalar) -> Bool {
    skipBlanks()
    return offset < bytes.count && UInt32(bytes[offset]) == sign.value
  }

  private mutating func take(_ sign: Unicode.Scalar) throws(MatrixFault) {
    guard has(sign) else { throw malformed }
    offset += 1
  }

  private mutating func text() throws(MatrixFault) -> String {
    let quote: Unicode.Scalar = has("'") ? "'" : "\""
    try take(quote)
    let start = offset
    while offset < bytes.count, UInt32(bytes[offset]) != quote.value { offset += 1 }
    let text = String(decoding: bytes[start..<offset], as: UTF8.self)
    try take(quote)
    return text
  }

  private mutating func boolean() throws(MatrixFault) -> Bool {
    skipBlanks()
    for (word, value) in [("True", true), ("False", false)]
    where bytes[offset...].starts(with: word.utf8) {
      offset += word.utf8.count
      return value
    }
    throw malformed
  }

  private mutating func sizes() throws(MatrixFault) -> [Int] {
    var sizes: [Int] = []
    try take("(")
    while !has(")") {
      let start = offset
      while offset < bytes.count, (48...57).contains(bytes[offset]) { offset += 1 }
      guard let size = Int(String(decoding: bytes[start..<offset], as: UTF8.self)) else {
        throw malformed
      }
      sizes.append(size)
      if !has(")") { try take(",") }
    }
    try take(")")
    return sizes
  }
}
