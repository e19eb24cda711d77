import Foundation
import Testing

@testable import PairwrightIO

@Suite struct CheckedOutputTests {
  @Test func writesTheWholeFileAndNothingElse() throws {
    let folder = try ScratchFolder()
    let bytes = (0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 / 7) }
    try CheckedOutput.write(bytes, to: folder.path + "/result.bin")
    let written = try Data(contentsOf: URL(fileURLWithPath: folder.path + "/result.bin"))
    #expect(Array(written) == bytes)
    #expect(try folder.names() == ["result.bin"])
  }

  @Test func writesAnEmptyFile() throws {
    let folder = try ScratchFolder()
    try CheckedOutput.write([], to: folder.path + "/empty")
    #expect(try folder.text("empty").isEmpty)
  }

  @Test func leavesAnExistingFileAloneUnlessToldToReplaceIt() throws {
    let folder = try ScratchFolder()
    try folder.put("old", "a.csv")
    #expect { try CheckedOutput.write([1], to: folder.path + "/a.csv") } throws: {
      ($0 as? OutputError)?.code == "output-exists"
    }
    #expect(try folder.text("a.csv") == "old")
    try CheckedOutput.write(Array("new".utf8), to: folder.path + "/a.csv", replacing: true)
    #expect(try folder.text("a.csv") == "new")
    #expect(try folder.names() == ["a.csv"])
  }

  @Test(arguments: ["link", "dangling", "folder"])
  func refusesWhatIsNoOrdinaryFile(name: String) throws {
    let folder = try ScratchFolder()
    try folder.put("old", "target")
    try folder.link("link", to: folder.path + "/target")
    try folder.link("dangling", to: folder.path + "/nowhere")
    try FileManager.default.createDirectory(
      atPath: folder.path + "/folder", withIntermediateDirectories: false)
    #expect {
      try CheckedOutput.write([1], to: "\(folder.path)/\(name)", replacing: true)
    } throws: {
      ($0 as? OutputError)?.code == "unsafe-output"
    }
    #expect(try folder.text("target") == "old")
    #expect(try folder.names() == ["dangling", "folder", "link", "target"])
  }

  @Test func namesAFolderThatIsMissingOrClosed() throws {
    let folder = try ScratchFolder()
    try folder.put("", "file")
    for name in ["missing", "file"] {
      let path = "\(folder.path)/\(name)/a.csv"
      let error = #expect(throws: OutputError.self) { try CheckedOutput.write([1], to: path) }
      #expect(error?.code == "cannot-write")
      #expect(
        error?.message == "Cannot write \(path): there is no folder \(folder.path)/\(name).")
      #expect(error?.mend.hasPrefix("Make the folder") == true)
    }
    // Nobody can write in the folders of the kernel, whoever they are.
    let path = "/proc/self/fd/a.csv"
    guard FileManager.default.fileExists(atPath: "/proc/self/fd") else { return }
    #expect(throws: OutputError.self) { try CheckedOutput.write([1], to: path) }
  }

  @Test func removesTheTemporaryFileWhenTheNameIsImpossible() throws {
    let folder = try ScratchFolder()
    let path = folder.path + "/" + String(repeating: "x", count: 300)
    #expect(throws: OutputError.self) { try CheckedOutput.write([1], to: path) }
    #expect(try folder.names().isEmpty)
  }

  @Test func takesAFileWithoutAFolderToBeHere() {
    #expect(CheckedOutput.folder(of: "a.csv") == ".")
    #expect(CheckedOutput.folder(of: "/a.csv") == "/")
    #expect(CheckedOutput.folder(of: "out/é/a.csv") == "out/é")
  }
}
