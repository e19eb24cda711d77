import Pairwright
import Testing

@Suite("Different")
struct DifferentTests {
  private let people = [
    Person.junior("J1") { $0.fields["team"] = "Ä" }, .junior("J2") { $0.fields["team"] = "b" },
    .junior("J3"), .senior("S1") { $0.fields["team"] = "A\u{308}" },
    .senior("S2") { $0.fields["team"] = "B" }, .senior("S3"),
  ]

  @Test("compares values as they stand, and treats a missing one by its definition")
  func bars() throws {
    #expect(
      try Fixture(people, rules: [Different(field: "team")]).barredPairs == [
        "J1 S1", "J1 S3", "J2 S3", "J3 S1", "J3 S2", "J3 S3",
      ])
  }

  @Test("compares columns that are kept apart from text fields")
  func otherColumns() throws {
    let columns: [(String, @Sendable (inout Person) -> Void)] = [
      ("grade", { $0.grade = 3 }), ("timezone", { $0.timeZone = "UTC" }),
      ("manager_id", { $0.managerID = "M" }), ("hr_partner_id", { $0.hrPartnerID = "H" }),
      ("generation", { $0.generation = "X" }), ("birth_year", { $0.birthYear = 1_980 }),
      ("position_id", { $0.positionID = "P" }), ("location", { $0.fields["location"] = "Ulm" }),
      ("guild", { $0.fields["guild"] = "g" }),
    ]
    for (column, change) in columns {
      let people = [Person.junior("J", change), .senior("S", change)]
      #expect(
        try Fixture(people, rules: [Different(field: column)]).barredPairs == ["J S"], "\(column)")
    }
  }

  @Test(
    "refuses a column that is absent or holds no single text",
    arguments: [
      ("taem", "missing-column"), ("languages", "not-a-text-column"),
      ("interests", "not-a-text-column"), ("avoid_ids", "not-a-text-column"),
      ("employee_id", "not-a-text-column"), ("gender", "sensitive-column"),
    ])
  func refuses(column: String, code: String) throws {
    let found = try Fixture.findings {
      try Fixture(
        people, rules: [Different(field: column)], columns: ["side", "team", "languages", "gender"])
    }
    #expect(found.codes(.error) == [code])
    if code == "missing-column" { #expect(found.errors[0].mend.contains("team")) }
  }
}
