import Pairwright
import Testing

@Suite("GenerationGap")
struct GenerationGapTests {
  private static let people = [
    Person.junior("J95") { $0.birthYear = 1_995 }, .junior("JZ") { $0.generation = "Z" },
    .senior("S70") { $0.birthYear = 1_970 }, .senior("S97") { $0.birthYear = 1_997 },
  ]

  @Test("bounds the junior's year minus the senior's; a band counts as its middle")
  func bars() throws {
    // The band 1997 to 2012 counts as 2004.
    let cases: [(Int?, Int?, Set<String>)] = [
      (8, nil, ["J95 S97", "JZ S97"]), (7, nil, ["J95 S97"]), (-2, nil, []),
      (-1, nil, ["J95 S97"]), (nil, 25, ["JZ S70"]), (nil, 34, []),
      (25, 25, ["J95 S97", "JZ S70", "JZ S97"]),
    ]
    for (minimum, maximum, expected) in cases {
      let rule = GenerationGap(minimumYears: minimum, maximumYears: maximum)
      #expect(try Fixture(Self.people, rules: [rule]).barredPairs == expected)
    }
  }

  @Test("takes the bands of the program, and refuses one that it does not have")
  func bands() throws {
    let people = [
      Person.junior("J") { $0.generation = "Young" }, .senior("S") { $0.generation = "Old" },
    ]
    func findings(_ bands: [String: ClosedRange<Int>]) throws -> [String] {
      try Fixture.findings {
        try Fixture(people, rules: [GenerationGap(minimumYears: 30)]) { $0.generations = bands }
      }.codes(.error)
    }
    #expect(try findings(["Young": 2_000...2_010, "Old": 1_960...1_970]) == [])
    #expect(try findings(["Young": 2_000...2_010]) == ["missing-field"])
  }

  @Test("needs one of the two columns")
  func columns() throws {
    for (columns, code) in [
      (["side"], "missing-column"), (["side", "generation"], "missing-field"),
    ] {
      let found = try Fixture.findings {
        try Fixture(
          [.junior("J"), .senior("S") { $0.birthYear = 1_970 }],
          rules: [GenerationGap(minimumYears: 1)], columns: Set(columns))
      }
      #expect(found.codes(.error) == [code])
    }
  }
}
