internal import ArgumentParser
internal import Foundation
internal import Pairwright
internal import PairwrightIO

/// The arguments by which commands are told what to read.
struct InputOptions: ParsableArguments {
  @Argument(
    help: .init("The roster, a CSV file, or - for the standard input.", valueName: "roster"))
  var roster: String
  @Option(help: .init("The program, a YAML file.", valueName: "file"))
  var program: String?
  @Flag(help: "Take every warning for an error.") var strict = false
  @Flag(help: "Show the cell text that a finding is about.") var showValues = false

  /// Reads everything, and prints warnings and information as they are due.
  ///
  /// - Parameter answersJSON: whether standard output is kept for JSON; findings that are not
  ///   errors then stay unsaid.
  /// - Parameter edit: applies what other flags say to the program.
  /// - Throws: ``Failure`` with every finding when anything is wrong.
  func load(
    answersJSON: Bool, edit: (inout MentoringProgram) -> Void
  ) throws -> LoadedInputs {
    let loaded = try LoadedInputs(
      roster: roster, program: program, isStrict: strict, edit: edit)
    if !answersJSON {
      try FailurePrinter(asJSON: false, showsValues: showValues).print(loaded.diagnostics)
    }
    return loaded
  }
}

/// A problem that was read from files, with what there is to say about them.
struct LoadedInputs {
  let problem: MatchingProblem
  let diagnostics: Diagnostics
  let record: RunRecord
  /// The paths of all files that were read.
  let paths: [String]

  init(
    roster: String, program: String?, isStrict: Bool,
    edit: (inout MentoringProgram) -> Void = { _ in }
  ) throws {
    let started = Date()
    var diagnostics = Diagnostics()
    var inputs: [RunRecord.Input] = []
    var paths: [String] = []
    func note(_ file: InputFile, _ role: String) {
      paths.append(file.path)
      inputs.append(
        RunRecord.Input(
          role: role, file: URL(fileURLWithPath: file.path).lastPathComponent,
          sha256: Digest.sha256(file.bytes)))
    }
    func invalid() -> InvalidInput {
      InvalidInput(isStrict ? diagnostics.strict() : diagnostics)
    }
    var settings = MentoringProgram()
    if let program {
      let file = try InputFile(reading: program, limit: YAMLConfiguration.byteLimit)
      note(file, "program")
      if let value = YAMLConfiguration.parse(file, into: &diagnostics) {
        settings = MentoringProgram(reading: value, into: &diagnostics)
      }
    }
    edit(&settings)
    // The roster is read even when the program is wrong, so that all errors show at once.
    let reader = RosterReader(program: settings, programFile: program)
    let reading = roster == "-" ? try reader.readStandardInput() : try reader.read(path: roster)
    for (index, file) in reading.files.enumerated() { note(file, index == 0 ? "roster" : "side") }
    diagnostics.append(contentsOf: reading.diagnostics)
    guard let people = reading.roster, !diagnostics.hasErrors else { throw invalid() }
    do {
      problem = try MatchingProblem(people, settings, diagnostics: &diagnostics)
    } catch {
      throw invalid()
    }
    if isStrict, !diagnostics.warnings.isEmpty { throw invalid() }
    self.diagnostics = diagnostics
    self.paths = paths
    record = RunRecord(
      pairwrightVersion: Release.version, programName: settings.name, seed: settings.seed,
      inputs: inputs, runDate: LoadedInputs.day(of: started),
      machine: RunRecord.Machine(
        system: LoadedInputs.system, cores: ProcessInfo.processInfo.activeProcessorCount,
        started: started.formatted(.iso8601)))
  }

  private static func day(of date: Date) -> String { String(date.formatted(.iso8601).prefix(10)) }

  private static var system: String {
    #if os(Linux)
    "Linux"
    #elseif os(macOS)
    "macOS"
    #else
    "other"
    #endif
  }
}
