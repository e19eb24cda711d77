extension DualSimplex {
  /// Goes on from the present basis until it is optimal, or something else ends the run.
  ///
  /// `cutoff` is in units of the costs. After bounds were changed, ``computeReducedCosts()`` and
  /// ``computeValues()`` come first, unless `isFresh` says that nothing has changed.
  func run(cutoff: Double, stepLimit: Int) -> DualSimplexStatus {
    if !hasFactors { refactorize() }
    let scaledCutoff = cutoff / costScale
    var steps = 0
    var troubles = 0
    while true {
      if objective > scaledCutoff { return .cutOff }
      guard let (position, sign) = chooseLeaving() else { return .optimal }
      if steps >= stepLimit { return .stepLimit }
      steps += 1
      stepCount += 1
      switch step(position, sign) {
      case .taken:
        if factors.exchangeCount >= Self.exchangeLimit + stepLimitSlack(stepLimit)
          || factors.exchangeSize > 20 * rowCount + 4000
        {
          refactorize()
          if shouldStop() { return .stepLimit }
        }
      case .infeasible:
        if factors.exchangeCount > 0 && troubles < 3 {
          // Judged again with fresh factors.
          troubles += 1
          refactorize()
          continue
        }
        return .infeasible
      case .inaccurate:
        troubles += 1
        if troubles > 5 || factors.exchangeCount == 0 { return .failed }
        refactorize()
      }
    }
  }

  /// Short runs are to be forgotten again and do not make factors anew.
  private func stepLimitSlack(_ stepLimit: Int) -> Int { stepLimit <= 100 ? stepLimit : 0 }

  private enum StepResult {
    case taken
    case infeasible
    case inaccurate
  }

  /// The position whose variable is farthest beyond a bound; the sign says which.
  private func chooseLeaving() -> (position: Int, sign: Double)? {
    var best = 0.0
    var chosen = -1
    let (head, values, weights) = (head, basicValues, weights)
    for position in 0..<rowCount {
      let variable = Int(head[position])
      let value = values[position]
      var excess = lower[variable] - value
      if excess <= Self.primalTolerance { excess = value - upper[variable] }
      if excess > Self.primalTolerance {
        let merit = excess * excess / weights[position]
        if merit > best { (best, chosen) = (merit, position) }
      }
    }
    guard chosen >= 0 else { return nil }
    return (chosen, values[chosen] > upper[Int(head[chosen])] ? 1 : -1)
  }

  private func step(_ position: Int, _ sign: Double) -> StepResult {
    let leaving = Int(head[position])
    // The row of the inverse.
    for index in 0..<rowCount { right[index] = 0 }
    right[position] = 1
    factors.solveTransposed(right, into: pivotRowOfInverse)
    computePivotRow()
    let excess =
      sign > 0 ? basicValues[position] - upper[leaving] : lower[leaving] - basicValues[position]
    guard let (variable, dualStep) = chooseEntering(sign: sign, excess: excess) else {
      clearPivotRow()
      for row in 0..<rowCount { ray[row] = pivotRowOfInverse[row] }
      raySign = sign
      return .infeasible
    }
    for row in 0..<rowCount { right[row] = 0 }
    subtract(-1, of: variable, from: right)
    factors.solve(right, into: entering)
    let pivot = entering[position]
    guard abs(pivot - pivotRow[variable]) <= 1e-6 * (1 + abs(pivot)),
      abs(pivot) > Self.pivotTolerance
    else {
      clearPivotRow()
      return .inaccurate
    }
    flipPassed(before: dualStep, except: variable)
    updateWeights(position, pivot)
    // Reduced costs.
    let change = sign * dualStep
    for index in 0..<touchedCount {
      let other = Int(touched[index])
      reducedCosts[other] -= change * pivotRow[other]
    }
    clearPivotRow()
    reducedCosts[leaving] = -change
    reducedCosts[variable] = 0
    // Values.
    let bound = sign > 0 ? upper[leaving] : lower[leaving]
    let primalStep = (basicValues[position] - bound) / pivot
    let enteringValue = (isAtUpper[variable] ? upper[variable] : lower[variable]) + primalStep
    for index in 0..<rowCount where entering[index] != 0 {
      basicValues[index] -= primalStep * entering[index]
    }
    basicValues[position] = enteringValue
    factors.exchange(position: position, solved: entering)
    head[position] = Int32(variable)
    positions[variable] = Int32(position)
    positions[leaving] = -1
    isAtUpper[leaving] = sign > 0
    return .taken
  }

  /// Computes the pivot row of the nonbasic variables that can move.
  private func computePivotRow() {
    let (row, inverse, touched, positions) = (pivotRow, pivotRowOfInverse, touched, positions)
    var count = 0
    let (starts, columns, values) = (movableStarts, movableColumns, movableValues)
    for index in 0..<rowCount {
      let multiple = inverse[index]
      if multiple == 0 { continue }
      if abs(multiple) < 1e-13 {
        inverse[index] = 0
        continue
      }
      let variable = columnCount + index
      if positions[variable] < 0 {
        row[variable] = -multiple
        touched[count] = Int32(variable)
        count += 1
      }
      for term in starts[index]..<starts[index + 1] {
        let column = Int(columns[term])
        if positions[column] >= 0 { continue }
        if row[column] == 0 {
          touched[count] = Int32(column)
          count += 1
        }
        let sum = row[column] + multiple * values[term]
        // An exact 0 would have the column listed twice.
        row[column] = sum == 0 ? 1e-50 : sum
      }
    }
    touchedCount = count
  }

  private func clearPivotRow() {
    for index in 0..<touchedCount { pivotRow[Int(touched[index])] = 0 }
  }

  /// The variable that enters, with the dual step; nil when the row cannot be kept.
  private func chooseEntering(sign: Double, excess: Double) -> (variable: Int, step: Double)? {
    let (points, touched, row) = (breakpoints, touched, pivotRow)
    let (isAtUpper, reducedCosts) = (isAtUpper, reducedCosts)
    let (lower, upper) = (lower, upper)
    var count = 0
    // Beyond the first ratio that takes up the whole excess by itself nothing is passed.
    var farthest = Double.infinity
    for index in 0..<touchedCount {
      let variable = Int(touched[index])
      let size = sign * row[variable]
      let isBlocking =
        isAtUpper[variable] ? size < -Self.pivotTolerance : size > Self.pivotTolerance
      guard isBlocking else { continue }
      let ratio = max(0, reducedCosts[variable] / size)
      let range = upper[variable] - lower[variable]
      guard ratio <= farthest, range > 0 else { continue }
      points[count] = Breakpoint(ratio: ratio, size: abs(size), variable: Int32(variable))
      count += 1
      if abs(size) * range > excess { farthest = min(farthest, ratio + 1e-10) }
    }
    var kept = 0
    for index in 0..<count where points[index].ratio <= farthest {
      points[kept] = points[index]
      kept += 1
    }
    count = kept
    breakpointCount = count
    var slope = excess
    var heapCount = count
    var gained = 0.0
    defer { objective += gained }
    makeHeap(points, heapCount)
    var last = 0.0
    while heapCount > 0 {
      // The smallest ratio goes to the end of the heap.
      heapCount -= 1
      swapPoints(points, 0, heapCount)
      sink(points, 0, heapCount)
      let point = points[heapCount]
      let variable = Int(point.variable)
      gained += (point.ratio - last) * slope
      last = point.ratio
      slope -= point.size * (upper[variable] - lower[variable])
      if slope < 0 { return chooseStable(from: heapCount, limit: point.ratio) }
    }
    return slope > Self.primalTolerance ? nil : chooseStable(from: 0, limit: last)
  }

  /// The largest pivot among breakpoints of nearly the same ratio as the one at `index`.
  private func chooseStable(from index: Int, limit: Double) -> (variable: Int, step: Double)? {
    guard breakpointCount > 0 else { return nil }
    let points = breakpoints
    var best = index
    // Those passed lie behind, in descending order of ratio; those ahead are in heap order.
    var passed = index + 1
    while passed < breakpointCount, points[passed].ratio >= limit - 1e-10 {
      if points[passed].size > points[best].size { best = passed }
      passed += 1
    }
    if points[best].size < 1e-3 {
      for ahead in 0..<index
      where points[ahead].ratio <= limit + 1e-10 && points[ahead].size > points[best].size {
        best = ahead
      }
    }
    return (Int(points[best].variable), points[best].ratio)
  }

  /// Moves variables whose reduced cost changes its sign to their other bound.
  private func flipPassed(before step: Double, except entering: Int) {
    var hasFlips = false
    for row in 0..<rowCount { right[row] = 0 }
    for index in 0..<breakpointCount {
      let point = breakpoints[index]
      let variable = Int(point.variable)
      guard point.ratio < step, variable != entering else { continue }
      let range = upper[variable] - lower[variable]
      let change = isAtUpper[variable] ? -range : range
      isAtUpper[variable].toggle()
      subtract(change, of: variable, from: right)
      hasFlips = true
    }
    guard hasFlips else { return }
    factors.solve(right, into: steepest)
    for position in 0..<rowCount where steepest[position] != 0 {
      basicValues[position] += steepest[position]
    }
  }

  private func updateWeights(_ position: Int, _ pivot: Double) {
    var norm = 0.0
    for row in 0..<rowCount {
      let entry = pivotRowOfInverse[row]
      norm += entry * entry
      right[row] = entry
    }
    factors.solve(right, into: steepest)
    for index in 0..<rowCount where entering[index] != 0 && index != position {
      let share = entering[index] / pivot
      let updated = weights[index] + share * (share * norm - 2 * steepest[index])
      weights[index] = max(updated, 1e-4)
    }
    weights[position] = max(norm / (pivot * pivot), 1e-4)
  }

  private func makeHeap(_ points: UnsafeMutablePointer<Breakpoint>, _ count: Int) {
    for index in stride(from: count / 2 - 1, through: 0, by: -1) { sink(points, index, count) }
  }

  @inline(__always)
  private func swapPoints(_ points: UnsafeMutablePointer<Breakpoint>, _ first: Int, _ second: Int) {
    let point = points[first]
    points[first] = points[second]
    points[second] = point
  }

  /// Restores the order of a heap with its smallest ratio on top.
  private func sink(_ points: UnsafeMutablePointer<Breakpoint>, _ start: Int, _ count: Int) {
    var index = start
    while true {
      var child = 2 * index + 1
      if child >= count { return }
      if child + 1 < count, points[child + 1].ratio < points[child].ratio { child += 1 }
      if points[child].ratio >= points[index].ratio { return }
      swapPoints(points, index, child)
      index = child
    }
  }
}
