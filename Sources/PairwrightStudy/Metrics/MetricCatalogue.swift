/// Every metric, in the order in which they are listed; a new one is added to its family.
package enum MetricCatalogue {
  /// The metrics.
  package static let all: [StudyMetric] =
    ScoreMetrics.all + CoverageMetrics.all + RankMetrics.all + StabilityMetrics.all
    + EqualityMetrics.all + MixingMetrics.all + GroupMetrics.all + TruthMetrics.all
    + onRequest

  /// Metrics that take long: those that run the strategy again or look at all stable matchings.
  private static let onRequest = RobustnessMetrics.all + LatticeMetrics.all

  /// The metrics that a study computes unless it names its own: all but those on request.
  package static let standard = all.filter { metric in
    !onRequest.contains { $0.name == metric.name }
  }

  /// Returns the metric with the given name, or `nil`.
  package static func metric(_ name: String) -> StudyMetric? { all.first { $0.name == name } }
}
