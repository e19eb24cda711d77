/// Who may meet whom, how often, and what each pair is worth: all that a solver needs to know.
///
/// Rows are the juniors who take part and columns the seniors, both in the seeded order of
/// ``SeededOrder``. The problem is made once from a roster and a program.
public struct MatchingProblem: Sendable {
  /// A junior and a senior, as row and column.
  package struct Cell: Sendable, Hashable, Comparable {
    package let row: Int
    package let column: Int

    package init(row: Int, column: Int) {
      self.row = row
      self.column = column
    }

    package static func < (left: Cell, right: Cell) -> Bool {
      (left.row, left.column) < (right.row, right.column)
    }
  }

  /// Two people on both sides who are paired whatever else happens, one way round or the other.
  package struct EitherWay: Sendable, Hashable {
    /// The two ways round, in order.
    package let ways: [Cell]
  }

  /// Everyone on record.
  public let roster: Roster
  /// The programme.
  public internal(set) var program: MentoringProgram
  /// Who takes part, and why the others do not.
  public let participation: Participation
  /// The score of any pair.
  public let scorer: PairScorer
  /// Positions in the roster of the juniors, one for each row.
  package let juniors: [Int]
  /// Positions in the roster of the seniors, one for each column.
  package let seniors: [Int]
  /// How many partners each junior may have.
  package internal(set) var juniorCapacities: [ClosedRange<Int>]
  /// How many partners each senior may have.
  package internal(set) var seniorCapacities: [ClosedRange<Int>]
  /// Pairs that are made whatever else happens, in order.
  package let forced: [Cell]
  /// Pairs that are made whatever else happens, in the way round that is better for the whole.
  package let forcedEitherWay: [EitherWay]
  /// How many people of each group must and may have a partner.
  package internal(set) var quotas: QuotaTable
  /// How many pairs of each kind must and may be made.
  package internal(set) var pairQuotas: PairQuotaTable
  /// Which pairs may meet.
  package let eligibility: Eligibility

  /// Makes the problem.
  ///
  /// - Parameter diagnostics: receives warnings and information.
  /// - Throws: ``InvalidInput`` with everything that is wrong, when anything is.
  /// - Complexity: O(juniors x seniors x rules).
  public init(
    _ roster: Roster, _ program: MentoringProgram, diagnostics: inout Diagnostics
  ) throws(InvalidInput) {
    var found = Diagnostics()
    let participation = Participation(roster, program, into: &found)
    let context = RuleContext(
      roster: roster, program: program,
      juniors: SeededOrder.sorted(participation.juniors, in: roster, seed: program.seed),
      seniors: SeededOrder.sorted(participation.seniors, in: roster, seed: program.seed),
      lines: ReportingLines(roster))
    for case let rule as any PairRule in program.rules { rule.check(context, into: &found) }
    AvoidLists.check(roster, into: &found)
    program.checkSensitivity(into: &found)
    let overlaps = RuleOverlaps(context)
    overlaps.check(into: &found)
    let capacities = CapacityTable(context, into: &found)
    let quotas = QuotaTable(context, into: &found)
    let pairQuotas = PairQuotaTable(context, into: &found)
    let scorer = PairScorer(context, into: &found)
    if found.hasErrors {
      diagnostics.append(contentsOf: found)
      throw InvalidInput(diagnostics)
    }
    var eligibility = Eligibility(context, scorer: scorer)
    overlaps.checkForbidLines(eligibility, into: &found)
    let forced = ForcedPairs(context, eligibility, capacities, into: &found)
    eligibility.allow(forced.eitherWay.flatMap(\.ways))
    diagnostics.append(contentsOf: found)
    if found.hasErrors { throw InvalidInput(diagnostics) }
    self.roster = roster
    self.program = program
    self.participation = participation
    self.scorer = scorer
    self.quotas = quotas
    self.pairQuotas = pairQuotas
    juniors = context.juniors
    seniors = context.seniors
    juniorCapacities = capacities.juniors
    seniorCapacities = capacities.seniors
    self.forced = forced.cells
    forcedEitherWay = forced.eitherWay
    self.eligibility = eligibility
  }

  /// The number of juniors who take part.
  public var juniorCount: Int { juniors.count }
  /// The number of seniors who take part.
  public var seniorCount: Int { seniors.count }
  /// The number of pairs that may meet.
  public var allowedPairCount: Int { eligibility.allowedCount }

  /// The exact method that the problem needs.
  public var route: Route {
    if !quotas.isFlow(juniorCapacities, seniorCapacities) || !pairQuotas.isEmpty
      || !forcedEitherWay.isEmpty
      || program.objective.contains(.worstOff)
      || program.objective.contains(.leximin)
    {
      return .integerProgram
    }
    return (juniorCapacities + seniorCapacities).allSatisfy {
      $0.upperBound <= 1 && $0.lowerBound == 0
    }
      && quotas.all.isEmpty ? .assignment : .flow
  }

  /// Returns the junior of a row.
  package func junior(_ row: Int) -> Person { roster.people[juniors[row]] }

  /// Returns the senior of a column.
  package func senior(_ column: Int) -> Person { roster.people[seniors[column]] }
}
