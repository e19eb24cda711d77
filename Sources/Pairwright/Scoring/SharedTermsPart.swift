/// Interests or goals in common: shared terms over all terms of either (Jaccard 1912).
///
/// Terms compare through the catalogue. Two people of whom one names no term share nothing.
package struct SharedTermsPart: ScorePart {
  private let weight: Int
  private let juniors: BitRows
  private let seniors: [[Int32]]
  private let juniorCounts: [Int]

  /// Prepares the terms that `terms` finds in a person.
  package init(_ context: RuleContext, weight: Int, terms: (Person) -> [String]) {
    self.weight = weight
    var index = SkillIndex(catalogue: context.roster.catalogue)
    func numbers(_ positions: [Int]) -> [[Int]] {
      positions.map { position in
        var seen: Set<Int> = []
        return terms(context.roster.people[position]).map { index.number(of: $0) }.filter {
          seen.insert($0).inserted
        }
      }
    }
    let juniorTerms = numbers(context.juniors)
    seniors = numbers(context.seniors).map { $0.map(Int32.init) }
    juniors = BitRows(juniorTerms, columns: index.count)
    juniorCounts = juniorTerms.map(\.count)
  }

  /// Returns the weight x shared terms / all terms of the two.
  package func units(row: Int, column: Int) -> Int {
    guard juniorCounts[row] > 0 else { return 0 }
    let terms = seniors[column]
    var common = 0
    for term in terms where juniors[row, Int(term)] { common += 1 }
    return common == 0
      ? 0 : share(of: weight, common, juniorCounts[row] + terms.count - common)
  }
}
