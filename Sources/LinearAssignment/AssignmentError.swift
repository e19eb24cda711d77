/// Why a problem could not be worked on; infeasible and stopped are outcomes, not errors.
public struct AssignmentError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The kind of an error; more kinds may be added.
  public struct Code: Sendable, Hashable {
    private enum Kind: Hashable {
      case sizeMismatch
      case costInvalid
      case costRangeTooLarge
      case boundsInvalid
      case quotaInvalid
      case quotaUnsupported
      case programInvalid
      case proofInvalid
      case constraintInvalid
      case claimRefuted
      case proposerFailed
      case internalInconsistency
    }
    private let kind: Kind

    /// Two sizes that must agree do not.
    public static let sizeMismatch = Code(kind: .sizeMismatch)
    /// A cost is not a number, or is infinite in the direction that would make it irresistible.
    public static let costInvalid = Code(kind: .costInvalid)
    /// The costs lie so far apart that exact 64-bit arithmetic cannot be promised.
    public static let costRangeTooLarge = Code(kind: .costRangeTooLarge)
    /// A degree bound contradicts itself.
    public static let boundsInvalid = Code(kind: .boundsInvalid)
    /// A quota names members that do not exist, or contradicts itself.
    public static let quotaInvalid = Code(kind: .quotaInvalid)
    /// Quotas overlap, or a quota's maximum concerns members that may take several pairs or none.
    public static let quotaUnsupported = Code(kind: .quotaUnsupported)
    /// An integer program names columns that do not exist, repeats itself, or has too large numbers.
    public static let programInvalid = Code(kind: .programInvalid)
    /// A proof that was handed in does not hold for the problem.
    public static let proofInvalid = Code(kind: .proofInvalid)
    /// A constraint names what does not exist, or contradicts itself.
    public static let constraintInvalid = Code(kind: .constraintInvalid)
    /// Another solver's answer was proven wrong and was withheld.
    public static let claimRefuted = Code(kind: .claimRefuted)
    /// Another solver that was asked for failed.
    public static let proposerFailed = Code(kind: .proposerFailed)
    /// A computed answer failed its check and was withheld: a defect of this package.
    public static let internalInconsistency = Code(kind: .internalInconsistency)
  }

  /// The kind of error.
  public let code: Code
  /// A full sentence that names the values involved.
  public let message: String
  /// What may have gone wrong, without the leading "Maybe".
  public let advice: String

  /// Collects the parts of an error.
  public init(code: Code, message: String, advice: String) {
    self.code = code
    self.message = message
    self.advice = advice
  }

  /// The sentence, and on a second line the advice.
  public var description: String { "\(message)\nMaybe \(advice)" }
}
