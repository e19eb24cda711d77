/// Bars pairs within one reporting line.
public struct NoReportingLine: PairRule {
  /// The word for this kind in a program file.
  public static let kind = "no_reporting_line"

  /// How far up and down the line is barred.
  public enum Depth: Sendable, Hashable {
    /// So many steps; 1 is the direct manager.
    case levels(Int)
    /// The whole chain, which bars the head of an organisation from everybody.
    case all
  }

  /// How coordinators call this rule.
  public var label = RuleLabel()
  /// How far up and down the line is barred.
  public var depth: Depth
  /// Whether two people with the same manager are barred too.
  public var sameManager: Bool
  /// Whether matrix managers are barred too, directly and both ways.
  public var matrix: Bool
  /// Whether partners in human resources are barred too, directly and both ways.
  public var hrPartner: Bool

  /// Makes the rule.
  public init(
    depth: Depth, sameManager: Bool = false, matrix: Bool = false, hrPartner: Bool = false
  ) {
    self.depth = depth
    self.sameManager = sameManager
    self.matrix = matrix
    self.hrPartner = hrPartner
  }

  package init?(reading reader: ConfigurationReader) {
    let form = "depth: direct | a number of levels | all"
    guard let text = reader.text("depth") else {
      reader.require("depth", form: form)
      return nil
    }
    let number = text.hasSuffix(" levels") ? String(text.dropLast(7)) : text
    switch number {
    case "direct": depth = .levels(1)
    case "all": depth = .all
    default:
      guard let levels = Int(number), (1...1_000).contains(levels), String(levels) == number else {
        reader.fail(
          "unknown-word", at: reader.location(of: "depth"),
          "depth in \(reader.subject) must be direct, all or a number of levels from 1.", form)
        return nil
      }
      depth = .levels(levels)
    }
    sameManager = reader.boolean("same_manager") ?? false
    matrix = reader.boolean("matrix") ?? false
    hrPartner = reader.boolean("hr_partner") ?? false
  }

  /// The parameters as they stand in a program file.
  public var parameters: [(String, ConfigurationValue?)] {
    let depthText =
      switch depth {
      case .levels(1): "direct"
      case .levels(let levels): String(levels)
      case .all: "all"
      }
    return [
      ("depth", .text(depthText)), ("same_manager", .text(String(sameManager))),
      ("matrix", .text(String(matrix))), ("hr_partner", .text(String(hrPartner))),
    ]
  }

  /// Needs the columns that say who reports to whom, and names whoever it bars from everybody.
  public func check(_ context: RuleContext, into diagnostics: inout Diagnostics) {
    for (column, isNeeded) in [
      (RosterColumn.managerID, true), (.matrixManagerIDs, matrix), (.hrPartnerID, hrPartner),
    ] where isNeeded && !context.roster.columns.contains(column.rawValue) {
      context.reportMissingColumn(column.rawValue, for: self, into: &diagnostics)
    }
    guard depth == .all else { return }
    let people = context.roster.people
    let sides = [(context.juniors, context.seniors), (context.seniors, context.juniors)]
    for (own, others) in sides where others.count > 1 {
      for index in own.sorted()
      where others.allSatisfy({
        $0 == index || context.lines.steps(from: $0, upTo: index) != nil
      }) {
        diagnostics.information(
          "head-of-organisation",
          at: context.roster.location(of: people[index], column: "manager_id"),
          "\(people[index].id) has everybody of the other side in the reporting line, "
            + "so the rule \(name) with depth all bars every pair; "
            + "a depth of 2 would not.")
      }
    }
  }

  /// Prepares constant-time questions on the tree of managers.
  public func prepared(for context: RuleContext) -> any PreparedPairRule {
    Prepared(rule: self, context: context)
  }

  private struct Prepared: PreparedPairRule {
    let lines: ReportingLines
    let limit: Int
    /// A number for each person's manager, in the file or not; empty when it does not matter.
    let managers: [Int32]
    let sideways: BarredPairs

    init(rule: NoReportingLine, context: RuleContext) {
      let roster = context.roster
      lines = context.lines
      limit =
        switch rule.depth {
        case .levels(let levels): levels
        case .all: .max
        }
      managers =
        rule.sameManager ? context.numberedValues(of: RosterColumn.managerID.rawValue) : []
      var sideways: Set<UnorderedPair> = []
      for (index, person) in roster.people.enumerated() {
        let others =
          (rule.matrix ? person.matrixManagerIDs : [])
          + (rule.hrPartner ? [person.hrPartnerID].compactMap(\.self) : [])
        for other in others.compactMap(roster.index(of:)) {
          sideways.insert(UnorderedPair(index, other))
        }
      }
      self.sideways = BarredPairs(sideways)
    }

    func bars(junior: Int, senior: Int) -> Bool {
      isInLine(junior, senior) || sideways.bars(junior: junior, senior: senior)
    }

    func mark(junior: Int, seniors: [Int], barred: UnsafeMutableBufferPointer<Bool>) {
      sideways.mark(junior: junior, seniors: seniors, barred: barred)
      for (column, senior) in seniors.enumerated() where isInLine(junior, senior) {
        barred[column] = true
      }
    }

    private func isInLine(_ junior: Int, _ senior: Int) -> Bool {
      if let steps = lines.steps(from: junior, upTo: senior)
        ?? lines.steps(from: senior, upTo: junior), steps <= limit
      {
        return true
      }
      return !managers.isEmpty && managers[junior] >= 0 && managers[junior] == managers[senior]
    }
  }
}

/// Two positions in a roster, in either order.
package struct UnorderedPair: Sendable, Hashable {
  /// The smaller position.
  package let low: Int
  /// The larger position.
  package let high: Int

  /// Makes the pair of two positions.
  package init(_ first: Int, _ second: Int) {
    low = min(first, second)
    high = max(first, second)
  }
}
