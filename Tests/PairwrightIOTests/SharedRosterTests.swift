import Foundation
import Pairwright
import PairwrightIO
import Testing

/// Every shared roster reads without errors, and says what its README says.
@Suite(.enabled(if: SharedRosters.areThere, "needs the shared rosters"))
struct SharedRosterTests {
  struct Expectation: Sendable, CustomTestStringConvertible {
    var name: String
    var sides: [SideMembership: Int] = [:]
    var consents: [Person.Consent: Int]
    var statuses: [Person.Status: Int]
    var findings: [String]
    var testDescription: String { name }
  }

  private static let adventureSides: [SideMembership: Int] = [.junior: 243, .none: 1, .senior: 46]
  private static let adventureConsents: [Person.Consent: Int] = [.no: 84, .pending: 21, .yes: 185]
  private static let adventureStatuses: [Person.Status: Int] = [
    .active: 281, .leave: 7, .terminated: 2,
  ]

  static let expectations: [Expectation] = [
    .init(
      name: "worked-example", sides: [.junior: 6, .senior: 6], consents: [.no: 1, .yes: 11],
      statuses: [.active: 12], findings: []),
    .init(
      name: "oracle-hr", consents: [.no: 24, .pending: 9, .yes: 74], statuses: [.active: 107],
      findings: ["I side-files-found", "W unknown-manager 106:4"]),
    .init(
      name: "adventureworks", sides: adventureSides, consents: adventureConsents,
      statuses: adventureStatuses, findings: ["I side-files-found"]),
    .init(
      name: "adventureworks-bamboohr", sides: adventureSides, consents: adventureConsents,
      statuses: adventureStatuses,
      findings: ["I unknown-column", "I side-files-found", "I birth-date-reduced"]),
    .init(
      name: "uk-organogram-decc", sides: [.both: 34, .junior: 1_056, .senior: 94],
      consents: [.no: 513, .pending: 81, .yes: 590],
      statuses: [.active: 1_150, .leave: 20, .terminated: 14], findings: ["I side-files-found"]),
    .init(
      name: "employees-8k", sides: [.junior: 2_093, .senior: 5_974],
      consents: [.no: 3_594, .yes: 4_473], statuses: [.active: 8_067],
      findings: ["I side-files-found"]),
  ]

  private static func read(_ name: String) throws -> RosterReading {
    var diagnostics = Diagnostics()
    let programPath = SharedRosters.path(name, "program.yaml")
    let value = try #require(
      YAMLConfiguration.read(path: programPath, into: &diagnostics).value)
    let program = MentoringProgram(reading: value, into: &diagnostics)
    #expect(diagnostics.all.isEmpty)
    let unpacked = name == "employees-8k" ? try SharedRosters.unpackedRoster() : nil
    defer {
      if let unpacked {
        try? FileManager.default.removeItem(
          at: URL(filePath: unpacked).deletingLastPathComponent())
      }
    }
    let reader = RosterReader(
      program: program, programFile: programPath,
      today: CalendarDate(year: 2027, month: 1, day: 15))
    return try reader.read(path: unpacked ?? SharedRosters.path(name, "roster.csv"))
  }

  @Test(arguments: expectations)
  func saysWhatItsReadmeSays(_ expected: Expectation) throws {
    let reading = try Self.read(expected.name)
    #expect(reading.findings == expected.findings)
    let people = try #require(reading.roster).people
    #expect(people.count == expected.statuses.values.reduce(0, +))
    let sides = Dictionary(grouping: people.compactMap(\.side)) { $0 }.mapValues(\.count)
    #expect(sides == expected.sides)
    #expect(
      Dictionary(grouping: people.compactMap(\.consent)) { $0 }.mapValues(\.count)
        == expected.consents)
    #expect(
      Dictionary(grouping: people.map(\.status)) { $0 }.mapValues(\.count) == expected.statuses)
  }

  @Test func readsTheSideFiles() throws {
    let roster = try #require(try Self.read("adventureworks").roster)
    #expect(roster.catalogue.entries.count == 113)
    #expect(roster.constraints.count == 11 && roster.history.count == 12)
    #expect(roster.constraints.first { $0.kind == .force }?.second == "205")
    #expect(roster.people.filter(\.isLocked).count == 2)
    #expect(roster.people.flatMap(\.successionCandidateFor).count == 48)
    #expect(!roster.relatedness.relations.isEmpty)
  }

  @Test func takesGradesFromTheirNames() throws {
    let people = try #require(try Self.read("oracle-hr").roster).people
    let counts = Dictionary(grouping: people.compactMap(\.grade)) { $0 }.mapValues(\.count)
    #expect(counts == [6: 1, 5: 2, 3: 1, 2: 43, 4: 14, 1: 46])
    #expect(people.flatMap(\.successionCandidateFor).count == 15)
    #expect(people.filter { $0.fields["department"] == nil }.map(\.id) == ["178"])
  }

  /// The same people as another system exports them are the same people.
  @Test func readsABambooHRExportAlike() throws {
    func text(_ roster: Roster) -> [String] {
      roster.people.map { person in
        let fields = person.fields.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
        var rest = person
        rest.line = nil
        rest.fields = [:]
        return "\(rest) \(fields)"
      }
    }
    let canonical = try #require(try Self.read("adventureworks").roster)
    let export = try #require(try Self.read("adventureworks-bamboohr").roster)
    #expect(canonical.people.count == 290)
    for (first, second) in zip(text(canonical), text(export)) { #expect(first == second) }
    #expect(export.people.map(\.line) == Array(2...291))
  }
}
