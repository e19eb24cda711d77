#if GLPK

public import LinearAssignment

/// What is known about an integer program after solving.
public enum GLPKOutcome: Sendable, Hashable {
  /// The best choice there is; the proof has been checked in integers.
  case optimal(GLPKChoice, IntegerProgramProof)
  /// A choice that keeps all rows; none is worth less than `bound`.
  ///
  /// `provenByGLPKOnly` says that GLPK holds the choice to be optimal, which is not a proof.
  case feasible(GLPKChoice, bound: Int64, provenByGLPKOnly: Bool, stoppedBy: GLPKStop)
  /// No choice keeps all rows; the proof has been checked in integers.
  case infeasible(IntegerProgramProof)
  /// GLPK holds that no choice keeps all rows, which is not a proof.
  case infeasiblePerGLPK(stoppedBy: GLPKStop)
  /// No choice was found, and none is worth less than `bound`.
  case unknown(bound: Int64, stoppedBy: GLPKStop)
}

/// A choice of columns that keeps all rows.
public struct GLPKChoice: Sendable, Hashable {
  /// The chosen columns in ascending order.
  public let columns: [Int]
  /// The sum of their costs.
  public let value: Int64

  /// Names the chosen columns and the sum of their costs.
  package init(columns: [Int], value: Int64) {
    self.columns = columns
    self.value = value
  }
}

/// What happened on the way to an outcome.
public struct GLPKReport: Sendable, Hashable {
  /// What GLPK's integer solver returned, or nil when it was not needed.
  public internal(set) var returnCode: Int?
  /// The status that GLPK's integer solver gave, or nil when it was not needed.
  public internal(set) var status: Int?
  /// Why the answer of GLPK's integer solver was not believed, or nil.
  public internal(set) var flaw: GLPKAnswerFlaw?
  /// The number of cases that were distinguished for the proof.
  public internal(set) var caseCount = 0
  /// The number of threads that did not come back and were left to themselves.
  public internal(set) var abandonedThreadCount = 0
}

/// What is wrong with an answer of GLPK.
public enum GLPKAnswerFlaw: Sendable, Hashable {
  /// The number of columns is not that of the program.
  case wrongSize
  /// A column is neither 0 nor 1.
  case notBinary(column: Int)
  /// A row is broken.
  case breaksRow(Int)
  /// The objective is not the sum of the costs of the chosen columns.
  case misstatesValue
  /// There is a better choice than the one called optimal.
  case isNotOptimal
  /// There is a choice although GLPK holds that there is none.
  case isNotInfeasible
}

/// An outcome together with what happened on the way.
public struct GLPKResult: Sendable, Hashable {
  /// What is known.
  public let outcome: GLPKOutcome
  /// What happened.
  public let report: GLPKReport
}

/// Why GLPK could not work properly; limits and infeasible programs are outcomes, not errors.
public struct GLPKError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The kind of an error; more kinds may be added.
  public struct Code: Sendable, Hashable {
    private enum Kind: Hashable {
      case internalInconsistency
      case backendFailed
      case notStarted
    }
    private let kind: Kind

    /// GLPK found the model at fault, or a proof did not hold: a defect of this package.
    public static let internalInconsistency = Code(kind: .internalInconsistency)
    /// GLPK gave up, or returned something unknown.
    public static let backendFailed = Code(kind: .backendFailed)
    /// There was no memory or no thread for GLPK.
    public static let notStarted = Code(kind: .notStarted)
  }

  /// The kind of error.
  public let code: Code
  /// A full sentence that names the values involved.
  public let message: String
  /// What may have gone wrong, without the leading "Maybe".
  public let advice: String

  /// The sentence, and on a second line the advice.
  public var description: String { "\(message)\nMaybe \(advice)" }
}

#endif
