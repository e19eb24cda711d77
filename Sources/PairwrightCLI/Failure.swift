internal import Pairwright
internal import PairwrightIO

/// Why a command ends early: the exit status with every finding that explains it.
struct Failure: Error {
  let status: ExitStatus
  let diagnostics: Diagnostics

  init(_ status: ExitStatus, _ diagnostics: Diagnostics) {
    self.status = status
    self.diagnostics = diagnostics
  }

  /// A combination of flags or arguments that makes no sense.
  static func usage(_ message: String, mend: String) -> Failure {
    var diagnostics = Diagnostics()
    diagnostics.error("usage", message, mend: mend)
    return Failure(.usage, diagnostics)
  }

  /// Turns any error that a command can meet into a failure; `earlier` are findings made before.
  init(_ error: any Error, after earlier: Diagnostics = Diagnostics()) {
    var diagnostics = earlier
    switch error {
    case let failure as Failure:
      status = failure.status
      diagnostics.append(contentsOf: failure.diagnostics)
    case let invalid as InvalidInput:
      status = .badInput
      diagnostics.append(contentsOf: invalid.diagnostics)
    case let output as OutputError:
      status = .inputOutput
      diagnostics.append(output.diagnostic)
    case let input as InputOutputError:
      status = .inputOutput
      diagnostics.append(input.diagnostic)
    default:
      status = .inputOutput
      diagnostics.error("io", "\(error)", mend: "")
    }
    self.diagnostics = diagnostics
  }
}
