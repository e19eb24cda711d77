import Glibc
import LinearAssignment

// Solves one sparse problem: sparse-benchmark FILE. The file holds, little-endian, the number of
// rows and the number of pairs of each row as int64, then the columns and then the costs as int32.
// Writes one line of JSON: seconds on the clock and of processor time, the total, the work done.
guard CommandLine.arguments.count == 2, let file = fopen(CommandLine.arguments[1], "rb") else {
  fatalError("usage: sparse-benchmark FILE")
}
var head: [Int64] = [0, 0]
guard fread(&head, 8, 2, file) == 2 else { fatalError("the file is too short") }
let (count, degree) = (Int(head[0]), Int(head[1]))
var columns = [Int32](repeating: 0, count: count * degree)
var costs = columns
guard fread(&columns, 4, columns.count, file) == columns.count,
  fread(&costs, 4, costs.count, file) == costs.count
else { fatalError("the file is too short") }

func seconds(_ clock: clockid_t) -> Double {
  var time = timespec()
  clock_gettime(clock, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
}
struct Span {
  let clock = seconds(CLOCK_MONOTONIC)
  let processor = seconds(CLOCK_PROCESS_CPUTIME_ID)
  var fields: String {
    "\(seconds(CLOCK_MONOTONIC) - clock), \(seconds(CLOCK_PROCESS_CPUTIME_ID) - processor)"
  }
}

var edges: [SparseCosts.Edge] = []
edges.reserveCapacity(columns.count)
for place in columns.indices {
  edges.append(
    SparseCosts.Edge(
      row: place / degree, column: Int(columns[place]), cost: Int64(costs[place])))
}
var span = Span()
let sparse = try SparseCosts(rowCount: count, columnCount: count, edges: edges)
let building = span.fields
edges = []
let used = [DegreeBounds](repeating: DegreeBounds(minimum: 1), count: count)
let problem = CapacitatedAssignmentProblem(costs: sparse, rows: used, columns: used)
span = Span()
let outcome = try problem.solve()
let solving = span.fields
guard case .optimal(let found) = outcome else { fatalError("the problem has a solution") }
print(
  "{\"solve\": [\(solving)], \"build\": [\(building)], \"total\": \(found.value), "
    + "\"bids\": \(found.work.bids), \"searches\": \(found.work.searches)}")
