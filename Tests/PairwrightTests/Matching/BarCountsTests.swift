import Testing
import _PairwrightConformance

@testable import Pairwright

@Suite("BarCounts")
struct BarCountsTests {
  @Test("are those of asking about one pair after another")
  func agreeWithBars() throws {
    var counted = 0
    for seed in 0..<80 {
      var small = try SmallProgramme(
        seed: UInt64(seed), floors: seed % 2 == 0, succession: seed % 3 == 0)
      // Two rules of one name count once.
      var program = small.program
      program.rules.append(NoReportingLine(depth: .all))
      small = SmallProgramme(roster: small.roster, program: program)
      var diagnostics = Diagnostics()
      let problem = try MatchingProblem(small.roster, small.program, diagnostics: &diagnostics)
      let rows = Set(problem.juniors.indices.filter { ($0 + seed) % 2 == 0 })
      let columns = Set(problem.seniors.indices.filter { ($0 + seed) % 3 == 0 })
      let found = problem.eligibility.barCounts(rows: rows, columns: columns)
      func expected(_ cells: [MatchingProblem.Cell]) -> [String: Int] {
        cells.reduce(into: [:]) { counts, cell in
          for bar in problem.eligibility.bars(row: cell.row, column: cell.column) {
            counts[bar.name, default: 0] += 1
          }
        }
      }
      func cells(_ isIncluded: (Int, Int) -> Bool) -> [MatchingProblem.Cell] {
        problem.juniors.indices.flatMap { row in
          problem.seniors.indices.filter { isIncluded(row, $0) }.map {
            MatchingProblem.Cell(row: row, column: $0)
          }
        }
      }
      for row in rows {
        #expect(found.counts(row: row, column: nil) == expected(cells { one, _ in one == row }))
      }
      for column in columns {
        #expect(
          found.counts(row: nil, column: column) == expected(cells { _, one in one == column }))
      }
      let all = expected(cells { _, _ in true })
      #expect(problem.eligibility.barCounts() == all, "seed \(seed)")
      counted += all.count
    }
    #expect(counted > 150)
  }
}
