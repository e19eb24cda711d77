package import LinearAssignment
package import Pairwright

/// The procedure of the open-source tool mentor-match (github.com/jonodrew/mentor-match).
///
/// Rounds of the Hungarian method one after another, each on whoever still has room. A barred pair
/// and a pair made before are cells of score 0; the method may choose them, and they are dropped
/// afterwards, so that somebody is left out whom another choice would have served.
package struct MentorMatchRounds: MatchingStrategy {
  package static let kind = "mentor_match"
  package static let summary =
    "mentor-match's procedure: successive Hungarian rounds on what is left; barred pairs are cells "
    + "of score 0 that are dropped after solving."

  private let rounds: Int

  package init(reading reader: ConfigurationReader) {
    rounds = reader.integer("rounds", in: 1...100) ?? 3
  }

  package func guarantees(for problem: StudyProblem) -> Set<Guarantee> { [.feasible] }

  package func pairs(
    _ problem: StudyProblem, random: inout SeededGenerator
  ) throws -> [AssignedPair] {
    var ledger = CapacityLedger(problem)
    var made = Set<AssignedPair>()
    for _ in 0..<rounds {
      let rows = ledger.juniors.indices.filter { ledger.juniors[$0] > 0 }
      let columns = ledger.seniors.indices.filter { ledger.seniors[$0] > 0 }
      if rows.isEmpty || columns.isEmpty { break }
      var cells: [Int64] = []
      cells.reserveCapacity(rows.count * columns.count)
      for row in rows {
        for column in columns {
          let isGone = made.contains(AssignedPair(row: row, column: column))
          cells.append(isGone ? 0 : -max(0, Int64(problem.scores[problem.cell(row, column)])))
        }
      }
      let costs = try DenseCosts(rowCount: rows.count, columnCount: columns.count, cells: cells)
      guard case .optimal(let assignment) = try costs.denseAssignment() else { break }
      for pair in assignment.pairs where cells[pair.row * columns.count + pair.column] < 0 {
        let people = AssignedPair(row: rows[pair.row], column: columns[pair.column])
        ledger.take(people)
        made.insert(people)
      }
    }
    return ledger.pairs.sorted()
  }
}
