package import LinearAssignment

/// The proof that no matching is worth more: a complete distinction of cases, each with prices.
///
/// In every case the potentials give an upper bound on what a matching can be worth (see
/// `LagrangianBound`), or a witness shows that the case admits no matching. The largest of these
/// bounds is what the proof proves. Checking it needs no solver: the cases must be exhaustive, and
/// each bound is one pass over all pairs. Almost always there is one case and no assumption.
public struct OptimalityProof: Sendable {
  /// Why a case is closed.
  package enum Closure: Sendable {
    /// Prices bound what the case can be worth.
    case bounded(Potentials)
    /// The case admits no matching.
    case empty(DegreeWitness)
  }

  /// One case.
  package struct Case: Sendable {
    /// What is assumed.
    package var branch: Branch
    /// Why the case is closed.
    package var closure: Closure

    package init(branch: Branch, closure: Closure) {
      self.branch = branch
      self.closure = closure
    }
  }

  /// The cases, depth first.
  package var cases: [Case]

  package init(cases: [Case]) { self.cases = cases }

  /// The number of cases that the proof distinguishes.
  public var caseCount: Int { cases.count }
}

/// Why no matching satisfies the program.
public enum InfeasibilityWitness: Sendable {
  /// Nobody takes part on one side.
  case nobody(Side)
  /// No pair at all is allowed; for each name of a rule, how many pairs it bars.
  case noAllowedPair(bars: [String: Int])
  /// Some people of one side need more partners than the other side can give them.
  case tooFewPartners(Shortage)
  /// Every way of keeping people from teaching each other both ways leaves somebody short.
  case everyCaseEmpty(OptimalityProof)

  /// People who need more partners than there are.
  public struct Shortage: Sendable {
    /// The side of the people in need.
    public let side: Side
    /// The people in need.
    public let people: [PersonID]
    /// Everybody whom any of them may be paired with.
    public let partners: [PersonID]
    /// How many partners the people need together, beside forced ones.
    public let required: Int
    /// How many they can be given.
    public let available: Int

    package let witness: DegreeWitness

    /// Words a witness in terms of people.
    package init(_ witness: DegreeWitness, of problem: MatchingProblem) {
      func juniors(_ rows: [Int]) -> [PersonID] { rows.map { problem.junior($0).id }.sorted() }
      func seniors(_ columns: [Int]) -> [PersonID] {
        columns.map { problem.senior($0).id }.sorted()
      }
      let isJunior = witness.side == .rows
      let neighbours = witness.neighbours.map(\.index)
      side = isJunior ? .junior : .senior
      people = isJunior ? juniors(witness.members) : seniors(witness.members)
      partners = isJunior ? seniors(neighbours) : juniors(neighbours)
      required = witness.required
      available = witness.available
      self.witness = witness
    }
  }
}
