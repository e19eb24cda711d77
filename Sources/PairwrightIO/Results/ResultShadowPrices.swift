internal import Pairwright

extension ResultDocument {
  /// What one more place would be worth, for every place that is worth something.
  public struct ShadowPrices: Codable, Sendable, Equatable {
    /// The prices of rules, then of people, each the most wanted first.
    public var prices: [ShadowPrice]
    /// How many places have no price because finding it would have taken another solve; all others
    /// that are not listed are worth nothing.
    public var open: Int

    init(_ found: Pairwright.ShadowPrices) {
      prices = found.prices.map(ShadowPrice.init)
      open = found.openCount
    }
  }

  /// What one more place would be worth.
  public struct ShadowPrice: Codable, Sendable, Equatable {
    /// The rule, if the place is one that a rule counts.
    public var rule: String?
    /// The person, if the place is one with a person.
    public var employeeId: String?
    /// The side of that person.
    public var side: String?
    /// `min` or `max`.
    public var bound: String
    /// Where the bound is.
    public var from: Int
    /// Where it would be.
    public var to: Int
    /// Whether `worth` is exact; if not, it is the most that it may be.
    public var exact: Bool
    /// By how much each objective changes, in order; where not exact, the first that may improve.
    public var worth: [ObjectiveValue]

    init(_ price: Pairwright.ShadowPrice) {
      switch price.place {
      case .rule(let name, let side):
        rule = name
        bound = side.rawValue
      case .person(let id, let side):
        employeeId = id.rawValue
        self.side = side.rawValue
        bound = Pairwright.Relaxation.Bound.maximum.rawValue
      }
      from = price.from
      to = price.to
      exact = if case .exactly = price.worth { true } else { false }
      worth = price.values.map {
        ObjectiveValue(
          objective: $0.objective.rawValue, tier: $0.tier,
          value: ResultDocument.text(of: $0.value, $0.objective))
      }
    }

    /// The place in words.
    public var placeText: String {
      if let employeeId, let side {
        "\(employeeId) as \(side) with up to \(to) partners instead of \(from)"
      } else {
        "\(rule ?? "") with \(bound) \(to) instead of \(from)"
      }
    }

    /// The worth in words, without the objectives that do not change.
    public var worthText: String {
      let changes = worth.filter { $0.value.contains { ("1"..."9").contains($0) } }
      return (exact ? "" : "at most ")
        + changes.map { value in
          value.objective + (value.tier.map { " \($0)" } ?? "") + " "
            + (value.value.hasPrefix("-") ? "" : "+") + value.value
        }.joined(separator: ", ")
    }
  }
}
