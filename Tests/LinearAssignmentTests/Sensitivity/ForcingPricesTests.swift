import LinearAssignment
import Synchronization
import Testing
import _PairwrightTestSupport

/// The prices themselves are compared with trying everything by `AssignmentSensitivityTests`.
@Suite struct ForcingPricesTests {
  private func sensitivity() throws -> AssignmentSensitivity<DenseCosts>? {
    var random = SplitMix64(seed: 51)
    let costs = try DenseCosts(
      rows: DenseFamily.absent.table(rows: 20, columns: 25, using: &random))
    guard case .optimal(let best) = try costs.assignment() else { return nil }
    return try AssignmentSensitivity(costs.assignmentProblem(), best)
  }

  @Test func canBeStoppedFollowedAndCounted() throws {
    let sensitivity = try #require(try sensitivity())
    let told = Mutex<[Int]>([])
    guard
      case .priced(let prices) = try sensitivity.forcingPrices(
        onProgress: { step in told.withLock { $0.append(step.completed) } })
    else {
      Issue.record("nobody asked to stop")
      return
    }
    #expect(told.withLock { $0 } == Array(0..<25))
    #expect(prices.work.searches == 25)
    #expect(prices.work.settledNodes >= 25 && prices.work.rowReadings >= 25)
    #expect(try sensitivity.forcingPrices() == .priced(prices))
    for patience in [0, 1, 24] {
      let asked = Mutex(0)
      let outcome = try sensitivity.forcingPrices(shouldStop: {
        asked.withLock { count in
          count += 1
          return count > patience ? .deadline : nil
        }
      })
      #expect(outcome == .stopped(.deadline), "after \(patience)")
    }
  }

  @Test func singlePricesCountTheirWork() throws {
    let sensitivity = try #require(try sensitivity())
    guard case .possible(let change) = try sensitivity.forbidding(sensitivity.pairs[3]) else {
      Issue.record("can be done without")
      return
    }
    #expect(change.work.searches == 1 && change.work.settledNodes > 0)
    guard case .possible(let none) = try sensitivity.forcing(sensitivity.pairs[3]) else {
      Issue.record("is chosen")
      return
    }
    #expect(none.work.searches == 0 && none.work.settledNodes == 0)
  }
}
