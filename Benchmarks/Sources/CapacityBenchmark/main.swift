import Foundation
import LinearAssignment

// Solves one instance of peers/capacity_instances.py: capacity-benchmark STEM [REPEATS], for the
// files STEM.txt and STEM.costs. Writes one line of JSON: value, median seconds with the check of the
// proof, and pairs.
let arguments = CommandLine.arguments
guard arguments.count >= 2, let instance = CapacityInstance(stem: arguments[1]) else {
  fatalError("usage: capacity-benchmark STEM [REPEATS], with files of capacity_instances.py")
}
let repeats = arguments.count > 2 ? Int(arguments[2]) ?? 3 : 3
let problem = try instance.problem()
let clock = ContinuousClock()
var times: [Double] = []
var best: QuotaAssignment?
for _ in 0..<max(1, repeats) {
  let start = clock.now
  guard case .optimal(let found) = try problem.solve() else {
    fatalError("the instance has no solution")
  }
  let parts = (clock.now - start).components
  times.append(Double(parts.seconds) + Double(parts.attoseconds) * 1e-18)
  best = found
}
times.sort()
if let best {
  print(
    "{\"value\": \(best.value), \"seconds\": \(times[times.count / 2]), "
      + "\"pairs\": \(best.pairs.count)}")
}
