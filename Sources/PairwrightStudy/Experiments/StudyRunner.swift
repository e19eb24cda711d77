internal import Dispatch
package import LinearAssignment
internal import Pairwright
internal import Synchronization

/// What of a study is finished.
package struct StudyProgress: Sendable {
  /// The numbers of the finished cells.
  package var cells: Set<Int> = []
  /// The places of the problems whose frontier is there.
  package var frontiers: Set<Int> = []

  /// Nothing yet.
  package init() {}
}

/// Runs the cells of a study, in parallel and in any order, with the same results.
///
/// All chance is seeded by the plan's seed and by what the cell is, never by when it runs: the
/// problem by its label and replicate, so that all strategies meet the same problems, and the
/// strategy by its label besides.
package struct StudyRunner: Sendable {
  private let plan: StudyPlan

  /// Prepares to run a plan.
  package init(_ plan: StudyPlan) { self.plan = plan }

  /// Runs all cells of a shard that are not done yet.
  ///
  /// - Parameters:
  ///   - done: what is finished already.
  ///   - threads: how many blocks are worked on at a time.
  ///   - onRecord: told of everything that is finished, one at a time.
  /// - Throws: the first error of `onRecord`; ``StudyError`` when an answer lacks what its strategy
  ///   guarantees. Cells in work are finished and reported first.
  package func run(
    _ shard: StudyShard, done: StudyProgress = StudyProgress(), threads: Int,
    onRecord: @escaping @Sendable (StudyRecord) throws -> Void
  ) throws {
    let blocks = (0..<plan.blockCount).filter { block in
      shard.contains(block: block) && !isDone(block, done)
    }
    let next = Mutex(0)
    let failure = Mutex<(any Error)?>(nil)
    DispatchQueue.concurrentPerform(iterations: max(1, min(threads, blocks.count))) { _ in
      while failure.withLock({ $0 == nil }) {
        let place = next.withLock { place in
          defer { place += 1 }
          return place
        }
        guard place < blocks.count else { return }
        do {
          try run(block: blocks[place], done: done) { result in
            // One writer at a time; whoever comes after a failure writes nothing more.
            try failure.withLock { stop in
              guard stop == nil else { return }
              do {
                try onRecord(result)
              } catch {
                stop = error
                throw error
              }
            }
          }
        } catch {
          failure.withLock { $0 = $0 ?? error }
        }
      }
    }
    if let error = failure.withLock({ $0 }) { throw error }
  }

  private func isDone(_ block: Int, _ done: StudyProgress) -> Bool {
    plan.strategies.indices.allSatisfy { done.cells.contains(block * plan.strategies.count + $0) }
      && (!hasFrontier(block) || done.frontiers.contains(block / plan.replicates))
  }

  /// Whether the frontier of its problem is computed with a block.
  private func hasFrontier(_ block: Int) -> Bool {
    plan.hasFrontier && block % plan.replicates == 0
  }

  private func run(
    block: Int, done: StudyProgress, _ report: (StudyRecord) throws -> Void
  ) throws {
    let problem = block / plan.replicates
    let instance = try instance(problem: problem, replicate: block % plan.replicates)
    if hasFrontier(block), !done.frontiers.contains(problem) {
      try report(.frontier(problem: problem, ExactFrontier.points(instance.problem)))
    }
    for strategy in plan.strategies.indices {
      let cell = block * plan.strategies.count + strategy
      guard !done.cells.contains(cell) else { continue }
      try report(.cell(result(cell: cell, strategy: plan.strategies[strategy], instance)))
    }
  }

  /// The value of a metric; none when the strategy, run again, has no answer.
  private static func value(_ metric: StudyMetric, _ answer: StudyAnswer) throws -> Double? {
    do {
      return try metric.value(answer)
    } catch let error as StudyError {
      guard error.kind == .unsolvable else { throw error }
      return nil
    }
  }

  /// A drawn problem as it is and as strategies see it.
  package struct Instance: Sendable {
    /// The problem as it is.
    package let problem: StudyProblem
    /// The problem as strategies see it.
    package let seen: StudyProblem
    /// What was planted.
    package let planted: [AssignedPair]?
    let words: [String]
  }

  /// Draws the problem of a replicate.
  package func instance(problem: Int, replicate: Int) throws -> Instance {
    let planned = plan.problems[problem]
    let words = [planned.label, String(replicate)]
    var random = SeededGenerator(seed: plan.seed, place: ["problem"] + words)
    let drawn = try planned.make(&random)
    var noise = SeededGenerator(seed: plan.seed, place: ["noise"] + words)
    let seen =
      planned.noise == 0
      ? drawn.problem
      : drawn.problem.withNoise(of: Double(planned.noise), random: &noise)
    return Instance(problem: drawn.problem, seen: seen, planted: drawn.planted, words: words)
  }

  private func result(
    cell: Int, strategy: PlannedStrategy, _ instance: Instance
  ) throws -> CellResult {
    let seed = plan.seed
    let words = instance.words + [strategy.label]
    // The pairs, and why they are not proven to be the best, where they are not.
    @Sendable func pairs(
      _ problem: StudyProblem, _ more: [String]
    ) throws -> (made: [AssignedPair], unproven: String?) {
      var random = SeededGenerator(seed: seed, place: ["strategy"] + words + more)
      do {
        return (try strategy.strategy.pairs(problem, random: &random), nil)
      } catch let error as StudyError {
        guard case .unfinished(let best) = error.kind else { throw error }
        return (best, error.description)
      }
    }
    let clock = ContinuousClock()
    let start = clock.now
    let made: [AssignedPair]
    let unproven: String?
    do {
      (made, unproven) = try pairs(instance.seen, [])
    } catch let error as StudyError where error.kind == .unsolvable {
      return CellResult(
        cell: cell, failure: error.description,
        values: [Double?](repeating: nil, count: plan.metrics.count),
        seconds: (clock.now - start) / .seconds(1))
    }
    let seconds = (clock.now - start) / .seconds(1)
    for guarantee in strategy.strategy.guarantees(for: instance.seen)
    where (unproven == nil || guarantee.isKeptUnproven)
      && guarantee.isKept(by: made, in: instance.seen) == false
    {
      throw StudyError(
        .guaranteeBroken,
        "The pairs of \(strategy.label) for \(words.joined(separator: ", ")) are not "
          + "\(guarantee.rawValue), which the strategy guarantees.")
    }
    let answer = StudyAnswer(
      problem: instance.problem, seen: instance.seen, pairs: made, planted: instance.planted,
      again: { try pairs($0, $1).made },
      chance: { SeededGenerator(seed: seed, place: ["metric"] + words + $0) })
    return CellResult(
      cell: cell, failure: nil, unproven: unproven,
      values: try plan.metrics.map { try Self.value($0, answer) }, seconds: seconds)
  }
}
