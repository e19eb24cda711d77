internal import ArgumentParser
internal import Pairwright
internal import PairwrightIO

/// `pairwright scores`.
struct Scores: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Exports who may meet whom and every score, for other tools.",
    discussion: """
      Writes scores.npy (juniors by seniors, 32-bit integers, ten-thousandths of a point, -1 where \
      the pair may not meet), juniors.csv and seniors.csv with the order of rows and columns, the \
      capacities and the forced pairs.
      """)

  @OptionGroup var inputs: InputOptions
  @Option(help: .init("The folder to write; missing or empty.", valueName: "dir"))
  var out: String
  @Flag(help: "Replace our own files in a folder that is not empty.") var force = false

  func run() throws {
    let folder = OutputFolder(path: out, force: force)
    try folder.check(names: ScoreExport.names)
    let loaded = try inputs.load(answersJSON: false) { _ in }
    try folder.write(ScoreExport.files(of: loaded.problem))
    try StandardOutput().write(
      "Wrote \(loaded.problem.juniorCount) x \(loaded.problem.seniorCount) scores, "
        + "\(loaded.problem.allowedPairCount) of them allowed.\n")
  }
}
