internal import ArgumentParser
internal import Foundation
internal import LinearAssignment
internal import Pairwright
internal import PairwrightIO

/// `pairwright assign`.
struct Assign: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Solves the bare assignment problem of a cost matrix and proves the answer.",
    discussion: """
      Every row that can be is matched, min(rows, columns) pairs in all; where that is impossible \
      the rows or columns that stand in the way are named, unless --partial asks for the largest \
      choice. An infinite cost (minus infinity with --maximize), an empty cell or a cell that a \
      sparse file leaves out forbids a pair. The total is exact; JSON holds it as a text where no \
      number of 64 bits is equal to it. Duals are exact, too, written as numbers with all their \
      digits: reading them as decimals loses nothing. They are of the minimised problem; cost - \
      rowDual - columnDual is at least 0, and 0 for chosen pairs. Where there are quotaDuals, those \
      of the quotas that count a pair are taken off as well: above 0 a minimum, below 0 a maximum \
      has a price. Indices begin at 0. Exit status: 0 done, 2 usage, 3 bad matrix or \
      constraints, 4 infeasible, 5 time limit with an answer, 6 time limit without one, 74 input or \
      output.
      """)

  @Argument(help: .init("The matrix: .npy, .mtx, .csv or OR-Library .txt.", valueName: "matrix"))
  var matrix: String
  @Flag(help: "Make the total as large as possible, not as small.") var maximize = false
  @Flag(help: "Take the largest number of pairs that is possible.") var partial = false
  @Option(help: .init("Capacities and quotas, a JSON file.", valueName: "file"))
  var constraints: String?
  @Option(help: "Which solver to use: auto, assignment, flow or glpk.")
  var solver = AssignTask.SolverName.auto
  @Option(help: .init("When to stop: 500ms, 60s, 5m, 1h.", valueName: "duration"))
  var timeLimit = "60s"
  @Option(help: .init("The file to write: row,column,cost.", valueName: "file"))
  var out: String?
  @Flag(help: "Replace the file that --out names.") var force = false
  @Flag(help: "Answer with one JSON object.") var json = false

  func validate() throws {
    if MentoringProgram.milliseconds(ofDuration: timeLimit) == nil {
      throw ValidationError(
        "The --time-limit must be a duration above 0 and at most 24h, such as 500ms, 60s or 5m.")
    }
    if solver == .glpk { try BuiltInGLPK.require() }
    if let out, out.isEmpty { throw ValidationError("The name of the file --out is empty.") }
  }

  func run() throws {
    if let out { try check(out) }
    let (matrix, diagnostics) = try MatrixReader(maximizes: maximize).read(path: self.matrix)
    if !json { try FailurePrinter(asJSON: false).print(diagnostics) }
    let task = AssignTask(
      matrix: matrix, maximizes: maximize, isPartial: partial,
      constraints: try constraints.map {
        try MatrixConstraints(
          reading: $0, rowCount: matrix.rowCount, columnCount: matrix.columnCount)
      }, solver: solver, proposer: solver == .glpk ? BuiltInGLPK.proposer : nil)
    if partial, task.constraints?.quotas.isEmpty == false {
      throw Failure.usage(
        "With --partial the number of pairs comes first, which is not done together with quotas.",
        mend: "Leave out --partial and set row_minimum to zeros, or leave out the quotas.")
    }
    let report = try solve(task, diagnostics)
    if let out, report.exitStatus == nil || report.exitStatus == .stoppedWithAnswer {
      try CheckedOutput.write(report.table, to: out, replacing: force)
    }
    try StandardOutput().write(json ? report.json() : report.text)
    if let status = report.exitStatus { throw status }
  }

  private func solve(_ task: AssignTask, _ diagnostics: Diagnostics) throws -> AssignReport {
    let progress = ProgressLine()
    defer { progress.clear() }
    let clock = ContinuousClock()
    let start = clock.now
    let milliseconds = MentoringProgram.milliseconds(ofDuration: timeLimit) ?? .max
    let deadline = start + .milliseconds(milliseconds)
    var options = CapacitatedAssignmentOptions(
      shouldStop: { ContinuousClock.now >= deadline ? .deadline : nil })
    if let show = progress.show {
      options.onProgress = { show("round \($0.round), \($0.completed) of \($0.total)") }
    }
    let solution: AssignSolution
    do {
      solution = try AssignSolution(task, options: options)
    } catch let error as AssignmentError {
      guard error.code == .costRangeTooLarge, let range = AssignRange(task) else { throw error }
      throw InvalidInput(Diagnostics([range.diagnostic(file: matrix)]))
    }
    return AssignReport(
      task: task, solution: solution, seconds: (clock.now - start) / .seconds(1),
      diagnostics: diagnostics)
  }

  /// Refuses an output that is an input or must not be replaced, before anything is solved.
  private func check(_ out: String) throws {
    func resolved(_ path: String) -> String {
      URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    }
    for input in [matrix] + (constraints.map { [$0] } ?? []) where resolved(input) == resolved(out)
    {
      throw InputOutputError(
        file: input, message: "\(input) is an input of this run and would be written over.",
        mend: "Choose another file for --out.")
    }
    try CheckedOutput.check(out, replacing: force)
  }
}

extension AssignTask.SolverName: ExpressibleByArgument {}
