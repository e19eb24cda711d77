/// The content of result.json: an answer with everything that is needed to check it.
public struct ResultDocument: Codable, Sendable, Equatable {
  /// The version of this format.
  public static let currentVersion = 1

  /// The version of the format of this document.
  public var formatVersion = ResultDocument.currentVersion
  /// `optimal`, `feasible`, `infeasible` or `unknown`.
  public var status: String
  /// The exact method.
  public var route: String
  /// Why that method.
  public var routeReason: String
  /// The solver.
  public var solver: String
  /// The number of pairs.
  public var matched: Int
  /// The sum of the scores in points.
  public var total: String
  /// What the first objective that is not proven can reach at most; the total where all are.
  public var bound: String?
  /// The objective that `bound` belongs to where one is not proven.
  public var boundOf: String?
  /// Why the solve stopped early, if it did.
  public var stoppedBy: String?
  /// What each objective came to, in order.
  public var objectives: [ObjectiveValue]
  /// Seconds from the problem in memory to the checked answer in memory.
  public var solveSeconds: Double
  /// The pairs.
  public var pairs: [Pair]
  /// Everybody without a partner.
  public var unmatched: [Unmatched]
  /// The proof that no matching is worth more.
  public var certificate: Certificate?
  /// The reason why there is no matching.
  public var witness: Witness?
  /// Where the answer comes from.
  public var record: RunRecord

  private enum CodingKeys: String, CodingKey {
    case formatVersion, status, route, routeReason, solver, matched, total, bound, boundOf
    case stoppedBy, objectives, solveSeconds, pairs, unmatched, certificate, witness, record
  }

  /// Writes every key of the top level, with null where there is nothing.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(formatVersion, forKey: .formatVersion)
    try container.encode(status, forKey: .status)
    try container.encode(route, forKey: .route)
    try container.encode(routeReason, forKey: .routeReason)
    try container.encode(solver, forKey: .solver)
    try container.encode(matched, forKey: .matched)
    try container.encode(total, forKey: .total)
    try container.encode(bound, forKey: .bound)
    try container.encode(boundOf, forKey: .boundOf)
    try container.encode(stoppedBy, forKey: .stoppedBy)
    try container.encode(objectives, forKey: .objectives)
    try container.encode(solveSeconds, forKey: .solveSeconds)
    try container.encode(pairs, forKey: .pairs)
    try container.encode(unmatched, forKey: .unmatched)
    try container.encode(certificate, forKey: .certificate)
    try container.encode(witness, forKey: .witness)
    try container.encode(record, forKey: .record)
  }

  /// An objective and its value.
  public struct ObjectiveValue: Codable, Sendable, Equatable {
    public var objective: String
    public var tier: Int?
    public var value: String
  }

  /// A pair; the fields are the columns of pairs.csv.
  public struct Pair: Codable, Sendable, Equatable {
    public var juniorId: String
    public var juniorName: String
    public var seniorId: String
    public var seniorName: String
    public var score: String
    public var parts: [String: String]
  }

  /// A person without a partner; the fields are the columns of unmatched.csv.
  public struct Unmatched: Codable, Sendable, Equatable {
    public var employeeId: String
    public var name: String
    public var side: String
    public var reasonCode: String
    public var reason: String
  }

  /// A proof by prices; its meaning is documented in the article "Certificates".
  public struct Certificate: Codable, Sendable, Equatable {
    public var kind = "prices"
    public var cases: [Case]
  }

  /// A case of a proof.
  public struct Case: Codable, Sendable, Equatable {
    /// What is assumed, in the order of the case distinctions.
    public var assumptions: [Assumption]
    /// People on both sides whose worth is granted in each role.
    public var countedTwice: [String]
    /// The price of each junior, as text because it may exceed what a double holds.
    public var juniorPrices: [String: String]?
    /// The price of each senior.
    public var seniorPrices: [String: String]?
    /// Why the case admits no matching, in place of prices.
    public var shortage: Shortage?
  }

  /// An assumption of a case.
  public struct Assumption: Codable, Sendable, Equatable {
    /// `unused_as_junior`, `used_as_junior` or `barred`.
    public var kind: String
    /// The person, or the junior of the barred pair.
    public var junior: String
    /// The senior of the barred pair.
    public var senior: String?
  }

  /// People who need more partners than there are.
  public struct Shortage: Codable, Sendable, Equatable {
    public var side: String
    public var people: [String]
    public var partners: [Partner]
    public var required: Int
    public var available: Int
  }

  /// Somebody whom people in need may be paired with.
  public struct Partner: Codable, Sendable, Equatable {
    public var id: String
    public var allowedPairs: Int
    public var capacity: Int
  }

  /// Why there is no matching.
  public struct Witness: Codable, Sendable, Equatable {
    /// `nobody`, `no_allowed_pair`, `too_few_partners` or `every_case_empty`.
    public var kind: String
    /// The reason in people's names.
    public var message: String
    public var side: String?
    public var bars: [String: Int]?
    public var shortage: Shortage?
    public var cases: [Case]?
  }
}

/// Where an answer comes from: enough to repeat the run and to notice changed input.
public struct RunRecord: Codable, Sendable, Equatable {
  /// An input file and the SHA-256 of its bytes.
  public struct Input: Codable, Sendable, Equatable {
    public var role: String
    public var file: String
    public var sha256: String

    /// Makes an entry.
    public init(role: String, file: String, sha256: String) {
      self.role = role
      self.file = file
      self.sha256 = sha256
    }
  }

  /// What differs from machine to machine; outside the promise of equal bytes.
  public struct Machine: Codable, Sendable, Equatable {
    public var system: String
    public var cores: Int
    public var started: String

    /// Makes an entry.
    public init(system: String, cores: Int, started: String) {
      self.system = system
      self.cores = cores
      self.started = started
    }
  }

  /// The version of Pairwright.
  public var pairwrightVersion: String
  /// The name of the programme.
  public var programName: String?
  /// The seed of the order that breaks ties.
  public var seed: UInt64
  /// Every input file.
  public var inputs: [Input]
  /// The day as of which ages were judged.
  public var runDate: String
  /// The machine.
  public var machine: Machine?

  /// Makes a record.
  public init(
    pairwrightVersion: String, programName: String?, seed: UInt64, inputs: [Input],
    runDate: String, machine: Machine?
  ) {
    self.pairwrightVersion = pairwrightVersion
    self.programName = programName
    self.seed = seed
    self.inputs = inputs
    self.runDate = runDate
    self.machine = machine
  }
}
