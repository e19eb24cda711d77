internal import Foundation
internal import Pairwright
internal import PairwrightIO
internal import PairwrightStudy

/// A study that was read, with what identifies it.
struct StudyLoading {
  /// What results and journals say of where they come from.
  struct Record: Codable, Hashable {
    /// The version of Pairwright.
    let version: String
    /// The digest of the study file.
    let study: String
    /// The digest of all rosters, programs and side files together.
    let inputs: String
  }

  let plan: StudyPlan
  let record: Record
  /// The study file as it was read.
  let bytes: [UInt8]
  /// Warnings about the study and its rosters.
  let diagnostics: Diagnostics

  /// Reads a study and the rosters that it names.
  ///
  /// - Throws: ``Failure`` with every finding when anything is wrong.
  static func load(path: String) throws -> StudyLoading {
    let file = try InputFile(reading: path, limit: YAMLConfiguration.byteLimit)
    var digests: [String] = []
    var warnings: [Diagnostic] = []
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
    // Names of files are relative to the study.
    func resolved(_ name: String) -> String {
      name.hasPrefix("/") ? name : folder.appending(path: name).relativePath
    }
    var found = Diagnostics()
    let plan = try plan(file, &found) { reference, diagnostics in
      do {
        let inputs = try LoadedInputs(
          roster: resolved(reference.roster), program: reference.program.map(resolved),
          isStrict: false)
        warnings += inputs.diagnostics.warnings
        digests += inputs.record.inputs.map { "\($0.role) \($0.sha256)" }
        return inputs.problem
      } catch let invalid as InvalidInput {
        diagnostics.append(contentsOf: invalid.diagnostics)
        return nil
      }
    }
    return StudyLoading(
      plan: plan,
      record: Record(
        version: Release.version, study: Digest.sha256(file.bytes),
        inputs: Digest.sha256(Array(digests.joined(separator: "\n").utf8))),
      bytes: file.bytes, diagnostics: Diagnostics(warnings + found.warnings))
  }

  /// Reads a study without its rosters, which is enough to join results.
  static func plan(of file: InputFile) throws -> StudyPlan {
    var diagnostics = Diagnostics()
    return try plan(file, &diagnostics, nil)
  }

  private static func plan(
    _ file: InputFile, _ diagnostics: inout Diagnostics,
    _ loadRoster: StudyReading.RosterLoader?
  ) throws -> StudyPlan {
    guard let value = YAMLConfiguration.parse(file, into: &diagnostics) else {
      throw InvalidInput(diagnostics)
    }
    let plan = try StudyReading.plan(value, into: &diagnostics, loadRoster: loadRoster)
    if diagnostics.hasErrors { throw InvalidInput(diagnostics) }
    return plan
  }
}

/// Counts cells on one line of standard error, when that is a terminal.
final class StudyProgressLine: @unchecked Sendable {
  // Unchecked: `count` is called by one thread at a time, under the runner's lock.
  private let line = ProgressLine()
  private let total: Int
  private var done: Int
  private let started = ContinuousClock.now
  private let before: Int

  init(_ plan: StudyPlan, _ shard: StudyShard, done: StudyProgress) {
    total = (0..<plan.blockCount).count { shard.contains(block: $0) } * plan.strategies.count
    before = done.cells.count
    self.done = before
  }

  func count(_ record: StudyRecord) {
    guard case .cell = record else { return }
    done += 1
    guard let show = line.show else { return }
    let seconds = (ContinuousClock.now - started) / .seconds(1)
    let left = seconds / Double(max(1, done - before)) * Double(total - done)
    show("\(done) of \(total) cells, about \(Int(left.rounded(.up))) s left")
  }

  func clear() { line.clear() }
}
