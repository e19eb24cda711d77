public import Pairwright

/// Capacities and quotas for a bare assignment problem, as a JSON file gives them.
public struct MatrixConstraints: Sendable, Hashable {
  /// How many of the chosen pairs may and must lie among certain cells.
  public struct Quota: Sendable, Hashable {
    /// All cells of some rows in some columns.
    public struct Block: Sendable, Hashable {
      /// The rows, without repetition.
      public var rows: [Int]
      /// The columns, without repetition.
      public var columns: [Int]
    }

    /// A single cell.
    public struct Cell: Sendable, Hashable {
      /// The row.
      public var row: Int
      /// The column.
      public var column: Int
    }

    /// Blocks of cells; they may overlap, and a pair in several of them counts once.
    public var blocks: [Block]
    /// Further cells.
    public var entries: [Cell]
    /// The fewest pairs.
    public var minimum: Int
    /// The most pairs; `nil` for any number.
    public var maximum: Int?
    /// Where the quota stands.
    public var location: Diagnostic.Location

    /// The same quota with rows and columns exchanged.
    package var transposed: Quota {
      var copy = self
      copy.blocks = blocks.map { Block(rows: $0.columns, columns: $0.rows) }
      copy.entries = entries.map { Cell(row: $0.column, column: $0.row) }
      return copy
    }
  }

  /// The most pairs of each row; `nil` where the file does not say.
  public var rowCapacity: [Int]?
  /// The most pairs of each column.
  public var columnCapacity: [Int]?
  /// The fewest pairs of each row.
  public var rowMinimum: [Int]?
  /// The fewest pairs of each column.
  public var columnMinimum: [Int]?
  /// The quotas, in file order.
  public var quotas: [Quota] = []

  /// No constraints.
  public init() {}

  /// The largest number that is read.
  static let largest = 1_000_000_000

  /// Reads constraints for a matrix.
  ///
  /// - Throws: ``InputOutputError`` when the file cannot be read, `InvalidInput` with every error
  ///   when its content is wrong.
  public init(reading path: String, rowCount: Int, columnCount: Int) throws {
    try self.init(
      InputFile(reading: path, limit: JSONConfiguration.byteLimit), rowCount: rowCount,
      columnCount: columnCount)
  }

  /// Reads constraints from a file that is in memory.
  ///
  /// - Throws: `InvalidInput` with every error when its content is wrong.
  public init(_ file: InputFile, rowCount: Int, columnCount: Int) throws {
    let log = DiagnosticLog()
    guard let value = JSONConfiguration.parse(file, into: &log.diagnostics) else {
      throw InvalidInput(log.diagnostics)
    }
    let reader = ConfigurationReader(value, subject: "the constraints", log: log)
    let lists = NumberLists(log: log)
    rowCapacity = lists.numbers("row_capacity", of: reader, count: rowCount)
    columnCapacity = lists.numbers("column_capacity", of: reader, count: columnCount)
    rowMinimum = lists.numbers("row_minimum", of: reader, count: rowCount)
    columnMinimum = lists.numbers("column_minimum", of: reader, count: columnCount)
    for (index, value) in (reader.list("quotas") ?? []).enumerated() {
      let quota = ConfigurationReader(value, subject: "quota \(index)", log: log)
      quotas.append(
        Self.quota(quota, lists, rows: 0..<rowCount, columns: 0..<columnCount))
    }
    reader.finish()
    if log.diagnostics.hasErrors { throw InvalidInput(log.diagnostics) }
  }

  private static func quota(
    _ reader: ConfigurationReader, _ lists: NumberLists, rows: Range<Int>, columns: Range<Int>
  ) -> Quota {
    var quota = Quota(
      blocks: [], entries: [], minimum: 0, maximum: nil, location: reader.location)
    for (index, value) in (reader.list("blocks") ?? []).enumerated() {
      let block = ConfigurationReader(
        value, subject: "block \(index) of \(reader.subject)", log: lists.log)
      block.require("rows", form: "[0, 1]")
      block.require("columns", form: "[0, 1]")
      quota.blocks.append(
        Quota.Block(
          rows: lists.indices("rows", of: block, in: rows),
          columns: lists.indices("columns", of: block, in: columns)))
      block.finish()
    }
    for value in reader.list("entries") ?? [] {
      guard case .sequence(let items) = value.content, items.count == 2,
        let row = lists.number(items[0], "The row of an entry of \(reader.subject)", rows),
        let column = lists.number(items[1], "The column of an entry of \(reader.subject)", columns)
      else {
        if !lists.log.diagnostics.hasErrors {
          reader.fail(
            "wrong-type", at: value.location, "An entry of \(reader.subject) is no pair.",
            "[row, column]")
        }
        continue
      }
      quota.entries.append(Quota.Cell(row: row, column: column))
    }
    quota.minimum = reader.integer("min", in: 0...largest) ?? 0
    quota.maximum = reader.integer("max", in: 0...largest)
    _ = reader.checkBounds(quota.minimum, quota.maximum, keys: ("min", "max"))
    if reader.requireBound("min", "max"), !reader.presentKeys.contains("blocks") {
      reader.require("entries", form: "[[row, column], ...], or blocks")
    }
    reader.finish()
    return quota
  }
}

/// Reads lists of whole numbers.
private struct NumberLists {
  let log: DiagnosticLog

  /// One number for each row or column, or `nil` when the key is absent.
  func numbers(_ key: String, of reader: ConfigurationReader, count: Int) -> [Int]? {
    let location = reader.location(of: key)
    guard let items = reader.list(key) else { return nil }
    guard items.count == count else {
      reader.fail(
        "wrong-length", at: location,
        "\(key) has \(items.count) numbers, the matrix needs \(count).",
        "\(key): one number for each row or column")
      return nil
    }
    return items.map { number($0, "A number in \(key)", 0..<(MatrixConstraints.largest + 1)) ?? 0 }
  }

  /// Indices within a range, each once.
  func indices(_ key: String, of reader: ConfigurationReader, in range: Range<Int>) -> [Int] {
    var seen: Set<Int> = []
    var indices: [Int] = []
    for item in reader.list(key) ?? [] {
      guard let index = number(item, "A number in \(key) of \(reader.subject)", range) else {
        continue
      }
      if seen.insert(index).inserted {
        indices.append(index)
      } else {
        reader.fail(
          "duplicate-index", at: item.location, "\(key) in \(reader.subject) has \(index) twice.",
          "each index once")
      }
    }
    return indices
  }

  /// A whole number within a range, or `nil` after an error.
  func number(_ value: ConfigurationValue, _ name: String, _ range: Range<Int>) -> Int? {
    if case .scalar(let text, false) = value.content, let number = Int(text) {
      if range.contains(number) { return number }
      let accepted =
        range.isEmpty ? "there is none" : "0 to \(range.upperBound - 1)"
      log.diagnostics.error(
        "out-of-range", at: value.location, "\(name) is out of range.",
        mend: "Accepted: \(accepted).")
    } else {
      log.diagnostics.error(
        "wrong-type", at: value.location, "\(name) is no whole number.",
        mend: "Write it like 2, without a point, exponent or quotes.")
    }
    return nil
  }
}
