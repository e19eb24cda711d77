/// Strict preference lists from worths: the more the better, equal worth by the higher score, then by
/// the lower index.
enum PreferenceRanks {
  /// Returns the place of each senior in each junior's list, row after row.
  static func ofJuniors(
    worth: [Int64], scores: [Int32], rows: Int, columns: Int
  ) -> [Int32] {
    var ranks = [Int32](repeating: StudyProblem.unranked, count: rows * columns)
    for row in 0..<rows {
      fill(&ranks, worth, (0..<columns).map { row * columns + $0 }, scores)
    }
    return ranks
  }

  /// Returns the place of each junior in each senior's list, row after row by junior.
  static func ofSeniors(
    worth: [Int64], scores: [Int32], rows: Int, columns: Int
  ) -> [Int32] {
    var ranks = [Int32](repeating: StudyProblem.unranked, count: rows * columns)
    for column in 0..<columns {
      fill(&ranks, worth, (0..<rows).map { $0 * columns + column }, scores)
    }
    return ranks
  }

  private static func fill(
    _ ranks: inout [Int32], _ worth: [Int64], _ cells: [Int], _ scores: [Int32]
  ) {
    let list = cells.filter { scores[$0] != StudyProblem.barred }
      .sorted { (worth[$1], scores[$1], $0) < (worth[$0], scores[$0], $1) }
    for (rank, cell) in list.enumerated() { ranks[cell] = Int32(rank) }
  }
}
