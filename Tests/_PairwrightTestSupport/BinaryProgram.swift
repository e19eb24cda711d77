/// A small program over binary columns with an exhaustive search, sharing nothing with the library.
public struct BinaryProgram: Sendable {
  /// A rule on the sum of the coefficients of the chosen columns.
  public struct Row: Sendable {
    /// What each column adds to the sum.
    public var coefficients: [Int64]
    /// The smallest sum allowed, or nil.
    public var minimum: Int64?
    /// The largest sum allowed, or nil.
    public var maximum: Int64?

    /// Bounds a sum.
    public init(_ coefficients: [Int64], minimum: Int64? = nil, maximum: Int64? = nil) {
      self.coefficients = coefficients
      self.minimum = minimum
      self.maximum = maximum
    }
  }

  /// The cost of each column.
  public var costs: [Int64]
  /// The rules.
  public var rows: [Row]

  /// Collects the parts of a program.
  public init(costs: [Int64], rows: [Row]) {
    self.costs = costs
    self.rows = rows
  }

  /// A program with few columns, small numbers, equality rows, ties and, now and then, no solution.
  public static func random(_ generator: inout SplitMix64, columns: Int, rows: Int) -> Self {
    let unit = Int64.random(in: 1...10, using: &generator)
    let costs = (0..<columns).map { _ in unit * Int64.random(in: -4...6, using: &generator) }
    let rows = (0..<rows).map { _ in
      let coefficients = (0..<columns).map { _ in
        Bool.random(using: &generator) ? Int64.random(in: -3...5, using: &generator) : 0
      }
      let first = Int64.random(in: -3...7, using: &generator)
      let second = Int64.random(in: -3...7, using: &generator)
      switch Int.random(in: 0..<4, using: &generator) {
      case 0: return Row(coefficients, minimum: first)
      case 1: return Row(coefficients, maximum: first)
      case 2: return Row(coefficients, minimum: first, maximum: first)
      default:
        return Row(coefficients, minimum: min(first, second), maximum: max(first, second))
      }
    }
    return BinaryProgram(costs: costs, rows: rows)
  }

  /// Whether the columns in a set of bits keep all rows.
  public func allows(_ bits: UInt64) -> Bool {
    rows.allSatisfy { row in
      let sum = total(row.coefficients, bits)
      return sum >= row.minimum ?? .min && sum <= row.maximum ?? .max
    }
  }

  /// The least value of all choices that keep the rows, or nil.
  public var least: Int64? {
    (0..<(UInt64(1) << UInt64(costs.count))).lazy.filter(allows).map { total(costs, $0) }.min()
  }

  /// The sum of the numbers of the columns in a set of bits.
  public func total(_ numbers: [Int64], _ bits: UInt64) -> Int64 {
    numbers.indices.reduce(0) { bits >> UInt64($1) & 1 == 1 ? $0 + numbers[$1] : $0 }
  }
}
