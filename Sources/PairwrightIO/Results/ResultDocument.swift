internal import Pairwright

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
  /// The tier of that objective, for `priority_tier`.
  public var boundTier: Int?
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
  /// Bounds that would let there be a matching, the nearest first.
  public var relaxations: [Relaxation]?
  /// What looking at the lowest scores costs.
  public var priceOfFairness: FairnessPrice?
  /// What one more place would be worth, where that was asked.
  public var shadowPrices: ShadowPrices?
  /// Where the answer comes from.
  public var record: RunRecord

  private enum CodingKeys: String, CodingKey {
    case formatVersion, status, route, routeReason, solver, matched, total, bound, boundOf,
      boundTier
    case stoppedBy, objectives, solveSeconds, pairs, unmatched, certificate, witness, relaxations
    case priceOfFairness, shadowPrices, record
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
    try container.encodeIfPresent(boundTier, forKey: .boundTier)
    try container.encode(stoppedBy, forKey: .stoppedBy)
    try container.encode(objectives, forKey: .objectives)
    try container.encode(solveSeconds, forKey: .solveSeconds)
    try container.encode(pairs, forKey: .pairs)
    try container.encode(unmatched, forKey: .unmatched)
    try container.encode(certificate, forKey: .certificate)
    try container.encode(witness, forKey: .witness)
    try container.encodeIfPresent(relaxations, forKey: .relaxations)
    try container.encodeIfPresent(priceOfFairness, forKey: .priceOfFairness)
    try container.encodeIfPresent(shadowPrices, forKey: .shadowPrices)
    try container.encode(record, forKey: .record)
  }

  /// An objective and its value.
  public struct ObjectiveValue: Codable, Sendable, Equatable {
    /// The objective, as in a program.
    public var objective: String
    /// The tier, for `priority_tier`.
    public var tier: Int?
    /// Points for `total`, a count for all others.
    public var value: String
  }

  /// A bound that, moved so far, lets there be a matching.
  public struct Relaxation: Codable, Sendable, Equatable {
    /// The rule, or the capacity of a person.
    public var rule: String
    /// `min`, `max`, `min_share` or `max_share`.
    public var bound: String
    /// Where the bound is.
    public var from: Double
    /// The nearest place at which there is a matching.
    public var to: Double
    /// What the first objective then reaches.
    public var gives: ObjectiveValue

    /// The relaxation in words.
    public var sentence: String {
      func text(_ number: Double) -> String {
        FixedPoint(units: Int((number * Double(FixedPoint.unitsPerOne)).rounded())).description
      }
      return
        "\(rule): with \(bound) \(text(to)) instead of \(text(from)) there is a matching, with "
        + gives.objective + (gives.tier.map { " \($0)" } ?? "") + " \(gives.value)."
    }
  }

  /// What it costs to look at the lowest scores before the total, in points.
  public struct FairnessPrice: Codable, Sendable, Equatable {
    /// `worst_off` or `leximin`.
    public var notion: String
    /// The total that was reached.
    public var total: String
    /// The total that could be reached without the notion.
    public var totalWithout: String
    /// The difference.
    public var price: String
  }

  /// A pair; the fields are the columns of pairs.csv.
  public struct Pair: Codable, Sendable, Equatable {
    /// The id of the one who teaches.
    public var juniorId: String
    /// The name of the one who teaches.
    public var juniorName: String
    /// The id of the one who is taught.
    public var seniorId: String
    /// The name of the one who is taught.
    public var seniorName: String
    /// The score in points.
    public var score: String
    /// The points of each part; they add up to the score.
    public var parts: [String: String]
  }

  /// A person without a partner; the fields are the columns of unmatched.csv.
  public struct Unmatched: Codable, Sendable, Equatable {
    /// The id.
    public var employeeId: String
    /// The name.
    public var name: String
    /// The side, or sides, on which people stand.
    public var side: String
    /// A code from a fixed list.
    public var reasonCode: String
    /// A sentence for coordinators.
    public var reason: String
  }

  /// A proof by prices; its meaning is documented in the article "Certificates".
  public struct Certificate: Codable, Sendable, Equatable {
    /// `prices` with cases, or `stages`.
    public var kind = "prices"
    /// The cases of the distinction.
    public var cases: [Case]?
    /// The steps, objective by objective.
    public var stages: [Stage]?
  }

  /// A case of a proof.
  public struct Case: Codable, Sendable, Equatable {
    /// What is assumed, in the order of the case distinctions.
    public var assumptions: [Assumption]
    /// For people on both sides, the part of their worth that is granted in each role.
    public var roleWorths: [String: String]
    /// The price of each junior, as text because it may exceed what a double holds.
    public var juniorPrices: [String: String]?
    /// The price of each senior.
    public var seniorPrices: [String: String]?
    /// The price of each quota, those on juniors first.
    public var quotaPrices: [QuotaPrice]?
    /// With prices for costs of 0: by how much their bound exceeds 0, so that no matching exists.
    public var excess: String?
    /// Why the case admits no matching, in place of prices.
    public var shortage: Shortage?
  }

  /// The price of a quota.
  public struct QuotaPrice: Codable, Sendable, Equatable {
    /// The quota and its group.
    public var quota: String
    /// The price.
    public var price: String
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
    /// The side, or sides, on which people stand.
    public var side: String
    /// The people in need.
    public var people: [String]
    /// Everybody whom any of them may be paired with.
    public var partners: [Partner]
    /// How many partners the people need together.
    public var required: Int
    /// How many they can be given.
    public var available: Int
  }

  /// Somebody whom people in need may be paired with.
  public struct Partner: Codable, Sendable, Equatable {
    /// The id.
    public var id: String
    /// How many of the people in need may be paired with this one.
    public var allowedPairs: Int
    /// How many partners this one can still have.
    public var capacity: Int
  }

  /// Why there is no matching.
  public struct Witness: Codable, Sendable, Equatable {
    /// `nobody`, `no_allowed_pair`, `too_few_partners`, `quotas_clash`, `every_case_empty` or
    /// `rules_clash`.
    public var kind: String
    /// The reason in people's names.
    public var message: String
    /// The side, or sides, on which people stand.
    public var side: String?
    /// For each rule, how many pairs it bars.
    public var bars: [String: Int]?
    /// People who need more partners than there are.
    public var shortage: Shortage?
    /// The cases of the distinction.
    public var cases: [Case]?
    /// The rules that clash.
    public var rules: [String]?
    /// These rules by their numbers, from 0.
    public var constraints: [Int]?
    /// The prices and the walk that show it.
    public var proof: StageProof?
  }
}

/// Where an answer comes from: enough to repeat the run and to notice changed input.
public struct RunRecord: Codable, Sendable, Equatable {
  /// An input file and the SHA-256 of its bytes.
  public struct Input: Codable, Sendable, Equatable {
    /// What the file is: program, roster or side.
    public var role: String
    /// The name of the file, without its folder.
    public var file: String
    /// The digest of its bytes.
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
    /// The operating system.
    public var system: String
    /// The number of processor cores.
    public var cores: Int
    /// When the run began, ISO 8601.
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
