import Foundation
import LinearAssignment
import Synchronization

// Solves seeded random matrices and compares with every assignment (tiny ones) or the plain Hungarian
// algorithm: dense-fuzz CASES [FIRST-SEED]. One in 50 cases is wide, one in 250 large.
// Exits with 1 at the first difference, naming its seed.

/// What is wrong with the solver's answer to the case of this seed, if anything.
func flaw(seed: UInt64, with solver: borrowing DenseAssignmentSolver) -> String? {
  var random = SplitMix64(state: seed)
  let draw = Int.random(in: 0..<250, using: &random)
  let size: CaseSize = draw == 0 ? .large : draw < 6 ? .wide : draw % 2 == 0 ? .tiny : .small
  let maximizes = Bool.random(using: &random)
  switch Int.random(in: 0..<6, using: &random) {
  case 0:
    let matrix = randomMatrix(size, bits: 24, using: &random)
    return flaw(matrix, with: solver, maximizes, -Int.random(in: 0...8, using: &random)) {
      Float($0)
    }
  case 1:
    let matrix = randomMatrix(size, bits: 30, using: &random)
    return flaw(matrix, with: solver, maximizes, 0) { Int32($0) }
  case 2:
    let matrix = randomMatrix(size, bits: 45, using: &random)
    return flaw(matrix, with: solver, maximizes, 0) { $0 }
  case 3:
    let matrix = randomMatrix(size, bits: 45, using: &random)
    return flaw(matrix, with: solver, maximizes, Int.random(in: -80...80, using: &random)) {
      Double($0)
    }
  case 4:
    let matrix = randomMatrix(size, bits: 10, using: &random)
    return flaw(
      matrix, with: solver, maximizes, Int.random(in: -3...3, using: &random), huge: 0x1p80
    ) {
      Double($0)
    }
  default:
    let matrix = randomMatrix(size, bits: 10, using: &random)
    return flaw(matrix, with: solver, maximizes, Int.random(in: -3...3, using: &random)) {
      Double($0)
    }
  }
}

/// Solves `matrix` times two to `exponent` as a matrix of `Element`, in which absent pairs are infinite,
/// or `huge`.
func flaw<Element: DenseElement>(
  _ matrix: IntegerMatrix, with solver: borrowing DenseAssignmentSolver, _ maximizes: Bool,
  _ exponent: Int, huge: Double = .infinity, _ convert: (Int64) -> Element
) -> String? {
  let minimized = maximizes ? matrix.negated : matrix
  let isTiny = max(matrix.rowCount, matrix.columnCount) <= 6
  let expected = isTiny ? minimized.bruteForceTotal : minimized.hungarianTotal
  let factor = Double(sign: .plus, exponent: exponent, significand: 1)
  let absentInteger = Int64(Int32.max)
  let costs = matrix.cells.map { cell -> Element in
    if Element.isAlwaysInteger { return convert(cell ?? absentInteger) }
    if let scaled = cell.map({ Double($0) * factor }) {
      return (Element.self == Float.self ? Float(scaled) as? Element : scaled as? Element)
        ?? convert(0)
    }
    let infinity = maximizes ? -huge : huge
    return (Element.self == Float.self ? Float(infinity) as? Element : infinity as? Element)
      ?? convert(0)
  }
  let outcome: DenseAssignmentOutcome
  do {
    outcome = try solver.solve(
      costs, rowCount: matrix.rowCount, columnCount: matrix.columnCount,
      options: DenseAssignmentOptions(
        maximizes: maximizes, absentValue: Element.isAlwaysInteger ? convert(absentInteger) : nil,
        threadCount: 1))
  } catch {
    return "error: \(error)"
  }
  switch outcome {
  case .stopped: return "stopped"
  case .infeasible(let witness):
    if let expected { return "infeasible, but \(expected) is possible" }
    return witness.available < witness.required ? nil : "witness without force"
  case .optimal(let answer):
    guard let expected else {
      return huge < .infinity ? nil : "optimal, but there is no assignment"
    }
    defer { solver.recycle(answer) }
    return flaw(answer, of: minimized, exponent: exponent, expected: expected)
  }
}

/// Checks total, shape and dual values of an answer, all from its definition.
func flaw(
  _ answer: DenseAssignment, of matrix: IntegerMatrix, exponent: Int, expected: Int64
) -> String? {
  guard answer.isLossless else { return "lossy" }
  // The answer is in units of two to minus its own exponent.
  let shift = exponent + answer.scaleExponent
  /// The cost less a sum of dual values, in the finer of both units.
  func difference(_ cost: Int64, _ sum: Int128) -> Int128 {
    if cost == 0 { return -sum }
    return (Int128(cost) << max(shift, 0)) - (sum << max(-shift, 0))
  }
  var total: Int64 = 0
  var pairCount = 0
  var isUsed = [Bool](repeating: false, count: matrix.columnCount)
  for (row, column) in answer.columnOfRow.enumerated() where column >= 0 {
    guard let cost = matrix[row, column], !isUsed[column] else { return "no assignment" }
    isUsed[column] = true
    total += cost
    pairCount += 1
  }
  guard pairCount == min(matrix.rowCount, matrix.columnCount) else { return "too few pairs" }
  guard total == expected else { return "total \(total), expected \(expected)" }
  guard difference(total, answer.value) == 0 else { return "value \(answer.value)" }
  let (rows, columns) = (answer.potentials.rows, answer.potentials.columns)
  for row in 0..<matrix.rowCount {
    for column in 0..<matrix.columnCount {
      guard let cost = matrix[row, column] else { continue }
      let slack = difference(cost, Int128(rows[row]) + Int128(columns[column]))
      guard slack >= 0, answer.columnOfRow[row] != column || slack == 0 else {
        return "slack \(slack) at \(row), \(column)"
      }
    }
  }
  if matrix.rowCount < matrix.columnCount {
    guard columns.allSatisfy({ $0 <= 0 }) else { return "positive column dual" }
  }
  if matrix.columnCount < matrix.rowCount {
    guard rows.allSatisfy({ $0 <= 0 }) else { return "positive row dual" }
  }
  return nil
}

let arguments = CommandLine.arguments
guard arguments.count > 1, let count = UInt64(arguments[1]) else {
  fatalError("usage: dense-fuzz CASES [FIRST-SEED]")
}
let first = arguments.count > 2 ? UInt64(arguments[2]) ?? 1 : 1
let next = Atomic<UInt64>(0)
let failure = Mutex<String?>(nil)
DispatchQueue.concurrentPerform(iterations: 2) { _ in
  // One for all cases, so that what one leaves in its memory would show in the next.
  let solver = DenseAssignmentSolver()
  while true {
    let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
    guard index < count, failure.withLock({ $0 == nil }) else { return }
    if let flaw = flaw(seed: first &+ index, with: solver) {
      failure.withLock { $0 = "seed \(first &+ index): \(flaw)" }
    }
  }
}
if let failure = failure.withLock({ $0 }) {
  print("FAILED at \(failure)")
  exit(1)
}
print("\(count) cases from seed \(first): all totals and dual values right")
