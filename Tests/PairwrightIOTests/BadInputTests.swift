import Pairwright
import PairwrightIO
import Testing

/// The catalogue of bad input, item by item, as far as it concerns the reading of rosters.
struct BadInput: Sendable, CustomTestStringConvertible {
  var item: Int
  var name: String
  var bytes: [UInt8]
  var expected: [String]
  var roleWords = MentoringProgram.RoleWords.none

  init(_ item: Int, _ name: String, _ text: String, _ expected: String...) {
    self.init(item, name, bytes: Array(text.utf8), expected)
  }

  init(_ item: Int, _ name: String, bytes: [UInt8], _ expected: [String]) {
    self.item = item
    self.name = name
    self.bytes = bytes
    self.expected = expected
  }

  var testDescription: String { "\(item) \(name)" }
}

private func utf16(_ text: String, mark: [UInt8] = []) -> [UInt8] {
  mark + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
}

/// A roster of one junior with one more column.
private func with(_ column: String, _ cell: String) -> String {
  "employee_id,side,\(column)\nJ1,junior,\(cell)\n"
}

private func ids(_ ids: String...) -> String {
  "employee_id,side\n" + ids.map { "\($0),junior\n" }.joined()
}

@Suite struct BadInputTests {
  static let plain = "employee_id,side\nJ1,junior\n"

  static let encodings: [BadInput] = [
    .init(1, "empty file", "", "E empty 1:-"),
    .init(1, "blank lines only", "\n\n", "E empty 1:-"),
    .init(2, "header only", "employee_id,side\n", "E no-people 1:-"),
    .init(3, "byte order mark", "\u{FEFF}" + plain),
    .init(4, "UTF-16 with mark", bytes: utf16(plain, mark: [0xFF, 0xFE]), ["E encoding 1:-"]),
    .init(5, "UTF-16 without mark", bytes: utf16(plain), ["E encoding 1:-"]),
    .init(
      6, "Latin-1", bytes: Array("employee_id,side\nJ".utf8) + [0xFC] + Array(",junior\n".utf8),
      ["E encoding 2:-"]),
    .init(
      7, "overlong", bytes: Array(plain.utf8) + [0xC0, 0xAF], ["E encoding 3:-"]),
    .init(
      7, "surrogate", bytes: Array(plain.utf8) + [0xED, 0xA0, 0x80], ["E encoding 3:-"]),
    .init(8, "NUL", with("display_name", "A\u{0}B"), "E control-character 2:3"),
    .init(9, "C0 control", with("display_name", "\"A\u{1B}B\""), "E control-character 2:3"),
    .init(9, "tab is none", with("display_name", "A\tB")),
    .init(10, "truncated", bytes: Array(plain.utf8) + [0xE2, 0x82], ["E encoding 3:-"]),
    .init(11, "ZIP", bytes: [0x50, 0x4B, 3, 4, 20, 0], ["E not-csv 1:-"]),
    .init(11, "gzip", bytes: [0x1F, 0x8B, 8, 0], ["E not-csv 1:-"]),
    .init(12, "HTML", "\n<!DOCTYPE html><html></html>", "E not-csv 1:-"),
    .init(13, "zero width in id", ids("J\u{200B}1"), "E invisible-character 2:1"),
    .init(13, "bidi in id", ids("\u{202E}J1"), "E invisible-character 2:1"),
    .init(13, "bidi in name", with("display_name", "A\u{202E}B"), "W invisible-character 2:3"),
    .init(14, "U+2028", with("display_name", "A\u{2028}B")),
  ]

  static let grammar: [BadInput] = [
    .init(15, "CR LF", "employee_id,side\r\nJ1,junior\r\n"),
    .init(16, "CR", "employee_id,side\rJ1,junior\r,junior\r", "E empty-id 3:1"),
    .init(17, "mixed endings", "employee_id,side\r\nJ1,junior\n", "W mixed-line-endings -:-"),
    .init(18, "no final newline", "employee_id,side\nJ1,junior"),
    .init(19, "blank lines", "\nemployee_id,side\n\n\nJ1,junior\n\n,junior\n", "E empty-id 7:1"),
    .init(20, "quoted newline", with("display_name", "\"A\nB\"") + ",junior,x\n", "E empty-id 4:1"),
    .init(21, "doubled quote", with("display_name", "\"A \"\"B\"\"\"")),
    .init(22, "unclosed quote", with("display_name", "\"A\nB\n"), "E unclosed-quote 2:3"),
    .init(23, "text after quote", with("display_name", "\"A\"B"), "E text-after-quote 2:3"),
    .init(24, "quote in bare field", with("display_name", "A\"B"), "E quote-in-bare-field 2:3"),
    .init(25, "accent after comma and quote", with("display_name", "\"A\"\"\u{301}\"")),
    .init(25, "accent after comma", with("display_name", "\u{301}A")),
    .init(26, "semicolons", "employee_id;side\nJ1;junior\n"),
    .init(27, "tabs", "employee_id\tside\nJ1\tjunior\n"),
    .init(28, "too few fields", "employee_id,side\nJ1\n", "E too-few-fields 2:1"),
    .init(29, "too many fields", "employee_id,side\nJ1,junior,x\n", "E too-many-fields 2:3"),
    .init(
      29, "one trailing empty", "employee_id,side\nJ1,junior,\nJ2,junior,\n",
      "W trailing-delimiter 2:3"),
    .init(30, "sep line", "sep=;\nemployee_id;side\nJ1;junior\n;junior\n", "E empty-id 4:1"),
    .init(
      31, "long field", with("display_name", String(repeating: "x", count: 65_537)), "E limit 2:3"),
    .init(
      32, "long record",
      with(
        "display_name",
        Array(repeating: String(repeating: "x", count: 65_000), count: 17)
          .joined(separator: ",")), "E limit 2:-", "E too-many-fields 2:4"),
    .init(
      33, "many columns", "employee_id,side" + String(repeating: ",x", count: 1_000) + "\n",
      "E limit 1:-"),
    .init(
      36, "a million quotes", with("display_name", String(repeating: "\"", count: 1_000_000)),
      "E limit 2:3"),
    .init(
      36, "a million and one quotes",
      with("display_name", String(repeating: "\"", count: 1_000_001)),
      "E unclosed-quote 2:3"),
    .init(
      36, "a million quotes in a bare field",
      with("display_name", "x" + String(repeating: "\"", count: 1_000_000)),
      "E quote-in-bare-field 2:3", "E limit 2:3"),
  ]

  static let headers: [BadInput] = [
    .init(39, "no id", "name,side\nJ1,junior\n", "I unknown-column", "E missing-column 1:-"),
    .init(39, "no side", "employee_id\nJ1\n", "E missing-column 1:-"),
    .init(40, "unknown", "employee_id,side,shoe,hat\nJ1,junior,1,2\n", "I unknown-column"),
    .init(40, "misspelt avoid", with("aviod_ids", "J2"), "E misspelt-column 1:3"),
    .init(40, "misspelt consent", with("Consnet", "no"), "E misspelt-column 1:3"),
    .init(40, "misspelt manager", with("manger_id", "J2"), "E misspelt-column 1:3"),
    .init(40, "misspelt lock", with("lockd", "yes"), "E misspelt-column 1:3"),
    .init(
      40, "misspelt succession", with("sucession_candidate_for", "P1"), "E misspelt-column 1:3"),
    .init(40, "bare word", with("avoid", "J2"), "E misspelt-column 1:3"),
    .init(41, "duplicate", "employee_id,side,Side\nJ1,junior,junior\n", "E duplicate-column 1:3"),
    .init(42, "variants", "EMPLOYEE id,Side,Capacity-Max\nJ1,junior,1\n"),
    .init(42, "punctuation", "Employee #,\" side \"\nJ1,junior\n"),
    .init(44, "empty header", "employee_id,side,\nJ1,junior,x\n", "E empty-header 1:3"),
    .init(45, "sensitive", with("Gender", "F"), "I sensitive-column-not-read"),
    .init(45, "sensitive by prefix", with("group_shift", "F"), "I sensitive-column-not-read"),
  ]

  static let identities: [BadInput] = [
    .init(46, "empty id", ids("J1", ""), "E empty-id 3:1"),
    .init(47, "duplicate id", ids("J1", "J2", "J1"), "E duplicate-id 4:1"),
    .init(48, "equal after NFC", ids("\u{E9}", "e\u{301}"), "E equivalent-id 3:1"),
    .init(49, "case", ids("ab", "AB"), "W case-twin 3:1"),
    .init(50, "look-alike", ids("CA1", "\u{421}A1"), "W look-alike-id 3:1"),
    .init(51, "padded", ids(" J1"), "E padded-id 2:1"),
    .init(51, "padded by no-break space", ids("J1\u{A0}"), "E padded-id 2:1"),
    .init(52, "long", ids(String(repeating: "x", count: 129)), "E long-id 2:1"),
    .init(52, "long enough", ids(String(repeating: "x", count: 128))),
    .init(
      53, "formula", ids("=1", "+2", "-3", "@4"), "W formula-id 2:1", "W formula-id 3:1",
      "W formula-id 4:1", "W formula-id 5:1"),
    .init(54, "leading zeros", ids("007", "7"), "W zero-twin 3:1"),
    .init(55, "both", "employee_id,side\nJ1,both\n"),
    .init(56, "scientific", ids("1.2E+05"), "E damaged-id 2:1"),
    .init(56, "scientific whole", ids("1E+05"), "E damaged-id 2:1"),
    .init(56, "honest E", ids("7E3")),
    .init(56, "error value", ids("#REF!"), "E damaged-id 2:1"),
    .init(56, "date", ids("Jan-03"), "E damaged-id 2:1"),
    .init(56, "date turned", ids("3-Jan"), "E damaged-id 2:1"),
    .init(56, "damaged manager", with("manager_id", "1E+05"), "E damaged-id 2:3"),
  ]

  static let numbers: [BadInput] = [
    .init(57, "nan", with("hours_per_month", "nan"), "E not-a-number 2:3"),
    .init(57, "inf", with("hours_per_month", "inf"), "E not-a-number 2:3"),
    .init(57, "-infinity", with("hours_per_month", "-infinity"), "E not-a-number 2:3"),
    .init(57, "nan grade", with("grade", "nan"), "E not-a-number 2:3"),
    .init(58, "1e400", with("hours_per_month", "1e400"), "E not-a-number 2:3"),
    .init(59, "hexadecimal", with("hours_per_month", "0x1p3"), "E not-a-number 2:3"),
    .init(60, "decimal comma", with("hours_per_month", "\"1,5\""), "E not-a-number 2:3"),
    .init(61, "spaces", with("hours_per_month", "1 000"), "E not-a-number 2:3"),
    .init(61, "underscore", with("hours_per_month", "1_000"), "E not-a-number 2:3"),
    .init(62, "Arabic-Indic", with("commitment", "\u{663}"), "E not-a-number 2:3"),
    .init(63, "U+2212", with("grade", "\u{2212}3"), "E not-a-number 2:3"),
    .init(64, "seven decimals", with("hours_per_month", "1.1234567"), "E too-many-decimals 2:3"),
    .init(65, "1e-400", with("hours_per_month", "1e-400"), "E not-a-number 2:3"),
    .init(66, "negative capacity", with("capacity_max", "-1"), "E out-of-range 2:3"),
    .init(67, "capacity 0", with("capacity_max", "0")),
    .init(68, "half a place", with("capacity_max", "2.5"), "E not-whole 2:3"),
    .init(68, "whole with decimals", with("capacity_max", "2.0"), "E not-whole 2:3"),
    .init(69, "huge capacity", with("capacity_max", "1000000000000"), "E limit 2:3"),
    .init(69, "beyond 64 bits", with("capacity_max", "99999999999999999999"), "E limit 2:3"),
    .init(69, "large capacity", with("capacity_max", "11"), "W large-capacity 2:3"),
    .init(70, "commitment 6", with("commitment", "6"), "E out-of-range 2:3"),
    .init(70, "teaching 0", with("teaching_ability", "0"), "E out-of-range 2:3"),
    .init(70, "negative hours", with("hours_per_month", "-0.5"), "E out-of-range 2:3"),
    .init(71, "missing scores", with("commitment", "")),
    .init(74, "unknown avoid", with("avoid_ids", "J9"), "E unknown-id 2:3"),
    .init(74, "unknown prefer", with("preferred_ids", "J9"), "W unknown-id 2:3"),
    .init(
      74, "unknown lock", with("current_partner_id,locked", "J9,yes"), "E unknown-id 2:3"),
    .init(74, "unknown partner", with("current_partner_id", "J9"), "W unknown-id 2:3"),
  ]

  @Test(arguments: encodings + grammar + headers + identities + numbers)
  func finds(_ input: BadInput) {
    let reading = RosterFixture.read(bytes: input.bytes)
    #expect(reading.findings == input.expected)
    #expect((reading.roster == nil) == reading.diagnostics.hasErrors)
  }

  @Test(arguments: encodings + grammar + headers + identities + numbers)
  func messagesHoldNoCellText(_ input: BadInput) {
    for finding in RosterFixture.read(bytes: input.bytes).diagnostics.all {
      if let value = finding.value, value.utf8.count > 2 {
        #expect(!finding.message.contains(value))
      }
      if finding.severity == .error { #expect(!finding.mend.isEmpty) }
      #expect(finding.message.hasSuffix("."))
    }
  }

  @Test func saysWhereBytesAreWrong() {
    let bytes = Array("employee_id,side\nJ".utf8) + [0xFC] + Array(",junior\n".utf8)
    let message = RosterFixture.read(bytes: bytes).diagnostics.errors.first?.message
    #expect(message?.contains("byte offset 18") == true)
  }

  @Test func statesDelimiterAndMark() {
    let reading = RosterFixture.read("\u{FEFF}sep=;\nemployee_id;side\nJ1;junior\n")
    let form = reading.diagnostics.information.first { $0.code == "file-form" }?.message ?? ""
    #expect(form.contains("semicolons") && form.contains("byte order mark"))
  }

  @Test func readsDecomposedHeaders() {
    var program = MentoringProgram()
    program.columns = ["employee_id": "Schl\u{FC}ssel"]
    let reading = RosterFixture.read("Schlu\u{308}ssel,side\nJ1,junior\n", program: program)
    #expect(reading.findings.isEmpty)
    #expect(reading.roster?.people.map(\.id) == ["J1"])
  }

  @Test func findsAllErrorsAtOnce() {
    let reading = RosterFixture.read(
      """
      employee_id,side,manager_id,consent,capacity_max,hire_date
      J1,junior,J2,yes,x,2020-01-01
      J2,jnior,J1,,1,03/04/2024
      J2,junior,,perhaps,-1,
      """)
    #expect(
      reading.findings == [
        "E not-a-number 2:5", "E unknown-side 3:2", "E ambiguous-date 3:6", "E empty-consent 3:4",
        "E out-of-range 4:5", "E unknown-consent 4:4", "E duplicate-id 4:1",
        "E manager-cycle 2:3",
      ])
  }
}
