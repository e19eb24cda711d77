internal import LinearAssignment
internal import Pairwright
internal import PairwrightIO

/// What is printed and written about the solution of a bare assignment problem.
struct AssignReport {
  let task: AssignTask
  let solution: AssignSolution
  let seconds: Double

  /// The word for how it ended.
  var status: String {
    switch solution.outcome {
    case .optimal: "optimal"
    case .boundsCrossed, .degreesImpossible, .quotasImpossible: "infeasible"
    case .stopped: "unknown"
    }
  }

  var exitStatus: ExitStatus? {
    switch solution.outcome {
    case .optimal: nil
    case .boundsCrossed, .degreesImpossible, .quotasImpossible: .infeasible
    case .stopped: .stoppedWithoutAnswer
    }
  }

  /// The total of the chosen costs, exactly, in decimal digits.
  ///
  /// It is the sum of the costs as they stand in the file, also where they had to be rounded.
  private func total(_ pairs: [AssignedPair], _ value: Int128) -> String {
    if !solution.isLossless, case .floats(let numbers) = task.matrix.values {
      return ExactDecimal.text(sumOf: pairs.compactMap { place(of: $0).map { numbers[$0] } })
    }
    return ExactDecimal.text(task.maximizes ? -value : value, scale: solution.scale)
  }

  /// What the total of no choice can surpass.
  ///
  /// Each cost was moved by half a unit at most when it was rounded.
  private func bound(_ value: Int128) -> String {
    let minimized = solution.isLossless ? 2 * value : 2 * value - Int128(task.mostPairs)
    return ExactDecimal.text(task.maximizes ? -minimized : minimized, scale: solution.scale + 1)
  }

  /// How far the total may lie from that of the true optimum because costs were rounded.
  private var roundingBound: String? {
    solution.isLossless
      ? nil : ExactDecimal.number(Int128(task.mostPairs), scale: solution.scale)
  }

  private func place(of pair: AssignedPair) -> Int? {
    task.matrix.place(row: pair.row, column: pair.column)
  }

  /// The chosen pairs as a table: row, column, cost as in the matrix.
  var table: [UInt8] {
    var text = "row,column,cost\n"
    if case .optimal(let pairs, _, _, _) = solution.outcome {
      for pair in pairs {
        guard let place = place(of: pair) else { continue }
        let cost =
          switch task.matrix.values {
          case .integers(let numbers): String(numbers[place])
          case .floats(let numbers): ExactDecimal.number(numbers[place])
          }
        text += "\(pair.row),\(pair.column),\(cost)\n"
      }
    }
    return Array(text.utf8)
  }

  /// A few lines for people.
  var text: String {
    let size = "\(task.matrix.rowCount) rows and \(task.matrix.columnCount) columns"
    switch solution.outcome {
    case .optimal(let pairs, let value, _, _):
      let rounding =
        roundingBound.map { "Costs were rounded; the total may be off by \($0).\n" } ?? ""
      return
        "total \(total(pairs, value))\n\(pairs.count) pairs of \(size): optimal, proof checked "
        + "(\(solution.solver.rawValue)).\n" + rounding
    case .boundsCrossed(let witness): return "Infeasible: \(Self.crossing(witness))\n"
    case .degreesImpossible(let witness): return "Infeasible: \(Self.sentence(witness))\n"
    case .quotasImpossible(let witness): return "Infeasible: \(sentence(witness))\n"
    case .stopped: return "The time limit came before any answer was found.\n"
    }
  }

  /// One JSON object.
  var json: String {
    var members: [(String, String)] = [
      ("status", "\"\(status)\""), ("solver", "\"\(solution.solver.rawValue)\""),
      ("rows", String(task.matrix.rowCount)), ("columns", String(task.matrix.columnCount)),
    ]
    func numbers(_ duals: [Int128]) -> String {
      Self.list(duals.map { ExactDecimal.number($0, scale: solution.scale) })
    }
    switch solution.outcome {
    case .optimal(let pairs, let value, let rowDuals, let columnDuals):
      members += [
        ("total", ExactDecimal.json(exactly: total(pairs, value))),
        ("matched", String(pairs.count)),
        ("pairs", Self.list(pairs.map { "[\($0.row), \($0.column)]" })),
        ("rowDuals", numbers(rowDuals)), ("columnDuals", numbers(columnDuals)),
      ]
      if task.constraints != nil {
        members.append(("bound", ExactDecimal.json(exactly: bound(value))))
      }
      if let roundingBound { members.append(("rounding_bound", roundingBound)) }
    case .boundsCrossed, .degreesImpossible, .quotasImpossible, .stopped:
      members += [
        ("total", "null"), ("matched", "0"), ("pairs", "[]"), ("rowDuals", "[]"),
        ("columnDuals", "[]"),
      ]
      if task.constraints != nil { members.append(("bound", "null")) }
      if let witness { members.append(("witness", witness)) }
    }
    members.append(("solve_seconds", String(seconds)))
    return "{" + members.map { "\n  \"\($0)\": \($1)" }.joined(separator: ",") + "\n}\n"
  }

  private var witness: String? {
    switch solution.outcome {
    case .boundsCrossed(let witness): return Self.object(witness, message: Self.crossing(witness))
    case .degreesImpossible(let witness):
      return Self.object(witness, message: Self.sentence(witness))
    case .quotasImpossible(let witness):
      func priced(_ prices: [Int64]) -> String {
        Self.list(prices.indices.filter { prices[$0] != 0 }.map { "[\($0), \(prices[$0])]" })
      }
      let prices = witness.potentials
      return "{\"rows\": \(priced(prices.nodes.rows)), "
        + "\"columns\": \(priced(prices.nodes.columns)), "
        + "\"row_quotas\": \(priced(prices.rowQuotas)), "
        + "\"column_quotas\": \(priced(prices.columnQuotas)), \"excess\": \(witness.excess), "
        + "\"message\": \"\(sentence(witness))\"}"
    case .optimal, .stopped: return nil
    }
  }

  private static func object(_ witness: DegreeWitness, message: String) -> String {
    let neighbours = witness.neighbours.map {
      "{\"index\": \($0.index), \"edges\": \($0.edgeCount), \"maximum\": \($0.maximum)}"
    }
    return "{\"side\": \"\(witness.side)\", \"members\": "
      + list(witness.members.map(String.init))
      + ", \"neighbours\": \(list(neighbours)), \"required\": \(witness.required), "
      + "\"available\": \(witness.available), \"message\": \"\(message)\"}"
  }

  private static func crossing(_ witness: DegreeWitness) -> String {
    "\(witness.side) \(indices(witness.members)) must be used \(witness.required) times or more, but "
      + "may be used \(witness.available) times at most."
  }

  private static func list(_ items: [String]) -> String {
    "[" + items.joined(separator: ", ") + "]"
  }

  private static func sentence(_ witness: DegreeWitness) -> String {
    let (own, other) = (witness.side.description, witness.side.opposite.description)
    let neighbours = witness.neighbours.map(\.index)
    return "\(own) \(indices(witness.members)) need \(witness.required) pairs between them, but "
      + (neighbours.isEmpty
        ? "no \(other) may be paired with them."
        : "\(other) \(indices(neighbours)), the only ones they may be paired with, can give at most "
          + "\(witness.available).")
  }

  private func sentence(_ witness: QuotaWitness) -> String {
    func named(_ prices: [Int64], _ name: String) -> String? {
      let used = prices.indices.filter { prices[$0] != 0 }
      return used.isEmpty ? nil : "\(name) \(Self.indices(used))"
    }
    let prices = witness.potentials
    let parts = [
      named(prices.nodes.rows, "rows"), named(prices.nodes.columns, "columns"),
      named(prices.rowQuotas, "quotas on rows, number"),
      named(prices.columnQuotas, "quotas on columns, number"),
    ]
    return "what is asked of " + parts.compactMap { $0 }.joined(separator: ", ")
      + " cannot all be given; \(witness.excess) more would be needed."
  }

  /// Up to twenty numbers.
  private static func indices(_ numbers: [Int]) -> String {
    let shown = numbers.prefix(20).map(String.init).joined(separator: ", ")
    return numbers.count > 20 ? "\(shown) and \(numbers.count - 20) more" : shown
  }
}
