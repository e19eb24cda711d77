internal import ArgumentParser
internal import Foundation
internal import Pairwright
internal import PairwrightIO

/// The arguments of every command that reads a roster.
struct InputOptions: ParsableArguments {
  @Argument(
    help: .init("The roster as CSV, or - for the standard input.", valueName: "roster.csv"))
  var roster: String
  @Option(help: .init("The program file; without one the defaults hold.", valueName: "file"))
  var program: String?
  @Flag(help: "Take every warning for an error.") var strict = false
  @Flag(help: "Show the offending cell text with each finding.") var showValues = false

  /// What loads these inputs.
  var loader: InputLoader {
    InputLoader(roster: roster, program: program, isStrict: strict)
  }

  /// Loads everything and lists warnings and information on standard error.
  ///
  /// - Parameter adjust: changes the program by what the command line says.
  func load(adjusting adjust: (inout MentoringProgram) -> Void) throws -> LoadedInputs {
    let loaded = try loader.load(adjusting: adjust)
    try FailurePrinter(asJSON: false, showsValues: showValues).print(loaded.diagnostics)
    return loaded
  }
}

/// Everything that a run was given, read and checked.
struct LoadedInputs {
  /// The problem to solve.
  let problem: MatchingProblem
  /// Warnings and information; there is no error among them.
  let diagnostics: Diagnostics
  /// Where the inputs come from.
  let record: RunRecord
  /// The files that were read.
  let paths: [String]
}

/// Reads a roster, its program and side files, and makes the matching problem of them.
struct InputLoader {
  /// The path of the roster, or `-`.
  let roster: String
  /// The path of the program file, if any.
  let program: String?
  /// Whether warnings count as errors.
  let isStrict: Bool

  /// Loads everything.
  ///
  /// - Parameter adjust: changes the program by what the command line says.
  /// - Throws: ``Failure`` with all findings when any of them is an error, `InputOutputError` when
  ///   a file cannot be read.
  func load(adjusting adjust: (inout MentoringProgram) -> Void = { _ in }) throws -> LoadedInputs {
    var diagnostics = Diagnostics()
    do {
      let programFile = try program.map { try InputFile(reading: $0) }
      var programme = MentoringProgram()
      if let programFile {
        programme = try ProgramReader.read(programFile, into: &diagnostics)
      }
      adjust(&programme)
      // The roster is read even when the program is wrong, so that all errors show at once.
      let reader = RosterReader(program: programme, programFile: program)
      let reading =
        roster == "-" ? try reader.readStandardInput() : try reader.read(path: roster)
      diagnostics.append(contentsOf: reading.diagnostics)
      guard let people = reading.roster, !diagnostics.hasErrors else {
        throw failure(diagnostics)
      }
      let problem = try problem(people, programme, into: &diagnostics)
      if isStrict, !diagnostics.warnings.isEmpty { throw failure(diagnostics) }
      return LoadedInputs(
        problem: problem, diagnostics: diagnostics,
        record: record(of: programme, programFile, reading.files, reader.today),
        paths: (reading.files + [programFile].compactMap { $0 }).map(\.path))
    } catch let error as InvalidInput {
      diagnostics.append(contentsOf: error.diagnostics)
      throw failure(diagnostics)
    }
  }

  private func failure(_ diagnostics: Diagnostics) -> Failure {
    Failure(.badInput, isStrict ? diagnostics.strict() : diagnostics)
  }

  /// Makes the problem; its findings are appended whether it can be made or not.
  private func problem(
    _ roster: Roster, _ program: MentoringProgram, into diagnostics: inout Diagnostics
  ) throws -> MatchingProblem {
    var found = Diagnostics()
    let problem = try MatchingProblem(roster, program, diagnostics: &found)
    diagnostics.append(contentsOf: found)
    return problem
  }

  private func record(
    of programme: MentoringProgram, _ programFile: InputFile?, _ files: [InputFile],
    _ today: CalendarDate?
  ) -> RunRecord {
    var inputs = files.enumerated().map { position, file in
      input(file, role: position == 0 ? "roster" : "side file")
    }
    if let programFile { inputs.insert(input(programFile, role: "program"), at: 1) }
    let process = ProcessInfo.processInfo
    return RunRecord(
      pairwrightVersion: Release.version, programName: programme.name, seed: programme.seed,
      inputs: inputs, runDate: today?.description ?? "",
      machine: .init(
        system: process.operatingSystemVersionString, cores: process.activeProcessorCount,
        started: ISO8601DateFormatter().string(from: Date())))
  }

  /// Folders are left out, so that a result can be checked where its inputs were moved.
  private func input(_ file: InputFile, role: String) -> RunRecord.Input {
    RunRecord.Input(
      role: role, file: URL(fileURLWithPath: file.path).lastPathComponent,
      sha256: Digest.sha256(file.bytes))
  }
}
