import Foundation
import Testing

@Suite struct PairwrightCommandTests {
  @Test(arguments: [
    (["--help"], "validate"), (["help", "generate"], "--people"), (["match", "--help"], "--out"),
    (["--version"], "0."), (["--version"], "GLPK"),
    (["--generate-completion-script", "bash"], "complete"),
    (["--generate-completion-script=zsh"], "#compdef"),
    (["--generate-completion-script=fish"], "complete -c"),
  ])
  func answersQuestionsAboutItself(arguments: [String], part: String) throws {
    let run = try CommandRun(arguments, in: Workplace())
    #expect(run.status == 0)
    #expect(run.output.contains(part))
    #expect(run.errors.isEmpty)
  }

  @Test(arguments: [
    ["--unknown"], ["marry"], ["validate"], ["validate", "a.csv", "b.csv"],
    ["match", "a.csv", "--time-limit", "0s"], ["match", "a.csv", "--solver", "magic"],
    ["match", "a.csv", "--seed", ""], ["match", "a.csv", "--seed", "-1"],
    ["generate", "--out", "x"], ["generate", "--people", "1", "--out", "x"],
    ["generate", "--people", "9", "--seed", "", "--out", "x"],
    ["generate", "--people", "9", "--out", ""],
  ])
  func refusesWrongUsage(arguments: [String]) throws {
    let folder = try Workplace()
    let run = try CommandRun(arguments, in: folder)
    #expect(run.status == 2)
    #expect(run.output.isEmpty)
    #expect(run.errors.contains("Usage:"))
    let inJSON = try CommandRun(arguments + ["--json"], in: folder)
    #expect(inJSON.status == 2)
    #expect(try inJSON.object()["status"] as? String == "usage_error")
    #expect(try folder.names().isEmpty)
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full"), "needs /dev/full"))
  func noticesThatTheOutputIsFull() throws {
    let full = try #require(FileHandle(forWritingAtPath: "/dev/full"))
    let run = try CommandRun(["--help"], in: Workplace(), standardOutput: full)
    #expect(run.status == 74)
  }

  @Test func endsQuietlyWhenNobodyReads() throws {
    let pipe = Pipe()
    try pipe.fileHandleForReading.close()
    let run = try CommandRun(
      ["--help"], in: Workplace(), standardOutput: pipe.fileHandleForWriting)
    #expect(run.signal == SIGPIPE)
    #expect(run.errors.isEmpty)
  }
}
