import Pairwright
import Testing
import _PairwrightTestSupport

@Suite("ReportingLines")
struct ReportingLinesTests {
  @Test("counts steps as walking up the managers does, in random forests")
  func agreesWithWalking() throws {
    for seed in 0..<40 {
      var random = SplitMix64(seed: UInt64(seed))
      let people = (0..<25).map { number in
        Person.junior("P\(number)") { person in
          if number > 0, Int.random(in: 0..<5, using: &random) > 0 {
            person.managerID = PersonID("P\(Int.random(in: 0..<number, using: &random))")
          } else if Bool.random(using: &random) {
            person.managerID = "OUTSIDE"
          }
        }
      }.shuffled(using: &random)
      let roster = try Roster(people: people)
      let lines = ReportingLines(roster)
      for lower in people.indices {
        var expected: [Int: Int] = [:]
        var current = people[lower].managerID.flatMap(roster.index(of:))
        var steps = 1
        while let manager = current {
          expected[manager] = steps
          steps += 1
          current = people[manager].managerID.flatMap(roster.index(of:))
        }
        for upper in people.indices {
          #expect(lines.steps(from: lower, upTo: upper) == expected[upper], "seed \(seed)")
        }
      }
    }
  }

  @Test("walks a chain of a hundred thousand without recursion")
  func deepChain() throws {
    let people = (0..<100_000).map { number in
      Person.junior("P\(number)") { if number > 0 { $0.managerID = PersonID("P\(number - 1)") } }
    }
    let lines = ReportingLines(try Roster(people: people))
    #expect(lines.steps(from: 99_999, upTo: 0) == 99_999)
    #expect(lines.steps(from: 0, upTo: 99_999) == nil)
  }

  @Test("finds every cycle once, in the order of its links")
  func cycles() {
    let managers = ["A": "B", "B": "C", "C": "A", "D": "A", "E": "E", "F": "X"]
    let people = managers.sorted { $0.key < $1.key }.map { id, manager in
      Person.junior(id) { $0.managerID = PersonID(manager) }
    }
    let cycles = ReportingLines.cycles(in: people).map { $0.map { people[$0].id.rawValue } }
    #expect(cycles == [["A", "B", "C"], ["E"]])
  }
}
