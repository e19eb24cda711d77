import Pairwright
import Testing

@Suite("NoReportingLine")
struct NoReportingLineTests {
  /// A chief, a director under the chief, a manager under the director who takes no part, two
  /// juniors under the manager, and a junior whose manager is not in the file.
  private static let people: [Person] = [
    .senior("Chief"), .senior("Director") { $0.managerID = "Chief" },
    .on(.none, "Manager") { $0.managerID = "Director" },
    .junior("Ada") { ($0.managerID, $0.matrixManagerIDs) = ("Manager", ["Expert"]) },
    .junior("Ben") { ($0.managerID, $0.hrPartnerID) = ("Director", "Expert") },
    .junior("Cem") { $0.managerID = "Elsewhere" },
    .senior("Expert") { ($0.managerID, $0.hrPartnerID) = ("Elsewhere", "Cem") },
    .senior("Twin") { ($0.managerID, $0.matrixManagerIDs) = ("Director", ["Cem"]) },
  ]

  @Test("bars so many steps, the whole chain, and what runs beside it")
  func bars() throws {
    let cases: [(NoReportingLine, Set<String>)] = [
      (.init(depth: .levels(1)), ["Ben Director"]),
      (.init(depth: .levels(2)), ["Ada Director", "Ben Director", "Ben Chief"]),
      (.init(depth: .all), ["Ada Director", "Ada Chief", "Ben Director", "Ben Chief"]),
      (
        .init(depth: .levels(1), sameManager: true),
        ["Ben Director", "Ben Twin", "Cem Expert"]
      ),
      (.init(depth: .levels(1), matrix: true), ["Ben Director", "Ada Expert", "Cem Twin"]),
      (.init(depth: .levels(1), hrPartner: true), ["Ben Director", "Ben Expert", "Cem Expert"]),
    ]
    for (rule, expected) in cases {
      #expect(try Fixture(Self.people, rules: [rule]).barredPairs == expected, "\(rule.depth)")
    }
  }

  @Test("bars a junior above a senior as well")
  func upsideDown() throws {
    let people = [Person.junior("J"), .senior("S") { $0.managerID = "J" }]
    #expect(try Fixture(people, rules: [NoReportingLine(depth: .all)]).barredPairs == ["J S"])
  }

  @Test("names whoever the whole chain bars from everybody, by id only")
  func headOfOrganisation() throws {
    let people =
      Self.people.filter { $0.id != "Cem" && $0.id != "Expert" }
      .map { person in
        var person = person
        person.name = "Hidden"
        person.matrixManagerIDs = []
        return person
      }
    let found = try Fixture(people, rules: [NoReportingLine(depth: .all)]).diagnostics
    let heads = found.information.filter { $0.code == "head-of-organisation" }
    #expect(heads.map { $0.message.contains("Chief") } == [true, false])
    #expect(heads.allSatisfy { !$0.message.contains("Hidden") })
    let shallow = try Fixture(people, rules: [NoReportingLine(depth: .levels(9))]).diagnostics
    #expect(shallow.information.isEmpty)
  }

  @Test("needs the columns that it looks at")
  func columns() throws {
    let cases: [(Set<String>, NoReportingLine, Int)] = [
      (["side"], .init(depth: .all), 1), (["side", "manager_id"], .init(depth: .all), 0),
      (["side", "manager_id"], .init(depth: .all, matrix: true, hrPartner: true), 2),
      (["side", "manager_id", "hr_partner_id"], .init(depth: .all, hrPartner: true), 0),
    ]
    for (columns, rule, count) in cases {
      let found = try Fixture.findings {
        try Fixture([.junior("J"), .senior("S")], rules: [rule], columns: columns)
      }
      #expect(found.codes(.error) == Array(repeating: "missing-column", count: count))
    }
  }
}
