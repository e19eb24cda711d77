#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#elseif canImport(Darwin)
internal import Darwin
#endif

/// The few system calls that writing needs, each with its failure as an error.
///
/// Foundation is not used here: `FileHandle.write` ends the process when the disk is full, and
/// `print` does not notice.
enum PosixFile {
  /// What stands at a path.
  enum Kind {
    case nothing, file, folder, link, other
  }

  /// A kind with its owner.
  struct Status {
    let kind: Kind
    let isOurs: Bool
  }

  /// Returns the system's words for an error number.
  static func text(ofError number: Int32) -> String {
    guard let text = strerror(number) else { return "error \(number)" }
    return String(cString: text)
  }

  /// Returns what stands at a path, without following a symbolic link.
  static func status(of path: String) throws(OutputError) -> Status {
    var information = stat()
    guard lstat(path, &information) == 0 else {
      if errno == ENOENT { return Status(kind: .nothing, isOurs: true) }
      throw .failed("look at", path, errno)
    }
    let kind: Kind =
      switch information.st_mode & S_IFMT {
      case S_IFREG: .file
      case S_IFDIR: .folder
      case S_IFLNK: .link
      default: .other
      }
    return Status(kind: kind, isOurs: information.st_uid == geteuid())
  }

  /// Whether something can be made in a folder; links are followed.
  static func canWrite(inFolder path: String) -> (isFolder: Bool, isAllowed: Bool) {
    var information = stat()
    guard stat(path, &information) == 0, information.st_mode & S_IFMT == S_IFDIR else {
      return (false, false)
    }
    return (true, access(path, W_OK | X_OK) == 0)
  }

  /// Returns the names in a folder, without `.` and `..`.
  static func names(inFolder path: String) throws(OutputError) -> [String] {
    guard let stream = opendir(path) else { throw .failed("read", path, errno) }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        // d_name is a fixed array that holds a text ending in 0.
        pointer.withMemoryRebound(to: CChar.self, capacity: 1) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names
  }

  static func makeFolder(_ path: String) throws(OutputError) {
    guard mkdir(path, 0o777) == 0 else { throw .failed("create the folder", path, errno) }
  }

  /// Removes a folder that is empty; whatever else stands there stays.
  static func removeEmptyFolder(_ path: String) { _ = rmdir(path) }

  static func remove(_ path: String) { _ = unlink(path) }

  static func rename(_ old: String, to new: String) throws(OutputError) {
    #if canImport(Glibc)
    let result = Glibc.rename(old, new)
    #elseif canImport(Musl)
    let result = Musl.rename(old, new)
    #else
    let result = Darwin.rename(old, new)
    #endif
    guard result == 0 else { throw .failed("write", new, errno) }
  }

  /// Creates a file that must not exist yet, fills it and brings it to the disk.
  ///
  /// - Parameter shownPath: how messages call the file.
  static func createFile(
    _ path: String, bytes: [UInt8], shownPath: String
  ) throws(OutputError) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw .failed("write", shownPath, errno) }
    do throws(OutputError) {
      try write(bytes, to: descriptor, shownPath: shownPath)
      guard fsync(descriptor) == 0 else { throw .failed("write", shownPath, errno) }
    } catch {
      _ = close(descriptor)
      remove(path)
      throw error
    }
    // A network file system may report only here that there was no room.
    guard close(descriptor) == 0 else {
      let number = errno
      remove(path)
      throw .failed("write", shownPath, number)
    }
  }

  /// Writes all bytes, however many calls it takes.
  static func write(
    _ bytes: [UInt8], to descriptor: Int32, shownPath: String
  ) throws(OutputError) {
    let failure: Int32? = bytes.withUnsafeBytes { buffer in
      guard let start = buffer.baseAddress else { return nil }
      var written = 0
      while written < buffer.count {
        #if canImport(Glibc)
        let count = Glibc.write(descriptor, start + written, buffer.count - written)
        #elseif canImport(Musl)
        let count = Musl.write(descriptor, start + written, buffer.count - written)
        #else
        let count = Darwin.write(descriptor, start + written, buffer.count - written)
        #endif
        if count > 0 {
          written += count
        } else if count == 0 {
          return EIO
        } else if errno != EINTR {
          return errno
        }
      }
      return nil
    }
    if let failure { throw .failed("write", shownPath, failure) }
  }

  /// Brings the names in a folder to the disk; a file system that cannot do so is no error, for
  /// the files themselves are there.
  static func synchronise(folder path: String) {
    let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    _ = fsync(descriptor)
    _ = close(descriptor)
  }

  /// The number of this process, for names that no other process uses.
  static var processNumber: Int32 { getpid() }
}
