import Foundation
import Pairwright
import Testing

@testable import PairwrightIO

@Suite struct MatrixReaderTests {
  private func read(
    _ name: String, _ text: String, maximizes: Bool = false
  ) throws -> CostMatrix {
    try MatrixReader(maximizes: maximizes)
      .parse(InputFile(path: name, bytes: Array(text.utf8))).matrix
  }

  /// The cells in row order; `nil` where no pair may be.
  private func cells(_ matrix: CostMatrix) -> [Double?] {
    (0..<matrix.rowCount).flatMap { row in
      (0..<matrix.columnCount).map { column in
        matrix.place(row: row, column: column).map { place in
          switch matrix.values {
          case .integers(let numbers): Double(numbers[place])
          case .floats(let numbers): numbers[place]
          }
        }
      }
    }
  }

  @Test(
    arguments: [
      ("a.csv", "1,2\n3,4\n", 2, [1, 2, 3, 4]), ("a.csv", "1,,3", 1, [1, nil, 3]),
      ("a.csv", "\u{FEFF} 1 , 2.5\r\n,-3e-1\r\n\r\n", 2, [1, 2.5, nil, -0.3]),
      ("a.csv", "1\n\n3\n", 3, [1, nil, 3]), ("a.csv", "\n1\n\n", 3, [nil, 1, nil]),
      ("a.csv", "\n1,2\n \n\n3,4\n\n", 2, [1, 2, 3, 4]), ("a.csv", "1,2\r3,4\r", 2, [1, 2, 3, 4]),
      ("a.csv", "sep=;\r\n1;2\r\n3;\r\n", 2, [1, 2, 3, nil]),
      ("a.csv", "1,2\n3,4,\n", 2, [1, 2, 3, 4]),
      ("a.csv", "\"1\",\" 2 \" \n \"\",4", 2, [1, 2, nil, 4]), ("a.csv", "\"\"\n1\n", 2, [nil, 1]),
      ("a.csv", "1,2\n3.5,4,\n", 2, [1, 2, 3.5, 4]),
      ("a.csv", "1\t2\n\t\n\n", 2, [1, 2, nil, nil]), ("a.csv", ",", 1, [nil, nil]),
      ("a.csv", "1;2\n+3;inf\n", 2, [1, 2, 3, nil]), ("a.csv", "1\t\n.5\t4", 2, [1, nil, 0.5, 4]),
      ("A.CSV", "9007199254740992,1", 1, [9_007_199_254_740_992, 1]),
      (
        "a.csv", "0.1234567890123456789,1e300,123456789012345683968.", 1,
        [
          0.1234567890123456789, 1e300, 123_456_789_012_345_683_968,
        ]
      ),
      ("a.txt", "2\n1 2 3\n4", 2, [1, 2, 3, 4]), ("a.txt", "2\r1 2\r3 4\r", 2, [1, 2, 3, 4]),
      ("a.txt", " 2 \n\n1 1 5\n 2 2 -6", 2, [5, nil, nil, -6]),
      ("a.txt", "0", 0, []), ("a.txt", "3\n2 3 7", 3, [nil, nil, nil, nil, nil, 7, nil, nil, nil]),
      (
        "a.mtx",
        "%%MatrixMarket matrix coordinate real general\n% note\n\n2 3 3\n1 1 0\n2 3 -1.5\n1 2 4\n",
        2, [0, 4, nil, nil, nil, -1.5]
      ),
      (
        "a.mtx", "%%matrixmarket MATRIX array integer general\n2 3\n1\n2\n3\n4\n5\n6\n", 2,
        [1, 3, 5, 2, 4, 6]
      ),
      (
        "a.mtx", "%%MatrixMarket matrix array real symmetric\n3 3\n1 2 3 4 5 6", 3,
        [1, 2, 3, 2, 4, 5, 3, 5, 6]
      ),
      (
        "a.mtx", "%%MatrixMarket matrix coordinate integer symmetric\n2 2 2\n1 1 7\n2 1 3\n", 2,
        [7, 3, 3, nil]
      ),
      ("a.mtx", "%%MatrixMarket matrix coordinate real general\n0 4 0\n", 0, []),
      (
        "a.mtx", "%%MatrixMarket matrix coordinate real general\n1 2 2\n1 1 inf\n1 2 2\n", 1,
        [nil, 2]
      ),
    ] as [(String, String, Int, [Double?])])
  func readsText(name: String, text: String, rows: Int, expected: [Double?]) throws {
    let matrix = try read(name, text)
    #expect(matrix.rowCount == rows)
    #expect(cells(matrix) == expected)
  }

  @Test func keepsIntegersExact() throws {
    let matrix = try read("a.csv", "9007199254740993,-9223372036854775808,,9223372036854775806")
    #expect(
      matrix.values == .integers([9_007_199_254_740_993, .min, CostMatrix.absentInteger, .max - 1]))
  }

  @Test func forbidsByTheInfinityOfTheRightSign() throws {
    #expect(cells(try read("a.csv", "-inf,1", maximizes: true)) == [nil, 1])
    #expect(throws: InvalidInput.self) { try read("a.csv", "inf,1", maximizes: true) }
    #expect(throws: InvalidInput.self) { try read("a.csv", "-Infinity,1") }
  }

  @Test(
    arguments: [
      ("1,2\n3,4\n", []), ("1;2\n3;4\n", ["file-form"]), ("1\t2\n3\t4\n", ["file-form"]),
      ("sep=,\n1,2\n", ["file-form"]), ("1,2\r\n3,4\n", ["mixed-line-endings"]),
      ("1,2\n3,4,\n", ["trailing-delimiter"]), ("1\n\n3\n", ["blank-cell"]), ("1\n3\n", []),
    ] as [(String, [Diagnostic.Code])])
  func saysHowATableWasRead(text: String, codes: [Diagnostic.Code]) throws {
    let file = InputFile(path: "a.csv", bytes: Array(text.utf8))
    let found = try MatrixReader(maximizes: false).parse(file).diagnostics
    #expect(found.all.map(\.code) == codes)
    #expect(!found.hasErrors)
  }

  @Test(arguments: ["a.csv", "a.txt", "a.mtx"])
  func refusesWhatIsNoText(name: String) {
    let utf16 = Array("1,2\n3,4\n".utf16)
    let cases: [([UInt8], [Diagnostic.Code], Int?)] = [
      ([], ["empty"], 1), (Array("\u{FEFF}\n \r\n".utf8), ["empty"], 1),
      ([0xFF, 0xFE] + utf16.flatMap { [UInt8($0), 0] }, ["encoding"], 1),
      (utf16.flatMap { [0, UInt8($0)] }, ["encoding"], 1),
      (Array("1\n2 ".utf8) + [0xFC], ["encoding"], 2),
      (Array("1 2\r3 \0".utf8), ["control-character"], 2),
      (Array("1 2\r\n3\u{1A}".utf8), ["control-character"], 2),
      ([0x1F, 0x8B, 8, 0], ["not-csv", "not-text"], 1),
      (Array("PK\u{3}\u{4}".utf8), ["not-csv", "not-text"], 1),
      (Array("<!DOCTYPE html><html>".utf8), ["not-csv", "not-text"], 1),
    ]
    for (bytes, codes, line) in cases {
      let error = #expect(throws: InvalidInput.self) {
        try MatrixReader(maximizes: false).parse(InputFile(path: name, bytes: bytes))
      }
      let found = error?.diagnostics.errors.first
      #expect(found?.code == (name == "a.csv" ? codes.first : codes.last))
      #expect(found?.location.line == line)
      #expect(found?.mend.isEmpty == false)
    }
  }

  @Test func warnsOfNumbersThatMayBeTriples() throws {
    let file = InputFile(path: "a.txt", bytes: Array("3\n1 2 3\n3 1 2\n2 3 1\n".utf8))
    let (matrix, diagnostics) = try MatrixReader(maximizes: false).parse(file)
    #expect(matrix.layout == .dense)
    #expect(diagnostics.warnings.map(\.code) == ["ambiguous-matrix"])
  }

  @Test func warnsOfListsTooShortForEveryRow() throws {
    func codes(_ text: String) throws -> [Diagnostic.Code] {
      try MatrixReader(maximizes: false).parse(InputFile(path: "a.txt", bytes: Array(text.utf8)))
        .diagnostics.all.map(\.code)
    }
    #expect(try codes("3\n1 2 3\n2 1 3\n") == ["ambiguous-matrix"])
    #expect(try codes("2\n1 2 3\n2 1 3\n") == [])
  }

  private static let general = "%%MatrixMarket matrix coordinate real general\n"

  @Test(
    arguments: [
      ("a.csv", "a,b\n1,2", "bad-number", 1), ("a.csv", "1,2\n3", "ragged-row", 2),
      ("a.csv", "1,2\n\n3", "ragged-row", 3), ("a.csv", "1\n2,2", "ragged-row", 2),
      ("a.csv", "1,2\n3,\"4", "unclosed-quote", 2), ("a.csv", "1,2\n\"3,4\"\n", "bad-number", 2),
      ("a.csv", "1,2\n\"3 4\",5\n", "unclosed-quote", 2), ("a.csv", "1,\"2\"3", "bad-number", 1),
      ("a.csv", "1,2\n3,4,5", "ragged-row", 2), ("a.csv", "1,2\n3,4,,", "ragged-row", 2),
      ("a.csv", "1\n2\n3,4", "ragged-row", 3), ("a.csv", "sep=;\n", "empty", 2),
      ("a.csv", "1,nan", "not-a-number", 1), ("a.csv", "1\n2\n0x1p3", "bad-number", 3),
      ("a.csv", "1,1e400", "number-range", 1), ("a.csv", "1,1e-400", "number-range", 1),
      ("a.csv", "99999999999999999999", "number-range", 1), ("a.csv", "1 2", "bad-number", 1),
      ("a.csv", "1,2.5\n9007199254740993,1", "inexact-number", 2),
      ("a.csv", "9007199254740993\n2.5", "inexact-number", 1), ("a.csv", "1,-", "bad-number", 1),
      ("a.csv", "1,1e", "bad-number", 1), ("a.csv", "1,.", "bad-number", 1),
      ("a.csv", "1,1.2.3", "bad-number", 1), ("a.dat", "1", "unknown-format", nil),
      ("a.txt", "2 1 2 3 4 5", "matrix-size", 1),
      ("a.txt", "2\n1 2\n3", "matrix-size", 1), ("a.txt", "2\n1 2\n2 1\n1 1", "matrix-size", 1),
      ("a.txt", "4\n1 1 1 2\n2 2 3 3\n3\n", "matrix-size", 1),
      ("a.txt", "2\n1 1 5\n2 2", "matrix-size", 1),
      ("a.mtx", "%%MatrixMarket matrix array integer general\n1 2\n1\n1.5", "bad-number", 4),
      ("a.mtx", "%%MatrixMarket matrix array integer general\n1 2\n1e2\n1", "bad-number", 3),
      ("a.mtx", "%%MatrixMarket matrix array real general 1 1\n1 1\n1", "bad-header", 1),
      ("a.txt", "2\n1 3 5", "bad-index", 2), ("a.txt", "2\n1 1 5\n1 1 6", "duplicate-cell", 3),
      ("a.txt", "2.5 1", "bad-index", 1), ("a.txt", "-1", "bad-index", 1),
      ("a.mtx", "1 1 1", "bad-header", 1),
      ("a.mtx", "%%MatrixMarket matrix coordinate pattern general\n1 1 1\n1 1", "bad-header", 1),
      ("a.mtx", "%%MatrixMarket matrix array complex general\n1 1\n1 1", "bad-header", 1),
      ("a.mtx", "%%MatrixMarket matrix array real skew-symmetric\n1 1\n1", "bad-header", 1),
      ("a.mtx", "%%MatrixMarket matrix array real symmetric\n1 2\n1", "matrix-size", 2),
      ("a.mtx", general + "2 2 2\n1 1 1\n", "missing-number", 4),
      ("a.mtx", general + "2 2 1\n0 1 1\n", "bad-index", 3),
      ("a.mtx", general + "2 2 1\n1 3 1\n", "bad-index", 3),
      ("a.mtx", general + "2 2 1\n1 1 1\n2 2 1\n", "matrix-size", 4),
      ("a.mtx", general + "2 2 2\n1 1 1\n1 1 1\n", "duplicate-cell", 4),
      ("a.mtx", "%%MatrixMarket matrix array real general\n9999 9999\n1\n", "matrix-size", 2),
      ("a.csv", "1,2\n3,9223372036854775807", "number-range", 2),
      ("a.csv", "1.5,9223372036854775807", "number-range", 1),
      ("a.txt", "2\n1 2\n9223372036854775807 4", "number-range", 3),
      (
        "a.mtx", "%%MatrixMarket matrix array integer general\n1 2\n1\n9223372036854775807",
        "number-range", 4
      ),
      ("a.mtx", general + "2 2 1\n1 1 9223372036854775807\n", "number-range", 3),
    ] as [(String, String, Diagnostic.Code, Int?)])
  func refusesBadText(name: String, text: String, code: Diagnostic.Code, line: Int?) throws {
    let error = #expect(throws: InvalidInput.self) { try read(name, text) }
    let found = try #require(error?.diagnostics.errors.first)
    #expect(found.code == code)
    #expect(found.location.line == line)
    #expect(found.location.file == name)
    #expect(!found.mend.isEmpty)
  }

  /// A NumPy file with a header and the bytes of numbers.
  private func npy(_ header: String, _ data: [UInt8], version: UInt8 = 1) -> InputFile {
    let length = header.utf8.count
    let size: [UInt8] = [UInt8(length & 0xFF), UInt8(length >> 8)] + (version == 1 ? [] : [0, 0])
    return InputFile(
      path: "a.npy",
      bytes: [0x93] + Array("NUMPY".utf8) + [version, 0] + size + Array(header.utf8) + data)
  }

  private func header(_ type: String, _ shape: String, fortran: Bool = false) -> String {
    "{'descr': '\(type)', 'fortran_order': \(fortran ? "True" : "False"), 'shape': (\(shape)), }\n"
  }

  private func bytes<Number>(_ numbers: [Number]) -> [UInt8] { numbers.withUnsafeBytes(Array.init) }

  @Test(arguments: [UInt8(1), 2, 3]) func readsNumPyFiles(version: UInt8) throws {
    let reader = MatrixReader(maximizes: false)
    func cells(_ file: InputFile) throws -> [Double?] { self.cells(try reader.parse(file).matrix) }
    let doubles = bytes([1.5, 2, .infinity, 4, 5, 6])
    #expect(
      try cells(npy(header("<f8", "2, 3"), doubles, version: version)) == [1.5, 2, nil, 4, 5, 6])
    #expect(
      try cells(npy(header("<f8", "2, 3", fortran: true), doubles, version: version))
        == [1.5, nil, 5, 2, 4, 6])
    #expect(
      try cells(npy(header("<f4", "1, 2"), bytes([Float(0.1), -7]), version: version))
        == [Double(Float(0.1)), -7])
    #expect(
      try cells(npy(header("<i4", "2, 1"), bytes([Int32.max, .min]), version: version))
        == [Double(Int32.max), Double(Int32.min)])
    #expect(try cells(npy(header("<i8", "0, 5"), [], version: version)) == [])
    let large = try reader.parse(
      npy(header("<i8", "1,2"), bytes([Int64.min, 1 << 60 + 1] as [Int64])))
    #expect(large.matrix.values == .integers([.min, 1 << 60 + 1]))
  }

  @Test func readsWhatNPYWriterWrites() throws {
    let file = InputFile(path: "a.npy", bytes: NPYWriter.bytes([1, -2, 3, 4], shape: (2, 2)))
    #expect(
      try MatrixReader(maximizes: false).parse(file).matrix.values == .integers([1, -2, 3, 4]))
  }

  /// Files of a few bytes that state sizes beyond any memory, or beyond 1 MiB.
  @Test func refusesSizesBeyondMemoryBeforeAllocating() throws {
    let sparse = "%%MatrixMarket matrix coordinate real general\n"
    let array = "%%MatrixMarket matrix array real general\n"
    func file(_ name: String, _ text: String) -> InputFile {
      InputFile(path: name, bytes: Array(text.utf8))
    }
    let files = [
      file("a.txt", "3000000000"), file("a.txt", "9000000000000000000 1 1 1"),
      file("a.txt", "9000\n1 1 1\n"), file("a.mtx", sparse + "2147483647 2147483647 0\n"),
      file("a.mtx", sparse + "2147483647 1 1\n1 1 1\n"), file("a.mtx", array + "2147483647 0\n"),
      file("a.mtx", array + "0 9223372036854775807\n"),
      file("a.mtx", sparse + "3 3 9223372036854775807\n1 1 1\n"),
      npy(header("<f8", "0, 1000000000000000000"), []),
      npy(header("<f8", "1000000000000000000, 0"), []), npy(header("<i4", "3000000000, 0"), []),
      npy(header("<i4", "9000, 9"), [UInt8](repeating: 0, count: 324_000)),
      file("a.csv", String(repeating: "1,", count: 65_000) + "1"),
    ]
    let reader = MatrixReader(maximizes: false, memory: MatrixMemory(byteCount: 1 << 20))
    for file in files {
      let error = #expect(throws: InvalidInput.self) { try reader.parse(file) }
      #expect(error?.diagnostics.errors.map(\.code) == ["limit"])
      #expect(error?.diagnostics.errors.first?.mend.contains("correct the size") == true)
    }
    #expect(throws: Never.self) { try reader.parse(file("a.txt", "1000\n1 1 1\n")) }
  }

  @Test func refusesBadNumPyFiles() throws {
    let one = bytes([1.0])
    let cases: [(InputFile, Diagnostic.Code)] = [
      (InputFile(path: "a.npy", bytes: Array("PK".utf8)), "npy-header"),
      (InputFile(path: "a.npy", bytes: []), "empty"),
      (npy(header("<f8", "1, 1"), one, version: 4), "npy-header"),
      (npy(header(">f8", "1, 1"), one), "npy-type"),
      (npy(header("<c16", "1, 1"), one + one), "npy-type"),
      (npy("{'descr': [('a', '<f8')], 'fortran_order': False, 'shape': (1,)}", one), "npy-type"),
      (npy(header("<f8", "1, 1") + "x", one), "npy-header"),
      (npy(header("<f8", "1, 1") + "}", one), "npy-header"),
      (npy(header("<f8", "1,"), one), "npy-shape"),
      (npy(header("<f8", "1, 1, 1"), one), "npy-shape"),
      (npy(header("<f8", "1, 2"), one), "npy-size"),
      (npy(header("<f8", "1, 1"), one + [0]), "npy-size"),
      (npy(header("<f8", "4294967296, 4294967296"), one), "npy-size"),
      (npy("{'descr': '<f8', 'shape': (1, 1)}", one), "npy-header"),
      (npy("{'descr': '<f8', 'fortran_order': 0, 'shape': (1, 1)}", one), "npy-header"),
      (npy(header("<f8", "1, -1"), one), "npy-header"),
      (npy(header("<f8", "1, 1"), bytes([Double.nan])), "not-a-number"),
      (npy(header("<f8", "1, 1"), bytes([-Double.infinity])), "wrong-infinity"),
      (npy(header("<i8", "1, 1"), bytes([Int64.max])), "number-range"),
    ]
    for (file, code) in cases {
      let error = #expect(throws: InvalidInput.self) {
        try MatrixReader(maximizes: false).parse(file)
      }
      #expect(error?.diagnostics.errors.map(\.code) == [code])
    }
    let whole = npy(header("<f8", "1, 1"), one)
    for count in 6..<whole.bytes.count {
      let error = #expect(throws: InvalidInput.self) {
        try MatrixReader(maximizes: false)
          .parse(InputFile(path: "a.npy", bytes: Array(whole.bytes[..<count])))
      }
      #expect(error?.diagnostics.errors.map(\.code) == ["npy-size"])
      #expect(error?.diagnostics.errors.first?.mend.contains(" again.") == true)
    }
  }
}
