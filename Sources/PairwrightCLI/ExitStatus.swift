internal import Foundation

/// The exit statuses of every command; they are part of the public contract.
enum ExitStatus: Int32, Error {
  case done = 0
  /// `verify` does not accept the result.
  case refused = 1
  /// A flag, an argument or a combination of them is wrong.
  case usage = 2
  /// The content of the roster, the program or a side file is wrong.
  case badInput = 3
  /// No matching satisfies the rules; the witness was printed.
  case infeasible = 4
  /// The time limit came first; the best answer so far was written with its bound.
  case stoppedWithAnswer = 5
  /// The time limit came first and there is no answer.
  case stoppedWithoutAnswer = 6
  /// An answer did not pass its own check; nothing was written.
  case selfCheckFailed = 70
  /// Something cannot be read or written.
  case inputOutput = 74

  /// The word for `status` where a command answers in JSON and has none of its own.
  var word: String {
    switch self {
    case .done: "ok"
    case .refused: "refused"
    case .usage: "usage_error"
    case .badInput: "invalid"
    case .infeasible: "infeasible"
    case .stoppedWithAnswer: "feasible"
    case .stoppedWithoutAnswer: "unknown"
    case .selfCheckFailed: "self_check_failed"
    case .inputOutput: "io_error"
    }
  }

  /// Ends the process with this status.
  func endProcess() -> Never { exit(rawValue) }
}
