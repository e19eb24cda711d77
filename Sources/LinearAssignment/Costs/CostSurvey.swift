/// What one reading tells of all costs.
package struct CostSurvey: Sendable {
  /// The largest absolute value of a cost.
  package private(set) var largest: Int64 = 0
  /// The largest number that divides all costs; 0 when all are 0.
  package private(set) var divisor: Int64 = 0
  /// The number of pairs that are present.
  package private(set) var pairCount = 0

  /// Reads all rows of a source.
  ///
  /// - Complexity: O(rows x columns).
  package init(_ costs: some CostSource) {
    withUnsafeTemporaryAllocation(of: Int64.self, capacity: costs.columnCount) { buffer in
      for row in 0..<costs.rowCount {
        costs.readCosts(ofRow: row, into: buffer)
        for cost in buffer where cost != absentEdge {
          pairCount += 1
          let magnitude = cost == .min ? .max : abs(cost)
          largest = max(largest, magnitude)
          // Nearly always the remainder is 0, so that Euclid's algorithm rarely runs.
          if divisor == 1 || (divisor != 0 && magnitude % divisor == 0) { continue }
          divisor = greatestCommonDivisor(divisor, magnitude)
        }
      }
    }
  }
}

/// The largest number that divides both; the other when one is 0 (Euclid).
package func greatestCommonDivisor(_ first: Int64, _ second: Int64) -> Int64 {
  var (larger, smaller) = (abs(first), abs(second))
  while smaller != 0 { (larger, smaller) = (smaller, larger % smaller) }
  return larger
}

/// The largest multiple of a positive divisor that is below a value.
package func largestMultiple(of divisor: Int64, below value: Int64) -> Int64 {
  let remainder = value % divisor
  return value - (remainder > 0 ? remainder : divisor + remainder)
}
