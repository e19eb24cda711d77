import PairwrightIO
import Testing

@Suite struct ExactDecimalTests {
  @Test(
    arguments: [
      (0, 5, "0"), (1, 0, "1"), (-12, 0, "-12"), (1, 1, "0.5"), (-3, 2, "-0.75"), (4, 2, "1"),
      (1, 10, "0.0009765625"), (3, -2, "12"),
      (Int128(1) << 100, 0, "1267650600228229401496703205376"),
      (1, -100, "1267650600228229401496703205376"), (1_000_000_001, 1, "500000000.5"),
    ] as [(Int128, Int, String)])
  func writesDyadicFractions(integer: Int128, scale: Int, text: String) {
    #expect(ExactDecimal.text(integer, scale: scale) == text)
  }

  @Test func addsExactly() {
    #expect(
      ExactDecimal.text(sumOf: [0.1])
        == "0.1000000000000000055511151231257827021181583404541015625")
    #expect(ExactDecimal.text(sumOf: [1e300, 1.5, -1e300]) == "1.5")
    #expect(ExactDecimal.text(sumOf: [0.25, -1, 0]) == "-0.75")
    #expect(ExactDecimal.text(sumOf: []) == "0")
    #expect(ExactDecimal.text(sumOf: [5, -5]) == "0")
    #expect(ExactDecimal.text(sumOf: [.leastNonzeroMagnitude]).count == 1076)
  }

  @Test(
    arguments: [
      ("12", "12"), ("-0.75", "-0.75"), ("9007199254740993", "\"9007199254740993\""),
      ("9007199254740992", "9007199254740992"), ("0.1", "\"0.1\""),
      (
        "0.1000000000000000055511151231257827021181583404541015625",
        "0.1000000000000000055511151231257827021181583404541015625"
      ),
    ])
  func writesTextWhereANumberWouldNotBeExact(text: String, json: String) {
    #expect(ExactDecimal.json(exactly: text) == json)
  }

  @Test func writesNumbersThatReadBack() {
    #expect(ExactDecimal.number(0.1) == "0.1")
    #expect(ExactDecimal.number(-0.0) == "0")
  }
}
