import Pairwright
import Testing

@Suite("Eligibility")
struct EligibilityTests {
  @Test("names everything that bars a pair, each once, in the program's order")
  func names() throws {
    var team = NoSame(field: "team")
    team.label.id = "teams"
    let people = [
      Person.on(.both, "A") {
        ($0.fields["team"], $0.avoidIDs, $0.fields["department"]) = ("t", ["B"], "d")
      },
      .on(.both, "B") {
        ($0.fields["team"], $0.managerID, $0.fields["department"]) = ("t", "A", "d")
      },
    ]
    let fixture = try Fixture(
      people,
      rules: [
        NoReportingLine(depth: .all), team, NoSame(field: "department"), NoSame(field: "team"),
      ]
    ) {
      $0.score = ScoreSettings(weights: [.skills: FixedPoint(1)])
      $0.score.minimumPairScore = FixedPoint(1)
      $0.score.minimumSideBenefit = FixedPoint(1)
    }
    let bars = fixture.problem.eligibility.bars(
      row: try fixture.row("A"), column: try fixture.column("B"))
    #expect(
      bars.map(\.name) == [
        "no_reporting_line", "teams", "no_same", "avoid_ids", "minimum_pair_score",
        "minimum_side_benefit",
      ])
    #expect(bars.map(\.isMinimum) == [false, false, false, false, true, true])
    let own = fixture.problem.eligibility.bars(
      row: try fixture.row("A"), column: try fixture.column("A"))
    #expect(own.map(\.name) == ["self"])
    #expect(fixture.problem.allowedPairCount == 0)
    #expect(fixture.problem.eligibility.barCounts()["self"] == 2)
  }

  @Test("lets avoid lists hold whoever keeps them, without any rule")
  func avoidLists() throws {
    let people = [
      Person.junior("J") { $0.avoidIDs = ["S"] }, .junior("K"),
      .senior("S"), .senior("T") { $0.avoidIDs = ["K", "J"] }, .senior("U"),
    ]
    #expect(try Fixture(people).barredPairs == ["J S", "J T", "K T"])
  }

  @Test("refuses an avoid list with an unknown id, because a protection would vanish")
  func unknownAvoid() throws {
    let people = [Person.junior("J") { ($0.avoidIDs, $0.line) = (["S "], 3) }, .senior("S")]
    let found = try Fixture.findings { try Fixture(people) }
    #expect(found.codes(.error) == ["unknown-id"])
    #expect(found.errors[0].location == .init(file: "roster.csv", line: 3, columnName: "avoid_ids"))
  }

  @Test("counts allowed pairs and gives their scores, across word and stripe edges")
  func counts() throws {
    let people =
      (0..<70).map { number in
        Person.junior("J\(number)") { ($0.grade, $0.commitment) = (number % 7, 1 + number % 5) }
      }
      + (0..<131).map { number in
        Person.senior("S\(number)") { ($0.grade, $0.commitment) = (number % 9, 1 + number % 4) }
      }
    let fixture = try Fixture(people, rules: [GradeGap(minimum: 1)]) {
      $0.score = ScoreSettings(weights: [.commitment: FixedPoint(1)])
    }
    var expected = 0
    for junior in 0..<70 { expected += (0..<131).count { $0 % 9 > junior % 7 } }
    #expect(fixture.problem.allowedPairCount == expected)
    #expect(fixture.everyPair.count - fixture.barredPairs.count == expected)
    var scores = [Int32](repeating: 0, count: 131)
    for row in fixture.problem.juniors.indices {
      scores.withUnsafeMutableBufferPointer {
        fixture.problem.eligibility.readScores(ofRow: row, into: $0)
      }
      for column in fixture.problem.seniors.indices {
        let isAllowed = fixture.problem.eligibility.isAllowed(row: row, column: column)
        #expect(
          Int(scores[column])
            == (isAllowed ? fixture.problem.scorer.score(row: row, column: column) : -1))
      }
    }
  }
}
