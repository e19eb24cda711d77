#if GLPK

package import LinearAssignment

/// What a relaxation suggests for a case; nothing of it is trusted.
package struct RelaxationProposal: Sendable {
  /// Multipliers that may close the case or decide columns.
  package var multipliers: [RowMultipliers]
  /// How much of each column the relaxation takes, from 0 to 1; empty when it does not say.
  package var shares: [Double]

  /// Collects the parts of a proposal.
  package init(multipliers: [RowMultipliers] = [], shares: [Double] = []) {
    self.multipliers = multipliers
    self.shares = shares
  }
}

/// Something that suggests multipliers, such as a linear program or a subgradient method.
package protocol IntegerProgramRelaxation {
  /// Suggests multipliers for the case in which some columns are decided.
  ///
  /// `value` is that of the best choice known.
  mutating func proposal(decided: [Bool?], best value: Int64?) -> RelaxationProposal
}

#endif
