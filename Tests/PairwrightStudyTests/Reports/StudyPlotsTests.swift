import Foundation
import Pairwright
import PairwrightStudy
import Synchronization
import Testing

#if canImport(FoundationXML)
import FoundationXML
#endif

@Suite struct StudyPlotsTests {
  private func results(replicates: Int) throws -> StudyResults {
    var diagnostics = Diagnostics()
    let plan = try StudyReading.plan(
      .keys([
        ("version", .text("1")), ("replicates", .text(String(replicates))),
        ("bootstrap", .text("100")),
        (
          "problems",
          .list([
            .keys([
              ("kind", .text("uniform")), ("name", .text("<i> & \"q\" \u{1}")),
              ("juniors", .list([.text("3"), .text("5")])),
            ])
          ])
        ),
        ("strategies", .list([.text("random"), .text("hungarian")])),
      ]), into: &diagnostics, loadRoster: nil)
    let records = Mutex<[StudyRecord]>([])
    try StudyRunner(plan).run(.whole, threads: 2) { record in
      records.withLock { $0.append(record) }
    }
    var cells: [CellResult] = []
    var frontiers = [[ExactFrontier.Point]](repeating: [], count: plan.problems.count)
    for record in records.withLock({ $0 }) {
      switch record {
      case .cell(let result): cells.append(result)
      case .frontier(let problem, let points): frontiers[problem] = points
      }
    }
    return StudyResults(plan, cells: cells.sorted { $0.cell < $1.cell }, frontiers: frontiers)
  }

  /// Whatever people call things, every plot is XML; one replicate has no spread, and is drawn too.
  @Test(arguments: [1, 4]) func drawsWellFormedPlots(replicates: Int) throws {
    let results = try results(replicates: replicates)
    let plots = StudyPlots(results)
    var all = (0..<2).flatMap {
      [
        plots.distributions(problem: $0), plots.differences(problem: $0),
        plots.frontier(problem: $0),
      ]
    }
    all += [try #require(plots.scaling(0)), try #require(plots.scaling(nil))]
    for plot in all {
      #expect(XMLParser(data: Data(plot.source.utf8)).parse(), "\(plot.name)")
      #expect(!plot.source.contains("nan") && !plot.source.contains("inf"))
      #expect(!plot.source.contains("<i>"))
    }
    #expect(Set(all.map(\.name)).count == all.count)
  }

  @Test func tablesHaveAFieldForEveryHeader() throws {
    let results = try results(replicates: 4)
    for table in [
      results.cellTable, results.summaryTable, results.differenceTable, results.frontierTable,
      results.timingTable,
    ] {
      #expect(!table.rows.isEmpty, "\(table.name)")
      #expect(table.rows.allSatisfy { $0.count == table.header.count })
      #expect(Set(table.header).count == table.header.count)
    }
    #expect(results.cellTable.rows.count == results.plan.cellCount)
  }
}
