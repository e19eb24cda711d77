package import LinearAssignment
package import Pairwright

/// A lottery over matchings in which no pair has a probability above a cap, and whose expected total
/// is as large as that allows.
///
/// After Jecmen, Zhang, Liu, Shah, Conitzer & Fang, "Mitigating manipulation in peer review via
/// randomized reviewer assignments", NeurIPS 2020. With the cap p/q the best
/// probabilities are multiples of 1/q: a transportation problem with whole numbers. A
/// ``LotteryDecomposition`` draws matchings that have them exactly.
package struct CappedLottery: MatchingStrategy {
  package static let kind = "lottery"
  package static let summary =
    "Draws a matching so that no pair has more than a given probability and the expected total is "
    + "the largest possible (Jecmen et al. 2020)."

  /// How many times in `outOf` draws a pair may be drawn at most.
  private let most: Int
  private let outOf: Int

  package init(reading reader: ConfigurationReader) {
    let oneIn = reader.integer("one_in", in: 1...100)
    guard let text = reader.text("cap") else {
      (most, outOf) = (1, oneIn ?? 4)
      return
    }
    let cap = Self.fraction(text)
    if cap == nil {
      reader.fail(
        "wrong-value", at: reader.location(of: "cap"),
        "cap in \(reader.subject) is no fraction above 0 and up to 1 with a denominator up to 100.",
        "cap: 3/10, or cap: 0.3", text)
    } else if oneIn != nil {
      reader.fail(
        "clashing-keys", at: reader.location(of: "cap"),
        "\(reader.subject) has both cap and one_in, which say the same thing.", "cap: 3/10")
    }
    (most, outOf) = cap ?? (1, 4)
  }

  /// Reads `3/10` or `0.3` as a fraction in lowest terms; `nil` when it is none.
  static func fraction(_ text: String) -> (Int, Int)? {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    func whole(_ digits: Substring) -> Int? {
      digits.utf8.allSatisfy { (48...57).contains($0) } ? Int(digits) : nil
    }
    let top: Int
    let bottom: Int
    if parts.count == 2, let first = whole(parts[0]), let second = whole(parts[1]) {
      (top, bottom) = (first, second)
    } else if let decimal = try? FixedPoint(text: text) {
      (top, bottom) = (decimal.units, FixedPoint.unitsPerOne)
    } else {
      return nil
    }
    guard top > 0, top <= bottom else { return nil }
    let divisor = greatestCommonDivisor(Int64(top), Int64(bottom))
    let reduced = (top / Int(divisor), bottom / Int(divisor))
    return reduced.1 <= 100 ? reduced : nil
  }

  package func guarantees(for problem: StudyProblem) -> Set<Guarantee> {
    [.feasible, .cappedProbabilities, .bestExpectedTotal]
  }

  package func pairs(
    _ problem: StudyProblem, random: inout SeededGenerator
  ) throws -> [AssignedPair] {
    var place = random.number(below: outOf)
    for prize in try prizes(problem) {
      if place < prize.weight { return prize.pairs }
      place -= prize.weight
    }
    return []
  }

  /// The matchings of the lottery with their weights, which add up to the denominator of the cap.
  package func prizes(_ problem: StudyProblem) throws -> [LotteryDecomposition.Prize] {
    try LotteryDecomposition(problem, denominator: outOf).prizes(try counts(problem))
  }

  /// How many times in `outOf` draws each pair is drawn, at most `most` times, so that the total of
  /// all draws is the largest.
  ///
  /// A senior stands for `most` columns that share the senior's places as evenly as they can. A pair
  /// is chosen at most once at each of them; and whatever keeps to the places in all can be dealt
  /// out over the columns like cards, a junior's cards to different ones.
  package func counts(_ problem: StudyProblem) throws -> [AssignedPair: Int] {
    let places = problem.seniorCapacities.map { $0 * outOf }
    let wide = StudyProblem(
      scores: problem.scores.flatMap { [Int32](repeating: $0, count: most) },
      juniorCapacities: problem.juniorCapacities.map { $0 * outOf },
      seniorCapacities: places.flatMap { places in
        (0..<most).map { (places + most - 1 - $0) / most }
      })
    return try ExactMatching.largestTotal(wide).reduce(into: [:]) { counts, pair in
      counts[AssignedPair(row: pair.row, column: pair.column / most), default: 0] += 1
    }
  }
}
