import Foundation
import PairwrightIO
import PairwrightStudy
import Testing

/// The rosters that ship with the package are what the generator writes.
@Suite struct DatasetTests {
  private static let datasets: [(name: String, people: Int)] = [
    ("small", 60), ("medium", 600), ("large", 6_000),
  ]

  @Test(arguments: datasets) func equalsWhatTheGeneratorWrites(name: String, people: Int) throws {
    let organisation = try OrganisationGenerator(people: people, seed: 11).organisation()
    let files = RosterWriter(organisation.roster).files(
      program: organisation.program, readme: organisation.readme)
    let folder = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "datasets/\(name)")
    for file in files {
      let shipped = try Data(contentsOf: folder.appending(path: file.name))
      #expect(Array(shipped) == file.bytes, "\(name)/\(file.name) differs")
    }
  }
}
