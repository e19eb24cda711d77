import LinearAssignment
import Pairwright
import Testing

@testable import PairwrightIO

@Suite struct StageDocumentTests {
  /// Every kind of step comes back from its text as it was.
  @Test func roundTripsSteps() throws {
    let multipliers = RowMultipliers(
      costWeight: 3, terms: [.init(row: 0, multiplier: -7), .init(row: 4, multiplier: 9)])
    let prices = KnapsackPrices(costWeight: 16, prices: [5, -2, 0])
    let steps: [IntegerProgramProof.Step] = [
      .decide(multipliers), .branch(column: 2, first: true), .branch(column: 0, first: false),
      .branchRow(row: 1, maximum: -4, lowFirst: true),
      .cut(
        KnapsackCut(
          row: 2, isFromMinimum: true, terms: [.init(column: 1, coefficient: 2)], maximum: 3)),
      .close(RowMultipliers(costWeight: 0, terms: [])), .decideByKnapsacks(prices),
      .closeByKnapsacks(prices),
    ]
    let proof = ConstrainedAssignmentProof(
      prices: ConstraintPrices(scale: 2, multipliers: [1, -1], coupleParts: []),
      potentials: Potentials(rows: [], columns: []), reach: 17,
      walk: IntegerProgramProof(steps: steps))
    let roster = try Roster(people: [Person(id: "J", side: .junior)])
    var diagnostics = Diagnostics()
    let problem = try MatchingProblem(roster, MentoringProgram(), diagnostics: &diagnostics)
    var encoded = StageEncoder(problem: problem)
      .encoded(
        ConstrainedAssignmentProof(
          prices: proof.prices, potentials: Potentials(rows: [6], columns: []), reach: 17,
          walk: proof.walk))
    #expect(encoded.juniorPrices == ["J": "6"])
    encoded.juniorPrices = [:]
    let decoded = try StageDecoder(rows: [:], columns: [:]).decoded(encoded)
    #expect(decoded.walk?.steps == steps)
    #expect(decoded.reach == 17)
    for lie in ["close_by_knapsacks", "decide_by_knapsacks 2 x", "close 1 2", "fold 1"] {
      encoded.walk = [lie]
      #expect(throws: MalformedResult.self, "\(lie)") {
        try StageDecoder(rows: [:], columns: [:]).decoded(encoded)
      }
    }
  }
}
