import Glibc
import LinearAssignment

// Matches COUNT people with COUNT others by skill scores computed on demand:
// on-demand-benchmark COUNT [THREADS]. Writes one line of JSON. The unit is one scoring pass: one
// thread computing every score once.
guard CommandLine.arguments.count >= 2, let count = Int(CommandLine.arguments[1]), count > 0 else {
  fatalError("usage: on-demand-benchmark COUNT [THREADS]")
}
let threads = CommandLine.arguments.count > 2 ? Int(CommandLine.arguments[2]) ?? 2 : 2

func seconds(_ clock: clockid_t) -> Double {
  var time = timespec()
  clock_gettime(clock, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
}
func measure(_ body: () throws -> Void) rethrows -> (clock: Double, processor: Double) {
  let start = (seconds(CLOCK_MONOTONIC), seconds(CLOCK_PROCESS_CPUTIME_ID))
  try body()
  return (seconds(CLOCK_MONOTONIC) - start.0, seconds(CLOCK_PROCESS_CPUTIME_ID) - start.1)
}

let scores = SkillScores(count: count, seed: 5)
var least: Int64 = 0
let pass = measure {
  withUnsafeTemporaryAllocation(of: Int64.self, capacity: count) { row in
    for index in 0..<count {
      scores.readCosts(ofRow: index, into: row)
      least = min(least, row[index])
    }
  }
}
let used = [DegreeBounds](repeating: DegreeBounds(minimum: 1), count: count)
let problem = CapacitatedAssignmentProblem(costs: scores, rows: used, columns: used)
var options = CapacitatedAssignmentOptions()
options.readingThreads = threads
var outcome: CapacitatedAssignmentOutcome?
let solve = try measure { outcome = try problem.solve(options) }
guard case .optimal(let found)? = outcome else { fatalError("the problem has a solution") }
var usage = rusage()
getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
print(
  "{\"count\": \(count), \"threads\": \(threads), \"total\": \(found.value), "
    + "\"pass\": [\(pass.clock), \(pass.processor)], "
    + "\"solve\": [\(solve.clock), \(solve.processor)], "
    + "\"passes\": [\(solve.clock / pass.clock), \(solve.processor / pass.processor)], "
    + "\"readings\": \(Double(found.work.rowReadings) / Double(count)), "
    + "\"bids\": \(found.work.bids), \"searches\": \(found.work.searches), "
    + "\"candidates\": \(found.work.candidateEdges), \"megabytes\": \(usage.ru_maxrss / 1024), "
    + "\"least\": \(least)}")
