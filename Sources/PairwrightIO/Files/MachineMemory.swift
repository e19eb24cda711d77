internal import Foundation

/// How much memory a process can have here.
enum MachineMemory {
  /// The least of the machine's memory and the limits set on this process and its group, in bytes.
  static let byteCount: Int = {
    var least = Int(clamping: ProcessInfo.processInfo.physicalMemory)
    var limit = rlimit()
    #if canImport(Glibc)
    let status = getrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit)
    #else
    let status = getrlimit(RLIMIT_AS, &limit)
    #endif
    if status == 0 { least = min(least, Int(clamping: limit.rlim_cur)) }
    // A container's limit; the file says "max" or is absent where there is none.
    let path = "/sys/fs/cgroup/memory.max"
    if let text = try? String(contentsOfFile: path, encoding: .utf8),
      let bytes = Int(text.trimmingCharacters(in: .whitespacesAndNewlines))
    {
      least = min(least, bytes)
    }
    return least
  }()
}
