/// A table of results, ready to be written: headers and fields in plain text.
package struct StudyTable: Sendable {
  /// A field: text that people wrote, or a number or word of ours.
  package enum Field: Sendable, Hashable {
    case text(String)
    case number(String)
  }

  /// The name of the file, without its ending.
  package let name: String
  /// The headers.
  package let header: [String]
  /// The rows.
  package let rows: [[Field]]
}

extension StudyResults {
  /// One row for each cell and one column for each metric; what has no value is empty.
  package var cellTable: StudyTable {
    StudyTable(
      name: "cells",
      header: ["cell", "problem", "replicate", "strategy", "failure", "unproven"]
        + plan.metrics.map(\.name),
      rows: cells.map { cell in
        let place = plan.place(ofCell: cell.cell)
        return [
          .number(String(cell.cell)), .text(plan.problems[place.problem].label),
          .number(String(place.replicate)), .text(plan.strategies[place.strategy].label),
          .text(cell.failure ?? ""), .text(cell.unproven ?? ""),
        ] + cell.values.map(Self.field)
      })
  }

  /// One row for each problem, strategy and metric.
  package var summaryTable: StudyTable {
    StudyTable(
      name: "summary",
      header: [
        "problem", "strategy", "metric", "unit", "count", "mean", "deviation", "minimum",
        "lower_quartile", "median", "upper_quartile", "maximum",
      ],
      rows: summaries.filter { !$0.values.isEmpty }.map { summary in
        [
          .text(plan.problems[summary.problem].label),
          .text(plan.strategies[summary.strategy].label),
          .number(plan.metrics[summary.metric].name), .number(plan.metrics[summary.metric].unit),
          .number(String(summary.values.count)), Self.field(summary.mean),
          Self.field(summary.deviation),
        ] + [0, 0.25, 0.5, 0.75, 1].map { Self.field(summary.quantile($0)) }
      })
  }

  /// One row for each comparison with the baseline.
  package var differenceTable: StudyTable {
    StudyTable(
      name: "differences",
      header: [
        "problem", "metric", "strategy", "baseline", "count", "mean_difference", "low", "high",
        "p_value", "p_adjusted", "confidence", "correction",
      ],
      rows: differences.map { difference in
        let estimate = difference.estimate
        return [
          .text(plan.problems[difference.problem].label),
          .number(plan.metrics[difference.metric].name),
          .text(plan.strategies[difference.strategy].label),
          .text(plan.strategies[plan.baseline].label), .number(String(estimate.count)),
          Self.field(estimate.mean), Self.field(estimate.low), Self.field(estimate.high),
          Self.field(estimate.probability), Self.field(estimate.adjusted),
          Self.field(plan.confidence), .number(plan.correction.rawValue),
        ]
      })
  }

  /// One row for each point of a frontier.
  package var frontierTable: StudyTable {
    StudyTable(
      name: "frontier",
      header: [
        "problem", "aim", "total", "total_bound", "pairs", "coverage", "worst",
        "cross_department_pairs",
        "cross_department_share", "price_of_fairness",
      ],
      rows: zip(plan.problems, frontiers).flatMap { problem, points in
        points.map { point in
          [
            .text(problem.label), .number(point.aim.rawValue), Self.points(point.total),
            Self.points(point.bound),
            .number(String(point.pairs)), .number(String(point.coverage)),
            Self.points(point.worst), .number(String(point.crossDepartment)),
            Self.field(
              point.pairs == 0 ? nil : Double(point.crossDepartment) / Double(point.pairs)),
            Self.field(point.price),
          ]
        }
      })
  }

  /// One row for each published figure.
  package var reproductionTable: StudyTable {
    StudyTable(
      name: "published",
      header: [
        "problem", "strategy", "metric", "published", "within", "found", "low", "high",
        "confidence", "holds", "source",
      ],
      rows: reproductions.map { reproduction in
        let figure = reproduction.figure
        let found = reproduction.found
        return [
          .text(figure.problem), .text(figure.strategy), .number(figure.metric),
          Self.field(figure.value), Self.field(figure.tolerance), Self.field(found?.mean),
          Self.field(found?.low),
          Self.field(found?.high), Self.field(plan.confidence),
          .number(reproduction.holds ? "yes" : "no"), .text(figure.source),
        ]
      })
  }

  /// One row for each cell with the time that the strategy took; differs from run to run.
  package var timingTable: StudyTable {
    StudyTable(
      name: "timings", header: ["cell", "problem", "replicate", "strategy", "seconds"],
      rows: cells.map { cell in
        let place = plan.place(ofCell: cell.cell)
        return [
          .number(String(cell.cell)), .text(plan.problems[place.problem].label),
          .number(String(place.replicate)), .text(plan.strategies[place.strategy].label),
          Self.field(cell.seconds),
        ]
      })
  }

  private static func field(_ value: Double?) -> StudyTable.Field {
    .number(value.map { "\($0)" } ?? "")
  }

  private static func points(_ units: Int) -> StudyTable.Field {
    field(Double(units) / 10_000)
  }
}

extension StudyResults.Reproduction {
  /// Whether the published value lies within the interval found, or an asymptotic one near enough.
  package var holds: Bool {
    guard let found else { return false }
    if let tolerance = figure.tolerance {
      return abs(found.mean - figure.value) <= tolerance * abs(figure.value)
    }
    return found.low <= figure.value && figure.value <= found.high
  }
}
