import Testing
import _PairwrightTestSupport

@testable import LinearAssignment

@Suite("Candidate lists of a first pass")
struct DenseCandidatesTests {
  @Test(
    "hold the one or two cheapest edges of every row, and bound the others",
    arguments: DenseFamily.allCases, [(2, 5), (6, 16), (7, 33), (20, 90)])
  func holdsCheapest(family: DenseFamily, shape: (rows: Int, columns: Int)) {
    var random = SplitMix64(seed: 87)
    let (rows, columns) = shape
    for sign in [1.0, -1] {
      let table = family.table(rows: rows, columns: columns, using: &random).map {
        // What is wide does not fit doubles.
        $0.map { $0.map { sign * Double(family == .wide ? $0 >> 12 : $0) } ?? sign * .infinity }
      }
      for count in [1, 2] {
        table.flatMap(\.self).withUnsafeBufferPointer { buffer in
          guard let base = buffer.baseAddress else { return }
          expectCheapest(
            count, of: table.map { $0.map { $0 * sign } },
            in: DenseMatrix(
              base: base, rowCount: rows, columnCount: columns, sign: sign, absentValue: nil))
        }
      }
    }
  }

  /// Builds lists of `count` edges, and compares them and the digest with the costs.
  private func expectCheapest(
    _ count: Int, of costs: [[Double]], in matrix: DenseMatrix<Double>
  ) {
    let arena = DenseArena()
    let digest = DenseDigest(
      rowCount: matrix.rowCount, columnCount: matrix.columnCount, arena: arena)
    var search = DenseSearch(
      rows: ScaledRows(matrix: matrix, exponent: 0, isIntegral: true, digest: digest),
      arena: arena)
    // What follows reads memory of the arena.
    defer { withExtendedLifetime(arena) {} }
    _ = search.buildCheapest(count, threads: 2, tally: matrix.peek(arena), digest: digest)
    for (row, costs) in costs.enumerated() {
      let sorted = costs.filter { $0 < .infinity }.sorted().map { Int64($0) }
      let list = (0..<Int(search.candidates.counts[row])).map { search.candidates.lists[row][$0] }
      #expect(list.map(\.key) == Array(sorted.prefix(count)))
      #expect(list.allSatisfy { $0.cost == $0.key && Double($0.cost) == costs[Int($0.column)] })
      #expect(Set(list.map(\.column)).count == list.count)
      // A list of all edges bounds none; else the last listed does.
      let isAll = sorted.isEmpty || count == 2 && sorted.count == 1
      #expect(search.candidates.bounds[row] == (isAll ? .max : list.last?.key))
      let minima = stride(from: 0, to: costs.count, by: 16).map {
        costs[$0..<min($0 + 16, costs.count)].min()
      }
      #expect(minima.indices.allSatisfy { digest.leastEntries(of: row)[$0] == minima[$0] })
    }
  }
}
