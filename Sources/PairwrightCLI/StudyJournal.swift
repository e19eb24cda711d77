internal import Foundation
internal import Pairwright
internal import PairwrightIO
internal import PairwrightStudy

/// Where a study's finished cells are kept as they come, one line each.
///
/// The first line says which study and which shard; a line `cell` has number, seconds, failure,
/// why it is not proven, and values, a line `frontier` the points of one problem. Fields are parted by tabs.
final class StudyJournal: @unchecked Sendable {
  // Unchecked: `append` is called by one thread at a time, under the runner's lock, and everything
  // else before the run or after it.

  /// What was finished when the journal was opened.
  let progress: StudyProgress
  /// Everything in the journal.
  private(set) var records: [StudyRecord]
  private let file: JournalFile
  private var lastSynchronised = ContinuousClock.now

  /// Opens the journal of a shard, or begins it.
  init(folder: StudyFolder, shard: StudyShard, _ study: StudyLoading) throws {
    file = try JournalFile(path: folder.journalPath(shard))
    let head = try Head(study.record, shard)
    if let first = file.lines.first {
      guard try Head(line: first) == head else { throw folder.foreign() }
    } else {
      try file.append(head.line)
    }
    records = try file.lines.dropFirst().map { try Self.record($0, folder) }
    progress = records.reduce(into: StudyProgress()) { progress, record in
      switch record {
      case .cell(let result): progress.cells.insert(result.cell)
      case .frontier(let problem, _): progress.frontiers.insert(problem)
      }
    }
  }

  /// Adds what has been finished; the disk has it within a second.
  func append(_ record: StudyRecord) throws {
    try file.append(Self.line(record))
    records.append(record)
    if ContinuousClock.now - lastSynchronised > .seconds(1) { try synchronise() }
  }

  /// Brings everything to the disk.
  func synchronise() throws {
    try file.synchronise()
    lastSynchronised = .now
  }

  // MARK: - Lines

  /// The first line.
  struct Head: Codable, Equatable {
    let format: String
    let record: StudyLoading.Record
    let shard: Int
    let shards: Int

    init(_ record: StudyLoading.Record, _ shard: StudyShard) throws {
      format = "pairwright-study 3"
      self.record = record
      self.shard = shard.number
      shards = shard.count
    }

    init?(line: String) throws {
      guard let head = try? JSONDecoder().decode(Head.self, from: Data(line.utf8)) else {
        return nil
      }
      self = head
    }

    var line: String {
      get throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
      }
    }
  }

  private static func line(_ record: StudyRecord) -> String {
    switch record {
    case .cell(let result):
      let words = [result.failure, result.unproven].map {
        ($0 ?? "").filter { !"\t\n\r".contains($0) }
      }
      return
        (["cell", String(result.cell), "\(result.seconds)"] + words
        + result.values.map { $0.map { "\($0)" } ?? "" }).joined(separator: "\t")
    case .frontier(let problem, let points):
      return
        (["frontier", String(problem)]
        + points.map { point in
          ([
            point.aim.rawValue, "\(point.total)", "\(point.bound)", "\(point.pairs)",
            "\(point.coverage)",
            "\(point.worst)", "\(point.crossDepartment)", "\(point.price)",
          ]).joined(separator: " ")
        }).joined(separator: "\t")
    }
  }

  private static func record(_ line: String, _ folder: StudyFolder) throws -> StudyRecord {
    let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    switch fields.first {
    case "cell" where fields.count >= 5:
      guard let cell = Int(fields[1]), let seconds = Double(fields[2]) else { break }
      return .cell(
        CellResult(
          cell: cell, failure: fields[3].isEmpty ? nil : fields[3],
          unproven: fields[4].isEmpty ? nil : fields[4],
          values: fields.dropFirst(5).map { Double($0) }, seconds: seconds))
    case "frontier" where fields.count >= 2:
      guard let problem = Int(fields[1]) else { break }
      let points = fields.dropFirst(2).compactMap { text -> ExactFrontier.Point? in
        let parts = text.split(separator: " ").map(String.init)
        let numbers = parts.dropFirst().dropLast().compactMap(Int.init)
        guard parts.count == 8, numbers.count == 6, let price = Double(parts[7]),
          let aim = ExactFrontier.Aim(rawValue: parts[0])
        else { return nil }
        return ExactFrontier.Point(
          aim: aim, total: numbers[0], bound: numbers[1], pairs: numbers[2],
          coverage: numbers[3], worst: numbers[4], crossDepartment: numbers[5], price: price)
      }
      return .frontier(problem: problem, points)
    default: break
    }
    throw folder.foreign()
  }

  // MARK: - Joining

  /// A part of a study as it lies in a folder.
  struct Part {
    let head: Head
    let records: [StudyRecord]
    /// The copy of the study file beside it.
    let study: InputFile
  }

  /// Reads all parts that lie in a folder.
  static func read(folder: StudyFolder) throws -> [Part] {
    let study = try InputFile(reading: folder.studyPath, limit: YAMLConfiguration.byteLimit)
    return try folder.journalPaths().map { path in
      let lines = try JournalFile.lines(of: InputFile(reading: path))
      guard let first = lines.first, let head = try Head(line: first) else {
        throw folder.foreign()
      }
      return Part(
        head: head, records: try lines.dropFirst().map { try record($0, folder) }, study: study)
    }
  }

  /// Joins parts, which must be of one study and together whole.
  static func joined(
    _ parts: [Part], folders: [String]
  ) throws -> (plan: StudyPlan, records: [StudyRecord]) {
    var diagnostics = Diagnostics()
    guard let first = parts.first else {
      diagnostics.error(
        "no-parts", "There is no part of a study in \(folders.joined(separator: ", ")).",
        mend: "Name the folders that pairwright study wrote with --shard.")
      throw InvalidInput(diagnostics)
    }
    for part in parts where part.head.record != first.head.record {
      diagnostics.error(
        "different-studies", at: .init(file: part.study.path),
        "Part \(part.head.shard) of \(part.head.shards) belongs to another study, roster or "
          + "version of Pairwright than the first.", mend: "Join parts of one study only.")
    }
    let study = first.study
    if Digest.sha256(study.bytes) != first.head.record.study {
      diagnostics.error(
        "study-changed", at: .init(file: study.path),
        "The study file is not the one that the parts were run with.",
        mend: "Put the copy back that the run wrote.")
    }
    if diagnostics.hasErrors { throw InvalidInput(diagnostics) }
    let plan = try StudyLoading.plan(of: study)
    let records = parts.flatMap(\.records)
    let found = Set(
      records.compactMap { record -> Int? in
        if case .cell(let result) = record { result.cell } else { nil }
      })
    let missing = (0..<plan.cellCount).filter { !found.contains($0) }
    if let cell = missing.first {
      let place = plan.place(ofCell: cell)
      diagnostics.error(
        "cells-missing", at: .init(file: study.path),
        "\(missing.count) of \(plan.cellCount) cells are missing; the first is cell \(cell): "
          + "\(plan.problems[place.problem].label), replicate \(place.replicate), "
          + "\(plan.strategies[place.strategy].label).",
        mend: "Run the parts that are missing or were interrupted, with the same --shard.")
      throw InvalidInput(diagnostics)
    }
    return (plan, records)
  }
}
