/// The score of any pair, computed on demand and exact to the last unit.
///
/// Weights are normalised to 100 points = 1,000,000 units by largest remainder; each part of a
/// pair is a whole number of units, and their sum is the score.
public struct PairScorer: Sendable {
  /// Units in a hundred points.
  public static let fullScore = 100 * FixedPoint.unitsPerOne

  /// The parts that count, in the order in which they are reported.
  public let parts: [ScoreSettings.Part]
  /// The units that each part can add at most.
  package let weights: [Int]
  private let prepared: [any ScorePart]
  private let skills: SkillsPart?

  /// The number of juniors.
  package let rowCount: Int
  /// The number of seniors.
  package let columnCount: Int

  /// Prepares the parts whose columns are there; a part that drops out is reported.
  package init(_ context: RuleContext, into diagnostics: inout Diagnostics) {
    let score = context.program.score
    var parts: [ScoreSettings.Part] = []
    for part in ScoreSettings.Part.allCases where (score.weights[part] ?? FixedPoint(0)).units > 0 {
      let missing = PairScorer.missingColumns(of: part, context)
      if missing.isEmpty {
        parts.append(part)
        continue
      }
      let message =
        "The score part \(part.rawValue) drops out, because the roster has no column "
        + missing.joined(separator: " or ") + "; the other weights make up the 100 points."
      if score.isExplicit {
        diagnostics.warning(
          "part-dropped", message, mend: "Add the column, or give the part the weight 0.")
      } else {
        diagnostics.information("part-dropped", message)
      }
    }
    if parts.contains(.availability), context.program.start == nil {
      diagnostics.information(
        "standard-time",
        "The program has no start, so the score part availability compares slots in standard time.")
    }
    if parts.isEmpty {
      diagnostics.warning(
        "no-score", "No score part has a weight, so all pairs score 0 and only the seed decides.",
        mend: "Give at least one part a weight.")
    }
    let weights = PairScorer.normalised(parts.map { score.weights[$0]?.units ?? 0 })
    self.parts = parts
    self.weights = weights
    prepared = zip(parts, weights).map { PairScorer.part($0, weight: $1, context) }
    skills = prepared.lazy.compactMap { $0 as? SkillsPart }.first
    if score.minimumSideBenefit.units > skills?.mostOfSmallerShare ?? 0 {
      diagnostics.warning(
        "floor-out-of-reach",
        "No pair can reach minimum_side_benefit, because the skills part gives one side less at most.",
        mend: "Lower minimum_side_benefit, or give skills or its smaller direction more weight.")
    }
    rowCount = context.juniors.count
    columnCount = context.seniors.count
  }

  /// Returns the score of a pair in units.
  package func score(row: Int, column: Int) -> Int {
    prepared.reduce(0) { $0 + $1.units(row: row, column: column) }
  }

  /// Returns the units of every part of a pair, in the order of ``parts``.
  package func partUnits(row: Int, column: Int) -> [Int] {
    prepared.map { $0.units(row: row, column: column) }
  }

  /// Returns the units that each side of a pair receives through the skills part.
  package func benefits(row: Int, column: Int) -> (toSenior: Int, toJunior: Int) {
    skills?.benefits(row: row, column: column) ?? (0, 0)
  }

  /// Writes the scores of a row of pairs, in units; what stands at skipped columns means nothing.
  ///
  /// - Complexity: O(columns x parts), with the skills of the junior spread out once.
  package func readScores(
    ofRow row: Int, into units: UnsafeMutableBufferPointer<Int32>, skipping: SkippedColumns = .none
  ) {
    units.update(repeating: 0)
    for part in prepared { part.addUnits(row: row, to: units, skipping: skipping) }
  }

  /// Writes what each side of a row of pairs receives through the skills part, in units.
  package func readBenefits(
    ofRow row: Int, toSenior: UnsafeMutableBufferPointer<Int32>,
    toJunior: UnsafeMutableBufferPointer<Int32>
  ) {
    toSenior.update(repeating: 0)
    toJunior.update(repeating: 0)
    skills?.addBenefits(row: row, toSenior: toSenior, toJunior: toJunior)
  }

  /// Splits the full score in proportion to weights, the largest remainders rounded up, the
  /// earlier first among equals.
  package static func normalised(_ weights: [Int]) -> [Int] {
    let sum = weights.reduce(0, +)
    guard sum > 0 else { return weights }
    var units = weights.map { Int(Int128($0) * Int128(fullScore) / Int128(sum)) }
    let remainders = weights.map { Int128($0) * Int128(fullScore) % Int128(sum) }
    let order = weights.indices.sorted { (remainders[$1], $0) < (remainders[$0], $1) }
    for index in order.prefix(fullScore - units.reduce(0, +)) { units[index] += 1 }
    return units
  }

  private static func part(
    _ part: ScoreSettings.Part, weight: Int, _ context: RuleContext
  ) -> any ScorePart {
    let people = context.roster.people
    func both<Value>(_ value: (Person) -> Value?) -> (juniors: [Value?], seniors: [Value?]) {
      (context.juniors.map { value(people[$0]) }, context.seniors.map { value(people[$0]) })
    }
    let score = context.program.score
    switch part {
    case .skills: return SkillsPart(context, weight: weight)
    case .interests: return SharedTermsPart(context, weight: weight) { $0.interests }
    case .goals:
      return SharedTermsPart(context, weight: weight) { $0.goals + $0.organisationGoals }
    case .generation:
      let years = both { context.birthYear(of: $0) }
      return ClosenessPart(
        weight: weight, ideal: score.idealYears, juniors: years.juniors.map { $0.map { -$0 } },
        seniors: years.seniors.map { $0.map { -$0 } })
    case .grade:
      let grades = both(\.grade)
      return ClosenessPart(
        weight: weight, ideal: score.idealGap, juniors: grades.juniors, seniors: grades.seniors)
    case .crossDepartment:
      return CrossGroupPart(context, weight: weight, column: RosterColumn.department.rawValue)
    case .crossLocation:
      return CrossGroupPart(context, weight: weight, column: RosterColumn.location.rawValue)
    case .teaching:
      return RatingPart(weight: weight, juniors: both(\.teachingAbility).juniors, seniors: nil)
    case .commitment:
      let ratings = both(\.commitment)
      return RatingPart(weight: weight, juniors: ratings.juniors, seniors: ratings.seniors)
    case .availability: return AvailabilityPart(context, weight: weight)
    case .preferences: return PreferencesPart(context, weight: weight)
    }
  }

  /// Returns the columns whose absence makes a part drop out; of alternatives all must be absent.
  private static func missingColumns(
    of part: ScoreSettings.Part, _ context: RuleContext
  ) -> [String] {
    func missing(_ columns: RosterColumn...) -> [String] {
      let names = columns.map(\.rawValue)
      return names.contains { context.roster.columns.contains($0) } ? [] : names
    }
    switch part {
    case .skills: return missing(.skillsOffered) + missing(.skillsWanted)
    case .interests: return missing(.interests)
    case .goals: return missing(.goals, .organisationGoals)
    case .generation: return missing(.birthYear, .generation)
    case .grade: return missing(.grade)
    case .crossDepartment: return missing(.department)
    case .crossLocation: return missing(.location)
    case .teaching: return missing(.teachingAbility)
    case .commitment: return missing(.commitment)
    case .availability: return missing(.availability)
    case .preferences:
      let isListed =
        context.program.rules.contains { $0 is ListedPairs }
        && context.roster.constraints.contains { $0.kind == .prefer }
      return isListed ? [] : missing(.preferredIDs)
    }
  }
}
