/// How many partners each participant may have on each side.
struct CapacityTable {
  /// Capacities of the juniors, in the order of the context.
  let juniors: [ClosedRange<Int>]
  /// Capacities of the seniors, in the order of the context.
  let seniors: [ClosedRange<Int>]

  /// The roster's own columns go before the program's capacity rules, and those before 0 to 1.
  init(_ context: RuleContext, into diagnostics: inout Diagnostics) {
    func capacities(_ positions: [Int], _ side: Side) -> [ClosedRange<Int>] {
      let rule = context.program.rules.lazy.compactMap { $0 as? Capacity }.last { $0.side == side }
      return positions.map { position in
        let person = context.roster.people[position]
        let maximum = person.capacityMaximum ?? rule?.maximum ?? max(1, person.capacityMinimum ?? 0)
        let minimum = person.capacityMinimum ?? min(rule?.minimum ?? 0, maximum)
        guard 0 <= minimum, minimum <= maximum else {
          diagnostics.error(
            "capacity-crossed",
            at: context.roster.location(of: person, column: "capacity_min"),
            "\(person.id) has a smallest capacity above the largest.",
            mend: "Make capacity_min at most capacity_max.")
          return 0...0
        }
        return minimum...maximum
      }
    }
    juniors = capacities(context.juniors, .junior)
    seniors = capacities(context.seniors, .senior)
  }
}
