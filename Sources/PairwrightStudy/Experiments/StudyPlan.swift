/// A problem of a study under one setting of its parameters.
package struct PlannedProblem: Sendable {
  /// The name in results, with the parameters that vary.
  package let label: String
  /// The parameters that were given, as written.
  package let parameters: [String: String]
  /// Noise on the scores that strategies see, in units.
  package let noise: Int
  /// Makes the problem of a replicate.
  let make: @Sendable (inout SeededGenerator) throws -> GeneratedProblem
}

/// A strategy of a study under one setting of its parameters.
package struct PlannedStrategy: Sendable {
  /// The name in results, with the parameters given.
  package let label: String
  /// The strategy.
  package let strategy: any MatchingStrategy

  /// Names a strategy.
  package init(label: String, strategy: any MatchingStrategy) {
    self.label = label
    self.strategy = strategy
  }
}

/// A figure from the literature beside which the study sets its own.
package struct PublishedFigure: Sendable {
  /// The label of the problem.
  package let problem: String
  /// The label of the strategy.
  package let strategy: String
  /// The name of the metric.
  package let metric: String
  /// The published value.
  package let value: Double
  /// By which share of it the mean found may differ, for figures that hold in the limit only; `nil`
  /// for exact ones, which must lie within the interval found.
  package let tolerance: Double?
  /// Where it stands: author, year, page.
  package let source: String
}

/// How many comparisons at once are allowed for.
package enum Correction: String, Sendable, CaseIterable {
  /// The largest studentised difference of all (Westfall & Young 1993; Romano & Wolf 2005).
  case maxT = "max_t"
  /// Holm's sequence for p-values, Bonferroni's level for intervals (Holm 1979).
  case holm
  /// The level divided by the number of comparisons.
  case bonferroni
  /// None: each interval for itself.
  case none
}

/// A study: which strategies on which problems, how often, and what is asked of the results.
package struct StudyPlan: Sendable {
  /// The title.
  package var name = "Study"
  /// The seed of everything that is drawn.
  package var seed: UInt64 = 1
  /// How often every problem is drawn.
  package var replicates = 10
  /// The problems.
  package var problems: [PlannedProblem] = []
  /// The strategies.
  package var strategies: [PlannedStrategy] = []
  /// The metrics of every cell.
  package var metrics: [StudyMetric] = MetricCatalogue.standard
  /// The place of the strategy that the others are compared with.
  package var baseline = 0
  /// The metrics in which strategies are compared.
  package var compared: [String] = []
  /// The confidence of intervals.
  package var confidence = 0.95
  /// The number of bootstrap draws.
  package var draws = 2_000
  /// How many comparisons at once are allowed for.
  package var correction = Correction.maxT
  /// Whether the exact frontier of each problem's first replicate is computed.
  package var hasFrontier = true
  /// Figures from the literature.
  package var published: [PublishedFigure] = []

  /// Makes an empty plan.
  package init() {}

  /// The number of cells: problems x replicates x strategies.
  package var cellCount: Int { blockCount * strategies.count }
  /// The number of blocks: problems x replicates; the cells of a block share one problem.
  package var blockCount: Int { problems.count * replicates }

  /// Where a cell lies in the plan.
  package func place(ofCell cell: Int) -> (problem: Int, replicate: Int, strategy: Int) {
    let block = cell / strategies.count
    return (block / replicates, block % replicates, cell % strategies.count)
  }
}

/// What a cell came to.
package struct CellResult: Sendable, Hashable {
  /// The number of the cell in its plan.
  package let cell: Int
  /// Why there is no matching, or `nil`.
  package let failure: String?
  /// Why the matching is not proven to be what the strategy promises, or `nil`.
  package let unproven: String?
  /// A value for each metric of the plan.
  package let values: [Double?]
  /// How long the strategy took.
  package let seconds: Double

  /// Collects a result.
  package init(
    cell: Int, failure: String?, unproven: String? = nil, values: [Double?], seconds: Double
  ) {
    self.cell = cell
    self.failure = failure
    self.unproven = unproven
    self.values = values
    self.seconds = seconds
  }
}

/// Something that a run has finished.
package enum StudyRecord: Sendable, Hashable {
  /// A cell.
  case cell(CellResult)
  /// The frontier of the first replicate of a problem, by its place in the plan.
  case frontier(problem: Int, [ExactFrontier.Point])
}
