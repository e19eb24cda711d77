internal import Foundation
internal import Pairwright
internal import PairwrightIO
internal import PairwrightStudy

/// The folder of a study: journals while it runs, results when it is done.
struct StudyFolder {
  /// The page to begin with.
  static let pageName = "study.html"
  private static let studyName = "study.yaml"

  let path: String

  /// Where the copy of the study file lies.
  var studyPath: String { "\(path)/\(Self.studyName)" }

  /// Where the journal of a shard lies.
  func journalPath(_ shard: StudyShard) -> String {
    "\(path)/journal-\(shard.number)-of-\(shard.count).txt"
  }

  /// The journals that are there, in order of name.
  func journalPaths() throws -> [String] {
    try names().filter(Self.isJournal).map { "\(path)/\($0)" }
  }

  /// Makes the folder ready: new, or that of the same study.
  ///
  /// Several shards may share a folder, so whatever is there of the same study stays.
  func prepare(for study: StudyLoading, force: Bool) throws {
    var isFolder: ObjCBool = false
    if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue {
      let present = try names()
      let copy =
        present.contains(Self.studyName)
        ? try InputFile(reading: studyPath, limit: YAMLConfiguration.byteLimit).bytes : nil
      if copy == study.bytes, !force { return }
      if !present.isEmpty, !force { throw foreign() }
      for journal in try journalPaths() { try FileManager.default.removeItem(atPath: journal) }
    }
    let folder = OutputFolder(path: path, force: true)
    do {
      try folder.write([.init(Self.studyName, study.bytes)])
    } catch {
      // Another shard may have made the folder in the same moment.
      guard let bytes = try? InputFile(reading: studyPath).bytes, bytes == study.bytes else {
        throw error
      }
    }
  }

  /// The refusal of a folder that belongs to something else.
  func foreign() -> InputOutputError {
    InputOutputError(
      file: path,
      message: "The folder \(path) is not empty and holds something else than this study.",
      mend: "Choose another folder for --out, or add --force to start afresh there.")
  }

  /// Writes all results, the study file, and apart from them the timings.
  func writeResults(
    of plan: StudyPlan, records: [StudyRecord], record: StudyLoading.Record, study: [UInt8]
  ) throws {
    var cells = [CellResult?](repeating: nil, count: plan.cellCount)
    var frontiers = [[ExactFrontier.Point]](repeating: [], count: plan.problems.count)
    for record in records {
      switch record {
      case .cell(let result) where cells.indices.contains(result.cell): cells[result.cell] = result
      case .frontier(let problem, let points) where frontiers.indices.contains(problem):
        frontiers[problem] = points
      default: throw foreign()
      }
    }
    let complete = cells.compactMap(\.self)
    guard complete.count == plan.cellCount,
      complete.allSatisfy({ $0.values.count == plan.metrics.count })
    else { throw foreign() }
    let results = StudyResults(
      plan, cells: complete, frontiers: plan.hasFrontier ? frontiers : [])
    let outputs = StudyOutputs(results, record: record)
    try OutputFolder(path: path, force: true).write(
      try [.init(Self.studyName, study)] + outputs.files() + outputs.timings())
  }

  private func names() throws -> [String] {
    do {
      return try FileManager.default.contentsOfDirectory(atPath: path).sorted()
    } catch {
      throw InputOutputError(
        file: path, message: "There is no folder \(path), or it cannot be read.",
        mend: "Check the name.")
    }
  }

  private static func isJournal(_ name: String) -> Bool {
    name.hasPrefix("journal-") && name.hasSuffix(".txt")
  }
}
