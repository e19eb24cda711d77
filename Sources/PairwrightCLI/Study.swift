internal import ArgumentParser
internal import Foundation
internal import Pairwright
internal import PairwrightIO
internal import PairwrightStudy

/// `pairwright study`.
struct Study: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Compares matching strategies on rosters and generated problems.",
    discussion: """
      pairwright study STUDY.yaml --out DIR runs a study, or goes on with one that was interrupted. \
      With --shard i/n it runs one of n parts, and pairwright study merge DIR... --out DIR joins \
      them: the results are the same, byte for byte.
      """,
    subcommands: [StudyRun.self, StudyMerge.self], defaultSubcommand: StudyRun.self)
}

/// `pairwright study STUDY.yaml`.
struct StudyRun: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Runs a study, or goes on where it was interrupted.",
    discussion: """
      Exit status: 0 done, 3 bad study or roster, 70 an answer lacks what its strategy guarantees, \
      74 a file cannot be read or written. What is finished when a run ends early is kept.
      """)

  @Argument(help: .init("The study, a YAML file.", valueName: "study")) var study: String
  @Option(
    help: .init(
      "The folder to write; missing, empty, or that of the same study.", valueName: "dir"))
  var out: String
  @Option(
    help: .init(
      "Run only part i of n, for n processes; results come from study merge.", valueName: "i/n"))
  var shard: String?
  @Option(help: "How many threads work at a time; by default one for each core.")
  var threads: Int?
  @Flag(help: "Start afresh, and replace our own files in a folder of another study.")
  var force = false
  @Flag(help: "Answer with one JSON object.") var json = false

  func validate() throws {
    guard !out.isEmpty else { throw ValidationError("The name of the folder --out is empty.") }
    if let shard, StudyShard(shard) == nil {
      throw ValidationError("The --shard must be i/n with i from 1 to n, such as 3/8.")
    }
    if let threads, !(1...1_024).contains(threads) {
      throw ValidationError("The number of --threads must be from 1 to 1024.")
    }
  }

  func run() throws {
    let shard = shard.flatMap(StudyShard.init) ?? .whole
    let loaded = try StudyLoading.load(path: study)
    if !json { try FailurePrinter(asJSON: false).print(loaded.diagnostics) }
    let folder = StudyFolder(path: out)
    try folder.prepare(for: loaded, force: force)
    let journal = try StudyJournal(folder: folder, shard: shard, loaded)
    let plan = loaded.plan
    let progress = StudyProgressLine(plan, shard, done: journal.progress)
    do {
      defer { progress.clear() }
      try StudyRunner(plan).run(
        shard, done: journal.progress,
        threads: threads ?? ProcessInfo.processInfo.activeProcessorCount
      ) { record in
        try journal.append(record)
        progress.count(record)
      }
    } catch let error as StudyError where error.kind == .guaranteeBroken {
      var diagnostics = Diagnostics()
      diagnostics.error(
        "self-check-failed", error.description,
        mend: "This is a defect of Pairwright; please report it with the study.")
      throw Failure(.selfCheckFailed, diagnostics)
    }
    try journal.synchronise()
    if shard == .whole {
      try folder.writeResults(
        of: plan, records: journal.records, record: loaded.record, study: loaded.bytes)
    }
    try answer(plan, shard)
  }

  private func answer(_ plan: StudyPlan, _ shard: StudyShard) throws {
    if json {
      let report = DiagnosticsReport(
        status: ExitStatus.done.word, diagnostics: Diagnostics(), showsValues: false)
      try StandardOutput().write(report.json())
      return
    }
    let shown = FailurePrinter.printable(out)
    let what =
      "\(plan.strategies.count) strategies, \(plan.problems.count) problems, \(plan.replicates) "
      + "replicates: \(plan.cellCount) cells."
    try StandardOutput().write(
      shard == .whole
        ? "\(what)\nWritten to \(shown); begin with \(shown)/\(StudyFolder.pageName)\n"
        : "\(what)\nPart \(shard.number) of \(shard.count) is done. When all are:\n"
          + "  pairwright study merge \(shown) --out RESULTS\n")
  }
}

/// `pairwright study merge`.
struct StudyMerge: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge", abstract: "Joins the parts of a study that ran in shards.",
    discussion: """
      Each DIR holds one part or several. Exit status: 0 done, 3 cells are missing or the parts \
      belong to different studies, 74 a file cannot be read or written.
      """)

  @Argument(help: .init("The folders that the parts were written to.", valueName: "dir"))
  var folders: [String]
  @Option(help: .init("The folder to write; missing or empty.", valueName: "dir"))
  var out: String
  @Flag(help: "Replace our own files in a folder that is not empty.") var force = false

  func validate() throws {
    guard !folders.isEmpty else { throw ValidationError("Name at least one folder.") }
    guard !out.isEmpty else { throw ValidationError("The name of the folder --out is empty.") }
  }

  func run() throws {
    let target = OutputFolder(path: out, force: force)
    try target.check(names: [])
    let parts = try folders.flatMap { try StudyJournal.read(folder: StudyFolder(path: $0)) }
    let joined = try StudyJournal.joined(parts, folders: folders)
    try StudyFolder(path: out).writeResults(
      of: joined.plan, records: joined.records, record: parts[0].head.record,
      study: parts[0].study.bytes)
    try StandardOutput().write(
      "Joined \(parts.count) parts with \(joined.plan.cellCount) cells.\nWritten to "
        + "\(FailurePrinter.printable(out))\n")
  }
}
