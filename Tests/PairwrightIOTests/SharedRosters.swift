import Foundation
import Pairwright
import PairwrightIO

/// The rosters that tests share, which lie where `PAIRWRIGHT_TEST_DATA` says.
enum SharedRosters {
  /// The folder of the shared data, or `nil` where it is absent.
  static let folder: String? = {
    let packageRoot = URL(filePath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let path =
      ProcessInfo.processInfo.environment["PAIRWRIGHT_TEST_DATA"]
      ?? packageRoot.deletingLastPathComponent().appending(path: "shared").path
    return FileManager.default.fileExists(atPath: path + "/rosters") ? path : nil
  }()

  /// Whether the shared data is there.
  static var areThere: Bool { folder != nil }

  /// Returns the path of a file of a shared roster.
  static func path(_ name: String, _ file: String) -> String {
    "\(folder ?? "")/rosters/\(name)/\(file)"
  }

  /// Unpacks the roster of `employees-8k` into a fresh folder beside its side files.
  static func unpackedRoster() throws -> String {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "pairwright-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for name in ["catalogue.csv", "complementarity.csv", "program.yaml"] {
      try FileManager.default.copyItem(
        atPath: path("employees-8k", name), toPath: folder.appending(path: name).path)
    }
    let target = folder.appending(path: "roster.csv")
    try Data().write(to: target)
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/gzip")
    process.arguments = ["-dc", path("employees-8k", "roster.csv.gz")]
    process.standardOutput = try FileHandle(forWritingTo: target)
    try process.run()
    process.waitUntilExit()
    return target.path
  }
}
