/// A folder of results that is written as a whole or not at all.
public struct OutputFolder: Sendable {
  /// One file of the folder.
  public struct File: Sendable, Hashable {
    /// The name within the folder.
    public let name: String
    /// The whole content.
    public let bytes: [UInt8]

    /// Makes a file.
    public init(_ name: String, _ bytes: [UInt8]) {
      self.name = name
      self.bytes = bytes
    }
  }

  /// Where the folder is, as the user named it.
  public let path: String
  /// Whether files of the same names may be replaced in a folder that is not empty.
  public let isForced: Bool

  /// Names a folder, which need not exist yet; its parent must.
  public init(path: String, force: Bool = false) {
    var shortened = path
    while shortened.count > 1, shortened.hasSuffix("/") { shortened.removeLast() }
    self.path = shortened
    isForced = force
  }

  /// Refuses a folder that ``write(_:)`` could not use, before any work is done.
  ///
  /// - Parameter names: the files that are going to be written.
  /// - Throws: ``OutputError`` when the folder is not empty and not forced, is no folder, or holds
  ///   one of the names as something that must not be replaced.
  public func check(names: [String]) throws(OutputError) {
    switch try PosixFile.status(of: path).kind {
    case .nothing: return try CheckedOutput.checkFolder(of: path)
    case .folder: break
    case .link: throw .unsafe(path, "\(path) is a symbolic link.")
    case .file, .other: throw .unsafe(path, "\(path) is not a folder.")
    }
    if !isForced, try !PosixFile.names(inFolder: path).isEmpty {
      throw .exists(path, "The folder \(path) is not empty.")
    }
    for name in names {
      try CheckedOutput.check("\(path)/\(name)", replacing: isForced)
    }
  }

  /// Writes all files; other files in a forced folder stay as they are.
  ///
  /// All contents are on the disk under temporary names before the first gets its own name.
  ///
  /// - Parameter names: what may be there from an earlier run; those that are not written this time
  ///   are removed first, so that no two runs are mixed.
  /// - Throws: ``OutputError``; then no file has been added and a folder that was missing is
  ///   missing again.
  public func write(_ files: [File], removing names: [String] = []) throws(OutputError) {
    let stale = Set(names).subtracting(files.map(\.name))
    try check(names: files.map(\.name) + stale)
    try Interruption.held { () throws(OutputError) in
      let isNew = try PosixFile.status(of: path).kind == .nothing
      if isNew { try PosixFile.makeFolder(path) }
      var temporaries: [String] = []
      var finished: [String] = []
      do throws(OutputError) {
        for file in files {
          temporaries.append(
            try CheckedOutput.createTemporary(file.bytes, for: "\(path)/\(file.name)"))
        }
        for name in stale { PosixFile.remove("\(path)/\(name)") }
        for (file, temporary) in zip(files, temporaries) {
          try PosixFile.rename(temporary, to: "\(path)/\(file.name)")
          finished.append("\(path)/\(file.name)")
        }
      } catch {
        for temporary in temporaries.dropFirst(finished.count) { PosixFile.remove(temporary) }
        // In a forced folder an old file may already be gone, and the new one is whole: it stays.
        if !isForced { finished.forEach(PosixFile.remove) }
        if isNew { PosixFile.removeEmptyFolder(path) }
        throw error
      }
      PosixFile.synchronise(folder: path)
    }
  }
}
