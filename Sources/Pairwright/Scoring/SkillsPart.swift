/// What each of the two teaches the other: the skill-complementarity score.
///
/// For a teacher with offers (skill m at level l) and a learner with wants (skill k, present level
/// c, target t, priority p), and the relatedness r(m, k) of skills:
///
///     lift(m, k) = min(max(l - c, 0), t - c)                       levels
///     gain(k)    = min(t - c, sum over offers of r(m, k) lift(m, k))
///     value      = max(0, sum over wants of p gain(k)) / sum over wants of p (t - c)
///
/// In matrix form value = P · min(N, lift(O) · R): offered levels times relatedness, capped by
/// what is needed, times priorities. The value lies from 0 to 1; a learner without unmet wants
/// has value 0. Both directions are formed alike and weighed by the program's two shares.
/// Everything is exact: r is held in ten-thousandths and levels are whole.
///
/// Example: Lena offers digital marketing 5 and social media 4. Viktor wants digital marketing to
/// level 4 with priority 3 and social media to level 4 with priority 2, and has neither. She lifts
/// both to the target: (3 x 4 + 2 x 4) / (3 x 4 + 2 x 4) = 1.
package struct SkillsPart: ScorePart {
  /// Units that the senior can receive.
  private let weightToSenior: Int
  /// Units that the junior can receive.
  private let weightToJunior: Int
  private let juniors: SkillProfiles
  private let seniors: SkillProfiles
  private let relations: SkillRelations

  /// Prepares the skills of the participants.
  package init(_ context: RuleContext, weight: Int) {
    let score = context.program.score
    let shares = score.juniorToSenior.units + score.seniorToJunior.units
    weightToSenior = share(of: weight, score.juniorToSenior.units, shares)
    weightToJunior = weight - weightToSenior
    var index = SkillIndex(catalogue: context.roster.catalogue)
    let people = context.roster.people
    juniors = SkillProfiles(context.juniors.map { people[$0] }, index: &index)
    seniors = SkillProfiles(context.seniors.map { people[$0] }, index: &index)
    relations = SkillRelations(context.roster.relatedness, index: &index)
  }

  /// The units that the side with the smaller share can receive at most.
  package var mostOfSmallerShare: Int { min(weightToSenior, weightToJunior) }

  /// Returns the units of both directions.
  package func units(row: Int, column: Int) -> Int {
    let benefit = benefits(row: row, column: column)
    return benefit.toSenior + benefit.toJunior
  }

  /// Returns the units that each side of a pair receives.
  package func benefits(row: Int, column: Int) -> (toSenior: Int, toJunior: Int) {
    func units(
      _ weight: Int, _ teacher: ArraySlice<SkillProfiles.Offer>,
      _ learner: ArraySlice<SkillProfiles.Want>, _ need: Int
    ) -> Int {
      var sum = 0
      for want in learner {
        var gain = 0
        for offer in teacher { gain += relations.gain(offer, want) }
        sum += want.priority * min(gain, want.need * Relatedness.one)
      }
      return share(of: weight, max(0, sum), need)
    }
    return (
      units(
        weightToSenior, juniors.offers(of: row), seniors.wants(of: column),
        seniors.totalNeed[column]),
      units(
        weightToJunior, seniors.offers(of: column), juniors.wants(of: row),
        juniors.totalNeed[row])
    )
  }

  /// Adds the units of a row of pairs.
  package func addUnits(
    row: Int, to units: UnsafeMutableBufferPointer<Int32>, skipping: SkippedColumns
  ) {
    addBenefits(row: row, toSenior: units, toJunior: units)
  }

  /// Adds what each side receives, for a row of pairs; the two buffers may be one.
  ///
  /// The junior's offers and wants are spread over tables once, so that a pair costs a look-up for
  /// each want of the senior and for each offer of the senior and want of the junior.
  package func addBenefits(
    row: Int, toSenior: UnsafeMutableBufferPointer<Int32>,
    toJunior: UnsafeMutableBufferPointer<Int32>
  ) {
    addToSenior(row: row, to: toSenior)
    addToJunior(row: row, to: toJunior)
  }

  private func addToSenior(row: Int, to units: UnsafeMutableBufferPointer<Int32>) {
    // gains[kind]: the capped gain of a kind of want from everything that the junior offers.
    let offers = juniors.offers(of: row)
    guard weightToSenior > 0, !offers.isEmpty else { return }
    var gains = [Int32](repeating: 0, count: seniors.wantKinds.count)
    for offer in offers {
      for relation in relations.to(from: offer.skill) {
        for kind in seniors.wantKinds(of: relation.skill) {
          let want = seniors.wantKinds[kind]
          gains[kind] += Int32(relation.value * min(max(offer.level - want.present, 0), want.need))
        }
      }
    }
    gains.withUnsafeMutableBufferPointer { gains in
      for kind in gains.indices {
        gains[kind] = min(gains[kind], Int32(seniors.wantKinds[kind].need * Relatedness.one))
      }
      seniors.withWantKinds { starts, kinds, priorities in
        for column in units.indices {
          var sum = 0
          for position in Int(starts[column])..<Int(starts[column + 1]) {
            sum += Int(priorities[position]) * Int(gains[Int(kinds[position])])
          }
          if sum > 0 {
            units[column] += Int32(share(of: weightToSenior, sum, seniors.totalNeed[column]))
          }
        }
      }
    }
  }

  private func addToJunior(row: Int, to units: UnsafeMutableBufferPointer<Int32>) {
    let wants = juniors.wants(of: row)
    let need = juniors.totalNeed[row]
    guard weightToJunior > 0, need > 0 else { return }
    // gains[want][m x levels + l]: what an offer of skill m at level l adds to that want.
    let levels = SkillProfiles.levelCount
    let width = relations.skillCount * levels
    var gains = [Int32](repeating: 0, count: wants.count * width)
    for (position, want) in wants.enumerated() {
      for relation in relations.from(to: want.skill) {
        for level in 0..<levels {
          gains[position * width + relation.skill * levels + level] +=
            Int32(relation.value * min(max(level - want.present, 0), want.need))
        }
      }
    }
    let caps = wants.map { (cap: Int32($0.need * Relatedness.one), priority: $0.priority) }
    gains.withUnsafeBufferPointer { gains in
      seniors.withOffers { starts, cells in
        for column in units.indices {
          let range = Int(starts[column])..<Int(starts[column + 1])
          var sum = 0
          for position in caps.indices {
            var gain: Int32 = 0
            for cell in range { gain += gains[position * width + Int(cells[cell])] }
            sum += caps[position].priority * Int(min(gain, caps[position].cap))
          }
          if sum > 0 { units[column] += Int32(share(of: weightToJunior, sum, need)) }
        }
      }
    }
  }
}
