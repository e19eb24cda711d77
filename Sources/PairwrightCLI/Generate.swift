internal import ArgumentParser
internal import Pairwright
internal import PairwrightIO
internal import PairwrightStudy

/// `pairwright generate`.
struct Generate: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Writes a made-up organisation: roster, side files, program and README.",
    discussion: """
      The same number of people and the same seed give the same bytes on every machine. Nobody in \
      the files exists.
      """)

  @Option(help: "How many people, 2 to 99999.") var people: Int
  @Option(help: "What the organisation is drawn from, 0 to 18446744073709551615.")
  var seed: UInt64 = 1
  @Option(help: .init("The folder to write; missing or empty.", valueName: "dir"))
  var out: String
  @Flag(help: "Replace files of the same names in a folder that is not empty.")
  var force = false
  @Flag(help: "Answer with one JSON object.") var json = false

  func validate() throws {
    guard OrganisationGenerator.sizes.contains(people) else {
      throw ValidationError("The number of --people must be from 2 to 99999.")
    }
    guard !out.isEmpty else { throw ValidationError("The name of the folder --out is empty.") }
  }

  func run() throws {
    let folder = OutputFolder(path: out, force: force)
    try folder.check(names: [])
    let organisation = try OrganisationGenerator(people: people, seed: seed).organisation()
    let files = RosterWriter(organisation.roster).files(
      program: organisation.program, readme: organisation.readme)
    try folder.write(files)
    if json {
      let report = DiagnosticsReport(
        status: ExitStatus.done.word, diagnostics: Diagnostics(), showsValues: false)
      try StandardOutput().write(report.json())
    } else {
      let shown = FailurePrinter.printable(folder.path)
      try StandardOutput().write(
        "Wrote \(files.count) files for \(people) people to \(shown). To pair them:\n"
          + "  pairwright match \(shown)/\(RosterWriter.rosterName) "
          + "--program \(shown)/\(RosterWriter.programName)\n")
    }
  }
}
