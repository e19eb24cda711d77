import Pairwright
import PairwrightIO
import Testing
import _PairwrightTestSupport

@Suite struct CSVReaderTests {
  private func read(_ bytes: [UInt8]) -> (table: CSVTable?, diagnostics: Diagnostics) {
    var diagnostics = Diagnostics()
    let table = CSVReader().read(InputFile(path: "t.csv", bytes: bytes), into: &diagnostics)
    return (table, diagnostics)
  }

  private func read(_ text: String) -> (table: CSVTable?, diagnostics: Diagnostics) {
    read(Array(text.utf8))
  }

  @Test(
    arguments: [
      ("a,b\n1,2\n", [["1", "2"]], [2]),
      ("a,b\r\n1,2\r\n3,4", [["1", "2"], ["3", "4"]], [2, 3]),
      ("a,b\r1,2\r3,4\r", [["1", "2"], ["3", "4"]], [2, 3]),
      ("a,b\n\n1,\n\n,2\n", [["1", ""], ["", "2"]], [3, 5]),
      ("a,b\n\"x,\ny\",\"\"\n\"p\"\"q\",\" r \"\n", [["x,\ny", ""], ["p\"q", " r "]], [2, 4]),
      ("a,b\n\"x\r\ny\rz\",1\n2,3\n", [["x\r\ny\rz", "1"], ["2", "3"]], [2, 5]),
      ("a\n\"\"\n", [[""]], [2]),
      ("a;b\n1,5;2\n", [["1,5", "2"]], [2]),
      ("a\tb\n1\t\n", [["1", ""]], [2]),
      ("\"a;b\",c\n1,2\n", [["1", "2"]], [2]),
      ("SEP=\t\na\tb\n1\t2\n", [["1", "2"]], [3]),
      ("\"sep=,\"\na,b;c;d\n1,2\n", [["1", "2"]], [3]),
      ("a,b\n\u{301},\u{200D}\n", [["\u{301}", "\u{200D}"]], [2]),
    ] as [(String, [[String]], [Int])])
  func readsRecords(_ text: String, _ fields: [[String]], _ lines: [Int]) throws {
    let (table, diagnostics) = read(text)
    #expect(diagnostics.all.isEmpty)
    #expect(try #require(table).records.map(\.fields) == fields)
    #expect(table?.records.map(\.line) == lines)
  }

  @Test func goesOnAfterAFault() throws {
    let (table, diagnostics) = read("a,b\n\"x\"y,1\nz\"z,2\n1\n1,2,3\n4,5\n")
    #expect(
      diagnostics.all.map {
        "\($0.code.rawValue) \($0.location.line ?? 0):\($0.location.column ?? 0)"
      }
        == [
          "text-after-quote 2:1", "quote-in-bare-field 3:1", "too-few-fields 4:1",
          "too-many-fields 5:3",
        ])
    #expect(table?.records.map(\.isMisshapen) == [false, false, true, true, false])
  }

  @Test func stopsWhenEverythingIsMalformed() {
    let (_, diagnostics) = read("a,b\n" + String(repeating: "x\n", count: 50_000))
    #expect(diagnostics.all.count == CSVReader.Limits().findings + 1)
    #expect(diagnostics.all.last?.code == "limit")
  }

  @Test func countsLineEndings() {
    let (_, diagnostics) = read("a,b\r\n1,2\n\"x\r\ny\",3\n4,5\r6,7")
    #expect(diagnostics.warnings.map(\.code.rawValue) == ["mixed-line-endings"])
    #expect(diagnostics.warnings.first?.message.contains("1 in CR LF, 2 in LF, 1 in CR") == true)
  }

  @Test func survivesAnyBytes() {
    var generator = SplitMix64(seed: 20_270_115)
    let alphabet: [UInt8] = Array("\",;\t\r\n a\u{301}".utf8) + [0xC3, 0x00]
    for _ in 0..<3_000 {
      let length = Int.random(in: 0...40, using: &generator)
      let bytes = (0..<length).map { _ in
        alphabet[Int.random(in: 0..<alphabet.count, using: &generator)]
      }
      let (table, diagnostics) = read(Array("a,b\n".utf8) + bytes)
      #expect(table != nil || diagnostics.hasErrors)
      for record in table?.records ?? [] where !record.isMisshapen {
        #expect(record.fields.count == 2)
      }
    }
  }

  @Test func readsBackWhatTheWriterWrites() throws {
    var generator = SplitMix64(seed: 7)
    let pieces = ["a", ",", "\"", "\n", "\r\n", "=", "'", "é", " ", ";", "-", "@"]
    for _ in 0..<500 {
      let rows = (0..<3).map { _ in
        (0..<3).map { _ in
          (0..<Int.random(in: 0...6, using: &generator)).map { _ in
            pieces[Int.random(in: 0..<pieces.count, using: &generator)]
          }.joined()
        }
      }
      var writer = CSVWriter(header: ["a", "b", "c"])
      for row in rows { writer.append(row.map(CSVWriter.Field.text)) }
      let (table, diagnostics) = read(writer.bytes)
      #expect(!diagnostics.hasErrors)
      #expect(try #require(table).records.map { $0.fields.map(CSVWriter.unescaped) } == rows)
    }
  }

  @Test(.timeLimit(.minutes(1)))
  func takesLinearTime() {
    func seconds(_ count: Int) -> Double {
      let bytes = Array("a\n".utf8) + [UInt8](repeating: UInt8(ascii: "\""), count: count)
      let clock = ContinuousClock()
      let elapsed = clock.measure { _ = read(bytes) }
      return Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) * 1e-18
    }
    _ = seconds(10_000)
    // Quadratic time would take an hour for two million quotes.
    #expect(seconds(2_000_000) < 60)
  }
}
