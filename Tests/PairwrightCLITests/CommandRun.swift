import Foundation

/// One run of the built command, to its end.
struct CommandRun {
  let status: Int32
  /// The signal that ended the process, if one did.
  let signal: Int32?
  let output: String
  let errors: String

  /// Runs `pairwright` with arguments, in a folder.
  ///
  /// - Parameter standardOutput: where the output goes in place of ``output``.
  init(
    _ arguments: [String], in folder: Workplace, standardOutput: FileHandle? = nil,
    input: String = ""
  ) throws {
    let outputFile = try folder.scratchFile(input: "")
    let errorFile = try folder.scratchFile(input: "")
    let inputFile = try folder.scratchFile(input: input)
    defer {
      for file in [outputFile, errorFile, inputFile] {
        try? FileManager.default.removeItem(at: file)
      }
    }
    let process = Process()
    process.executableURL = Self.executable
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
    process.standardInput = try FileHandle(forReadingFrom: inputFile)
    process.standardOutput = try standardOutput ?? FileHandle(forWritingTo: outputFile)
    process.standardError = try FileHandle(forWritingTo: errorFile)
    try process.run()
    process.waitUntilExit()
    status = process.terminationStatus
    signal = process.terminationReason == .uncaughtSignal ? process.terminationStatus : nil
    output = String(decoding: try Data(contentsOf: outputFile), as: UTF8.self)
    errors = String(decoding: try Data(contentsOf: errorFile), as: UTF8.self)
  }

  /// The output as a JSON object.
  func object() throws -> [String: Any] {
    let value = try JSONSerialization.jsonObject(with: Data(output.utf8))
    return value as? [String: Any] ?? [:]
  }

  /// The numbers of a list in the output, character for character as they are written there.
  func literals(_ key: String) -> [String] {
    guard let start = output.range(of: "\"\(key)\": [")?.upperBound,
      let end = output[start...].firstIndex(of: "]")
    else { return [] }
    return output[start..<end].split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
  }

  /// The command lies beside the bundle of tests.
  static let executable: URL = {
    let bundle = Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") }?.bundleURL
    let beside = bundle ?? URL(fileURLWithPath: CommandLine.arguments[0])
    return beside.deletingLastPathComponent().appending(path: "pairwright")
  }()
}

/// An empty folder of a test's own that goes away with it.
final class Workplace {
  let path: String
  private let scratch: URL

  init() throws {
    let base = FileManager.default.temporaryDirectory.appending(path: "pairwright-\(UUID())")
    path = base.appending(path: "work").path
    scratch = base.appending(path: "scratch")
    for folder in [URL(fileURLWithPath: path), scratch] {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }
  }

  deinit { try? FileManager.default.removeItem(at: scratch.deletingLastPathComponent()) }

  /// The names in the folder or one below, hidden ones too, sorted.
  func names(_ folder: String = "") throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: path + "/" + folder).sorted()
  }

  func text(_ name: String) throws -> String {
    try String(contentsOfFile: path + "/" + name, encoding: .utf8)
  }

  func put(_ text: String, _ name: String) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: path + "/" + name))
  }

  fileprivate func scratchFile(input: String) throws -> URL {
    let file = scratch.appending(path: UUID().uuidString)
    try Data(input.utf8).write(to: file)
    return file
  }

  /// A folder of the package's `datasets`.
  static func dataset(_ name: String) -> String {
    URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "datasets/\(name)").path
  }
}
