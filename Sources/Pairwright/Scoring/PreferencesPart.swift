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
    let columnOfPosition = Dictionary(
      uniqueKeysWithValues: context.seniors.enumerated().map { ($1, $0) })
    let rowOfPosition = Dictionary(
      uniqueKeysWithValues: context.juniors.enumerated().map { ($1, $0) })
    // For each pair with a wish: the fractions that the wishes are worth.
    var wishes: [[Int: [(numerator: Int, denominator: Int)]]] = context.juniors.map { _ in [:] }
    for (position, person) in people.enumerated() {
      var seen: Set<Int> = []
      for (rank, id) in person.preferredIDs.enumerated() {
        guard let other = roster.index(of: id), seen.insert(other).inserted else { continue }
        let wish = (person.preferredIDs.count - rank, person.preferredIDs.count)
        if let row = rowOfPosition[position], let column = columnOfPosition[other] {
          wishes[row][column, default: []].append(wish)
        }
        if let row = rowOfPosition[other], let column = columnOfPosition[position] {
          wishes[row][column, default: []].append(wish)
        }
      }
    }
    var unitsOfSenior = wishes.map { row in
      row.mapValues { halves in
        let common = halves.reduce(1) { $0 * $1.denominator }
        let sum = halves.reduce(0) { $0 + $1.numerator * common / $1.denominator }
        return share(of: weight, sum, 2 * common)
      }
    }
    if context.program.rules.contains(where: { $0 is ListedPairs }) {
      for line in roster.constraints where line.kind == .prefer {
        guard let first = roster.index(of: line.first), let second = roster.index(of: line.second)
        else { continue }
        for (junior, senior) in [(first, second), (second, first)] {
          if let row = rowOfPosition[junior], let column = columnOfPosition[senior] {
            unitsOfSenior[row][column] = weight
          }
        }
      }
    }
    self.unitsOfSenior = unitsOfSenior
  }

  /// Returns the weight x mean wish.
  package func units(row: Int, column: Int) -> Int { unitsOfSenior[row][column] ?? 0 }

  /// Touches only the seniors with a wish.
  package func addUnits(
    row: Int, to units: UnsafeMutableBufferPointer<Int32>, skipping: SkippedColumns
  ) {
    for (column, own) in unitsOfSenior[row] { units[column] += Int32(own) }
  }
}
