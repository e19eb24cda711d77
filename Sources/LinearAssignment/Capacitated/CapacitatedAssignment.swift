/// A row and a column that are chosen together.
public struct AssignedPair: Sendable, Hashable, Comparable {
  /// The index of the row.
  public let row: Int
  /// The index of the column.
  public let column: Int

  /// Names the pair of a row and a column.
  public init(row: Int, column: Int) {
    self.row = row
    self.column = column
  }

  /// Orders pairs by row, then by column.
  public static func < (left: AssignedPair, right: AssignedPair) -> Bool {
    (left.row, left.column) < (right.row, right.column)
  }
}

/// The prices that prove an assignment to be optimal.
///
/// They are Lagrange multipliers: each choice of a pair pays the potential of its row and of its
/// column, and each row or column is paid its potential for every use. See ``LagrangianBound``.
public struct Potentials: Sendable, Hashable {
  /// The potential of each row.
  public var rows: [Int64]
  /// The potential of each column.
  public var columns: [Int64]

  /// Collects the potentials of both sides.
  public init(rows: [Int64], columns: [Int64]) {
    self.rows = rows
    self.columns = columns
  }
}

/// An optimal choice of pairs together with its proof.
public struct CapacitatedAssignment: Sendable, Hashable {
  /// The chosen pairs in ascending order of row, then column.
  public let pairs: [AssignedPair]
  /// The sum of the costs of the pairs and of the first-use costs earned.
  public let value: Int128
  /// The potentials whose Lagrangian bound equals `value`.
  public let potentials: Potentials
  /// How much work it took.
  public let work: AssignmentWork

  /// The potential of each row.
  public var rowPotentials: [Int64] { potentials.rows }
  /// The potential of each column.
  public var columnPotentials: [Int64] { potentials.columns }

  init(pairs: [AssignedPair], value: Int128, potentials: Potentials, work: AssignmentWork) {
    self.pairs = pairs
    self.value = value
    self.potentials = potentials
    self.work = work
  }
}

/// Counts of the steps that a solution took; the same on every machine.
public struct AssignmentWork: Sendable, Hashable {
  /// The number of times that the costs of a row were read, the check of the proof included.
  public internal(set) var rowReadings = 0
  /// The number of rounds of solving on candidate edges, of auctions, of limits tried, or of sets of
  /// assignments looked at.
  public internal(set) var rounds = 0
  /// The number of bids in auctions.
  public internal(set) var bids = 0
  /// The number of searches for a shortest augmenting path.
  public internal(set) var searches = 0
  /// The number of nodes settled in all searches.
  public internal(set) var settledNodes = 0
  /// The number of candidate edges in the end.
  public internal(set) var candidateEdges = 0

  /// Adds what a step of the same solution took.
  mutating func add(_ other: AssignmentWork) {
    rowReadings += other.rowReadings
    rounds += other.rounds
    bids += other.bids
    searches += other.searches
    settledNodes += other.settledNodes
    candidateEdges += other.candidateEdges
  }
}

/// Why work was stopped before its end.
public enum StopReason: Sendable, Hashable {
  /// The time allowed was used up.
  case deadline
  /// Somebody asked for it.
  case cancelled
}

/// How a capacitated assignment ended.
public enum CapacitatedAssignmentOutcome: Sendable, Hashable {
  /// An optimal choice; its proof has been checked.
  case optimal(CapacitatedAssignment)
  /// No choice keeps all minimums; the witness has been checked.
  case infeasible(DegreeWitness)
  /// Work was stopped from outside before there was an answer.
  case stopped(StopReason)
}

/// How far the work has come.
public struct AssignmentProgress: Sendable, Hashable {
  /// What is being done.
  public enum Stage: Sendable, Hashable {
    /// The rows are read in search of candidate edges.
    case reading
    /// Augmenting paths are searched among the candidate edges.
    case augmenting
    /// The finished answer is checked against all costs.
    case checking
  }

  /// What is being done.
  public let stage: Stage
  /// The round that the work is in, from 1.
  public let round: Int
  /// The number of steps done in this stage and round.
  public let completed: Int
  /// The number of steps that this stage and round has.
  public let total: Int
}

/// What the caller of a solver may decide.
public struct CapacitatedAssignmentOptions: Sendable {
  /// Asked from time to time whether to stop, and why; by default never.
  public var shouldStop: @Sendable () -> StopReason?
  /// Told from time to time how far the work has come; by default nobody is told.
  public var onProgress: (@Sendable (AssignmentProgress) -> Void)?
  /// Potentials near those of the answer, such as the answer to a similar problem has.
  ///
  /// They make no difference to the value, only to the work; among equally good answers another
  /// may be found. By default nothing is expected.
  public var expectedPotentials: Potentials?
  /// How many threads read costs at the same time.
  ///
  /// The answer does not depend on it. By default there is one.
  public var readingThreads = 1
  /// How many of the cheapest edges of each row are candidates from the start; at least 1.
  package var candidatesPerRow = 32
  /// How many of the cheapest edges of each column are candidates from the start; at least 1.
  package var candidatesPerColumn = 16

  /// From how many rows on a square problem whose costs are not stored sparsely is auctioned.
  package var leastRowsForAuctions = 1024

  /// Options that neither stop nor report unless told to.
  public init(
    shouldStop: @escaping @Sendable () -> StopReason? = { nil },
    onProgress: (@Sendable (AssignmentProgress) -> Void)? = nil
  ) {
    self.shouldStop = shouldStop
    self.onProgress = onProgress
  }
}
