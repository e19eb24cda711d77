import Pairwright
import Testing

@Suite("Capacity")
struct CapacityTests {
  @Test("is read with its bounds, and written back")
  func reading() throws {
    for (text, minimum, maximum) in [
      ("{kind: capacity, side: senior}", 0, 1), ("{kind: capacity, side: senior, max: 3}", 0, 3),
      ("{kind: capacity, side: senior, min: 2}", 2, 2),
      ("{kind: capacity, side: senior, min: 1, max: 1000}", 1, 1_000),
    ] {
      let log = DiagnosticLog()
      let rule = try #require(RuleCatalogue.read(FlowText.parse(text), log: log) as? Capacity)
      #expect(log.diagnostics.all.isEmpty)
      #expect((rule.side, rule.minimum, rule.maximum) == (.senior, minimum, maximum))
    }
  }
}
