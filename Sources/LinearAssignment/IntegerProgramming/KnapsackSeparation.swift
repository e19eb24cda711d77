/// Finds inequalities of rows that shares of a linear relaxation break.
///
/// Covers are built greedily and lifted in sequence by dynamic programming (Gu, Nemhauser &
/// Savelsbergh, "Lifted cover inequalities for 0-1 integer programs: computation", INFORMS Journal
/// on Computing 10, 1998, pp. 427-437). Only rows whose coefficients, seen from the bound in
/// question, are all positive are looked at.
struct KnapsackSeparation {
  /// How far beyond its maximum, in shares, an inequality must be to be of use.
  private static let leastViolation = 0.02

  private struct Item {
    let column: Int
    let size: Int64
    let share: Double
  }

  let program: IntegerProgram

  /// Whether a row can imply more than it says.
  static func isKnapsack(_ row: IntegerProgram.Row) -> Bool {
    row.terms.contains { abs($0.coefficient) != abs(row.terms[0].coefficient) }
  }

  /// Inequalities that the shares break, one for each bound of each row at most.
  func cuts(_ share: (Int) -> Double) -> [KnapsackCut] {
    program.rows.indices.flatMap { index -> [KnapsackCut] in
      let row = program.rows[index]
      guard Self.isKnapsack(row) else { return [] }
      return [false, true].compactMap { isFromMinimum in
        let sign: Int64 = isFromMinimum ? -1 : 1
        guard let bound = isFromMinimum ? row.minimum : row.maximum,
          row.terms.allSatisfy({ sign * $0.coefficient > 0 })
        else { return nil }
        let items = row.terms.map {
          Item(column: $0.column, size: sign * $0.coefficient, share: share($0.column))
        }
        guard let (terms, maximum) = liftedCover(items, capacity: sign * bound) else { return nil }
        return KnapsackCut(
          row: index, isFromMinimum: isFromMinimum, terms: terms, maximum: maximum)
      }
    }
  }

  private func liftedCover(
    _ items: [Item], capacity: Int64
  ) -> (terms: [IntegerProgram.Term], maximum: Int64)? {
    guard capacity >= 0 else { return nil }
    // Cheap in the measure of what the inequality must make up for, large in size.
    let fitting = items.filter { $0.share > 1e-6 && $0.size <= capacity }
      .sorted { first, second in
        let left = (1 - first.share) * Double(second.size)
        let right = (1 - second.share) * Double(first.size)
        return (left, first.column) < (right, second.column)
      }
    var cover: [Item] = []
    var size: Int64 = 0
    for item in fitting where size <= capacity {
      cover.append(item)
      size += item.size
    }
    guard size > capacity else { return nil }
    for item in cover.sorted(by: { ($0.share, $0.column) < ($1.share, $1.column) })
    where size - item.size > capacity {
      cover.removeAll { $0.column == item.column }
      size -= item.size
    }
    let maximum = cover.count - 1
    guard maximum <= Int(KnapsackCut.largestMaximum) else { return nil }
    var least = [Int64](repeating: .max, count: maximum + 1)
    least[0] = 0
    for item in cover { add(item, 1, to: &least) }
    var terms = cover.map { IntegerProgram.Term(column: $0.column, coefficient: 1) }
    var sum = cover.reduce(0) { $0 + $1.share }
    let inCover = Set(cover.map(\.column))
    let others = items.filter { !inCover.contains($0.column) }
      .sorted { ($0.share, $0.size, $1.column) > ($1.share, $1.size, $0.column) }
    for item in others {
      // What the inequality's columns can still reach beside this one.
      let reached = least.lastIndex { $0 <= capacity - item.size } ?? -1
      let coefficient = reached < 0 ? maximum + 1 : maximum - reached
      guard coefficient > 0 else { continue }
      terms.append(IntegerProgram.Term(column: item.column, coefficient: Int64(coefficient)))
      sum += Double(coefficient) * item.share
      add(item, coefficient, to: &least)
    }
    guard sum > Double(maximum) + Self.leastViolation else { return nil }
    return (terms, Int64(maximum))
  }

  /// Takes an item into the least sizes by sums of coefficients.
  private func add(_ item: Item, _ coefficient: Int, to least: inout [Int64]) {
    guard coefficient < least.count else { return }
    for sum in stride(from: least.count - 1, through: coefficient, by: -1)
    where least[sum - coefficient] < .max {
      least[sum] = min(least[sum], least[sum - coefficient] + item.size)
    }
  }
}
