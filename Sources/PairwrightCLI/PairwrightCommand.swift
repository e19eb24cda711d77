internal import ArgumentParser
internal import Pairwright
internal import PairwrightIO

/// The command `pairwright`.
@main
struct PairwrightCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pairwright",
    abstract: "Pairs juniors with seniors for reverse mentoring, provably as well as possible.",
    version: VersionText.text,
    subcommands: [
      Match.self, Validate.self, Verify.self, Assign.self, Scores.self, Generate.self, Study.self,
    ])

  /// Runs the command line and exits with one of the statuses of ``ExitStatus``.
  static func main() {
    Interruption.allow()
    status(of: Array(CommandLine.arguments.dropFirst())).endProcess()
  }

  /// Runs a command line.
  static func status(of arguments: [String]) -> ExitStatus {
    do {
      var command = try parseAsRoot(arguments)
      try command.run()
      return .done
    } catch let status as ExitStatus {
      return status
    } catch {
      // Errors of parsing carry no flags, so the words themselves are asked.
      let flags = arguments.prefix { $0 != "--" }
      return status(
        of: error,
        printer: FailurePrinter(
          asJSON: flags.contains("--json"), showsValues: flags.contains("--show-values")))
    }
  }

  /// Prints what an error has to say.
  ///
  /// ArgumentParser's own errors carry the help text, the version or the completion script, which
  /// are answers, or complain about the command line.
  private static func status(of error: any Error, printer: FailurePrinter) -> ExitStatus {
    if let failure = Failure(error) { return printer.print(failure) }
    do {
      if exitCode(for: error) == .success {
        try StandardOutput().write(fullMessage(for: error) + "\n")
        return .done
      }
      guard exitCode(for: error) == .validationFailure else {
        // What is left comes from the system: a file that vanished, a folder that cannot be read.
        var diagnostics = Diagnostics()
        diagnostics.error("io", "\(error)", mend: "")
        return printer.print(Failure(.inputOutput, diagnostics))
      }
      if printer.asJSON {
        return printer.print(.usage(message(for: error), mend: "See pairwright --help."))
      }
      try StandardOutput.error.write(fullMessage(for: error) + "\n")
      return .usage
    } catch {
      return .inputOutput
    }
  }
}
