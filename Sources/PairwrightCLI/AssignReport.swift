internal import LinearAssignment
internal import Pairwright
internal import PairwrightIO

/// What is printed and written about the solution of a bare assignment problem.
struct AssignReport {
  let task: AssignTask
  let solution: AssignSolution
  let seconds: Double
  /// What was said about the matrix.
  let diagnostics: Diagnostics

  /// The word for how it ended.
  var status: String {
    switch solution.outcome {
    case .optimal, .constrained(_, _, isOptimal: true): "optimal"
    case .constrained(_, _, isOptimal: false): "feasible"
    case .boundsCrossed, .degreesImpossible, .quotasImpossible, .constraintsImpossible: "infeasible"
    case .stopped: "unknown"
    }
  }

  var exitStatus: ExitStatus? {
    switch solution.outcome {
    case .optimal, .constrained(_, _, isOptimal: true): nil
    case .constrained(_, _, isOptimal: false): .stoppedWithAnswer
    case .boundsCrossed, .degreesImpossible, .quotasImpossible, .constraintsImpossible: .infeasible
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
      ? nil : ExactDecimal.text(Int128(task.mostPairs), scale: solution.scale)
  }

  private func place(of pair: AssignedPair) -> Int? {
    task.matrix.place(row: pair.row, column: pair.column)
  }

  /// The chosen pairs as a table: row, column, cost as in the matrix.
  var table: [UInt8] {
    var text = "row,column,cost\n"
    if let pairs {
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

  /// The chosen pairs, if there is a choice.
  private var pairs: [AssignedPair]? {
    switch solution.outcome {
    case .optimal(let pairs, _, _, _): pairs
    case .constrained(let found, _, _): found.pairs
    default: nil
    }
  }

  /// The value of a constrained choice or its bound, with what was taken off every cost.
  private func restored(_ value: Int64, _ found: ConstrainedAssignment) -> Int128 {
    Int128(value) + solution.offset * Int128(found.pairs.count)
  }

  /// A few lines for people.
  var text: String {
    let size = "\(task.matrix.rowCount) rows and \(task.matrix.columnCount) columns"
    switch solution.outcome {
    case .optimal(let pairs, let value, _, _):
      let rounding =
        roundingBound.flatMap(Double.init).map {
          "Costs were rounded; the total may be off by \(ExactDecimal.number($0.nextUp)).\n"
        } ?? ""
      return
        "total \(total(pairs, value))\n\(pairs.count) pairs of \(size): optimal, proof checked "
        + "(\(solution.solver.rawValue)).\n" + rounding
    case .constrained(let found, _, let isOptimal):
      return
        "total \(total(found.pairs, restored(found.value, found)))\n\(found.pairs.count) pairs of "
        + "\(size): "
        + (isOptimal
          ? "optimal, proof checked (\(solution.solver.rawValue)).\n"
          : "the best found in time; no total is better than "
            + "\(bound(restored(found.bound, found))).\n")
    case .constraintsImpossible: return "Infeasible: \(clash)\n"
    case .boundsCrossed(let witness): return "Infeasible: \(Self.crossing(witness))\n"
    case .degreesImpossible(let witness): return "Infeasible: \(Self.sentence(witness))\n"
    case .quotasImpossible(let witness, let quotas):
      return "Infeasible: \(Self.sentence(witness, quotas))\n"
    case .stopped: return "The time limit came before any answer was found.\n"
    }
  }

  /// Returns one JSON object.
  func json() throws -> String {
    var members: [(String, String)] = [
      ("status", "\"\(status)\""), ("solver", "\"\(solution.solver.rawValue)\""),
      ("rows", String(task.matrix.rowCount)), ("columns", String(task.matrix.columnCount)),
    ]
    func numbers(_ duals: [Int128], finerBy exponent: Int = 0) -> String {
      Self.list(duals.map { ExactDecimal.text($0, scale: solution.scale + exponent) })
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
    case .constrained(let found, let prices, _):
      members += [
        ("total", ExactDecimal.json(exactly: total(found.pairs, restored(found.value, found)))),
        ("matched", String(found.pairs.count)),
        ("pairs", Self.list(found.pairs.map { "[\($0.row), \($0.column)]" })),
        ("rowDuals", numbers(prices.rows, finerBy: prices.exponent)),
        ("columnDuals", numbers(prices.columns, finerBy: prices.exponent)),
        ("quotaDuals", numbers(prices.quotas, finerBy: prices.exponent)),
        ("bound", ExactDecimal.json(exactly: bound(restored(found.bound, found)))),
      ]
      if let roundingBound { members.append(("rounding_bound", roundingBound)) }
    case .boundsCrossed, .degreesImpossible, .quotasImpossible, .constraintsImpossible, .stopped:
      members += [
        ("total", "null"), ("matched", "0"), ("pairs", "[]"), ("rowDuals", "[]"),
        ("columnDuals", "[]"),
      ]
      if task.constraints != nil { members.append(("bound", "null")) }
      if let witness { members.append(("witness", witness)) }
    }
    members.append(("solve_seconds", String(seconds)))
    members += try DiagnosticsReport.members(diagnostics).map { ($0.key, $0.json) }
    return "{" + members.map { "\n  \"\($0)\": \($1)" }.joined(separator: ",") + "\n}\n"
  }

  private var witness: String? {
    switch solution.outcome {
    case .boundsCrossed(let witness): return Self.object(witness, message: Self.crossing(witness))
    case .degreesImpossible(let witness):
      return Self.object(witness, message: Self.sentence(witness))
    case .quotasImpossible(let witness, let quotas):
      let prices = witness.potentials
      return "{\"rows\": \(Self.priced(prices.nodes.rows)), "
        + "\"columns\": \(Self.priced(prices.nodes.columns)), "
        + "\"row_quotas\": \(Self.priced(prices.rowQuotas, numbers: quotas.numbers.rows)), "
        + "\"column_quotas\": "
        + "\(Self.priced(prices.columnQuotas, numbers: quotas.numbers.columns)), "
        + "\"excess\": \(witness.excess), \"message\": \"\(Self.sentence(witness, quotas))\"}"
    case .constraintsImpossible(let prices):
      return "{\"rows\": \(Self.priced(prices.rows)), \"columns\": \(Self.priced(prices.columns)), "
        + "\"quotas\": \(Self.priced(prices.quotas)), "
        + "\"excess\": \(prices.excess.map { String($0) } ?? "null"), \"message\": \"\(clash)\"}"
    case .optimal, .constrained, .stopped: return nil
    }
  }

  /// Numbers and prices of what has a price.
  private static func priced<Price: SignedInteger>(
    _ prices: [Price], numbers: [Int]? = nil
  ) -> String {
    list(
      prices.indices.filter { prices[$0] != 0 }.map { "[\(numbers?[$0] ?? $0), \(prices[$0])]" })
  }

  /// Why no choice keeps all quotas.
  private var clash: String {
    guard case .constraintsImpossible(let prices) = solution.outcome else { return "" }
    // What a search had to show may rest on every quota.
    let named = prices.quotas.indices.filter { prices.excess == nil || prices.quotas[$0] != 0 }
    let quotas = named.isEmpty ? Array(prices.quotas.indices) : named
    return "quotas \(Self.indices(quotas)) cannot all be kept with the capacities that there are."
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

  private static func sentence(_ witness: QuotaWitness, _ quotas: AssignQuotas) -> String {
    func named(_ prices: [Int64], _ name: String, _ numbers: [Int]? = nil) -> String? {
      let used = prices.indices.filter { prices[$0] != 0 }.map { numbers?[$0] ?? $0 }
      return used.isEmpty ? nil : "\(name) \(indices(used))"
    }
    let prices = witness.potentials
    let parts = [
      named(prices.nodes.rows, "rows"), named(prices.nodes.columns, "columns"),
      named(prices.rowQuotas, "quotas", quotas.numbers.rows),
      named(prices.columnQuotas, "quotas", quotas.numbers.columns),
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
