internal import ArgumentParser
internal import Pairwright
internal import PairwrightIO

/// `pairwright validate`.
struct Validate: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Lists everything that is wrong with a roster and its program; writes nothing.",
    discussion: "Exit status: 0 nothing is wrong, 3 something is, 74 a file cannot be read.")

  @OptionGroup var inputs: InputOptions
  @Flag(help: "Print the effective program, with every default written out.")
  var printProgram = false
  @Flag(help: "Answer with one JSON object.") var json = false

  func run() throws {
    let loaded = try LoadedInputs(
      roster: inputs.roster, program: inputs.program, isStrict: inputs.strict)
    let problem = loaded.problem
    let program = printProgram ? text(of: problem) : nil
    if json {
      var report = DiagnosticsReport(
        status: ExitStatus.done.word, diagnostics: loaded.diagnostics,
        showsValues: inputs.showValues)
      report.program = program
      try StandardOutput().write(report.json())
      return
    }
    try FailurePrinter(asJSON: false, showsValues: inputs.showValues).print(loaded.diagnostics)
    try StandardOutput().write(program ?? summary(of: loaded))
  }

  private func text(of problem: MatchingProblem) -> String {
    let consent = Participation.consentPolicy(of: problem.roster, problem.program)
    return YAMLWriter.text(problem.program.configuration(consentDefault: consent))
  }

  private func summary(of loaded: LoadedInputs) -> String {
    let problem = loaded.problem
    let warnings = loaded.diagnostics.warnings.count
    return """
      \(problem.roster.people.count) people; \(problem.juniorCount) take part as juniors and \
      \(problem.seniorCount) as seniors; \(problem.allowedPairCount) pairs may meet.
      No errors, \(warnings) \(warnings == 1 ? "warning" : "warnings").

      """
  }
}
