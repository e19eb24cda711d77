import Testing
import _PairwrightTestSupport

@testable import LinearAssignment

@Suite struct DistanceHeapTests {
  @Test(arguments: [1, 2, 3, 10, 100])
  func givesNodesInOrder(count: Int) {
    var generator = SplitMix64(seed: UInt64(count))
    for _ in 0..<20 {
      var heap = DistanceHeap()
      let inserted = (0..<count).map { node in
        (distance: Int64.random(in: -3...3, using: &generator), node: Int32(node))
      }
      for (distance, node) in inserted.shuffled(using: &generator) {
        heap.insert(node, at: distance)
      }
      var filled = DistanceHeap()
      let distances = inserted.map(\.distance)
      distances.withUnsafeBufferPointer {
        if let start = $0.baseAddress { filled.fill(Array(0..<count), distances: start) }
      }
      #expect(filled.nearest?.node == heap.nearest?.node)
      while let next = filled.popNearest() {
        #expect(next.node == heap.popNearest()?.node)
      }
      #expect(heap.nearest == nil)
      for (distance, node) in inserted { heap.insert(node, at: distance) }
      var taken: [(distance: Int64, node: Int32)] = []
      while let next = heap.popNearest() { taken.append((next.distance, next.node)) }
      #expect(taken.map(\.node) == inserted.sorted { $0 < $1 }.map(\.node))
    }
  }

  @Test func forgetsWhenEmptied() {
    var heap = DistanceHeap()
    heap.insert(1, at: .max)
    heap.insert(2, at: .min)
    heap.removeAll()
    #expect(heap.popNearest() == nil)
  }
}
