import Testing
import _PairwrightTestSupport

@testable import LinearAssignment

@Suite("Constrained assignment") struct ConstrainedAssignmentProblemTests {
  @Test("equals exhaustive search on random problems", arguments: 0..<8)
  func equalsExhaustiveSearch(block: Int) throws {
    for index in 0..<40 {
      let seed = UInt64(1000 * block + index)
      let problem = try RandomConstrained(seed: seed).problem
      let expected = problem.smallestByEnumeration()
      switch try problem.solve() {
      case .optimal(let found):
        #expect(Int128(found.value) == expected, "seed \(seed)")
        #expect(found.bound == found.value)
        #expect(problem.isProof(found.proof, thatNoChoiceIsBelow: found.value), "seed \(seed)")
        #expect(!problem.isProof(found.proof, thatNoChoiceIsBelow: found.value + 1), "seed \(seed)")
      case .infeasible(let proof):
        #expect(expected == nil, "seed \(seed)")
        #expect(problem.isProof(proof, thatNoChoiceIsBelow: nil))
      case .degreesImpossible: #expect(expected == nil, "seed \(seed)")
      case .feasible, .stopped: Issue.record("stopped without being asked to, seed \(seed)")
      }
    }
  }

  /// The last search finds a better choice than all before; optimised code once proved the old one.
  @Test("takes what the last search finds")
  func takesWhatTheLastSearchFinds() throws {
    let scores: [[Int64?]] = [
      [822_187, nil, nil, nil], [791_238, nil, 401_916, nil], [nil, 670_288, 788_240, nil],
      [159_317, nil, 507_051, 923_828],
    ]
    let costs = try DenseCosts(rows: scores.map { $0.map { $0.map(-) } })
    let degrees = [DegreeBounds](repeating: DegreeBounds(), count: 4)
    let isAcross = [[0, 1, 1, 0], [1, 0, 1, 0], [0, 1, 1, 0], [1, 0, 1, 0]]
    let table = LinearForm.ClassTable(
      rowClasses: Array(0..<4), columnClasses: Array(0..<4), columnClassCount: 4,
      values: isAcross.flatMap { $0.map { Int64(4 * $0) } })
    let problem = ConstrainedAssignmentProblem(
      costs: costs, rows: degrees, columns: degrees,
      constraints: [LinearConstraint(LinearForm(perPair: -2, table: table), minimum: 1)],
      objective: LinearForm(costFactor: 5, perPair: -1))
    guard case .optimal(let found) = try problem.solve() else {
      Issue.record("There is a choice.")
      return
    }
    #expect(Int128(found.value) == problem.smallestByEnumeration())
  }

  /// Limits that rise from the bound while no choice is found used to leave 64 bits.
  @Test("shows that there is no choice where costs are large", arguments: [44, 50, 55] as [Int64])
  func showsThatThereIsNoChoiceAtLargeCosts(exponent: Int64) throws {
    let large = Int64(1) << exponent
    let costs = try DenseCosts(rows: [[0, nil], [large, 0]])
    let degrees = [DegreeBounds](repeating: DegreeBounds(minimum: 1, maximum: 1), count: 2)
    let across = LinearForm(entries: [
      AssignedPair(row: 0, column: 1): 1, AssignedPair(row: 1, column: 0): 1,
    ])
    let problem = ConstrainedAssignmentProblem(
      costs: costs, rows: degrees, columns: degrees,
      constraints: [LinearConstraint(across, minimum: 1)])
    guard case .infeasible(let proof) = try problem.solve() else {
      Issue.record("Row 0 has no pair but the first.")
      return
    }
    #expect(problem.isProof(proof, thatNoChoiceIsBelow: nil))
  }

  @Test("stops with the best choice so far and a bound that holds")
  func stopsWithBound() throws {
    for seed in 0..<30 as Range<UInt64> {
      let problem = try RandomConstrained(seed: seed).problem
      guard let expected = problem.smallestByEnumeration() else { continue }
      let count = StepCounter(limit: Int(seed))
      let options = ConstrainedAssignmentOptions(
        relaxation: CapacitatedAssignmentOptions(shouldStop: { count.stop() }))
      if case .feasible(let found, _) = try problem.solve(options) {
        #expect(Int128(found.bound) <= expected && expected <= Int128(found.value))
        #expect(problem.isProof(found.proof, thatNoChoiceIsBelow: found.bound))
      }
    }
  }

  @Test("refuses what contradicts itself")
  func refusesContradictions() throws {
    let costs = try DenseCosts(rows: [[1, 2], [3, 4]])
    let bounds = [DegreeBounds(), DegreeBounds()]
    func refused(_ constraint: LinearConstraint) -> Bool {
      let problem = ConstrainedAssignmentProblem(
        costs: costs, rows: bounds, columns: bounds, constraints: [constraint])
      do { try problem.validate() } catch { return error.code == .constraintInvalid }
      return false
    }
    #expect(refused(LinearConstraint(LinearForm(perPair: 1), minimum: 2, maximum: 1)))
    #expect(refused(LinearConstraint(LinearForm(rowUse: [2: 1]), maximum: 1)))
    #expect(refused(LinearConstraint(LinearForm(coupleUse: [0: 1]), maximum: 1)))
    #expect(
      refused(LinearConstraint(LinearForm(entries: [AssignedPair(row: 0, column: 2): 1]))))
    #expect(!refused(LinearConstraint(LinearForm(perPair: 1), minimum: 1, maximum: 1)))
  }
}

/// Stops after so many questions.
private final class StepCounter: @unchecked Sendable {
  private var count = 0
  private let limit: Int

  init(limit: Int) { self.limit = limit }

  func stop() -> StopReason? {
    count += 1
    return count > limit ? .cancelled : nil
  }
}

/// A small problem with every kind of constraint.
struct RandomConstrained {
  let problem: ConstrainedAssignmentProblem<DenseCosts>

  init(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    func below(_ count: Int) -> Int { Int(random.next() % UInt64(count)) }
    let rowCount = 1 + below(4)
    let columnCount = 1 + below(4)
    var cells: [Int64] = []
    for _ in 0..<(rowCount * columnCount) {
      cells.append(below(5) == 0 ? absentEdge : Int64(10 * (below(20) - 10)))
    }
    func bounds() -> DegreeBounds {
      let maximum = below(3) == 0 ? 1 + below(3) : 1
      return DegreeBounds(minimum: below(5) == 0 ? 1 : 0, maximum: maximum)
    }
    let couples =
      below(2) == 0 ? [] : [Couple(row: below(rowCount), column: below(columnCount))]
    func form() -> LinearForm {
      var form = LinearForm()
      switch below(5) {
      case 0: form.perPair = Int64(below(5) - 2)
      case 1:
        form.table = LinearForm.ClassTable(
          rowClasses: (0..<rowCount).map { _ in below(2) },
          columnClasses: (0..<columnCount).map { _ in below(2) }, columnClassCount: 2,
          values: (0..<4).map { _ in Int64(below(7) - 3) })
      case 2:
        form.rowUse = Dictionary(
          uniqueKeysWithValues: (0..<rowCount).map { ($0, Int64(below(4) - 1)) })
      case 3:
        form.columnUse = Dictionary(
          uniqueKeysWithValues: (0..<columnCount).map { ($0, Int64(below(4) - 1)) })
        if !couples.isEmpty { form.coupleUse = [0: Int64(below(5) - 2)] }
      default:
        form.entries[AssignedPair(row: below(rowCount), column: below(columnCount))] = 1
        form.entries[AssignedPair(row: below(rowCount), column: below(columnCount))] = 1
      }
      return form
    }
    let constraints = (0..<(1 + below(3))).map { _ -> LinearConstraint in
      let minimum = below(2) == 0 ? Int64(below(4) - 1) : nil
      let maximum = minimum == nil || below(2) == 0 ? (minimum ?? 0) + Int64(below(3)) : nil
      return LinearConstraint(form(), minimum: minimum, maximum: maximum)
    }
    var objective = form()
    objective.costFactor = 1
    for (row, number) in objective.rowUse { objective.rowUse[row] = 10 * number }
    problem = ConstrainedAssignmentProblem(
      costs: try DenseCosts(rowCount: rowCount, columnCount: columnCount, cells: cells),
      rows: (0..<rowCount).map { _ in bounds() }, columns: (0..<columnCount).map { _ in bounds() },
      couples: couples, constraints: constraints, objective: objective)
  }
}

extension ConstrainedAssignmentProblem where Costs == DenseCosts {
  /// The smallest value of all choices, one after another.
  func smallestByEnumeration() -> Int128? {
    var present: [PricedPair] = []
    for row in rows.indices {
      for column in columns.indices {
        if let cost = costs[row, column] {
          present.append(PricedPair(row: row, column: column, cost: cost))
        }
      }
    }
    var smallest: Int128?
    for mask in 0..<(1 << present.count) {
      let choice = present.indices.filter { mask >> $0 & 1 == 1 }.map { present[$0] }
      var rowDegrees = [Int](repeating: 0, count: rows.count)
      var columnDegrees = [Int](repeating: 0, count: columns.count)
      for pair in choice {
        rowDegrees[pair.row] += 1
        columnDegrees[pair.column] += 1
      }
      guard zip(rowDegrees, rows).allSatisfy({ $1.minimum <= $0 && $0 <= $1.maximum }),
        zip(columnDegrees, columns).allSatisfy({ $1.minimum <= $0 && $0 <= $1.maximum }),
        constraints.allSatisfy({ constraint in
          let value = value(of: constraint.form, choice)
          return value >= Int128(constraint.minimum ?? .min)
            && value <= Int128(constraint.maximum ?? .max)
        })
      else { continue }
      smallest = min(smallest ?? .max, value(of: objective, choice))
    }
    return smallest
  }
}
