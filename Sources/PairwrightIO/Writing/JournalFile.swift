#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#elseif canImport(Darwin)
internal import Darwin
#endif

/// A file to which lines are added one at a time, such that none is lost when the process ends.
///
/// Every line carries a checksum and goes to the system in one write. What an interrupt leaves of a
/// half-written last line is cut off when the journal is opened again. Only one process at a time
/// can hold a journal.
package final class JournalFile: Sendable {
  /// The lines that were there when the journal was opened, without checksums.
  package let lines: [String]
  private let descriptor: Int32
  private let path: String

  /// Opens or creates a journal.
  ///
  /// - Throws: ``OutputError`` when it cannot be opened, is held by another process, or has a
  ///   damaged line that is not the last.
  package init(path: String) throws(OutputError) {
    self.path = path
    descriptor = open(path, O_RDWR | O_CREAT | O_APPEND | O_NOFOLLOW | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw .failed("open", path, errno) }
    do throws(OutputError) {
      guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
        throw OutputError(
          code: "cannot-write", path: path,
          message: "Another process is writing \(path).",
          mend: "Wait until it has ended, or give each process a shard of its own.")
      }
      let bytes = try Self.content(descriptor, path)
      let content = try Self.content(of: bytes, path: path)
      lines = content.lines
      guard ftruncate(descriptor, off_t(content.validCount)) == 0 else {
        throw .failed("write", path, errno)
      }
    } catch {
      close(descriptor)
      throw error
    }
  }

  deinit { close(descriptor) }

  /// Reads the lines of a journal that somebody else may be writing.
  package static func lines(of file: InputFile) throws(OutputError) -> [String] {
    try content(of: file.bytes, path: file.path).lines
  }

  /// Adds a line, which must hold no line break.
  package func append(_ line: String) throws(OutputError) {
    let text = line + "\t" + Self.checksum(line.utf8) + "\n"
    try PosixFile.write(Array(text.utf8), to: descriptor, shownPath: path)
  }

  /// Brings what was added to the disk.
  package func synchronise() throws(OutputError) {
    guard fsync(descriptor) == 0 else { throw .failed("write", path, errno) }
  }

  private static func content(
    _ descriptor: Int32, _ path: String
  ) throws(OutputError) -> [UInt8] {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 20)
    while true {
      let count = read(descriptor, &chunk, chunk.count)
      if count == 0 { return bytes }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw .failed("read", path, errno) }
      bytes += chunk[..<count]
    }
  }

  private static func content(
    of bytes: [UInt8], path: String
  ) throws(OutputError) -> (lines: [String], validCount: Int) {
    var lines: [String] = []
    var start = 0
    while let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) {
      let line = bytes[start..<end]
      let tab = line.lastIndex(of: UInt8(ascii: "\t")) ?? line.startIndex
      let sum = String(decoding: line[tab...].dropFirst(), as: UTF8.self)
      guard checksum(line[..<tab]) == sum else {
        // A last line may be half of one that ends where another was cut off before.
        if end == bytes.count - 1 { break }
        throw OutputError(
          code: "journal-damaged", path: path,
          message: "Line \(lines.count + 1) of \(path) does not have its checksum.",
          mend: "Remove the file; its part of the study is then run again.")
      }
      lines.append(String(decoding: line[..<tab], as: UTF8.self))
      start = end + 1
    }
    return (lines, start)
  }

  /// FNV-1a (Fowler, Noll & Vo) over the bytes, in hexadecimal.
  private static func checksum(_ bytes: some Sequence<UInt8>) -> String {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    return String(hash, radix: 16)
  }
}
