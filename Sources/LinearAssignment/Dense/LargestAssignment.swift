/// A choice with as many pairs as possible, and among those of lowest total, with its proof.
///
/// Every present pair has cost - row potential - column potential of at least 0 and every chosen
/// pair exactly 0, except where both its row and its column may be used more than once.
package struct LargestAssignment: Sendable, Hashable {
  /// The chosen pairs in ascending order of row, then column.
  package let pairs: [AssignedPair]
  /// The sum of their costs.
  package let value: Int128
  /// The potential of each row.
  package let rowPotentials: [Int128]
  /// The potential of each column.
  package let columnPotentials: [Int128]
}

/// How the search for a largest assignment ended.
package enum LargestAssignmentOutcome: Sendable, Hashable {
  /// The best of the largest choices; its proof has been checked.
  case optimal(LargestAssignment)
  /// No choice keeps all minimums; the witness has been checked.
  case infeasible(DegreeWitness)
  /// Work was stopped from outside before there was an answer.
  case stopped(StopReason)
}

extension CapacitatedAssignmentProblem {
  /// Finds the most pairs that can be chosen and, among such choices, one of lowest total.
  ///
  /// No large number weighs one objective against the other. First the number of pairs is made as
  /// large as possible. By complementary slackness (Schrijver, "Combinatorial Optimization",
  /// 2003) the potentials that prove it tell exactly which choices are as large: those that
  /// use tight pairs only, all pairs with a negative reduced cost, and each row and column with a
  /// potential other than 0 to the same degree. Among these the total is then minimised.
  /// - Throws: `AssignmentError` as ``solve(_:)``; first-use costs must be 0.
  /// - Complexity: as two calls of ``solve(_:)``, and one more reading of all rows.
  package func solveLargest(
    _ options: CapacitatedAssignmentOptions = CapacitatedAssignmentOptions()
  ) throws(AssignmentError) -> LargestAssignmentOutcome {
    let counting = CapacitatedAssignmentProblem<CountingCosts<Costs>>(
      costs: CountingCosts(costs: costs), rows: rows, columns: columns)
    let most: CapacitatedAssignment
    switch try counting.solve(options) {
    case .infeasible(let witness): return .infeasible(witness)
    case .stopped(let reason): return .stopped(reason)
    case .optimal(let found): most = found
    }
    let potentials = counting.tightened(most.potentials, pairs: most.pairs)
    let forced = most.pairs.filter { potentials.rows[$0.row] + potentials.columns[$0.column] > -1 }
    let tight = CapacitatedAssignmentProblem<TightCosts<Costs>>(
      costs: TightCosts(costs: costs, potentials: potentials),
      rows: Self.bounds(
        rows, potentials.rows, used: most.pairs.map(\.row), forced: forced.map(\.row)),
      columns: Self.bounds(
        columns, potentials.columns, used: most.pairs.map(\.column), forced: forced.map(\.column)))
    switch try tight.solve(options) {
    case .stopped(let reason): return .stopped(reason)
    case .infeasible:
      throw AssignmentError(
        code: .internalInconsistency,
        message: "The largest choice was lost while its total was minimised.",
        advice: "this is a defect of the package; please report it with the costs.")
    case .optimal(let best):
      return .optimal(
        combined(
          forced, best.pairs, counting: potentials,
          cheapest: tight.tightened(best.potentials, pairs: best.pairs)))
    }
  }

  /// The same prices, with those lowered that give a chosen pair a negative reduced cost.
  ///
  /// The row of such a pair is paid less by as much when it can have no other pair, else its
  /// column; where both can have several, the prices stay. What the pair then no longer
  /// contributes to the bound, the row or column does, so the proof stays a proof.
  package func tightened(_ potentials: Potentials, pairs: [AssignedPair]) -> Potentials {
    var tightened = potentials
    costs.withRows { read in
      var held: (index: Int, row: CostRow)?
      for pair in pairs {
        let row = held.flatMap { $0.index == pair.row ? $0.row : nil } ?? read(pair.row)
        held = (pair.row, row)
        let reduced = row[pair.column] - tightened.rows[pair.row] - tightened.columns[pair.column]
        guard reduced < 0 else { continue }
        if rows[pair.row].maximum == 1 {
          tightened.rows[pair.row] += reduced
        } else if columns[pair.column].maximum == 1 {
          tightened.columns[pair.column] += reduced
        }
      }
    }
    return tightened
  }

  /// What each node may still have, when the forced pairs are taken and the number is to stay.
  private static func bounds(
    _ bounds: [DegreeBounds], _ potentials: [Int64], used: [Int], forced: [Int]
  ) -> [DegreeBounds] {
    var degrees = [Int](repeating: 0, count: bounds.count)
    for node in used { degrees[node] += 1 }
    var left = bounds
    for node in bounds.indices where potentials[node] != 0 {
      left[node] = DegreeBounds(minimum: degrees[node], maximum: degrees[node])
    }
    for node in forced {
      left[node].minimum = max(0, left[node].minimum - 1)
      left[node].maximum -= 1
    }
    return left
  }

  /// Joins the prices of both steps: those of the first weigh just enough for every pair to keep a
  /// reduced cost of 0 or more.
  private func combined(
    _ forced: [AssignedPair], _ chosen: [AssignedPair], counting: Potentials, cheapest: Potentials
  ) -> LargestAssignment {
    let pairs = (forced + chosen).sorted()
    var weight: Int128 = 0
    var value: Int128 = 0
    var next = 0
    forEachRow { row, costs in
      costs.forEachPresent { column, cost in
        let slack = -1 - counting.rows[row] - counting.columns[column]
        guard slack > 0 else { return }
        let lack = Int128(cheapest.rows[row]) + Int128(cheapest.columns[column]) - Int128(cost)
        if lack > weight * Int128(slack) { weight = (lack + Int128(slack) - 1) / Int128(slack) }
      }
      while next < pairs.count, pairs[next].row == row {
        value += Int128(costs[pairs[next].column])
        next += 1
      }
    }
    return LargestAssignment(
      pairs: pairs, value: value,
      rowPotentials: zip(counting.rows, cheapest.rows).map {
        weight * (Int128($0) + 1) + Int128($1)
      },
      columnPotentials: zip(counting.columns, cheapest.columns).map {
        weight * Int128($0) + Int128($1)
      })
  }
}

/// The same edges, each with the cost -1, so that the lowest total has the most pairs.
private struct CountingCosts<Costs: CostSource>: CostSource {
  let costs: Costs
  var rowCount: Int { costs.rowCount }
  var columnCount: Int { costs.columnCount }

  func readCosts(ofRow row: Int, into buffer: UnsafeMutableBufferPointer<Int64>) {
    costs.readCosts(ofRow: row, into: buffer)
    for column in buffer.indices where buffer[column] != absentEdge { buffer[column] = -1 }
  }
}

/// The edges whose reduced cost is 0 when each edge costs -1, with their own costs.
private struct TightCosts<Costs: CostSource>: CostSource {
  let costs: Costs
  let potentials: Potentials
  var rowCount: Int { costs.rowCount }
  var columnCount: Int { costs.columnCount }

  func readCosts(ofRow row: Int, into buffer: UnsafeMutableBufferPointer<Int64>) {
    costs.readCosts(ofRow: row, into: buffer)
    let wanted = -1 - potentials.rows[row]
    for column in buffer.indices where potentials.columns[column] != wanted {
      buffer[column] = absentEdge
    }
  }
}
