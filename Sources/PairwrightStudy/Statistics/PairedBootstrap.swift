/// Intervals for means of paired differences, by a studentised bootstrap.
///
/// Replicates are drawn again with replacement, the same for all comparisons of a family; the
/// distance of the drawn mean from the observed one, in standard errors of the draw, stands for the
/// distance of the observed mean from the true one (bootstrap-t, symmetric: Hall, "The Bootstrap
/// and Edgeworth Expansion", 1992; Efron & Tibshirani, "An Introduction to the
/// Bootstrap", 1993). For many comparisons at once the largest such distance of the
/// family takes its place (Westfall & Young, "Resampling-Based Multiple Testing", 1993; Romano &
/// Wolf, Econometrica 73, 2005).
package struct PairedBootstrap: Sendable {
  /// The mean of one row of differences with its interval.
  package struct Estimate: Sendable, Hashable {
    /// The number of replicates with a difference.
    package let count: Int
    /// The mean difference.
    package let mean: Double
    /// The lower end of the interval.
    package let low: Double
    /// The upper end of the interval.
    package let high: Double
    /// How often chance alone would show as large a difference, this comparison by itself.
    package let probability: Double
    /// The same, allowing for all comparisons of the family.
    package let adjusted: Double
  }

  private let confidence: Double
  private let draws: Int
  private let correction: Correction

  /// Prepares intervals.
  package init(confidence: Double, draws: Int, correction: Correction) {
    self.confidence = confidence
    self.draws = draws
    self.correction = correction
  }

  /// Returns an estimate for each row; `nil` for rows with fewer than two differences.
  ///
  /// - Parameter rows: one row for each comparison of a family, with a difference or nothing for
  ///   each replicate; all rows are equally long.
  /// - Complexity: O(rows x replicates x draws).
  package func estimates(
    _ rows: [[Double?]], random: inout SeededGenerator
  ) -> [Estimate?] {
    let samples = rows.map(Sample.init)
    let observed = samples.map(\.moments)
    let width = rows.first?.count ?? 0
    // distances[row][draw], in standard errors of the draw.
    var distances = [[Double]](repeating: [], count: rows.count)
    var largest: [Double] = []
    for _ in 0..<draws {
      let drawn = (0..<width).map { _ in random.number(below: width) }
      var most = 0.0
      for row in rows.indices {
        guard let original = observed[row], original.error > 0 else { continue }
        let distance = samples[row].distance(drawn, from: original)
        distances[row].append(distance)
        most = max(most, distance)
      }
      largest.append(most)
    }
    largest.sort()
    let tested = observed.indices.filter { observed[$0].map { $0.error > 0 } ?? false }
    var estimates = rows.indices.map { row -> Estimate? in
      guard let moments = observed[row] else { return nil }
      let own = distances[row].sorted()
      let sorted = correction == .maxT ? largest : own
      let isSplit = correction == .holm || correction == .bonferroni
      let missing = (1 - confidence) / Double(isSplit ? max(1, tested.count) : 1)
      let reach = moments.error == 0 ? 0 : Self.quantile(sorted, 1 - missing) * moments.error
      let distance = moments.error == 0 ? 0 : abs(moments.mean) / moments.error
      // A difference that is the same in every replicate is beyond doubt or nothing.
      let probability =
        moments.error > 0 ? Self.tail(own, distance) : moments.mean == 0 ? 1 : 1 / Double(draws + 1)
      var adjusted = probability
      if correction == .maxT, moments.error > 0 { adjusted = Self.tail(largest, distance) }
      if correction == .bonferroni {
        adjusted = min(1, probability * Double(max(1, tested.count)))
      }
      return Estimate(
        count: moments.count, mean: moments.mean, low: moments.mean - reach,
        high: moments.mean + reach, probability: probability, adjusted: adjusted)
    }
    if correction == .holm { Self.adjustByHolm(&estimates, tested) }
    return estimates
  }

  /// The value that a share of the draws does not exceed: the next whole draw above, as the
  /// observed difference counts for one draw itself.
  private static func quantile(_ sorted: [Double], _ share: Double) -> Double {
    guard !sorted.isEmpty else { return 0 }
    let place = Int((share * Double(sorted.count + 1)).rounded(.up)) - 1
    return sorted[min(sorted.count - 1, max(0, place))]
  }

  private static func tail(_ sorted: [Double], _ distance: Double) -> Double {
    let beyond = sorted.count { $0 >= distance }
    return Double(beyond + 1) / Double(sorted.count + 1)
  }

  /// Adjusts probabilities by Holm's sequence.
  ///
  /// Holm, "A simple sequentially rejective multiple test procedure", Scandinavian Journal of
  /// Statistics 6, 1979.
  private static func adjustByHolm(_ estimates: inout [Estimate?], _ tested: [Int]) {
    let order = tested.sorted {
      (estimates[$0]?.probability ?? 1, $0) < (estimates[$1]?.probability ?? 1, $1)
    }
    var least = 0.0
    for (step, row) in order.enumerated() {
      guard let estimate = estimates[row] else { continue }
      least = max(least, min(1, estimate.probability * Double(order.count - step)))
      estimates[row] = Estimate(
        count: estimate.count, mean: estimate.mean, low: estimate.low, high: estimate.high,
        probability: estimate.probability, adjusted: least)
    }
  }
}

/// One row of differences.
private struct Sample {
  struct Moments {
    let count: Int
    let mean: Double
    /// The standard error of the mean.
    let error: Double
  }

  private let values: [Double]
  private let isPresent: [Bool]

  init(_ row: [Double?]) {
    values = row.map { $0 ?? 0 }
    isPresent = row.map { $0 != nil }
  }

  var moments: Moments? { moments(values.indices) }

  private func moments(_ places: some Sequence<Int>) -> Moments? {
    var count = 0
    var sum = 0.0
    for place in places where isPresent[place] {
      count += 1
      sum += values[place]
    }
    guard count > 1 else { return nil }
    let mean = sum / Double(count)
    var squares = 0.0
    for place in places where isPresent[place] {
      squares += (values[place] - mean) * (values[place] - mean)
    }
    // Differences that are all equal leave a speck of rounding, which is no spread.
    let error = (squares / Double(count * (count - 1))).squareRoot()
    return Moments(count: count, mean: mean, error: error < 1e-12 * abs(mean) ? 0 : error)
  }

  /// The distance of the mean of a draw from the observed one, in standard errors of the draw; of
  /// the observation where the draw has none.
  func distance(_ drawn: [Int], from observed: Moments) -> Double {
    guard let moments = moments(drawn) else { return 0 }
    let distance = abs(moments.mean - observed.mean)
    // Where strategies differ in a few replicates only, a draw may miss them and have no spread.
    return distance / (moments.error > 0 ? moments.error : observed.error)
  }
}
