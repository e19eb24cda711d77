import Foundation
import Testing

@testable import PairwrightIO

@Suite struct StandardOutputTests {
  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full"), "needs /dev/full"))
  func noticesAFullDisk() throws {
    let full = try #require(FileHandle(forWritingAtPath: "/dev/full"))
    let output = StandardOutput(descriptor: full.fileDescriptor, name: "the standard output")
    let error = #expect(throws: OutputError.self) { try output.write("pairs\n") }
    #expect(error?.code == "cannot-write")
    #expect(
      error?.message == "Cannot write the standard output: No space left on device.")
  }

  @Test func writesEverything() throws {
    let pipe = Pipe()
    let output = StandardOutput(
      descriptor: pipe.fileHandleForWriting.fileDescriptor, name: "a pipe")
    try output.write("Zoë → 1\n")
    try pipe.fileHandleForWriting.close()
    let read = try pipe.fileHandleForReading.readToEnd()
    #expect(read.map { String(decoding: $0, as: UTF8.self) } == "Zoë → 1\n")
  }
}
