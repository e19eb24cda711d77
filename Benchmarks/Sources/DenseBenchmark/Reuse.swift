import LinearAssignment

/// The rows and columns of the matrices, and of those above 2^50, which are solved in integers.
private let shapes = [(400, 400), (360, 400), (200, 400), (60, 400), (400, 150), (50, 50)]
private let largeShape = (30, 40)

/// Solves every family in several shapes and element types, each `times` times with the same working
/// memory, and gives all answers back.
///
/// How often memory is asked for is to be counted from outside (`count_allocations.py`).
func reuse(times: Int) throws {
  for family in Family.allCases {
    for (rows, columns) in shapes {
      let doubles = family.matrix(rows, columns)
      defer { doubles.baseAddress.map { UnsafeMutableRawPointer($0).deallocate() } }
      let integers = doubles.map { $0 < .infinity ? Int64(1000 * $0) : .max }
      try solve(Array(doubles), rows, columns, absentValue: nil, times: times)
      try solve(doubles.map { Float($0) }, rows, columns, absentValue: nil, times: times)
      try solve(integers, rows, columns, absentValue: .max, times: times)
      try solve(
        integers.map { Int32(clamping: $0) }, rows, columns, absentValue: .max, times: times)
    }
    let (rows, columns) = largeShape
    let doubles = family.matrix(rows, columns)
    defer { doubles.baseAddress.map { UnsafeMutableRawPointer($0).deallocate() } }
    let large = doubles.map { $0 < .infinity ? (1 << 51) + Int64(1000 * $0) : .max }
    try solve(large, rows, columns, absentValue: .max, times: times)
  }
}

private func solve<Element: DenseElement>(
  _ costs: [Element], _ rows: Int, _ columns: Int, absentValue: Element?, times: Int
) throws {
  let solver = DenseAssignmentSolver()
  let options = DenseAssignmentOptions(absentValue: absentValue, threadCount: 1)
  for _ in 0..<times {
    let outcome = try solver.solve(costs, rowCount: rows, columnCount: columns, options: options)
    guard case .optimal(let answer) = outcome else { fatalError("not solved") }
    solver.recycle(answer)
  }
}
