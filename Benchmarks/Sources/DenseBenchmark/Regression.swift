import Glibc
import LinearAssignment

/// The rows and columns of the matrices.
private let shapes = [
  (1000, 1000), (2000, 2000), (900, 1000), (500, 1000), (100, 1000), (1800, 2000),
]

/// Solves every family in several shapes and compares the work, which does not depend on the machine, with
/// what is recorded at `path`; with `records`, writes the record anew.
///
/// - Returns: whether no count of work has grown by more than a tenth.
func regression(path: String, records: Bool) throws -> Bool {
  let recorded = records ? [:] : try record(at: path)
  var lines = ["family,rows,columns,row_scans,searches,listed_entries,reduction_steps"]
  var isGood = true
  for (rows, columns) in shapes {
    for family in Family.allCases {
      let entries = family.matrix(rows, columns)
      defer { entries.baseAddress.map { UnsafeMutableRawPointer($0).deallocate() } }
      let stream = streamSeconds(entries)
      let key = "\(family.rawValue),\(rows),\(columns)"
      let solves = try (0..<3).map { _ in
        try TimedSolve(entries, rowCount: rows, columnCount: columns, threads: 1)
      }
      guard case .optimal(let assignment) = solves[0].outcome else {
        print("\(key): not solved")
        isGood = false
        continue
      }
      let work = [
        assignment.work.rowScans, assignment.work.searches, assignment.work.listedEntries,
        assignment.work.reductionSteps,
      ]
      lines.append(([key] + work.map(String.init)).joined(separator: ","))
      let time = solves.map(\.seconds).min() ?? 0
      let check = solves.map(\.checkSeconds).min() ?? 0
      var verdict = ""
      if let before = recorded[key] {
        let hasGrown = zip(work, before).contains { 10 * $0 > 11 * $1 + 100 }
        verdict = hasGrown ? "MORE WORK than \(before)" : work == before ? "same" : "about the same"
        isGood = isGood && !hasGrown
      } else if !records {
        verdict = "not on record"
        isGood = false
      }
      print(
        "\(key): \(Int(time * 1e6)) us, \(Int(10 * time / stream)) tenths of a stream, check "
          + "\(Int(check * 1e6)) us, work \(work) \(verdict)")
    }
  }
  if records { try write(lines.joined(separator: "\n") + "\n", to: path) }
  return isGood
}

private struct FileFault: Error {
  let path: String
}

private func record(at path: String) throws -> [String: [Int]] {
  guard let file = fopen(path, "r") else { throw FileFault(path: path) }
  defer { fclose(file) }
  var record: [String: [Int]] = [:]
  while let line = readLine(from: file) {
    let fields = line.split(separator: ",")
    if fields.count == 7 {
      record[fields[..<3].joined(separator: ",")] = fields[3...].compactMap { Int($0) }
    }
  }
  return record
}

private func readLine(from file: UnsafeMutablePointer<FILE>) -> String? {
  var buffer = [CChar](repeating: 0, count: 512)
  guard fgets(&buffer, 512, file) != nil else { return nil }
  let bytes = buffer.prefix { $0 != 0 && $0 != 10 }.map { UInt8(bitPattern: $0) }
  return String(decoding: bytes, as: UTF8.self)
}

private func write(_ text: String, to path: String) throws {
  guard let file = fopen(path, "w") else { throw FileFault(path: path) }
  let isWritten = fputs(text, file) >= 0
  guard fclose(file) == 0, isWritten else { throw FileFault(path: path) }
}
