/// A basis to come back to: which variables are in it, where the others lie, and the weights.
final class BasisSnapshot {
  fileprivate let head: [Int32]
  fileprivate let isAtUpper: [Bool]
  fileprivate let weights: [Float]

  fileprivate init(_ simplex: DualSimplex) {
    head = Array(UnsafeBufferPointer(start: simplex.head, count: simplex.rowCount))
    isAtUpper = Array(UnsafeBufferPointer(start: simplex.isAtUpper, count: simplex.variableCount))
    weights = (0..<simplex.rowCount).map { Float(simplex.weights[$0]) }
  }
}

/// The whole state of a dual simplex method before a few steps that will be forgotten again.
final class DualSimplexBookmark {
  fileprivate let head: UnsafeMutablePointer<Int32>
  fileprivate let positions: UnsafeMutablePointer<Int32>
  fileprivate let isAtUpper: UnsafeMutablePointer<Bool>
  fileprivate let basicValues: UnsafeMutablePointer<Double>
  fileprivate let reducedCosts: UnsafeMutablePointer<Double>
  fileprivate let weights: UnsafeMutablePointer<Double>
  fileprivate var objective = 0.0
  fileprivate var exchangeCount = 0
  fileprivate var factorCount = 0

  init(_ simplex: DualSimplex) {
    head = .filled(0, count: simplex.rowCount)
    positions = .filled(0, count: simplex.variableCount)
    isAtUpper = .filled(false, count: simplex.variableCount)
    basicValues = .filled(0, count: simplex.rowCount)
    reducedCosts = .filled(0, count: simplex.variableCount)
    weights = .filled(0, count: simplex.rowCount)
  }

  deinit {
    head.deallocate()
    positions.deallocate()
    isAtUpper.deallocate()
    basicValues.deallocate()
    reducedCosts.deallocate()
    weights.deallocate()
  }
}

extension DualSimplex {
  /// The basis, to come back to much later.
  func snapshot() -> BasisSnapshot { BasisSnapshot(self) }

  /// Goes back to a basis; the next run makes factors for it.
  func restore(_ snapshot: BasisSnapshot) {
    for variable in 0..<variableCount {
      positions[variable] = -1
      isAtUpper[variable] = snapshot.isAtUpper[variable]
    }
    for position in 0..<rowCount {
      head[position] = snapshot.head[position]
      positions[Int(head[position])] = Int32(position)
      weights[position] = Double(snapshot.weights[position])
    }
    hasFactors = false
  }

  /// Notes the present state.
  func note(in bookmark: DualSimplexBookmark) {
    bookmark.head.update(from: head, count: rowCount)
    bookmark.positions.update(from: positions, count: variableCount)
    bookmark.isAtUpper.update(from: isAtUpper, count: variableCount)
    bookmark.basicValues.update(from: basicValues, count: rowCount)
    bookmark.reducedCosts.update(from: reducedCosts, count: variableCount)
    bookmark.weights.update(from: weights, count: rowCount)
    bookmark.objective = objective
    bookmark.exchangeCount = factors.exchangeCount
    bookmark.factorCount = factorCount
  }

  /// Goes back to the state noted; the bounds must be those of then.
  func goBack(to bookmark: DualSimplexBookmark) {
    head.update(from: bookmark.head, count: rowCount)
    positions.update(from: bookmark.positions, count: variableCount)
    isAtUpper.update(from: bookmark.isAtUpper, count: variableCount)
    weights.update(from: bookmark.weights, count: rowCount)
    if factorCount == bookmark.factorCount {
      basicValues.update(from: bookmark.basicValues, count: rowCount)
      reducedCosts.update(from: bookmark.reducedCosts, count: variableCount)
      objective = bookmark.objective
      factors.forgetExchanges(after: bookmark.exchangeCount)
    } else {
      refactorize()
    }
  }
}
