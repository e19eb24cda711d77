import Foundation
import Testing

/// `pairwright study`, run as a command.
@Suite struct StudyTests {
  private static let study = """
    version: 1
    name: "<b>Small & quick</b>"
    replicates: 6
    problems:
      - {kind: uniform, juniors: [5, 8], seniors: 6}
      - {kind: roster, name: "=small", roster: DATASET/roster.csv, program: DATASET/program.yaml, sample: 0.5}
    strategies: [random, greedy, hungarian, leximin, {kind: lottery, one_in: 2}]
    bootstrap: 200

    """.replacing("DATASET", with: Workplace.dataset("small"))

  /// Everything but what differs from run to run.
  private func results(_ folder: Workplace, _ name: String) throws -> [String: String] {
    let names = try folder.names(name).filter {
      !$0.hasPrefix("timings") && !$0.hasPrefix("journal")
    }
    return Dictionary(
      uniqueKeysWithValues: try names.map { ($0, try folder.text("\(name)/\($0)")) })
  }

  private func run(_ arguments: [String], _ folder: Workplace) throws -> CommandRun {
    try CommandRun(["study"] + arguments, in: folder)
  }

  @Test func givesTheSameFilesWholeAndInShards() throws {
    let folder = try Workplace()
    try folder.put(Self.study, "study.yaml")
    let whole = try run(["study.yaml", "--out", "whole", "--threads", "1"], folder)
    #expect(whole.status == 0, "\(whole.errors)")
    for part in 1...3 {
      // Two parts share a folder, one has its own.
      let run = try run(
        ["study.yaml", "--out", part == 2 ? "other" : "shared", "--shard", "\(part)/3"], folder)
      #expect(run.status == 0, "\(run.errors)")
    }
    let merged = try run(["merge", "shared", "other", "--out", "merged"], folder)
    #expect(merged.status == 0, "\(merged.errors)")
    let expected = try results(folder, "whole")
    #expect(expected.count > 8)
    #expect(try results(folder, "merged") == expected)
    let page = try #require(expected["study.html"])
    #expect(page.contains("&lt;b&gt;Small &amp; quick&lt;/b&gt;"))
    #expect(!page.contains("<b>Small"))
    #expect(try #require(expected["cells.csv"]).contains("'=small"))
    let object = try JSONSerialization.jsonObject(
      with: Data(try #require(expected["study.json"]).utf8))
    #expect((object as? [String: Any])?["format_version"] as? Int == 1)
  }

  /// Kill -9 at any moment loses nothing that was finished, and the next run goes on from there.
  @Test func goesOnAfterBeingKilled() throws {
    let folder = try Workplace()
    let study = Self.study.replacing("replicates: 6", with: "replicates: 40")
    try folder.put(study, "study.yaml")
    #expect(try run(["study.yaml", "--out", "whole"], folder).status == 0)
    var kept = 0
    for _ in 0..<4 {
      let process = Process()
      process.executableURL = CommandRun.executable
      process.arguments = ["study", "study.yaml", "--out", "killed", "--threads", "2"]
      process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
      process.standardOutput = FileHandle.nullDevice
      process.standardError = FileHandle.nullDevice
      try process.run()
      let before = kept
      while process.isRunning {
        kept = ((try? folder.text("killed/journal-1-of-1.txt")) ?? "").filter { $0 == "\n" }.count
        if kept > before + 20 { kill(process.processIdentifier, SIGKILL) }
      }
      let now = try folder.text("killed/journal-1-of-1.txt").filter { $0 == "\n" }.count
      #expect(now >= kept)
      kept = now
    }
    // A line cut off in the middle is what a power cut may leave.
    let journal = try folder.text("killed/journal-1-of-1.txt")
    try folder.put(String(journal.dropLast(9)), "killed/journal-1-of-1.txt")
    let last = try run(["study.yaml", "--out", "killed"], folder)
    #expect(last.status == 0, "\(last.errors)")
    #expect(try results(folder, "killed") == results(folder, "whole"))
  }

  @Test func refusesFoldersOfOthers() throws {
    let folder = try Workplace()
    try folder.put(Self.study, "study.yaml")
    #expect(try run(["study.yaml", "--out", "a", "--shard", "1/2"], folder).status == 0)
    let missing = try run(["merge", "a", "--out", "b"], folder)
    #expect(missing.status == 3)
    #expect(missing.errors.contains("cells are missing"))
    try folder.put(Self.study.replacing("replicates: 6", with: "replicates: 7"), "other.yaml")
    #expect(try run(["other.yaml", "--out", "a"], folder).status == 74)
    #expect(try run(["other.yaml", "--out", "c", "--shard", "2/2"], folder).status == 0)
    let mixed = try run(["merge", "a", "c", "--out", "b"], folder)
    #expect(mixed.status == 3)
    #expect(mixed.errors.contains("another study"))
    #expect(try run(["other.yaml", "--out", "a", "--force"], folder).status == 0)
    // What is damaged in the middle is not taken for an interrupt.
    let journal = try folder.text("c/journal-2-of-2.txt")
    try folder.put(
      journal.replacing("cell\t", with: "cell \t", maxReplacements: 1), "c/journal-2-of-2.txt")
    #expect(try run(["other.yaml", "--out", "c", "--shard", "2/2"], folder).status == 74)
  }

  @Test func answersBadInputByPlace() throws {
    let folder = try Workplace()
    try folder.put(
      "version: 1\nproblems: [{kind: uniform, junors: 4}]\nstrategies: [random]\n", "a")
    let unknown = try run(["a", "--out", "o"], folder)
    #expect(unknown.status == 3)
    #expect(unknown.errors.contains("a:2:28: error:"), "\(unknown.errors)")
    #expect(unknown.errors.contains("did you mean juniors?"))
    try folder.put(
      "version: 1\nproblems: [{kind: roster, roster: no.csv}]\nstrategies: [random]\n", "b")
    #expect(try run(["b", "--out", "o"], folder).status == 74)
    #expect(try run(["none.yaml", "--out", "o"], folder).status == 74)
    for shard in ["0/2", "3/2", "x"] {
      #expect(try run(["a", "--out", "o", "--shard", shard], folder).status == 2)
    }
    #expect(try folder.names() == ["a", "b"])
  }

  // MARK: - Clusters

  private static let cluster = URL(fileURLWithPath: Workplace.dataset("small"))
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "studies/cluster")

  /// Runs a shell with the environment of one task.
  private func shell(
    _ arguments: [String], _ environment: [String: String], _ folder: Workplace
  ) throws -> Int32 {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
    process.environment = environment.merging(
      [
        "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin",
        "PAIRWRIGHT": CommandRun.executable.path,
      ]) { own, _ in own }
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus
  }

  @Test func runsAsASlurmJobArray() throws {
    let folder = try Workplace()
    try folder.put(Self.study, "study.yaml")
    #expect(try run(["study.yaml", "--out", "whole"], folder).status == 0)
    let script = Self.cluster.appending(path: "slurm.sh").path
    // An array may begin anywhere.
    for task in 5...7 {
      let status = try shell(
        ["-c", "exec bash \"$0\" study.yaml parts", script],
        [
          "SLURM_ARRAY_TASK_ID": String(task), "SLURM_ARRAY_TASK_MIN": "5",
          "SLURM_ARRAY_TASK_COUNT": "3", "SLURM_CPUS_PER_TASK": "1",
        ], folder)
      #expect(status == 0)
    }
    #expect(try run(["merge", "parts", "--out", "merged"], folder).status == 0)
    #expect(try results(folder, "merged") == results(folder, "whole"))
  }

  @Test func runsAsAKubernetesIndexedJob() throws {
    let folder = try Workplace()
    try folder.put(Self.study, "study.yaml")
    #expect(try run(["study.yaml", "--out", "whole"], folder).status == 0)
    let job = try String(
      contentsOf: Self.cluster.appending(path: "kubernetes.yaml"), encoding: .utf8)
    let lines = job.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
    let command = try #require(lines.first { $0.hasPrefix("- exec ") }).dropFirst(2)
    // As many indexes as shards.
    #expect(lines.contains("completions: 8"))
    #expect(lines.contains("completionMode: Indexed"))
    #expect(lines.contains("- {name: SHARDS, value: \"8\"}"))
    for index in 0..<8 {
      let status = try shell(
        ["-c", String(command)],
        [
          "JOB_COMPLETION_INDEX": String(index), "SHARDS": "8", "STUDY": "study.yaml",
          "PARTS": "parts",
        ], folder)
      #expect(status == 0)
    }
    #expect(try run(["merge", "parts", "--out", "merged"], folder).status == 0)
    #expect(try results(folder, "merged") == results(folder, "whole"))
  }
}
