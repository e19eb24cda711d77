/// A number type that a dense cost matrix may hold.
///
/// The solver reads entries two at a time as `Double`; the wide-integer route reads them one at a
/// time as exact integers.
public protocol DenseElement: BitwiseCopyable, Equatable, Sendable {
  /// Whether every value of the type is an integer, so that no scaling is ever needed.
  static var isAlwaysInteger: Bool { get }

  /// The value as the nearest `Double`.
  var nearestDouble: Double { get }

  /// Returns the two entries at `index` and `index + 1` as the nearest doubles.
  static func loadPair(_ base: UnsafePointer<Self>, _ index: Int) -> SIMD2<Double>

  /// Returns the value times two to `exponent`, rounded to the nearest integer (ties to even); a
  /// floating-point value that is too large for the type becomes its largest integer, or minus that.
  func scaledInteger(exponent: Int) -> Int64
}

extension Double: DenseElement {
  /// `false`: a `Double` may have a fractional part.
  public static var isAlwaysInteger: Bool { false }

  /// The value itself.
  @inline(__always) public var nearestDouble: Double { self }

  /// Returns the entries at `index` and `index + 1`.
  @inline(__always)
  public static func loadPair(_ base: UnsafePointer<Double>, _ index: Int) -> SIMD2<Double> {
    UnsafeRawPointer(base + index).loadUnaligned(as: SIMD2<Double>.self)
  }

  /// Returns the value times two to `exponent`, rounded to the nearest integer (ties to even).
  public func scaledInteger(exponent: Int) -> Int64 {
    // In two steps, because the power itself may be too large.
    let half = exponent / 2
    let value = self * powerOfTwo(half) * powerOfTwo(exponent - half)
    guard abs(value) < 0x1p63 else { return value > 0 ? .max : -.max }
    // Above two to the 52nd every double is an integer; below, adding and subtracting that number
    // rounds. (`rounded()` would need the C mathematics library.)
    let limit: Double = 0x1p52
    if value >= limit || value <= -limit { return Int64(value) }
    return Int64(value >= 0 ? (value + limit) - limit : (value - limit) + limit)
  }
}

extension Float: DenseElement {
  /// `false`: a `Float` may have a fractional part.
  public static var isAlwaysInteger: Bool { false }

  /// The value, exactly.
  @inline(__always) public var nearestDouble: Double { Double(self) }

  /// Returns the entries at `index` and `index + 1`, exactly.
  @inline(__always)
  public static func loadPair(_ base: UnsafePointer<Float>, _ index: Int) -> SIMD2<Double> {
    SIMD2<Double>(Double(base[index]), Double(base[index &+ 1]))
  }

  /// Returns the value times two to `exponent`, rounded to the nearest integer (ties to even).
  public func scaledInteger(exponent: Int) -> Int64 {
    Double(self).scaledInteger(exponent: exponent)
  }
}

extension Int32: DenseElement {
  /// `true`.
  public static var isAlwaysInteger: Bool { true }

  /// The value, exactly.
  @inline(__always) public var nearestDouble: Double { Double(self) }

  /// Returns the entries at `index` and `index + 1`, exactly.
  @inline(__always)
  public static func loadPair(_ base: UnsafePointer<Int32>, _ index: Int) -> SIMD2<Double> {
    SIMD2<Double>(Double(base[index]), Double(base[index &+ 1]))
  }

  /// Returns the value; integers are never scaled.
  public func scaledInteger(exponent: Int) -> Int64 { Int64(self) }
}

extension Int64: DenseElement {
  /// `true`.
  public static var isAlwaysInteger: Bool { true }

  /// The value, rounded where it has more than 53 significant bits.
  @inline(__always) public var nearestDouble: Double { Double(self) }

  /// Returns the entries at `index` and `index + 1`, each rounded to the nearest double.
  @inline(__always)
  public static func loadPair(_ base: UnsafePointer<Int64>, _ index: Int) -> SIMD2<Double> {
    SIMD2<Double>(Double(base[index]), Double(base[index &+ 1]))
  }

  /// Returns the value; integers are never scaled.
  public func scaledInteger(exponent: Int) -> Int64 { self }
}
