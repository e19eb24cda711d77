/// Quantiles of samples.
package enum Quantile {
  /// Returns the quantile of a sample in ascending order, which must not be empty, linear between
  /// the values (Hyndman & Fan 1996, definition 7, which R and NumPy take by default).
  package static func of(_ sorted: [Double], _ share: Double) -> Double {
    let place = share * Double(sorted.count - 1)
    let below = Int(place)
    let above = min(below + 1, sorted.count - 1)
    return sorted[below] + (place - Double(below)) * (sorted[above] - sorted[below])
  }
}
