import Foundation
import Pairwright
import PairwrightIO
import Testing

@Suite struct InputFileTests {
  private func temporaryFolder() throws -> URL {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "pairwright-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder
  }

  @Test func readsBytes() throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appending(path: "x.csv").path
    let bytes = (0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    try Data(bytes).write(to: URL(filePath: path))
    #expect(try InputFile(reading: path).bytes == bytes)
    #expect(try InputFile(reading: path, limit: 3_000_000).bytes.count == 3_000_000)
    let error = #expect(throws: InvalidInput.self) {
      try InputFile(reading: path, limit: 2_999_999)
    }
    #expect(error?.diagnostics.errors.map(\.code.rawValue) == ["limit"])
  }

  @Test(arguments: ["/nonexistent/roster.csv", "/tmp"])
  func tellsWhatCannotBeRead(_ path: String) throws {
    let error = #expect(throws: InputOutputError.self) { try InputFile(reading: path) }
    #expect(error?.file == path)
    #expect(error?.diagnostic.code == "io")
    #expect(error?.message.contains(path) == true)
    #expect(throws: InputOutputError.self) { try RosterReader().read(path: path) }
    #expect(throws: InputOutputError.self) { try MatrixReader(maximizes: false).read(path: path) }
  }

  @Test func stopsAtTheLimitOfAnEndlessPipe() throws {
    let error = #expect(throws: InvalidInput.self) {
      try InputFile(reading: "/dev/zero", limit: 1_000_000)
    }
    #expect(error?.diagnostics.errors.map(\.code.rawValue) == ["limit"])
    #expect(throws: InvalidInput.self) {
      try InputFile(reading: "/dev/zero", limit: 1 << 36, streamLimit: 1_000_000)
    }
    let misnamed = #expect(throws: InvalidInput.self) {
      try MatrixReader(maximizes: false).read(path: "/dev/zero")
    }
    #expect(misnamed?.diagnostics.errors.map(\.code.rawValue) == ["unknown-format"])
    var reader = RosterReader()
    reader.byteLimit = 1_000_000
    #expect(try reader.read(path: "/dev/zero").findings == ["E limit -:-"])
  }
}
