package import LinearAssignment

extension StudyProblem {
  /// Whether the scores, capacities and barred pairs are all that a best matching depends on.
  var isPlain: Bool {
    rules.isEmpty && rules.couples.isEmpty
      && !(juniors + seniors).contains(where: \.hasForcedPartner)
  }

  /// The number of different people with a partner; those with a forced one anyway do not count.
  package func coverage(of pairs: [AssignedPair]) -> Int {
    let degrees = Degrees(pairs, self)
    return people(juniors: { degrees.juniors[$0] > 0 }, seniors: { degrees.seniors[$0] > 0 })
  }

  /// The number of different people who may have a partner, without those with a forced one.
  var mostCoverage: Int {
    people(juniors: { juniorCapacities[$0] > 0 }, seniors: { seniorCapacities[$0] > 0 })
  }

  /// The number of different people among some juniors and some seniors.
  private func people(juniors isJunior: (Int) -> Bool, seniors isSenior: (Int) -> Bool) -> Int {
    let twice = rules.couples.count {
      isJunior($0.row) && isSenior($0.column) && !juniors[$0.row].hasForcedPartner
    }
    return juniors.indices.count { isJunior($0) && !juniors[$0].hasForcedPartner }
      + seniors.indices.count { isSenior($0) && !seniors[$0].hasForcedPartner } - twice
  }
}
