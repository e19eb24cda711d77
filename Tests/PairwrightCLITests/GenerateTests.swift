import Foundation
import Testing

@Suite struct GenerateTests {
  private let small = ["generate", "--people", "60", "--seed", "11", "--out"]

  @Test func writesTheShippedDataset() throws {
    let folder = try Workplace()
    let run = try CommandRun(small + ["out"], in: folder)
    #expect(run.status == 0)
    #expect(run.output.contains("60 people"))
    let shipped = Workplace.dataset("small")
    let names = try FileManager.default.contentsOfDirectory(atPath: shipped).sorted()
    #expect(try folder.names("out") == names)
    for name in names {
      #expect(
        try folder.text("out/\(name)")
          == String(contentsOfFile: "\(shipped)/\(name)", encoding: .utf8))
    }
  }

  @Test func replacesOnlyWhenForced() throws {
    let folder = try Workplace()
    try folder.put("old", "roster.csv")
    try folder.put("mine", "notes.txt")
    let refused = try CommandRun(small + ["."], in: folder)
    #expect(refused.status == 74)
    #expect(refused.errors.contains("not empty"))
    #expect(try folder.text("roster.csv") == "old")
    let forced = try CommandRun(small + [".", "--force", "--json"], in: folder)
    #expect(forced.status == 0)
    #expect(try forced.object()["status"] as? String == "ok")
    #expect(try folder.text("roster.csv").hasPrefix("employee_id,"))
    #expect(try folder.text("notes.txt") == "mine")
  }

  @Test(arguments: ["file", "missing/out", "/dev/null/out"])
  func namesThePlaceThatCannotBeWritten(place: String) throws {
    let folder = try Workplace()
    try folder.put("x", "file")
    let run = try CommandRun(small + [place, "--force", "--json"], in: folder)
    #expect(run.status == 74)
    let errors = try run.object()["errors"] as? [[String: Any]]
    #expect(errors?.count == 1)
    #expect(errors?.first?["file"] as? String == place)
    #expect(try folder.names() == ["file"])
  }

  @Test func doesNotDependOnTheLanguageOfTheMachine() throws {
    // The environment of a child process cannot be set through CommandRun; the shell can.
    let folder = try Workplace()
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments =
      ["LC_ALL=de_DE.UTF-8", "TZ=Asia/Tokyo", CommandRun.executable.path] + small
      + [folder.path + "/out"]
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    let shipped = Workplace.dataset("small")
    for name in try folder.names("out") {
      #expect(
        try folder.text("out/\(name)")
          == String(contentsOfFile: "\(shipped)/\(name)", encoding: .utf8))
    }
  }
}
