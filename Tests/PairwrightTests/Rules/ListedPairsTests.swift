import Pairwright
import Testing

@Suite("ListedPairs")
struct ListedPairsTests {
  private static let people = [Person.junior("J1"), .junior("J2"), .senior("S1"), .senior("S2")]

  @Test("bars forbidden pairs, ids in any order, and only with the rule")
  func bars() throws {
    let lines = [
      PairConstraint(.forbid, "J1", "S1"), PairConstraint(.forbid, "S2", "J2"),
      PairConstraint(.prefer, "J1", "S2"), PairConstraint(.forbid, "J1", "J2"),
    ]
    let fixture = try Fixture(Self.people, rules: [ListedPairs()], constraints: lines)
    #expect(fixture.barredPairs == ["J1 S1", "J2 S2"])
    #expect(try Fixture(Self.people, constraints: lines).barredPairs.isEmpty)
  }

  @Test("refuses unknown ids where they protect, and warns of them in wishes")
  func unknown() throws {
    let cases: [(PairConstraint.Kind, [String], [String])] = [
      (.forbid, ["unknown-id"], []), (.force, ["unknown-id"], []), (.prefer, [], ["unknown-id"]),
    ]
    for (kind, errors, warnings) in cases {
      let place = Diagnostic.Location(file: "constraints.csv", line: 3, column: 2)
      let found = try Fixture.findings {
        try Fixture(
          Self.people, rules: [ListedPairs()],
          constraints: [PairConstraint(kind, "J1", "NOBODY", location: place)])
      }
      #expect(found.codes(.error) == errors)
      #expect(found.codes(.warning) == warnings)
      #expect(found.all.allSatisfy { $0.code == "no-score" || $0.location == place })
    }
  }
}
