/// What the caller of the constrained solver may decide.
public struct ConstrainedAssignmentOptions: Sendable {
  /// How assignment problems are solved; whether to stop is asked there.
  public var relaxation: CapacitatedAssignmentOptions
  /// Choices that are known to keep everything, or hoped to.
  public var knownChoices: [[AssignedPair]] = []
  /// Multipliers near the best ones, in units of the objective, one for each constraint; by
  /// default 0.
  public var expectedMultipliers: [Double] = []
  /// Another solver, whose answer is improved on, proven, or refuted; by default there is none.
  ///
  /// It is asked about the whole problem, or about what prices leave open where that is too large.
  public var proposer: (any IntegerProgramProposer)?

  /// Options that neither stop nor expect anything unless told to.
  public init(relaxation: CapacitatedAssignmentOptions = CapacitatedAssignmentOptions()) {
    self.relaxation = relaxation
  }
}
