import Foundation

/// The data that tests share, which lie where `PAIRWRIGHT_TEST_DATA` says.
enum SharedData {
  /// The folder of the shared data, or `nil` where it is absent.
  static let folder: String? = {
    let packageRoot = URL(filePath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let path =
      ProcessInfo.processInfo.environment["PAIRWRIGHT_TEST_DATA"]
      ?? packageRoot.deletingLastPathComponent().appending(path: "shared").path
    return FileManager.default.fileExists(atPath: path + "/datasets-src") ? path : nil
  }()

  /// Whether the shared data is there.
  static var isThere: Bool { folder != nil }

  static func path(_ name: String) -> String { "\(folder ?? "")/datasets-src/\(name)" }

  /// The objects of a `cases.json`.
  static func cases(_ name: String) throws -> [[String: Any]] {
    let data = try Data(contentsOf: URL(fileURLWithPath: path("\(name)/cases.json")))
    return try JSONSerialization.jsonObject(with: data) as? [[String: Any]] ?? []
  }

  /// Unpacks a file that ends in `.gz` into another.
  static func unpack(_ name: String, to target: String) throws {
    try Data().write(to: URL(fileURLWithPath: target))
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["gzip", "-dc", path(name)]
    process.standardOutput = try FileHandle(forWritingTo: URL(fileURLWithPath: target))
    try process.run()
    process.waitUntilExit()
  }
}
