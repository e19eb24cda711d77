import Testing
import _PairwrightTestSupport

@testable import LinearAssignment

@Suite struct CandidateNetworkTests {
  private func network(_ generator: inout SplitMix64) -> CandidateNetwork {
    let bounds = [DegreeBounds](repeating: DegreeBounds(maximum: 9, firstUseCost: -1), count: 6)
    let network = CandidateNetwork(
      rows: bounds, columns: bounds, forest: QuotaForest(nodeCount: 12))
    var cells = (0..<36).shuffled(using: &generator)
    for _ in 0..<3 {
      network.add(
        cells.prefix(10).map {
          CandidateEdge(row: Int32($0 / 6), column: Int32($0 % 6), cost: Int64($0))
        })
      cells.removeFirst(10)
    }
    return network
  }

  /// Choosing and dropping edges in any order, with edges added in between, keeps the two views of
  /// every edge together.
  @Test(arguments: 0..<20)
  func choiceIsKept(seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    let network = network(&generator)
    var chosen: Set<AssignedPair> = []
    for _ in 0..<200 {
      let node = Int.random(in: 0..<12, using: &generator)
      let places = network.listStart[node]..<network.listStart[node + 1]
      guard let place = places.randomElement(using: &generator) else { continue }
      let neighbour = Int(network.arcs[place].neighbour)
      let pair = AssignedPair(row: min(node, neighbour), column: max(node, neighbour) - 6)
      if place < network.listStart[node] + network.degree[node] {
        network.drop(place, at: node)
        #expect(chosen.remove(pair) != nil)
      } else {
        network.choose(place, at: node)
        #expect(chosen.insert(pair).inserted)
      }
      #expect(network.chosenPairs() == chosen.sorted())
      for column in 0..<6 {
        #expect(network.degree[6 + column] == chosen.count { $0.column == column })
      }
    }
    #expect(network.edgeCount == 30)
    let costs = (0..<network.rowCount).flatMap { row in
      (network.listStart[row]..<network.listStart[row + 1]).map {
        (Int64(row * 6 - 6) + Int64(network.arcs[$0].neighbour), network.arcs[$0].cost)
      }
    }
    #expect(costs.allSatisfy { $0.0 == $0.1 })
  }

  @Test func brokenInvariantsAreNoticed() {
    var generator = SplitMix64(seed: 1)
    let network = network(&generator)
    network.start(potentials: [Int64](repeating: 0, count: 12))
    #expect(network.brokenInvariant() == nil)
    network.potential[0] = 1000
    #expect(network.brokenInvariant() != nil)
    network.potential[0] = 0
    network.aim[3] = 0
    #expect(network.brokenInvariant() != nil)
  }
}
