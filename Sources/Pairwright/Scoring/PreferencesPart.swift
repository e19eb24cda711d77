/// Whether the two asked for each other: the mean of both sides' wishes.
///
/// Of a list of n wishes the first is worth 1, the next (n - 1) / n, and so on. A `prefer` line of
/// constraints.csv counts as the first wish of both.
package struct PreferencesPart: ScorePart {
  private let weight: Int
  /// For each junior the seniors with a wish on either side, and the units of the pair.
  private let unitsOfSenior: [[Int: Int]]

  /// Prepares the wishes of the participants.
  package init(_ context: RuleContext, weight: Int) {
    self.weight = weight
    let roster = context.roster
    let people = roster.people
    var preferred: Set<UnorderedPair> = []
    if context.program.rules.contains(where: { $0 is ListedPairs }) {
      for line in roster.constraints where line.kind == .prefer {
        if let first = roster.index(of: line.first), let second = roster.index(of: line.second) {
          preferred.insert(UnorderedPair(first, second))
        }
      }
    }
    func wishes(of position: Int) -> [Int: (rank: Int, count: Int)] {
      var wishes: [Int: (rank: Int, count: Int)] = [:]
      let ids = people[position].preferredIDs
      for (rank, id) in ids.enumerated() {
        if let other = roster.index(of: id), wishes[other] == nil {
          wishes[other] = (rank, ids.count)
        }
      }
      return wishes
    }
    let seniorWishes = context.seniors.map(wishes(of:))
    unitsOfSenior = context.juniors.map { junior in
      let own = wishes(of: junior)
      var units: [Int: Int] = [:]
      for (column, senior) in context.seniors.enumerated() {
        if preferred.contains(UnorderedPair(junior, senior)) {
          units[column] = weight
          continue
        }
        let halves = [own[senior], seniorWishes[column][junior]].compactMap(\.self)
        guard !halves.isEmpty else { continue }
        let common = halves.reduce(1) { $0 * $1.count }
        let sum = halves.reduce(0) { $0 + ($1.count - $1.rank) * common / $1.count }
        units[column] = share(of: weight, sum, 2 * common)
      }
      return units
    }
  }

  /// Returns the weight x mean wish.
  package func units(row: Int, column: Int) -> Int { unitsOfSenior[row][column] ?? 0 }

  /// Touches only the seniors with a wish.
  package func addUnits(row: Int, to units: UnsafeMutableBufferPointer<Int32>) {
    for (column, own) in unitsOfSenior[row] { units[column] += Int32(own) }
  }
}
