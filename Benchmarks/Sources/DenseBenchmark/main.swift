import Glibc
import LinearAssignment

let usage = """
  usage: dense-benchmark matrix FILE.npy REPEATS [THREADS]
         dense-benchmark batch FILE.npy REPEATS [THREADS]
         dense-benchmark regression [--record] FILE.csv
         dense-benchmark reuse TIMES
  """

/// Solves one matrix many times and writes one line of JSON.
func measureMatrix(_ file: NumpyFile, repeats: Int, threads: Int) throws {
  let stream = streamSeconds(file.entries)
  var times: [(solve: Double, check: Double)] = []
  var outcome: DenseAssignmentOutcome?
  // Answers are given back as those of the peers are: to keep them all would cost new memory each
  // time.
  for _ in 0..<repeats {
    let solve = try TimedSolve(
      file.entries, rowCount: file.shape[0], columnCount: file.shape[1], threads: threads)
    outcome = solve.outcome
    times.append((solve.seconds, solve.checkSeconds))
  }
  var total = "null"
  var work = ""
  if case .optimal(let assignment) = outcome {
    let sum = assignment.pairs.reduce(0.0) {
      $0 + file.entries[$1.row * file.shape[1] + $1.column]
    }
    total = "\(sum)"
    work =
      ", \"row_scans\": \(assignment.work.rowScans), \"searches\": \(assignment.work.searches), "
      + "\"listed_entries\": \(assignment.work.listedEntries)"
  }
  print(
    "{\"seconds\": \(median(times.map(\.solve))), "
      + "\"check\": \(median(times.map(\.check))), \"stream\": \(stream), "
      + "\"total\": \(total)\(work)}")
}

/// Solves a batch of matrices and writes one line of JSON.
func measureBatch(_ file: NumpyFile, repeats: Int, threads: Int) throws {
  var totals = 0.0
  let (rowCount, columnCount) = (file.shape[1], file.shape[2])
  let times = try (0..<repeats).map { _ in
    var results: [Result<DenseAssignmentOutcome, AssignmentError>] = []
    let time = try seconds {
      results = try DenseAssignmentSolver.solveBatch(
        UnsafeBufferPointer(file.entries), count: file.shape[0], rowCount: rowCount,
        columnCount: columnCount, options: DenseAssignmentOptions(threadCount: threads))
    }
    totals = 0
    for (index, result) in results.enumerated() {
      guard case .success(.optimal(let assignment)) = result else { continue }
      for pair in assignment.pairs {
        totals += file.entries[(index * rowCount + pair.row) * columnCount + pair.column]
      }
    }
    return time
  }
  print("{\"seconds\": \(median(times)), \"total\": \(totals)}")
}

let arguments = CommandLine.arguments
switch arguments.dropFirst().first {
case "matrix", "batch":
  guard arguments.count >= 4, let repeats = Int(arguments[3]), repeats > 0 else {
    fatalError(usage)
  }
  let isBatch = arguments[1] == "batch"
  let threads = arguments.count > 4 ? Int(arguments[4]) ?? 2 : 2
  guard let file = NumpyFile(path: arguments[2]), file.shape.count == (isBatch ? 3 : 2) else {
    fatalError("\(arguments[2]) is not a float64 array in C order of \(isBatch ? 3 : 2) dimensions")
  }
  try (isBatch ? measureBatch : measureMatrix)(file, repeats, threads)
case "regression":
  guard let path = arguments.last, path.hasSuffix(".csv") else { fatalError(usage) }
  exit(try regression(path: path, records: arguments.contains("--record")) ? 0 : 1)
case "reuse":
  guard arguments.count == 3, let times = Int(arguments[2]) else { fatalError(usage) }
  try reuse(times: times)
default:
  fatalError(usage)
}
