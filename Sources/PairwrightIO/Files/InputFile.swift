import Foundation
import Pairwright

/// A file that was read: its name as the user gave it, and its bytes as they were.
public struct InputFile: Sendable, Hashable {
  /// The most bytes that are read of a table unless the user raises the limit: 1 GiB.
  public static let defaultLimit = 1 << 30

  /// The path as the user named it.
  public let path: String
  /// The content.
  public let bytes: [UInt8]

  /// Makes a file from bytes that are at hand.
  public init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
  }

  /// Reads a file, or a pipe up to the limit.
  ///
  /// - Parameters:
  ///   - path: the path of the file.
  ///   - limit: the most bytes that are read.
  ///   - streamLimit: the most bytes that are read of what has no size, such as a pipe.
  /// - Throws: ``InputOutputError`` when the file cannot be read, `InvalidInput` when it holds more
  ///   bytes than the limit.
  public init(
    reading path: String, limit: Int = defaultLimit, streamLimit: Int = .max
  ) throws {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw InputFile.failure(path, errno) }
    defer { close(descriptor) }
    try self.init(descriptor: descriptor, path: path, limit: limit, streamLimit: streamLimit)
  }

  /// Reads standard input up to the limit.
  ///
  /// - Throws: as ``init(reading:limit:)``.
  public static func standardInput(limit: Int = defaultLimit) throws -> InputFile {
    try InputFile(descriptor: STDIN_FILENO, path: "standard input", limit: limit)
  }

  private init(
    descriptor: Int32, path: String, limit: Int, streamLimit: Int = .max
  ) throws {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw InputFile.failure(path, errno) }
    if status.st_mode & S_IFMT == S_IFDIR { throw InputFile.failure(path, EISDIR) }
    let isRegular = status.st_mode & S_IFMT == S_IFREG
    let limit = isRegular ? limit : min(limit, streamLimit)
    if isRegular, Int(status.st_size) > limit { throw InputFile.tooLarge(path, limit) }
    var bytes: [UInt8] = []
    if isRegular { bytes.reserveCapacity(Int(status.st_size)) }
    let chunk = 1 << 20
    while true {
      let held = bytes.count
      var failure: Int32 = 0
      let wanted = min(chunk, limit - held + 1)
      let piece = [UInt8](unsafeUninitializedCapacity: wanted) { buffer, count in
        repeat {
          let got = read(descriptor, buffer.baseAddress, wanted)
          failure = got < 0 ? errno : 0
          count = max(0, got)
        } while failure == EINTR
      }
      if failure != 0 { throw InputFile.failure(path, failure) }
      if piece.isEmpty { break }
      bytes += piece
      if bytes.count > limit { throw InputFile.tooLarge(path, limit) }
    }
    self.init(path: path, bytes: bytes)
  }

  private static func failure(_ path: String, _ code: Int32) -> InputOutputError {
    switch code {
    case ENOENT:
      InputOutputError(
        file: path, message: "There is no file \(path).", mend: "Check the name and the folder.")
    case EISDIR:
      InputOutputError(
        file: path, message: "\(path) is a folder, not a file.", mend: "Name the file in it.")
    case EACCES, EPERM:
      InputOutputError(
        file: path, message: "\(path) may not be read.",
        mend: "Ask its owner for permission to read it.")
    default:
      InputOutputError(
        file: path, message: "\(path) cannot be read: \(String(cString: strerror(code))).")
    }
  }

  private static func tooLarge(_ path: String, _ limit: Int) -> InvalidInput {
    var diagnostics = Diagnostics()
    diagnostics.error(
      "limit", at: .init(file: path), "The file is larger than \(limit) bytes.",
      mend: "Check that it is the right file, or raise the limit.")
    return InvalidInput(diagnostics)
  }
}
