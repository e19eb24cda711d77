/// A choice made when code is compiled, so that a loop tests nothing that it knows beforehand.
protocol DenseFlag {
  static var isSet: Bool { get }
}

/// The flag that is set.
enum Always: DenseFlag {
  @inline(__always) static var isSet: Bool { true }
}

extension Never: DenseFlag {
  @inline(__always) static var isSet: Bool { false }
}
