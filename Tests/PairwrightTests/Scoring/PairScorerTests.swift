import Pairwright
import Testing
import _PairwrightTestSupport

@Suite("PairScorer")
struct PairScorerTests {
  /// A random roster in which every column that scores look at is sometimes filled.
  private static func randomPeople(seed: UInt64) -> [Person] {
    var random = SplitMix64(seed: seed)
    let skills = ["a", "b", "c", "d", "e", "B", "alpha"]
    let zones = ["Europe/Berlin", "America/New_York", "Asia/Kolkata", "+13:00"]
    func some<Value>(_ values: [Value], _ random: inout SplitMix64) -> [Value] {
      Array(values.shuffled(using: &random).prefix(.random(in: 0...4, using: &random)))
    }
    return (0..<14).map { number in
      Person.on([.junior, .senior, .both].randomElement(using: &random) ?? .both, "P\(number)") {
        $0.skillsOffered = some(skills, &random).map {
          SkillLevel($0, level: .random(in: 1...5, using: &random))
        }
        $0.skillsWanted = some(skills, &random).map {
          SkillWish(
            $0, target: .random(in: 1...5, using: &random),
            priority: .random(in: 1...3, using: &random))
        }
        $0.skillsCurrent = some(skills, &random).map {
          SkillLevel($0, level: .random(in: 0...5, using: &random))
        }
        ($0.interests, $0.goals) = (some(skills, &random), some(skills, &random))
        $0.organisationGoals = some(skills, &random)
        $0.birthYear =
          Bool.random(using: &random) ? .random(in: 1_950...2_005, using: &random) : nil
        $0.generation = ["Z", "X", nil].randomElement(using: &random) ?? nil
        $0.grade = Bool.random(using: &random) ? .random(in: 1...9, using: &random) : nil
        $0.fields["department"] = ["x", "y", nil].randomElement(using: &random) ?? nil
        $0.fields["location"] = ["x", "y", nil].randomElement(using: &random) ?? nil
        $0.teachingAbility = [nil, 1, 2, 5].randomElement(using: &random) ?? nil
        $0.commitment = [nil, 1, 4, 5].randomElement(using: &random) ?? nil
        $0.timeZone = zones.randomElement(using: &random)
        $0.availability = (0..<3).map { day in
          let start = Int.random(in: 0...1_300, using: &random)
          return WeeklySlot(weekday: 3 * day, start: start, end: start + 130)
        }
        $0.preferredIDs = some((0..<14).map { PersonID("P\($0)") }, &random)
      }
    }
  }

  private static func relatedness(seed: UInt64) -> Relatedness {
    var random = SplitMix64(seed: seed)
    return Relatedness(
      (0..<12).map { _ in
        Relatedness.Relation(
          from: ["a", "b", "c", "d", "e"].randomElement(using: &random) ?? "a",
          to: ["a", "b", "c", "d", "e"].randomElement(using: &random) ?? "a",
          value: .random(in: -10_000...10_000, using: &random))
      })
  }

  @Test("gives each pair the same score by row, by pair and by part, within 0 to 100 points")
  func rowsAgree() throws {
    for seed in 0..<80 {
      var random = SplitMix64(seed: UInt64(seed) + 1_000)
      let people = Self.randomPeople(seed: UInt64(seed))
      let fixture = try Fixture(
        people, rules: [ListedPairs()],
        constraints: [PairConstraint(.prefer, "P1", "P2"), PairConstraint(.prefer, "P3", "P4")],
        catalogue: SkillCatalogue([.init("a", synonyms: ["alpha"])]),
        relatedness: Self.relatedness(seed: UInt64(seed))
      ) {
        $0.score = ScoreSettings()
        for part in ScoreSettings.Part.allCases {
          $0.score.weights[part] = FixedPoint(units: .random(in: 1...70_000, using: &random))
        }
        $0.score.seniorToJunior = FixedPoint(units: .random(in: 0...10_000, using: &random))
      }
      let scorer = fixture.problem.scorer
      #expect(scorer.parts == ScoreSettings.Part.allCases)
      #expect(scorer.weights.reduce(0, +) == 1_000_000)
      let columns = scorer.columnCount
      var scores = [Int32](repeating: -7, count: columns)
      var toSenior = scores
      var toJunior = scores
      var marks = (0..<columns).map { _ in Bool.random(using: &random) }
      var someScores = scores
      for row in 0..<scorer.rowCount {
        scores.withUnsafeMutableBufferPointer { scorer.readScores(ofRow: row, into: $0) }
        marks.withUnsafeMutableBufferPointer { marks in
          someScores.withUnsafeMutableBufferPointer {
            scorer.readScores(ofRow: row, into: $0, skipping: SkippedColumns(marks))
          }
        }
        for column in 0..<columns where !marks[column] {
          #expect(someScores[column] == scores[column])
        }
        toSenior.withUnsafeMutableBufferPointer { toSenior in
          toJunior.withUnsafeMutableBufferPointer {
            scorer.readBenefits(ofRow: row, toSenior: toSenior, toJunior: $0)
          }
        }
        for column in 0..<columns {
          let parts = scorer.partUnits(row: row, column: column)
          let score = scorer.score(row: row, column: column)
          let benefits = scorer.benefits(row: row, column: column)
          #expect(parts.reduce(0, +) == score)
          #expect(Int(scores[column]) == score, "seed \(seed)")
          #expect((Int(toSenior[column]), Int(toJunior[column])) == benefits, "seed \(seed)")
          #expect(benefits.toSenior + benefits.toJunior == parts[0])
          #expect((0...1_000_000).contains(score))
          for (part, weight) in zip(parts, scorer.weights) { #expect((0...weight).contains(part)) }
        }
      }
    }
  }

  @Test(
    "splits 100 points exactly, the largest remainders up",
    arguments: [
      ([1], [1_000_000]), ([1, 1, 1], [333_334, 333_333, 333_333]), ([2, 1], [666_667, 333_333]),
      ([0, 5], [0, 1_000_000]), ([], []), ([0, 0], [0, 0]),
      (
        [6, 1, 1, 1, 1, 1, 1, 1, 1, 1],
        [400_000] + Array(repeating: 66_667, count: 6) + Array(repeating: 66_666, count: 3)
      ),
    ])
  func normalised(weights: [Int], units: [Int]) {
    #expect(PairScorer.normalised(weights) == units)
  }

  @Test("splits large and random weights to the last unit")
  func normalisedRandomly() {
    var random = SplitMix64(seed: 5)
    for _ in 0..<500 {
      let weights = (0..<Int.random(in: 1...11, using: &random)).map { _ in
        Int.random(in: 0...10_000_000_000, using: &random)
      }
      let units = PairScorer.normalised(weights)
      #expect(units.reduce(0, +) == (weights.contains { $0 > 0 } ? 1_000_000 : 0))
      let sum = weights.reduce(0, +)
      for (weight, unit) in zip(weights, units) where sum > 0 {
        #expect(abs(Double(unit) - Double(weight) * 1e6 / Double(sum)) < 1.001)
      }
    }
  }

  @Test("drops parts whose columns are absent, with a warning only when they were asked for")
  func dropping() throws {
    let people = [Person.junior("J") { $0.commitment = 5 }, .senior("S") { $0.commitment = 5 }]
    for isExplicit in [false, true] {
      let fixture = try Fixture(people, columns: ["side", "commitment"]) {
        $0.score = ScoreSettings(weights: [.commitment: FixedPoint(1), .goals: FixedPoint(9)])
        $0.score.isExplicit = isExplicit
      }
      #expect(fixture.problem.scorer.parts == [.commitment])
      #expect(try fixture.units("J", "S") == 1_000_000)
      #expect(fixture.diagnostics.codes(isExplicit ? .warning : .information) == ["part-dropped"])
    }
  }

  @Test(
    "needs for each part one of its columns",
    arguments: [
      (ScoreSettings.Part.skills, ["skills_offered"], false),
      (.skills, ["skills_offered", "skills_wanted"], true), (.interests, ["interests"], true),
      (.goals, ["org_goals"], true), (.goals, ["goals"], true), (.goals, ["interests"], false),
      (.generation, ["generation"], true), (.generation, ["birth_year"], true), (.grade, [], false),
      (.crossDepartment, ["department"], true), (.crossLocation, ["country"], false),
      (.teaching, ["teaching_ability"], true), (.availability, ["availability"], true),
      (.preferences, [], false), (.preferences, ["preferred_ids"], true),
    ])
  func columns(part: ScoreSettings.Part, columns: [String], isThere: Bool) throws {
    let fixture = try Fixture(
      [.junior("J"), .senior("S")], columns: Set(["side"] + columns)
    ) { $0.score = ScoreSettings(weights: [part: FixedPoint(1)]) }
    #expect(fixture.problem.scorer.parts == (isThere ? [part] : []))
  }

  @Test("warns when the weights come to nothing")
  func noScore() throws {
    let fixture = try Fixture([.junior("J"), .senior("S")]) {
      $0.score = ScoreSettings(weights: [.skills: FixedPoint(0)])
    }
    #expect(fixture.diagnostics.warnings.map(\.code) == ["no-score"])
    #expect(try fixture.units("J", "S") == 0)
  }

  @Test("rounds halves up, exactly")
  func shares() {
    #expect(share(of: 1, 1, 2) == 1)
    #expect(share(of: 1, 1, 3) == 0)
    #expect(share(of: 1_000_000, 2, 3) == 666_667)
    #expect(share(of: 7, 0, 0) == 0)
  }
}
