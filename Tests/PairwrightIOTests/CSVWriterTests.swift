import PairwrightIO
import Testing

@Suite struct CSVWriterTests {
  @Test(
    arguments: [
      ("plain", "plain"), ("=1+1", "'=1+1"), ("+1", "'+1"), ("-1", "'-1"), ("@x", "'@x"),
      ("\tx", "'\tx"), ("\rx", "\"'\rx\""), ("'=x", "''=x"), ("'quoted'", "'quoted'"),
      ("a,b", "\"a,b\""), ("a\"b", "\"a\"\"b\""), ("a\nb", "\"a\nb\""), ("", ""), ("'", "'"),
    ])
  func writesText(_ text: String, _ written: String) {
    var writer = CSVWriter(header: ["x"])
    writer.append([.text(text)])
    #expect(String(decoding: writer.bytes, as: UTF8.self) == "x\n\(written)\n")
    #expect(CSVWriter.unescaped(CSVWriter.escaped(text)) == text)
  }

  @Test func leavesNumbersAlone() {
    var writer = CSVWriter(header: ["x", "y"])
    writer.append([.verbatim("-1.5000"), .text("-1.5000")])
    #expect(String(decoding: writer.bytes, as: UTF8.self) == "x,y\n-1.5000,'-1.5000\n")
  }
}
