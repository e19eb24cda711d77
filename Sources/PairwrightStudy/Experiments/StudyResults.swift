internal import Pairwright

/// All cells of a study with what they come to: summaries, differences, frontiers.
package struct StudyResults: Sendable {
  /// A metric of one strategy on one problem over all replicates.
  package struct Summary: Sendable {
    /// The place of the problem in the plan.
    package let problem: Int
    /// The place of the strategy in the plan.
    package let strategy: Int
    /// The place of the metric in the plan.
    package let metric: Int
    /// The values, in order of replicate; replicates without one are left out.
    package let values: [Double]
    /// The values in ascending order.
    package let sorted: [Double]

    /// The mean, `nil` without values.
    package var mean: Double? {
      values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
    }

    /// The standard deviation of the sample, `nil` with fewer than two values.
    package var deviation: Double? {
      guard let mean, values.count > 1 else { return nil }
      let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      return (squares / Double(values.count - 1)).squareRoot()
    }

    /// Returns a quantile, `nil` without values.
    package func quantile(_ share: Double) -> Double? {
      sorted.isEmpty ? nil : Quantile.of(sorted, share)
    }
  }

  /// How far a strategy lies from the baseline in a metric on a problem.
  package struct Difference: Sendable {
    /// The place of the problem in the plan.
    package let problem: Int
    /// The place of the metric in the plan.
    package let metric: Int
    /// The place of the strategy in the plan.
    package let strategy: Int
    /// The mean difference, strategy less baseline, with its interval.
    package let estimate: PairedBootstrap.Estimate
  }

  /// A published figure with what the study found.
  package struct Reproduction: Sendable {
    /// The figure.
    package let figure: PublishedFigure
    /// The mean found, with an interval of the plan's confidence; `nil` when there was no value.
    package let found: PairedBootstrap.Estimate?
  }

  /// The plan.
  package let plan: StudyPlan
  /// All cells, in order.
  package let cells: [CellResult]
  /// A summary for each problem, strategy and metric, in that order.
  package let summaries: [Summary]
  /// Differences from the baseline, by problem, metric, strategy.
  package let differences: [Difference]
  /// The frontier of each problem's first replicate, by the place of the problem.
  package let frontiers: [[ExactFrontier.Point]]
  /// The published figures.
  package let reproductions: [Reproduction]

  /// Computes everything from the cells, which must be all of the plan's, in order.
  ///
  /// - Parameter frontiers: one for each problem, or none at all.
  package init(
    _ plan: StudyPlan, cells: [CellResult], frontiers: [[ExactFrontier.Point]]
  ) {
    precondition(cells.map(\.cell) == Array(0..<plan.cellCount), "All cells, in order.")
    self.plan = plan
    self.cells = cells
    summaries = plan.problems.indices.flatMap { problem in
      plan.strategies.indices.flatMap { strategy in
        plan.metrics.indices.map { metric in
          let values = Self.row(plan, cells, problem, strategy, metric).compactMap(\.self)
          return Summary(
            problem: problem, strategy: strategy, metric: metric, values: values,
            sorted: values.sorted())
        }
      }
    }
    differences = Self.differences(plan, cells)
    self.frontiers = frontiers
    reproductions = plan.published.map { Self.reproduction($0, plan, cells) }
  }

  /// Returns the summary of a place in the plan.
  package func summary(problem: Int, strategy: Int, metric: Int) -> Summary {
    summaries[(problem * plan.strategies.count + strategy) * plan.metrics.count + metric]
  }

  private static func row(
    _ plan: StudyPlan, _ cells: [CellResult], _ problem: Int, _ strategy: Int, _ metric: Int
  ) -> [Double?] {
    (0..<plan.replicates).map { replicate in
      cells[(problem * plan.replicates + replicate) * plan.strategies.count + strategy]
        .values[metric]
    }
  }

  /// Differences from the baseline; the family of a correction is one problem with all its
  /// strategies and compared metrics.
  private static func differences(
    _ plan: StudyPlan, _ cells: [CellResult]
  ) -> [Difference] {
    let compared = plan.compared.compactMap { name in
      plan.metrics.firstIndex { $0.name == name }
    }
    let bootstrap = PairedBootstrap(
      confidence: plan.confidence, draws: plan.draws, correction: plan.correction)
    return plan.problems.indices.flatMap { problem -> [Difference] in
      var places: [(metric: Int, strategy: Int)] = []
      var rows: [[Double?]] = []
      for metric in compared {
        let baseline = row(plan, cells, problem, plan.baseline, metric)
        for strategy in plan.strategies.indices where strategy != plan.baseline {
          places.append((metric, strategy))
          rows.append(
            zip(row(plan, cells, problem, strategy, metric), baseline).map { own, base in
              own.flatMap { own in base.map { own - $0 } }
            })
        }
      }
      var random = SeededGenerator(
        seed: plan.seed, place: ["bootstrap", plan.problems[problem].label])
      return zip(places, bootstrap.estimates(rows, random: &random)).compactMap { place, estimate in
        estimate.map {
          Difference(
            problem: problem, metric: place.metric, strategy: place.strategy, estimate: $0)
        }
      }
    }
  }

  private static func reproduction(
    _ figure: PublishedFigure, _ plan: StudyPlan, _ cells: [CellResult]
  ) -> Reproduction {
    guard let problem = plan.problems.firstIndex(where: { $0.label == figure.problem }),
      let strategy = plan.strategies.firstIndex(where: { $0.label == figure.strategy }),
      let metric = plan.metrics.firstIndex(where: { $0.name == figure.metric })
    else { return Reproduction(figure: figure, found: nil) }
    var random = SeededGenerator(
      seed: plan.seed, place: ["published", figure.problem, figure.strategy, figure.metric])
    let bootstrap = PairedBootstrap(
      confidence: plan.confidence, draws: plan.draws, correction: .none)
    let row = row(plan, cells, problem, strategy, metric)
    return Reproduction(
      figure: figure, found: bootstrap.estimates([row], random: &random).first ?? nil)
  }
}
