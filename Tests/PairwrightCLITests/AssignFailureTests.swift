import Foundation
import Testing

@Suite struct AssignFailureTests {
  @Test func refusesCostsBeyondExactArithmetic() throws {
    let folder = try Workplace()
    let sparse = "%%MatrixMarket matrix coordinate integer general\n2 2 3\n"
    let files = [
      (
        "a.csv", "0,1152921504606846976\n1,0\n", "0 (row 0, column 0)", "1152921504606846976 (row 0"
      ),
      (
        "b.csv", "3,-9223372036854775808\n1,0\n", "-9223372036854775808 (row 0, column 1)", "3 (row"
      ),
      (
        "d.mtx", sparse + "1 2 9223372036854775806\n2 1 1\n2 2 0\n", "0 (row 1, column 1)",
        "9223372036854775806 (row 0, column 1)"
      ),
    ]
    for (name, text, smallest, largest) in files {
      try folder.put(text, name)
      for arguments in [[], ["--maximize"], ["--solver", "flow"]] {
        let run = try CommandRun(["assign", name, "--json"] + arguments, in: folder)
        #expect(run.status == 3, "\(name) \(arguments)")
        let error = try #require((run.object()["errors"] as? [[String: Any]])?.first)
        #expect(error["code"] as? String == "range-too-large")
        #expect(error["file"] as? String == name)
        let message = try #require(error["message"] as? String)
        #expect(message.contains("from \(smallest)"), "\(message)")
        #expect(message.contains("to \(largest)"), "\(message)")
      }
    }
  }

  @Test func answersWithTheRightStatus() throws {
    let folder = try Workplace()
    try folder.put("1,2\n3,nan\n", "a.csv")
    try folder.put("1,2\n3,4\n", "b.csv")
    try folder.put("", "empty.csv")
    try folder.put("3000000000", "huge.txt")
    try folder.put("\n", "blank.csv")
    try folder.put(#"{"row_capacity": [2, 1]}"#, "c.json")
    func status(_ arguments: String...) throws -> Int32 {
      try CommandRun(["assign"] + arguments, in: folder).status
    }
    #expect(try status("a.csv") == 3)
    #expect(try status("empty.csv") == 3)
    #expect(try status("huge.txt") == 3)
    #expect(try status("blank.csv") == 3)
    #expect(try status("none.csv") == 74)
    #expect(try status("b.csv", "--constraints", "none.json") == 74)
    #expect(try status("b.csv", "--solver", "glpk") == 2)
    #expect(try status("b.csv", "--time-limit", "1") == 2)
    #expect(try status("b.csv", "--constraints", "c.json", "--solver", "assignment") == 2)
    #expect(try status("b.csv", "--constraints", "c.json", "--solver", "flow") == 0)
    let run = try CommandRun(["assign", "a.csv"], in: folder)
    #expect(run.errors.contains("a.csv:2:3"))
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full"), "needs /dev/full"))
  func saysOnStandardErrorWhatJSONCannotHold() throws {
    let folder = try Workplace()
    try folder.put("1,2\n3,4\n", "a.csv")
    for arguments in [["a.csv"], ["a.csv", "--json"], ["none.csv", "--json"]] {
      let full = try FileHandle(forWritingTo: URL(fileURLWithPath: "/dev/full"))
      let run = try CommandRun(["assign"] + arguments, in: folder, standardOutput: full)
      #expect(run.status == 74)
      #expect(!run.errors.isEmpty)
    }
  }
}
