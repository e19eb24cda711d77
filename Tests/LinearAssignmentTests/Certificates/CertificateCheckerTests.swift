import LinearAssignment
import Testing
import _PairwrightTestSupport

/// The checker must refuse every answer that has been tampered with.
@Suite struct CertificateCheckerTests {
  private func solved(
    seed: UInt64
  ) throws -> (CapacitatedAssignmentProblem<DenseCosts>, CapacitatedAssignment) {
    var generator = SplitMix64(seed: seed)
    let costs = try RandomProblem.matrix(
      rows: 6, columns: 7, absentPercent: 20, costs: -90...10, using: &generator)
    let problem = CapacitatedAssignmentProblem(
      costs: costs,
      rows: (0..<6).map { DegreeBounds(maximum: 1 + $0 % 2, firstUseCost: -50) },
      columns: (0..<7).map { _ in DegreeBounds(maximum: 1, firstUseCost: -70) })
    guard case .optimal(let assignment) = try problem.solve() else {
      throw AssignmentError(code: .internalInconsistency, message: "Not solved.", advice: "")
    }
    return (problem, assignment)
  }

  @Test(arguments: 0..<10)
  func tamperingIsNoticed(seed: UInt64) throws {
    let (problem, assignment) = try solved(seed: seed)
    func flaw(
      _ pairs: [AssignedPair]? = nil, value: Int128? = nil, _ potentials: Potentials? = nil
    ) -> CertificateFlaw? {
      CertificateChecker.flaw(
        inPairs: pairs ?? assignment.pairs, value: value ?? assignment.value,
        potentials: potentials ?? assignment.potentials, of: problem)
    }
    #expect(flaw() == nil)
    #expect(CertificateChecker.flaw(in: assignment, of: problem) == nil)
    #expect(flaw(value: assignment.value - 1) != nil)
    #expect(flaw(value: assignment.value + 1) != nil)
    #expect(flaw(assignment.pairs.reversed()) != nil)
    #expect(flaw(assignment.pairs + [assignment.pairs[assignment.pairs.count - 1]]) != nil)
    for index in assignment.pairs.indices {
      var fewer = assignment.pairs
      let removed = fewer.remove(at: index)
      #expect(flaw(fewer) != nil)
      fewer.insert(AssignedPair(row: removed.row, column: 7), at: index)
      #expect(flaw(fewer) == .unknownPair(AssignedPair(row: removed.row, column: 7)))
    }
    for row in 0..<6 {
      for column in 0..<7 where problem.costs[row, column] == nil {
        var pairs = assignment.pairs.filter { $0.row != row && $0.column != column }
        pairs.append(AssignedPair(row: row, column: column))
        pairs.sort()
        #expect(flaw(pairs) == .absentPair(AssignedPair(row: row, column: column)))
      }
    }
    var short = assignment.potentials
    short.rows.removeLast()
    #expect(flaw(nil, short) == .malformed)
  }

  /// Potentials that prove too little, or are absurd, make the bound smaller, never greater.
  @Test(arguments: 0..<10)
  func anyPotentialsGiveALowerBound(seed: UInt64) throws {
    let (problem, assignment) = try solved(seed: seed)
    var generator = SplitMix64(seed: seed + 1000)
    let magnitudes: [Int64] = [1, 30, 1000, 1 << 40, (1 << 62) - 1, .max - 1]
    for magnitude in magnitudes {
      for _ in 0..<20 {
        let potentials = Potentials(
          rows: (0..<6).map { _ in Int64.random(in: -magnitude...magnitude, using: &generator) },
          columns: (0..<7).map { _ in Int64.random(in: -magnitude...magnitude, using: &generator) }
        )
        let bound = try problem.lowerBound(potentials)
        #expect(bound <= assignment.value)
        let flaw = CertificateChecker.flaw(
          inPairs: assignment.pairs, value: assignment.value, potentials: potentials, of: problem)
        #expect((flaw == nil) == (bound == assignment.value))
      }
    }
  }

  @Test func falseWitnessesAreRefused() throws {
    let costs = try DenseCosts(rows: [[1, nil], [1, nil], [1, 1]])
    let problem = CapacitatedAssignmentProblem(
      costs: costs, rows: [DegreeBounds](repeating: DegreeBounds(minimum: 1), count: 3),
      columns: [DegreeBounds(), DegreeBounds(maximum: 5)])
    guard case .infeasible(let witness) = try problem.solve() else {
      Issue.record("rows 0 and 1 share the only column that they can have")
      return
    }
    #expect(witness.side == .rows)
    #expect(witness.members == [0, 1])
    #expect(witness.required == 2)
    #expect(witness.available == 1)
    #expect(CertificateChecker.flaw(in: witness, of: problem) == nil)
    func tampered(
      side: BipartiteSide? = nil, members: [Int]? = nil,
      neighbours: [DegreeWitness.Neighbour]? = nil, required: Int? = nil, available: Int? = nil
    ) -> CertificateFlaw? {
      CertificateChecker.flaw(
        in: DegreeWitness(
          side: side ?? witness.side, members: members ?? witness.members,
          neighbours: neighbours ?? witness.neighbours, required: required ?? witness.required,
          available: available ?? witness.available), of: problem)
    }
    #expect(tampered(side: .columns) != nil)
    #expect(tampered(members: [0]) != nil)
    #expect(tampered(members: [1, 0]) == .unorderedMember(0))
    #expect(tampered(members: [0, 0, 1]) == .unorderedMember(0))
    #expect(tampered(members: [0, 1, 3]) == .unorderedMember(3))
    #expect(tampered(members: [0, 1, 2]) != nil)
    #expect(tampered(neighbours: []) == .neighboursDiffer)
    #expect(tampered(required: 3) != nil)
    #expect(tampered(available: 0) != nil)
    var relaxed = problem
    relaxed.columns[0].maximum = 2
    #expect(CertificateChecker.flaw(in: witness, of: relaxed) != nil)
  }
}
