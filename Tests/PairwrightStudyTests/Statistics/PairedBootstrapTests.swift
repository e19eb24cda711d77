import Foundation
import PairwrightStudy
import Testing

@Suite struct PairedBootstrapTests {
  private func estimates(
    _ rows: [[Double?]], _ correction: Correction = .none, draws: Int = 400
  ) -> [PairedBootstrap.Estimate?] {
    var random = SeededGenerator(seed: 4, stream: 4)
    return PairedBootstrap(confidence: 0.95, draws: draws, correction: correction)
      .estimates(rows, random: &random)
  }

  @Test func leavesCertaintyAlone() throws {
    let found = estimates([[0, 0, 0, 0], [2, 2, 2, 2], [1, nil, nil, nil]])
    let none = try #require(found[0])
    #expect((none.mean, none.low, none.high, none.probability) == (0, 0, 0, 1))
    let same = try #require(found[1])
    #expect((same.mean, same.low, same.high) == (2, 2, 2))
    #expect(same.probability < 1)
    #expect(found[2] == nil)
  }

  @Test func widensWithTheNumberOfComparisons() throws {
    var random = SeededGenerator(seed: 1, stream: 2)
    let rows = (0..<8).map { _ in (0..<40).map { _ -> Double? in random.normal() } }
    let alone = estimates(rows, .none, draws: 2_000)
    for correction in [Correction.maxT, .bonferroni, .holm] {
      let together = estimates(rows, correction, draws: 2_000)
      for (one, other) in zip(alone, together) {
        let one = try #require(one)
        let other = try #require(other)
        #expect(one.mean == other.mean)
        #expect(other.high - other.low > 1.15 * (one.high - one.low))
        #expect(other.adjusted >= one.adjusted)
      }
    }
  }

  @Test func leavesOutReplicatesWithoutADifference() throws {
    let found = try #require(estimates([[1, nil, 3, nil, 5]])[0])
    #expect(found.count == 3)
    #expect(found.mean == 3)
    #expect(found.low < 3 && found.high > 3)
  }

  /// Intervals at 95 % cover the truth as often as they say, alone and together.
  ///
  /// 120 studies leave a standard error of 2 %, which the bounds allow for.
  /// `PAIRWRIGHT_CAMPAIGN=2000 swift test --filter PairedBootstrap` takes that many, larger ones,
  /// and asks for 93 to 97 %.
  @Test(arguments: [false, true]) func coversAsOftenAsItSays(isSkewed: Bool) throws {
    let studies = ProcessInfo.processInfo.environment["PAIRWRIGHT_CAMPAIGN"].flatMap { Int($0) }
    let campaign = CoverageCampaign(
      replicates: studies == nil ? 30 : 60, draws: studies == nil ? 99 : 999, isSkewed: isSkewed)
    let found = campaign.run(studies: studies ?? 120)
    let bounds = studies == nil ? 0.88...1 : 0.93...0.97
    #expect(bounds.contains(found.alone), "\(found)")
    #expect(bounds.contains(found.together), "\(found)")
  }
}
