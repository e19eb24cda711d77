internal import Foundation
internal import Pairwright
internal import PairwrightIO
internal import PairwrightStudy

/// The files that a study comes to.
///
/// All but the timings are the same bytes for any number of threads and shards.
struct StudyOutputs {
  private let results: StudyResults
  private let record: StudyLoading.Record
  private let plots: StudyPlots

  init(_ results: StudyResults, record: StudyLoading.Record) {
    self.results = results
    self.record = record
    plots = StudyPlots(results)
  }

  /// Tables, plots, JSON and the page.
  func files() throws -> [OutputFolder.File] {
    let tables = self.tables
    var files = tables.map { OutputFolder.File("\($0.name).csv", Self.csv($0)) }
    files += sections().flatMap(\.plots).map {
      OutputFolder.File("\($0.name).svg", Array($0.source.utf8))
    }
    files.append(.init("study.json", try json(tables)))
    files.append(.init(StudyFolder.pageName, try page()))
    return files
  }

  /// What differs from run to run.
  func timings() -> [OutputFolder.File] {
    let table = results.timingTable
    let plot = plots.scaling(nil).map { OutputFolder.File("timings.svg", Array($0.source.utf8)) }
    return [.init("timings.csv", Self.csv(table))] + (plot.map { [$0] } ?? [])
  }

  private var tables: [StudyTable] {
    [results.cellTable, results.summaryTable, results.differenceTable]
      + (results.frontiers.isEmpty ? [] : [results.frontierTable])
      + (results.reproductions.isEmpty ? [] : [results.reproductionTable])
  }

  private static func csv(_ table: StudyTable) -> [UInt8] {
    var writer = CSVWriter(header: table.header)
    for row in table.rows {
      writer.append(
        row.map { field in
          switch field {
          case .text(let text): .text(text)
          case .number(let text): .verbatim(text)
          }
        })
    }
    return writer.bytes
  }

  // MARK: - JSON

  private struct Document: Encodable {
    struct Strategy: Encodable {
      let name: String
      let kind: String
      let summary: String
      let rules: String
      let guarantees: [String]
    }
    struct Metric: Encodable {
      let name: String
      let unit: String
      let better: String
      let definition: String
      let source: String
    }
    struct Problem: Encodable {
      let name: String
      let parameters: [String: String]
    }
    struct Value: Encodable {
      let field: StudyTable.Field

      func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch field {
        case .text(let text): try container.encode(text)
        case .number(let text):
          if text.isEmpty {
            try container.encodeNil()
          } else if let whole = Int(text) {
            try container.encode(whole)
          } else if let number = Double(text), number.isFinite {
            try container.encode(number)
          } else {
            try container.encode(text)
          }
        }
      }
    }
    let formatVersion = 1
    let name: String
    let seed: UInt64
    let replicates: Int
    let baseline: String
    let confidence: Double
    let correction: String
    let bootstrap: Int
    let problems: [Problem]
    let strategies: [Strategy]
    let metrics: [Metric]
    let tables: [String: [[String: Value]]]
    let record: StudyLoading.Record
  }

  private func json(_ tables: [StudyTable]) throws -> [UInt8] {
    let plan = results.plan
    let document = Document(
      name: plan.name, seed: plan.seed, replicates: plan.replicates,
      baseline: plan.strategies[plan.baseline].label, confidence: plan.confidence,
      correction: plan.correction.rawValue, bootstrap: plan.draws,
      problems: plan.problems.map { .init(name: $0.label, parameters: $0.parameters) },
      strategies: plan.strategies.map {
        .init(
          name: $0.label, kind: type(of: $0.strategy).kind, summary: type(of: $0.strategy).summary,
          rules: type(of: $0.strategy).ruleKeeping.rawValue,
          guarantees: Self.guarantees($0).map(\.rawValue))
      },
      metrics: plan.metrics.map {
        .init(
          name: $0.name, unit: $0.unit, better: $0.direction.rawValue, definition: $0.definition,
          source: $0.source)
      },
      tables: Dictionary(
        uniqueKeysWithValues: tables.map { table in
          (
            table.name,
            table.rows.map { row in
              Dictionary(
                uniqueKeysWithValues: zip(table.header, row).map { ($0, .init(field: $1)) })
            }
          )
        }),
      record: record)
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return Array(try encoder.encode(document)) + [UInt8(ascii: "\n")]
  }

  // MARK: - Page

  private struct Part {
    let heading: String
    var paragraphs: [String] = []
    var plots: [StudyPlots.Plot] = []
    var tables: [ReportPage.Table] = []
  }

  private func page() throws -> [UInt8] {
    let plan = results.plan
    let failures = results.cells.count { $0.failure != nil }
    var lead = [
      "\(plan.strategies.count) strategies on \(plan.problems.count) problems, "
        + "\(plan.replicates) replicates each, seed \(plan.seed), Pairwright \(record.version). "
        + "All strategies meet the same problems, so differences are paired."
    ]
    if failures > 0 {
      lead.append("\(failures) cells have no matching; cells.csv says why, under failure.")
    }
    let unproven = results.cells.count { $0.unproven != nil }
    if unproven > 0 {
      lead.append(
        "\(unproven) cells have the best matching that was found within the limit of steps; it keeps "
          + "every rule, but is not proven to be what the strategy promises. They count in all "
          + "figures; the tables of means say how many there are, and cells.csv how far each is from "
          + "its bound, under unproven.")
    }
    return try ReportPage(
      title: plan.name, lead: lead,
      sections: sections().map { part in
        ReportPage.Section(
          part.heading, paragraphs: part.paragraphs,
          figures: part.plots.map { .init(caption: $0.caption, source: $0.source) },
          tables: part.tables)
      }
    ).bytes
  }

  private func sections() -> [Part] {
    let plan = results.plan
    var parts: [Part] = []
    if !results.reproductions.isEmpty { parts.append(published) }
    for problem in plan.problems.indices {
      var part = Part(heading: plan.problems[problem].label)
      part.plots.append(plots.distributions(problem: problem))
      if results.differences.contains(where: { $0.problem == problem }) {
        part.plots.append(plots.differences(problem: problem))
      }
      if !results.frontiers.isEmpty, !results.frontiers[problem].isEmpty {
        part.plots.append(plots.frontier(problem: problem))
      }
      part.tables.append(means(problem))
      parts.append(part)
    }
    let scaling = plan.compared.compactMap { name in
      plan.metrics.firstIndex { $0.name == name }.flatMap { plots.scaling($0) }
    }
    if !scaling.isEmpty {
      parts.append(
        Part(
          heading: "Scaling",
          paragraphs: ["Times differ from run to run and are in timings.csv and timings.svg."],
          plots: scaling))
    }
    parts.append(method)
    return parts
  }

  private func means(_ problem: Int) -> ReportPage.Table {
    let plan = results.plan
    let metrics = plan.metrics.indices.filter { metric in
      plan.strategies.indices.contains {
        !results.summary(problem: problem, strategy: $0, metric: metric).values.isEmpty
      }
    }
    func count(_ strategy: Int, _ isCounted: (CellResult) -> Bool) -> String {
      let count = (0..<plan.replicates).count {
        isCounted(
          results.cells[(problem * plan.replicates + $0) * plan.strategies.count + strategy])
      }
      return String(count)
    }
    let cells = results.cells[(problem * plan.replicates * plan.strategies.count)...].prefix(
      plan.replicates * plan.strategies.count)
    let hasGaps = cells.contains { $0.failure != nil || $0.unproven != nil }
    return ReportPage.Table(
      header: ["mean over replicates"] + (hasGaps ? ["no matching", "not proven"] : [])
        + metrics.map { "\(Self.words(plan.metrics[$0].name)), \(plan.metrics[$0].unit)" },
      rows: plan.strategies.indices.map { strategy in
        [plan.strategies[strategy].label]
          + (hasGaps
            ? [
              count(strategy) { $0.failure != nil }, count(strategy) { $0.unproven != nil },
            ] : [])
          + metrics.map { metric in
            results.summary(problem: problem, strategy: strategy, metric: metric).mean
              .map(Self.short) ?? "–"
          }
      }, hasNumbers: true)
  }

  private var published: Part {
    let table = results.reproductionTable
    return Part(
      heading: "Beside the literature",
      paragraphs: [
        "What others published, and what this study found with its interval; it holds when the "
          + "published figure lies within."
      ],
      tables: [
        ReportPage.Table(
          header: table.header.map(Self.words),
          rows: table.rows.map { row in
            row.map { field in
              switch field {
              case .text(let text): text
              case .number(let text): Double(text).map(Self.short) ?? text
              }
            }
          })
      ])
  }

  /// What a strategy guarantees for a problem in which everybody may have one partner.
  private static func guarantees(_ planned: PlannedStrategy) -> [Guarantee] {
    let problem = StudyProblem(scores: [0], juniorCapacities: [1], seniorCapacities: [1])
    let guarantees = planned.strategy.guarantees(for: problem)
    return Guarantee.allCases.filter(guarantees.contains)
  }

  private var method: Part {
    let plan = results.plan
    let guaranteed = Set(plan.strategies.flatMap(Self.guarantees))
    return Part(
      heading: "Method",
      paragraphs: [
        "Intervals: studentised bootstrap of paired differences, \(plan.draws) draws, confidence "
          + "\(plan.confidence), correction \(plan.correction.rawValue) over all strategies and "
          + "compared metrics of a problem. Price of fairness: 1 - total / largest total.",
        "Digest of the study \(record.study), of its inputs \(record.inputs).",
      ],
      tables: [
        ReportPage.Table(
          header: [
            "strategy", "what it does", "rules that count people or pairs", "what it guarantees",
          ],
          rows: plan.strategies.map { planned in
            [
              planned.label, type(of: planned.strategy).summary,
              type(of: planned.strategy).ruleKeeping.sentence,
              Self.guarantees(planned).map { Self.words($0.rawValue) }.joined(separator: ", "),
            ]
          }),
        ReportPage.Table(
          header: ["guarantee", "what it says", "how it is seen to hold"],
          rows: Guarantee.allCases.filter(guaranteed.contains).map {
            [Self.words($0.rawValue), $0.meaning, $0.evidence]
          }),
        ReportPage.Table(
          header: ["metric", "unit", "better", "definition", "source"],
          rows: plan.metrics.map {
            [
              Self.words($0.name), $0.unit, $0.direction.rawValue, $0.definition, $0.source,
            ]
          }),
      ])
  }

  private static func words(_ name: String) -> String {
    name.split(separator: "_").joined(separator: " ")
  }

  /// Four digits after the point at most.
  private static func short(_ value: Double) -> String {
    let scaled = (value * 10_000).rounded()
    guard abs(scaled) < 9e15 else { return "\(value)" }
    return FixedPoint(units: Int(scaled)).description
  }
}
