import Foundation
import Testing

@testable import PairwrightIO

@Suite struct OutputFolderTests {
  private let files: [OutputFolder.File] = [
    .init("pairs.csv", Array("pairs".utf8)), .init("result.json", Array("{}".utf8)),
  ]

  private func code(of body: () throws -> Void) -> String? {
    do {
      try body()
      return nil
    } catch {
      return (error as? OutputError)?.code
    }
  }

  @Test(arguments: ["out", "out/", "out//"]) func createsAMissingFolder(name: String) throws {
    let scratch = try ScratchFolder()
    try OutputFolder(path: "\(scratch.path)/\(name)").write(files)
    #expect(try scratch.names("out") == ["pairs.csv", "result.json"])
    #expect(try scratch.text("out/pairs.csv") == "pairs")
  }

  @Test func fillsAnEmptyFolder() throws {
    let scratch = try ScratchFolder()
    try OutputFolder(path: scratch.path).write(files)
    #expect(try scratch.names() == ["pairs.csv", "result.json"])
  }

  @Test func refusesAFolderThatIsNotEmpty() throws {
    let scratch = try ScratchFolder()
    try scratch.put("mine", "notes.txt")
    #expect(code { try OutputFolder(path: scratch.path).write(files) } == "output-exists")
    #expect(try scratch.names() == ["notes.txt"])
  }

  @Test func replacesOnlyItsOwnFilesWhenForced() throws {
    let scratch = try ScratchFolder()
    try scratch.put("mine", "notes.txt")
    try scratch.put("old", "pairs.csv")
    try OutputFolder(path: scratch.path, force: true).write(files)
    #expect(try scratch.names() == ["notes.txt", "pairs.csv", "result.json"])
    #expect(try scratch.text("pairs.csv") == "pairs")
    #expect(try scratch.text("notes.txt") == "mine")
  }

  @Test func removesWhatAnEarlierRunLeftAndThisOneDoesNotWrite() throws {
    let scratch = try ScratchFolder()
    try scratch.put("mine", "notes.txt")
    try scratch.put("old", "report.html")
    let names = ["pairs.csv", "report.html", "result.json", "unmatched.csv"]
    try OutputFolder(path: scratch.path, force: true).write(files, removing: names)
    #expect(try scratch.names() == ["notes.txt", "pairs.csv", "result.json"])
    try scratch.link("report.html", to: scratch.path + "/notes.txt")
    let folder = OutputFolder(path: scratch.path, force: true)
    #expect(code { try folder.write(files, removing: names) } == "unsafe-output")
  }

  @Test func refusesLinksEvenWhenForced() throws {
    let scratch = try ScratchFolder()
    try scratch.put("precious", "elsewhere")
    try scratch.link("result.json", to: scratch.path + "/elsewhere")
    let folder = OutputFolder(path: scratch.path, force: true)
    #expect(code { try folder.write(files) } == "unsafe-output")
    #expect(try scratch.names() == ["elsewhere", "result.json"])
    #expect(try scratch.text("elsewhere") == "precious")
  }

  @Test func refusesAFolderThatIsALinkOrAFile() throws {
    let scratch = try ScratchFolder()
    try scratch.put("x", "file")
    try scratch.link("link", to: "/")
    for name in ["file", "link"] {
      let folder = OutputFolder(path: "\(scratch.path)/\(name)", force: true)
      #expect(code { try folder.write(files) } == "unsafe-output")
    }
  }

  @Test func needsTheParentFolder() throws {
    let scratch = try ScratchFolder()
    let folder = OutputFolder(path: scratch.path + "/missing/out")
    #expect(code { try folder.check(names: []) } == "cannot-write")
    #expect(try scratch.names().isEmpty)
  }

  /// The last name is too long for any file system, so writing fails after the first files.
  @Test func writesNothingWhenOneFileFails() throws {
    let scratch = try ScratchFolder()
    let tooLong = OutputFolder.File(String(repeating: "x", count: 300), [1])
    #expect(code { try OutputFolder(path: scratch.path).write(files + [tooLong]) } != nil)
    #expect(try scratch.names().isEmpty)
    let missing = OutputFolder(path: scratch.path + "/out")
    #expect(code { try missing.write(files + [tooLong]) } != nil)
    #expect(try scratch.names().isEmpty)
  }
}
