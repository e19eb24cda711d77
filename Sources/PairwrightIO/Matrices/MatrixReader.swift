public import Pairwright

/// Reads a cost matrix from a file; the ending of its name tells the format.
///
/// `.npy` is NumPy's format, `.mtx` Matrix Market, `.csv` a table without header and `.txt` the
/// format of OR-Library's assignment problems.
public struct MatrixReader: Sendable {
  /// The most bytes that are read, where memory allows: 64 GiB.
  public static let byteLimit = 1 << 36
  /// The formats by their endings.
  public static let endings = [".npy", ".mtx", ".csv", ".txt"]

  /// Whether the greatest total is wanted: then minus infinity forbids a pair, else infinity does.
  public let maximizes: Bool

  private let memory: MatrixMemory

  /// Makes a reader for matrices whose total is to be minimised, or maximised.
  public init(maximizes: Bool) { self.init(maximizes: maximizes, memory: MatrixMemory()) }

  init(maximizes: Bool, memory: MatrixMemory) {
    self.maximizes = maximizes
    self.memory = memory
  }

  /// Reads a file.
  ///
  /// - Returns: the matrix, and what there is to say about it.
  /// - Throws: ``InputOutputError`` when the file cannot be read, `InvalidInput` when its content
  ///   is wrong, or more than fits in memory.
  /// - Complexity: O(bytes); for a sparse matrix O(cells x log cells) more.
  public func read(path: String) throws -> (matrix: CostMatrix, diagnostics: Diagnostics) {
    if Self.ending(of: path) == nil {
      // What has the wrong name may be endless, so no more is asked than whether it can be read.
      do { _ = try InputFile(reading: path, limit: 1) } catch is InvalidInput {}
      return try parse(InputFile(path: path, bytes: []))
    }
    return try parse(
      InputFile(
        reading: path, limit: min(Self.byteLimit, memory.byteCount),
        streamLimit: InputFile.defaultLimit))
  }

  private static func ending(of path: String) -> String? {
    endings.first { path.lowercased().hasSuffix($0) }
  }

  /// Reads a file that is in memory.
  ///
  /// - Throws: `InvalidInput` when the content is wrong.
  public func parse(_ file: InputFile) throws -> (matrix: CostMatrix, diagnostics: Diagnostics) {
    var diagnostics = Diagnostics()
    do throws(MatrixFault) {
      let matrix = try matrix(in: file, &diagnostics)
      if !diagnostics.hasErrors, let matrix { return (matrix, diagnostics) }
    } catch {
      diagnostics.append(error.diagnostic(file: file.path))
    }
    throw InvalidInput(diagnostics)
  }

  /// Returns the matrix, or `nil` when the file is no text that could hold one.
  private func matrix(
    in file: InputFile, _ diagnostics: inout Diagnostics
  ) throws(MatrixFault) -> CostMatrix? {
    guard let ending = Self.ending(of: file.path) else {
      throw MatrixFault(
        "unknown-format", "The ending of the name is none of those that are read.",
        mend: "Accepted endings: \(Self.endings.joined(separator: ", ")).")
    }
    let memory = MatrixMemory(byteCount: max(0, memory.byteCount - file.bytes.count))
    if ending == ".npy" {
      return try NPYReader(file.bytes, maximizes: maximizes, memory: memory).matrix()
    }
    guard
      let bytes = MatrixText.bytes(
        of: file, expected: ending == ".csv" ? .matrixTable : .matrixText, &diagnostics)
    else { return nil }
    var scanner = MatrixScanner(bytes, maximizes: maximizes, memory: memory)
    switch ending {
    case ".mtx": return try MatrixMarketReader.matrix(&scanner)
    case ".csv": return try CSVMatrixReader.matrix(&scanner, file: file.path, &diagnostics)
    default: return try ORLibraryReader.matrix(&scanner, file: file.path, &diagnostics)
    }
  }
}
