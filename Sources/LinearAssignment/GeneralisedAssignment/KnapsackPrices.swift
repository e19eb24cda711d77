/// Prices of items that bound what a program of generalised assignment can be worth.
///
/// Each agent chooses, of the items within its capacity, those whose costs less prices are least in
/// sum; the prices of all items and these sums are together no more than any choice is worth
/// (Lagrangian relaxation: Fisher, Jaikumar & Van Wassenhove, "A multiplier adjustment method for
/// the generalized assignment problem", Management Science 32, 1986, pp. 1095-1103).
public struct KnapsackPrices: Sendable, Hashable {
  /// By what costs are multiplied.
  public let costWeight: Int64
  /// The price of each item, in the order of their rows, in units of the cost weight.
  public let prices: [Int64]

  /// Collects prices; they are checked where they are used.
  public init(costWeight: Int64, prices: [Int64]) {
    self.costWeight = costWeight
    self.prices = prices
  }
}
