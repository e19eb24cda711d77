import Testing
import _PairwrightTestSupport

@testable import LinearAssignment

@Suite struct LineCandidatesTests {
  /// Checks a row's list and bound against all its costs.
  private func expectRight(
    _ candidates: LineCandidates, row: Int, costs: [Int64], isColumn: [Bool], _ label: Comment
  ) {
    let start = row * LineCandidates.capacity
    let places = start..<(start + candidates.counts[row])
    let listed = candidates.entries[places].map { Int($0.place) }
    let slacks = candidates.entries[places].map(\.slack)
    #expect(slacks == slacks.sorted(), label)
    #expect(Set(listed).count == listed.count, label)
    let isListed = Set(listed)
    let wrong = costs.indices.filter { column in
      guard isColumn[column], costs[column] != absentEdge else { return false }
      let slack = costs[column] - candidates.referencePrices[column]
      if let place = isListed.contains(column) ? listed.firstIndex(of: column) : nil {
        return slacks[place] != slack
      }
      return slack < candidates.bounds[row]
    }
    #expect(wrong.isEmpty, label)
  }

  /// Fewer columns than are listed, about as many, and many more; with ties and without.
  @Test(arguments: [40, 260, 900], [Int64(3), 1_000_000])
  func rebuiltAndChanged(columnCount: Int, span: Int64) throws {
    var random = SplitMix64(seed: UInt64(columnCount))
    var costs = (0..<columnCount).map { _ in
      Int.random(in: 0..<10, using: &random) == 0
        ? absentEdge : Int64.random(in: 0..<span, using: &random)
    }
    var isColumn = [Bool](repeating: true, count: columnCount)
    isColumn[7] = false
    let prices = costs.map { _ in Int64.random(in: -span...0, using: &random) }
    var candidates = LineCandidates(lineCount: 2, referencePrices: prices)
    costs.withUnsafeBufferPointer {
      candidates.rebuild(line: 1, costs: $0, isThere: isColumn)
    }
    expectRight(candidates, row: 1, costs: costs, isColumn: isColumn, "rebuilt")
    #expect(candidates.counts[1] > min(columnCount, LineCandidates.capacity) / 3)
    for step in 0..<120 {
      let column = Int.random(in: 0..<columnCount, using: &random)
      let before = costs[column]
      candidates.remove(place: column, costs: { $0 == 1 ? before : absentEdge })
      isColumn[column] = true
      // Every other column becomes a cheap one, so that the list fills up.
      costs[column] =
        step % 9 == 0 ? absentEdge : Int64.random(in: 0..<span, using: &random) * Int64(step % 2)
      let (cost, price) = (costs[column], Int64.random(in: -span...0, using: &random))
      candidates.insert(
        place: column, price: step % 2 == 0 ? 0 : price, costs: { _ in cost },
        isThere: [false, true])
      expectRight(candidates, row: 1, costs: costs, isColumn: isColumn, "step \(step)")
    }
  }
}
