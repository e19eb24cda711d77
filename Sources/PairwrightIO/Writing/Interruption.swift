#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#elseif canImport(Darwin)
internal import Darwin
#endif

/// The signals by which people and systems end a command: interrupt, terminate, hang up.
public enum Interruption {
  /// Lets these signals end the process, as they do by default.
  ///
  /// A process inherits what its parent held back at the time. The threads of Dispatch hold back
  /// everything, so a command that one of them starts could not be ended by a key press.
  public static func allow() {
    var signals = set
    pthread_sigmask(SIG_UNBLOCK, &signals, nil)
  }

  /// Runs `body` while these signals wait, so that a key press leaves no half of an output behind.
  static func held<Failure: Error>(_ body: () throws(Failure) -> Void) throws(Failure) {
    var signals = set
    var before = sigset_t()
    pthread_sigmask(SIG_BLOCK, &signals, &before)
    defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
    try body()
  }

  private static var set: sigset_t {
    var signals = sigset_t()
    sigemptyset(&signals)
    for signal in [SIGINT, SIGTERM, SIGHUP] { sigaddset(&signals, signal) }
    return signals
  }
}
