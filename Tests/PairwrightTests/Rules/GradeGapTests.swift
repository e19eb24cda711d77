import Pairwright
import Testing

@Suite("GradeGap")
struct GradeGapTests {
  private static let people = [
    Person.junior("J2") { $0.grade = 2 }, .junior("J5") { $0.grade = 5 },
    .senior("S4") { $0.grade = 4 }, .senior("S7") { $0.grade = 7 },
  ]

  @Test("bounds the senior's grade minus the junior's, sign and all")
  func bars() throws {
    let cases: [(Int?, Int?, Set<String>)] = [
      (2, nil, ["J5 S4"]), (3, nil, ["J2 S4", "J5 S4", "J5 S7"]), (nil, 2, ["J2 S7"]),
      (-1, 2, ["J2 S7"]), (0, nil, ["J5 S4"]), (2, 2, ["J2 S7", "J5 S4"]),
    ]
    for (minimum, maximum, expected) in cases {
      let rule = GradeGap(minimum: minimum, maximum: maximum)
      #expect(try Fixture(Self.people, rules: [rule]).barredPairs == expected)
    }
  }

  @Test("needs everybody's grade, of those who take part")
  func missing() throws {
    let people =
      Self.people + [
        .junior("J9") { $0.line = 12 }, .on(.none, "X"), .senior("Y") { $0.status = .leave },
      ]
    let found = try Fixture.findings { try Fixture(people, rules: [GradeGap(minimum: 1)]) }
    #expect(found.codes(.error) == ["missing-field"])
    #expect(found.errors[0].location.line == 12)
    #expect(found.errors[0].location.columnName == "grade")
  }

  @Test("says once that the whole column is missing")
  func missingColumn() throws {
    let found = try Fixture.findings {
      try Fixture(
        [.junior("A"), .junior("B"), .senior("S")], rules: [GradeGap(minimum: 1)],
        columns: ["side"])
    }
    #expect(found.codes(.error) == ["missing-column"])
  }
}
