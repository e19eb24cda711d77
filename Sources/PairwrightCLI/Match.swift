internal import ArgumentParser
internal import Foundation
internal import Pairwright
internal import PairwrightIO

/// `pairwright match`.
struct Match: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Pairs the people of a roster and proves that no better pairing exists.",
    discussion: """
      Without --out nothing is written but a summary. With --out DIR the folder receives pairs.csv, \
      unmatched.csv, result.json and report.html. Exit status: 0 done, 3 bad data or program, \
      4 infeasible, 5 time limit with an answer, 6 time limit without one.
      """)

  /// The solvers that can be asked for by name.
  enum SolverName: String, CaseIterable, ExpressibleByArgument {
    case auto
    case assignment
    case flow
    case glpk
  }

  @OptionGroup var inputs: InputOptions
  @Option(help: .init("The folder to write; missing or empty.", valueName: "dir"))
  var out: String?
  @Option(help: "Which solver to use: auto, assignment, flow or glpk.")
  var solver = SolverName.auto
  @Option(
    help: .init(
      "When to stop with the best answer so far: 500ms, 60s, 5m, 1h.", valueName: "duration"))
  var timeLimit: String?
  @Option(help: "The seed of the order that breaks ties.") var seed: UInt64?
  @Flag(
    help: """
      Find what one more place in every quota, and with every person, would be worth, solving again \
      where the proof does not tell.
      """)
  var shadowPrices = false
  @Flag(help: "Replace our own files in a folder that is not empty.") var force = false
  @Flag(help: "Print result.json on standard output.") var json = false

  func validate() throws {
    if let timeLimit, MentoringProgram.milliseconds(ofDuration: timeLimit) == nil {
      throw ValidationError(
        "The --time-limit must be a duration above 0 and at most 24h, such as 500ms, 60s or 5m.")
    }
    if solver == .glpk { try BuiltInGLPK.require() }
    if let out, out.isEmpty { throw ValidationError("The name of the folder --out is empty.") }
  }

  func run() throws {
    // The limit is on the whole command: whoever waits does not care what for.
    let began = ContinuousClock.now
    let folder = out.map { OutputFolder(path: $0, force: force) }
    try folder?.check(names: ResultFolder.names)
    let loaded = try inputs.load(answersJSON: json) { program in
      if let seed { program.seed = seed }
      if let milliseconds = timeLimit.flatMap(MentoringProgram.milliseconds(ofDuration:)) {
        program.timeLimitMilliseconds = milliseconds
      }
    }
    try folder.map { try refuseInputs(in: $0.path, loaded) }
    let problem = loaded.problem
    if solver == .assignment, problem.route == .flow {
      throw Failure.usage(
        "The solver assignment gives each person one partner, and this programme has capacities.",
        mend: "Use --solver flow or --solver auto.")
    }
    if solver == .assignment || solver == .flow, problem.route == .integerProgram {
      throw Failure.usage(
        "The solver \(solver.rawValue) cannot keep all rules or objectives of this programme.",
        mend: "Use --solver auto.")
    }
    let progress = ProgressLine()
    var options = SolveOptions.timeLimit(
      milliseconds: problem.program.timeLimitMilliseconds - Self.finishing(after: began),
      from: began)
    options.onProgress = progress.show
    let start = ContinuousClock.now
    let solution: Solution
    let seconds: Double
    let prices: ShadowPrices?
    do {
      defer { progress.clear() }
      solution = try problem.solution(by: glpk, options: options)
      seconds = (ContinuousClock.now - start) / .seconds(1)
      prices = try problem.shadowPrices(
        of: solution, effort: shadowPrices ? .solving : .proof, options: options)
    }
    let result = ResultDocument(
      solution, of: problem, solver: solver == .glpk ? "glpk" : "pairwright", solveSeconds: seconds,
      shadowPrices: prices, record: loaded.record)
    try folder?.write(
      ResultFolder.files(of: result, title: problem.program.name ?? "Reverse mentoring"),
      removing: ResultFolder.names)
    let output = json ? try result.json() : Array(MatchSummary(result, folder: out).text.utf8)
    try StandardOutput().write(output)
    if let status = exitStatus(of: solution.outcome) { throw status }
  }

  /// How many milliseconds before the limit solving must end for the rest to be done in time.
  ///
  /// Looking at an answer, explaining and writing it takes less than half as long as reading did, on a
  /// large roster as on a busy machine; 0.4 s after the limit are left for it.
  private static func finishing(after began: ContinuousClock.Instant) -> Int {
    let reading = (ContinuousClock.now - began) / .milliseconds(1)
    return max(0, Int(reading / 2) - 400)
  }

  /// GLPK with our proof behind it, where it was asked for.
  private var glpk: (any MatchingSolver)? {
    solver == .glpk ? BuiltInGLPK.proposer.map { StagedSolver(name: "glpk", proposer: $0) } : nil
  }

  private func exitStatus(of outcome: Solution.Outcome) -> ExitStatus? {
    switch outcome {
    case .optimal: nil
    case .feasible: .stoppedWithAnswer
    case .infeasible: .infeasible
    case .unknown: .stoppedWithoutAnswer
    }
  }

  /// Refuses to write over a file that was read.
  private func refuseInputs(in folder: String, _ loaded: LoadedInputs) throws {
    func resolved(_ path: String) -> String {
      URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    }
    let outputs = Set(ResultFolder.names.map { resolved("\(folder)/\($0)") })
    for path in loaded.paths where outputs.contains(resolved(path)) {
      throw InputOutputError(
        file: path, message: "\(path) is an input of this run and would be written over.",
        mend: "Choose another folder for --out.")
    }
  }
}

/// What is printed when a match is done.
private struct MatchSummary {
  /// The most pairs that are listed.
  private static let mostPairs = 12
  /// The most shadow prices that are listed.
  private static let mostPlaces = 3

  let text: String

  init(_ result: ResultDocument, folder: String?) {
    var lines: [String] = []
    switch result.status {
    case "infeasible":
      lines.append("Infeasible: \(result.witness?.message ?? "")")
      lines += (result.relaxations ?? []).prefix(5).map { "  " + $0.sentence }
    case "unknown":
      lines.append("The time limit came before any matching was found.")
    default:
      lines.append(
        "\(result.matched) pairs, \(result.total) points: "
          + (result.status == "optimal"
            ? "optimal, proof checked."
            : "the best found in time; \(result.boundOf ?? "the objective") is at most "
              + "\(result.bound ?? "unknown")."))
      lines += result.pairs.prefix(MatchSummary.mostPairs).map {
        "  \($0.juniorName) (\($0.juniorId)) teaches \($0.seniorName) (\($0.seniorId))  \($0.score)"
      }
      let rest = result.pairs.count - MatchSummary.mostPairs
      if rest > 0 { lines.append("  … and \(rest) more") }
      lines.append(
        "Objectives: "
          + result.objectives.map {
            $0.objective + ($0.tier.map { " \($0)" } ?? "") + " " + $0.value
          }.joined(separator: ", "))
      if let fairness = result.priceOfFairness {
        lines.append(
          "Price of fairness: \(fairness.notion) costs \(fairness.price) points of "
            + "\(fairness.totalWithout).")
      }
      lines += MatchSummary.shadowPrices(result)
      let reasons = Dictionary(grouping: result.unmatched, by: \.reasonCode)
        .map { "\($0.key) \($0.value.count)" }.sorted().joined(separator: ", ")
      lines.append(
        "Without a partner: \(result.unmatched.count)" + (reasons.isEmpty ? "" : " (\(reasons))"))
    }
    if let folder { lines.append("Written to \(folder)") }
    text = lines.map { FailurePrinter.printable($0) + "\n" }.joined()
  }

  private static func shadowPrices(_ result: ResultDocument) -> [String] {
    let prices = result.shadowPrices?.prices ?? []
    guard !prices.isEmpty else { return [] }
    let rest = prices.count - mostPlaces
    return ["Worth one more place:"]
      + prices.prefix(mostPlaces).map { "  \($0.placeText): \($0.worthText)" }
      + (rest > 0 ? ["  … and \(rest) more in result.json and report.html"] : [])
  }
}
