import Pairwright
import Testing

@Suite("FixedPoint")
struct FixedPointTests {
  @Test(
    "reads plain decimals exactly",
    arguments: [
      ("0", 0), ("-0", 0), ("1", 10_000), ("0.7", 7_000), ("-3.25", -32_500), ("0.0001", 1),
      ("999999999999.9999", 9_999_999_999_999_999), ("007.5", 75_000),
    ])
  func reads(text: String, units: Int) throws {
    #expect(try FixedPoint(text: text).units == units)
  }

  @Test(
    "refuses everything that Double would forgive",
    arguments: [
      ("", FixedPoint.Refusal.notANumber), ("-", .notANumber), (".5", .notANumber),
      ("1.", .notANumber), ("+1", .notANumber), ("nan", .notANumber), ("inf", .notANumber),
      ("0x1p3", .notANumber), ("1e2", .notANumber), ("1e400", .notANumber), ("1,5", .notANumber),
      ("1 000", .notANumber), ("1_000", .notANumber), ("١", .notANumber), ("−3", .notANumber),
      ("1.00000", .tooManyDecimals), ("0.12345", .tooManyDecimals),
      ("1000000000000", .tooLarge), ("1.2.3", .notANumber), (" 1", .notANumber),
    ])
  func refuses(text: String, refusal: FixedPoint.Refusal) {
    #expect(throws: refusal) { try FixedPoint(text: text) }
  }

  @Test("writes what it reads", arguments: [0, 1, -1, 7_000, 10_000, -32_500, 123_456_789])
  func roundTrips(units: Int) throws {
    let number = FixedPoint(units: units)
    #expect(try FixedPoint(text: number.description) == number)
    #expect(try FixedPoint(text: number.fourDecimals) == number)
  }

  @Test("writes four decimals or the shortest text")
  func writes() {
    #expect(FixedPoint(units: -5).fourDecimals == "-0.0005")
    #expect(FixedPoint(units: 123_400).description == "12.34")
    #expect(FixedPoint(12).description == "12")
  }
}
