internal import ArgumentParser
internal import Pairwright
internal import PairwrightIO

/// The command `pairwright`.
@main
struct PairwrightCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pairwright",
    abstract: "Pairs juniors with seniors for reverse mentoring, provably as well as possible.",
    version: Release.version,
    subcommands: [Match.self, Verify.self, Generate.self])

  /// Runs the command line and exits with one of the statuses of ``ExitStatus``.
  static func main() {
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
      return status(of: error, asJSON: arguments.prefix { $0 != "--" }.contains("--json"))
    }
  }

  /// Prints what an error has to say. ArgumentParser's own errors carry the help text, the version
  /// or the completion script, which are answers, or complain about the command line.
  private static func status(of error: any Error, asJSON: Bool) -> ExitStatus {
    let printer = FailurePrinter(asJSON: asJSON)
    let isOurs =
      error is Failure || error is InvalidInput || error is OutputError
      || error is InputOutputError
    if isOurs { return printer.print(Failure(error)) }
    if exitCode(for: error) == .success {
      do {
        try StandardOutput().write(fullMessage(for: error) + "\n")
        return .done
      } catch {
        return printer.print(Failure(error))
      }
    }
    if exitCode(for: error) == .validationFailure {
      guard asJSON else {
        do {
          try StandardOutput.error.write(fullMessage(for: error) + "\n")
          return .usage
        } catch {
          return .inputOutput
        }
      }
      return printer.print(
        .usage(message(for: error), mend: "See pairwright --help."))
    }
    return printer.print(Failure(error))
  }
}
