import Pairwright
import Testing

@Suite("CapacityTable")
struct CapacityTableTests {
  @Test("takes the roster's columns before the rule's, and the rule's before one")
  func precedence() throws {
    let rule = Capacity(side: .senior, maximum: 3, minimum: 2)
    let cases: [(Int?, Int?, [any Rule], ClosedRange<Int>?)] = [
      (nil, nil, [], 0...1), (2, nil, [], 0...2), (nil, 2, [], 2...2), (3, 1, [], 1...3),
      (nil, nil, [rule], 2...3), (5, nil, [rule], 2...5), (1, nil, [rule], 1...1),
      (nil, 0, [rule], 0...3), (nil, nil, [Capacity(side: .junior, maximum: 4)], 0...1),
      (1, 2, [], nil), (nil, 4, [rule], nil), (1_000, 1_000, [], 1_000...1_000),
      (nil, nil, [Capacity(side: .senior, maximum: -1)], nil),
      (nil, nil, [rule, Capacity(side: .senior, maximum: 7)], 0...7),
    ]
    for (maximum, minimum, rules, expected) in cases {
      let people = [
        Person.junior("J"),
        .senior("S") { ($0.capacityMaximum, $0.capacityMinimum) = (maximum, minimum) },
      ]
      if let expected {
        #expect(try Fixture(people, rules: rules).problem.seniorCapacities == [expected])
      } else {
        let found = try Fixture.findings { try Fixture(people, rules: rules) }
        #expect(found.codes(.error) == ["capacity-crossed"])
      }
    }
  }

  @Test("gives a person on both sides each side's capacity apart")
  func both() throws {
    let people = [Person.on(.both, "B") { $0.capacityMaximum = 2 }, .on(.both, "C")]
    let fixture = try Fixture(people, rules: [Capacity(side: .senior, maximum: 3)])
    #expect(fixture.problem.juniorCapacities[try fixture.row("B")] == 0...2)
    #expect(fixture.problem.seniorCapacities[try fixture.column("B")] == 0...2)
    #expect(fixture.problem.juniorCapacities[try fixture.row("C")] == 0...1)
    #expect(fixture.problem.seniorCapacities[try fixture.column("C")] == 0...3)
  }
}
