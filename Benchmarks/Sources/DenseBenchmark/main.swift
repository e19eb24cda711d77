import LinearAssignment

// Solves one matrix many times: dense-benchmark FILE.npy REPEATS [THREADS].
// Writes one line of JSON: medians in seconds, the total, and the work done.
let arguments = CommandLine.arguments
guard arguments.count >= 3, let repeats = Int(arguments[2]), repeats > 0 else {
  fatalError("usage: dense-benchmark FILE.npy REPEATS [THREADS]")
}
let threads = arguments.count > 3 ? Int(arguments[3]) ?? 2 : 2
guard let file = NumpyFile(path: arguments[1]) else {
  fatalError("\(arguments[1]) is not a float64 matrix in C order")
}

let clock = ContinuousClock()
func seconds(_ body: () throws -> Void) rethrows -> Double {
  let parts = try clock.measure(body).components
  return Double(parts.seconds) + Double(parts.attoseconds) * 1e-18
}
func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }

var least = 0.0
let stream = median((0..<5).map { _ in seconds { least += leastEntry(file.entries) } })
var outcome: DenseOutcome?
let times = try (0..<repeats).map { _ in
  try seconds {
    outcome = try DenseMatrixAssignment.solve(
      UnsafeBufferPointer(file.entries), rowCount: file.rowCount, columnCount: file.columnCount,
      threads: threads)
  }
}
var total = "null"
var work = ""
if case .optimal(let solution)? = outcome {
  var sum = 0.0
  for (row, column) in solution.columnOfRow.enumerated() where column >= 0 {
    sum += file.entries[row * file.columnCount + column]
  }
  total = "\(sum)"
  work =
    ", \"row_scans\": \(solution.counters.rowScans), \"searches\": \(solution.counters.searches)"
}
print(
  "{\"seconds\": \(median(times)), \"stream\": \(stream), \"total\": \(total)\(work), "
    + "\"least\": \(least / 5)}")
