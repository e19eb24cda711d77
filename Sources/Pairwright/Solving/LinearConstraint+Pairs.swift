internal import LinearAssignment

extension LinearConstraint {
  /// The constraint as it is among choices with a number of pairs.
  ///
  /// What is counted for each pair is a constant there, and the bounds can be rounded to multiples of
  /// what divides everything else: of 57 pairs at most a tenth is at most 5.
  func counting(pairs: Int64) -> LinearConstraint {
    let limit: Int64 = 1 << 60
    let (constant, overflow) = form.perPair.multipliedReportingOverflow(by: pairs)
    let numbers = [constant, minimum ?? 0, maximum ?? 0]
    guard form.perPair != 0, !overflow, numbers.allSatisfy({ (-limit...limit).contains($0) }) else {
      return self
    }
    var rest = form
    rest.perPair = 0
    let unit = max(1, rest.divisor(costDivisor: 1))
    guard unit <= limit else { return self }
    func roundedDown(_ number: Int64) -> Int64 { number - ((number % unit) + unit) % unit }
    return LinearConstraint(
      rest, minimum: minimum.map { -roundedDown(constant - $0) },
      maximum: maximum.map { roundedDown($0 - constant) })
  }
}
