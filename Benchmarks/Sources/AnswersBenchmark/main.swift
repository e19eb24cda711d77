import LinearAssignment

// What further answers cost after a solve: `answers-benchmark SIZE FAMILY`, with a family of
// `AnswersFamily`. Prints medians, ratios to a new solution, and work that does not depend on the
// machine.

let clock = ContinuousClock()

func median(_ times: [Duration]) -> Duration { times.sorted()[times.count / 2] }

func timed<Result>(_ body: () throws -> Result) rethrows -> (Result, Duration) {
  let start = clock.now
  let result = try body()
  return (result, clock.now - start)
}

let arguments = CommandLine.arguments
guard arguments.count == 3, let size = Int(arguments[1]), size >= 50,
  let family = AnswersFamily(rawValue: arguments[2])
else {
  print("usage: answers-benchmark SIZE(>= 50) FAMILY")
  print("families: \(AnswersFamily.allCases.map(\.rawValue).joined(separator: ", "))")
  throw AssignmentError(
    code: .sizeMismatch, message: "Two arguments are needed.", advice: "one was left out.")
}
let cells = family.cells(size: size)
let costs = try DenseCosts(rowCount: size, columnCount: size, cells: cells)

var solves: [Duration] = []
for _ in 0..<3 {
  let (_, time) = try timed {
    try DenseAssignmentSolver.solve(cells, rowCount: size, columnCount: size)
  }
  solves.append(time)
}
let solve = median(solves)
print("\(family.rawValue), \(size) x \(size): one solution takes \(solve)")

// MARK: - People leave, join and change

let (start, startTime) = try timed { try IncrementalAssignment.solving(costs) }
guard case .ready(let ready) = start else {
  throw AssignmentError(
    code: .internalInconsistency, message: "No solution.", advice: "the family has gaps.")
}
print("solved and ready for changes: \(startTime)")

/// Measures one kind of change, made one after another or each time to the first solution.
func report(
  _ name: String, on assignment: inout IncrementalAssignment,
  change: (inout IncrementalAssignment, Int) throws -> IncrementalOutcome
) throws {
  var times: [Duration] = []
  let before = assignment.work
  for turn in 0..<21 {
    let (_, time) = try timed { try change(&assignment, turn) }
    times.append(time)
  }
  let after = assignment.work
  print(
    "\(name): median \(median(times)), \(Int(solve / median(times))) times faster than solving;",
    "on average \((after.settledRows - before.settledRows) / 21) rows settled,",
    "\((after.wholeRows - before.wholeRows) / 21) read as a whole,",
    "\((after.wholeRowsChecked - before.wholeRowsChecked) / 21) more to check")
}

var single: [Duration] = []
for turn in 0..<21 {
  var copy = ready
  single.append(try timed { try copy.removeRow(turn * (size / 25)) }.1)
}
print(
  "one row leaves: median \(median(single)),",
  "\(Int(solve / median(single))) times faster than solving")
var assignment = ready
let step = size / 25
try report("rows leave one after another", on: &assignment) { try $0.removeRow($1 * step) }
try report("and join again", on: &assignment) {
  let row = $1 * step
  return try $0.addRow(Array(cells[(row * size)..<((row + 1) * size)]))
}
try report("columns leave", on: &assignment) { try $0.removeColumn($1 * step) }
print("the whole proof, checked anew: \(try assignment.check() == nil ? "right" : "wrong")")

// MARK: - The best worst pair

let (bottleneck, bottleneckTime) = try timed { try costs.bottleneckAssignment() }
if case .optimal(let found) = bottleneck {
  print("bottleneck: worst pair \(found.worst ?? 0) in \(bottleneckTime)")
}

// MARK: - Prices and the best few

if size <= 1000 {
  let unit = [DegreeBounds](repeating: DegreeBounds(minimum: 1), count: size)
  let problem = CapacitatedAssignmentProblem(costs: costs, rows: unit, columns: unit)
  if case .optimal(let solved) = try problem.solve() {
    let sensitivity = try AssignmentSensitivity(problem, solved)
    let (sum, time) = try timed {
      var sum: Int64 = 0
      for column in 0..<size {
        for price in try sensitivity.forcingPrices(ofColumn: column) { sum &+= price ?? 0 }
      }
      return sum
    }
    print("prices of forcing each of \(size * size) pairs: \(time), their sum \(sum)")
  }
  let (ranking, rankingTime) = try timed { try costs.bestAssignments(100) }
  if case .ranked(let ranking) = ranking {
    let values = ranking.entries.map(\.value)
    print("the best 100: totals \(values.first ?? 0) to \(values.last ?? 0) in \(rankingTime)")
  }
}
