import Foundation
import Testing

@Suite("Signals leave nothing half-written") struct SignalTests {
  /// Objectives and rules that keep the command busy to the time limit.
  private static let endless = """
    version: 1
    rules:
      - {kind: no_reporting_line, depth: all}
      - {kind: pair_quota, same: department, max_share: 0.07}
      - {kind: pair_quota, same: location, min_share: 0.31}
    objective: [coverage, leximin]
    time_limit: 30s
    """
  private static let files = ["pairs.csv", "report.html", "result.json", "unmatched.csv"]

  /// Starts a match, sends a signal so many seconds later, and waits for the end.
  ///
  /// - Returns: the signal that ended the process, or nil when it ended by itself.
  private func ending(
    of arguments: [String], in folder: Workplace, by signal: Int32, after seconds: Double
  ) throws -> Int32? {
    let process = Process()
    process.executableURL = CommandRun.executable
    process.arguments = ["match"] + arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    Thread.sleep(forTimeInterval: seconds)
    kill(process.processIdentifier, signal)
    process.waitUntilExit()
    return process.terminationReason == .uncaughtSignal ? process.terminationStatus : nil
  }

  /// A shell shows 128 and the number of the signal: 130 for an interrupt.
  @Test(.timeLimit(.minutes(1)), arguments: [SIGINT, SIGTERM, SIGHUP])
  func endASearch(signal: Int32) throws {
    let folder = try Workplace()
    try folder.put(Self.endless, "program.yaml")
    let arguments = [
      Workplace.dataset("medium") + "/roster.csv", "--program", "program.yaml", "--out", "out",
    ]
    #expect(try ending(of: arguments, in: folder, by: signal, after: 1) == signal)
    #expect(try folder.names() == ["program.yaml"])
  }

  @Test("An interrupt at any moment leaves a whole result or none", .timeLimit(.minutes(1)))
  func leaveAllOrNothing() throws {
    let roster = Workplace.dataset("small")
    let arguments = [roster + "/roster.csv", "--program", roster + "/program.yaml", "--out", "out"]
    let begin = ContinuousClock.now
    #expect(try CommandRun(["match"] + arguments, in: Workplace()).status == 0)
    let whole = (ContinuousClock.now - begin) / .seconds(1)
    var interrupted = 0
    for part in 1...24 {
      let folder = try Workplace()
      // Most of the writing is in the last fifth.
      let moment = whole * (part <= 12 ? Double(part) / 15 : 0.8 + Double(part - 12) / 40)
      let signal = try ending(
        of: arguments, in: folder, by: part % 2 == 0 ? SIGINT : SIGTERM, after: moment)
      if signal != nil { interrupted += 1 }
      let names = try folder.names()
      if names.isEmpty {
        #expect(signal != nil)
      } else {
        #expect(try names == ["out"] && folder.names("out") == Self.files)
      }
    }
    #expect(interrupted > 5)
  }
}
