/// Writes a file completely or not at all.
///
/// The bytes go to a temporary name in the same folder, to the disk, and only then to the name
/// asked for, in one step. Whoever reads that name sees the old file or the new one, never half.
public enum CheckedOutput {
  /// Writes a file.
  ///
  /// - Parameter bytes: the whole content.
  /// - Parameter path: where it goes; the folder must exist.
  /// - Parameter replacing: whether an ordinary file of the same owner may be replaced.
  /// - Throws: ``OutputError`` when the file is there and may not be replaced, is a symbolic link
  ///   or somebody else's, or when the system cannot write; then nothing has changed.
  public static func write(
    _ bytes: [UInt8], to path: String, replacing: Bool = false
  ) throws(OutputError) {
    try check(path, replacing: replacing)
    try Interruption.held { () throws(OutputError) in
      let temporary = try createTemporary(bytes, for: path)
      do throws(OutputError) {
        try PosixFile.rename(temporary, to: path)
      } catch {
        PosixFile.remove(temporary)
        throw error
      }
      PosixFile.synchronise(folder: folder(of: path))
    }
  }

  /// Refuses a path that nothing can be written to, or whose present holder must not be replaced.
  package static func check(_ path: String, replacing: Bool) throws(OutputError) {
    try checkFolder(of: path)
    let status = try PosixFile.status(of: path)
    switch status.kind {
    case .nothing: return
    case .file where !status.isOurs: throw .unsafe(path, "\(path) belongs to another user.")
    case .file where replacing: return
    case .file: throw .exists(path, "\(path) exists already.")
    case .link: throw .unsafe(path, "\(path) is a symbolic link.")
    case .folder, .other: throw .unsafe(path, "\(path) is not an ordinary file.")
    }
  }

  /// Refuses a path in a folder that is not there or may not be written in.
  static func checkFolder(of path: String) throws(OutputError) {
    let folder = folder(of: path)
    let (isFolder, isAllowed) = PosixFile.canWrite(inFolder: folder)
    if !isFolder {
      throw OutputError(
        code: "cannot-write", path: path,
        message: "Cannot write \(path): there is no folder \(folder).",
        mend: "Make the folder first, or write somewhere else.")
    }
    if !isAllowed {
      throw OutputError(
        code: "cannot-write", path: path,
        message: "Cannot write \(path): the folder \(folder) may not be written in.",
        mend: "Ask its owner for permission, or write somewhere else.")
    }
  }

  /// Writes the bytes under a temporary name beside `path` and returns that name.
  static func createTemporary(_ bytes: [UInt8], for path: String) throws(OutputError) -> String {
    let folder = folder(of: path)
    var number = 0
    while true {
      let temporary = "\(folder)/.pairwright-\(PosixFile.processNumber)-\(number).partial"
      // A leftover of a process with our number is not ours to remove.
      guard try PosixFile.status(of: temporary).kind == .nothing else {
        number += 1
        continue
      }
      try PosixFile.createFile(temporary, bytes: bytes, shownPath: path)
      return temporary
    }
  }

  static func folder(of path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }
}
