import Pairwright
import Testing

@Suite("Roster")
struct RosterTests {
  @Test("refuses two people with one id, naming both lines")
  func duplicates() throws {
    let people = [3, 9].map { line in Person.junior("007") { $0.line = line } }
    let error = try #require(throws: InvalidInput.self) { try Roster(people: people) }
    let finding = try #require(error.diagnostics.errors.first)
    #expect(finding.code == "duplicate-id")
    #expect(finding.message.contains("line 3") && finding.message.contains("line 9"))
  }

  @Test("keeps 007 and 7 apart")
  func leadingZeros() throws {
    let roster = try Roster(people: [.junior("007"), .senior("7")])
    #expect(roster.index(of: "007") == 0)
    #expect(roster.index(of: "7") == 1)
  }

  @Test("refuses a reporting line that runs in a circle, naming it")
  func cycle() throws {
    let people = [
      Person.junior("A") { $0.managerID = "B" }, Person.senior("B") { $0.managerID = "A" },
    ]
    let error = try #require(throws: InvalidInput.self) { try Roster(people: people) }
    #expect(error.diagnostics.codes(.error) == ["manager-cycle"])
    #expect(error.diagnostics.errors[0].message.contains("A → B → A"))
  }

  @Test("has every known column and every text field when none are named")
  func columns() throws {
    let people = [Person.junior("A") { $0.fields["guild"] = "smiths" }]
    let roster = try Roster(people: people)
    #expect(roster.columns.isSuperset(of: ["guild", "department", "avoid_ids"]))
    #expect(try Roster(people: people, columns: ["side"]).columns == ["side"])
  }

  @Test("names file, line and header of a field")
  func location() throws {
    let roster = try Roster(
      people: [Person.junior("A") { $0.line = 7 }],
      source: .init(
        file: "r.csv", columns: ["grade": .init(file: "r.csv", column: 4, columnName: "PAYGRADE")]))
    #expect(
      roster.location(of: roster.people[0], column: "grade")
        == .init(file: "r.csv", line: 7, column: 4, columnName: "PAYGRADE"))
  }
}
