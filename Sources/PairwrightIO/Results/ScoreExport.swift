public import Pairwright

/// A matching problem as plain numbers, for other tools.
public enum ScoreExport {
  /// The scores: juniors by seniors, in units of a ten-thousandth of a point, -1 where a pair may
  /// not meet.
  public static let scoresName = "scores.npy"
  /// The juniors, one for each row of the scores.
  public static let juniorsName = "juniors.csv"
  /// The seniors, one for each column of the scores.
  public static let seniorsName = "seniors.csv"
  /// All names.
  public static let names = [scoresName, juniorsName, seniorsName]

  /// Returns the files of a problem.
  public static func files(of problem: MatchingProblem) -> [OutputFolder.File] {
    var scores = [Int32](repeating: 0, count: problem.juniorCount * problem.seniorCount)
    scores.withUnsafeMutableBufferPointer { buffer in
      for row in 0..<problem.juniorCount {
        let start = row * problem.seniorCount
        problem.eligibility.readScores(
          ofRow: row,
          into: UnsafeMutableBufferPointer(rebasing: buffer[start..<start + problem.seniorCount]))
      }
    }
    // A forced pair holds even where a minimum bars it, so its score stands.
    for cell in problem.forced {
      scores[cell.row * problem.seniorCount + cell.column] =
        Int32(problem.scorer.score(row: cell.row, column: cell.column))
    }
    let shape = (rows: problem.juniorCount, columns: problem.seniorCount)
    return [
      OutputFolder.File(scoresName, NPYWriter.bytes(scores, shape: shape)),
      OutputFolder.File(juniorsName, table(of: .junior, problem)),
      OutputFolder.File(seniorsName, table(of: .senior, problem)),
    ]
  }

  private static func table(of side: Side, _ problem: MatchingProblem) -> [UInt8] {
    var writer = CSVWriter(
      header: ["employee_id", "minimum", "maximum", "priority_tier", "forced_with"])
    let isJunior = side == .junior
    for index in 0..<(isJunior ? problem.juniorCount : problem.seniorCount) {
      let person = isJunior ? problem.junior(index) : problem.senior(index)
      let capacity =
        isJunior ? problem.juniorCapacities[index] : problem.seniorCapacities[index]
      let forced = problem.forced.filter { (isJunior ? $0.row : $0.column) == index }.map {
        isJunior ? problem.senior($0.column).id.rawValue : problem.junior($0.row).id.rawValue
      }
      writer.append([
        .text(person.id.rawValue), .verbatim(String(capacity.lowerBound)),
        .verbatim(String(capacity.upperBound)),
        .verbatim(person.priorityTier.map(String.init) ?? ""),
        .text(forced.joined(separator: ";")),
      ])
    }
    return writer.bytes
  }
}
