import LinearAssignment

// Solves one instance of peers/pair_quota_instances.py: quota-benchmark FILE SECONDS.
// Writes one line of JSON: status, value, bound and seconds.
let arguments = CommandLine.arguments
guard arguments.count == 3, let limit = Double(arguments[2]),
  let instance = QuotaInstance(path: arguments[1])
else {
  fatalError("usage: quota-benchmark FILE SECONDS, with a file of pair_quota_instances.py")
}
let clock = ContinuousClock()
let start = clock.now
let options = ConstrainedAssignmentOptions(
  relaxation: CapacitatedAssignmentOptions(shouldStop: {
    clock.now - start >= .seconds(limit) ? .deadline : nil
  }))
let outcome = try instance.problem().solve(options)
let parts = (clock.now - start).components
let seconds = Double(parts.seconds) + Double(parts.attoseconds) * 1e-18
func report(_ status: String, _ value: Int64?, _ bound: Int64?) {
  let value = value.map { "\($0)" } ?? "null"
  let bound = bound.map { "\($0)" } ?? "null"
  print(
    "{\"status\": \"\(status)\", \"value\": \(value), \"bound\": \(bound), \"seconds\": \(seconds)}"
  )
}
switch outcome {
case .optimal(let best): report("optimal", best.value, best.bound)
case .feasible(let best, _): report("limit", best.value, best.bound)
case .infeasible, .degreesImpossible: report("infeasible", nil, nil)
case .stopped: report("limit", nil, nil)
}
