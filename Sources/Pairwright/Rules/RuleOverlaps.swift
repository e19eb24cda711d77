/// Warns of rules that say the same twice or cancel each other, as copied programs often do.
struct RuleOverlaps {
  private let context: RuleContext

  /// Prepares the comparison of the program's rules.
  init(_ context: RuleContext) { self.context = context }

  /// Compares the rules with each other and with the people who take part.
  func check(into diagnostics: inout Diagnostics) {
    checkRepetition(into: &diagnostics)
    checkListedPairs(into: &diagnostics)
    checkCapacities(into: &diagnostics)
    checkComparisons(into: &diagnostics)
    checkBounds(
      "grade_gap", gradeBounds,
      juniors: context.juniors.compactMap { people[$0].grade.map { -$0 } },
      seniors: context.seniors.compactMap { people[$0].grade }, into: &diagnostics)
    checkBounds(
      "generation_gap", generationBounds,
      juniors: context.juniors.compactMap { context.birthYear(of: people[$0]) },
      seniors: context.seniors.compactMap { context.birthYear(of: people[$0]).map { -$0 } },
      into: &diagnostics)
  }

  /// Says how many `forbid` lines concern pairs that another rule bars anyway.
  func checkForbidLines(_ eligibility: Eligibility, into diagnostics: inout Diagnostics) {
    guard let rule = context.program.rules.first(where: { $0 is ListedPairs }) else { return }
    let rows = Dictionary(uniqueKeysWithValues: context.juniors.enumerated().map { ($1, $0) })
    let columns = Dictionary(uniqueKeysWithValues: context.seniors.enumerated().map { ($1, $0) })
    let count = context.roster.constraints.count { line in
      guard line.kind == .forbid, let first = context.roster.index(of: line.first),
        let second = context.roster.index(of: line.second)
      else { return false }
      let cells = [(first, second), (second, first)].compactMap { junior, senior in
        rows[junior].flatMap { row in columns[senior].map { (row: row, column: $0) } }
      }
      return !cells.isEmpty
        && cells.allSatisfy { cell in
          eligibility.bars(row: cell.row, column: cell.column)
            .contains { !$0.isMinimum && $0.name != rule.name }
        }
    }
    if count > 0 {
      diagnostics.information(
        "redundant-forbid",
        "\(count) of the forbidden pairs \(count == 1 ? "is" : "are") barred by another rule anyway."
      )
    }
  }

  private typealias Bounds = (rule: any Rule, minimum: Int?, maximum: Int?)

  private var people: [Person] { context.roster.people }

  private var gradeBounds: [Bounds] {
    context.program.rules.compactMap { $0 as? GradeGap }.map { ($0, $0.minimum, $0.maximum) }
  }

  private var generationBounds: [Bounds] {
    context.program.rules.compactMap { $0 as? GenerationGap }
      .map { ($0, $0.minimumYears, $0.maximumYears) }
  }

  private func checkRepetition(into diagnostics: inout Diagnostics) {
    var earlier: [ConfigurationValue: any Rule] = [:]
    for rule in context.program.rules {
      let meaning = ConfigurationValue.keys([
        ("kind", .text(type(of: rule).kind)), ("parameters", .keys(rule.parameters)),
      ])
      guard let first = earlier.updateValue(rule, forKey: meaning) else { continue }
      diagnostics.warning(
        "repeated-rule", at: rule.label.location,
        "The rules \(first.name) and \(rule.name) say the same.", mend: "Take one of them out.")
    }
  }

  /// Warns where listed pairs have no effect, because a program that names its rules leaves out the
  /// one that reads them.
  private func checkListedPairs(into diagnostics: inout Diagnostics) {
    guard let line = context.roster.constraints.first(where: { $0.kind != .prefer }),
      !context.program.rules.contains(where: { $0 is ListedPairs })
    else { return }
    diagnostics.warning(
      "unused-constraints", at: .init(file: line.location.file),
      "Pairs are forced or forbidden, but the program has no rule of the kind pairs, so they have "
        + "no effect.", mend: "Add {kind: pairs} to the rules.")
  }

  private func checkCapacities(into diagnostics: inout Diagnostics) {
    for side in Side.allCases {
      let rules = context.program.rules.compactMap { $0 as? Capacity }.filter { $0.side == side }
      for rule in rules.dropLast() {
        diagnostics.warning(
          "overridden-rule", at: rule.label.location,
          "The rule \(rule.name) has no effect, because a later one gives the capacity of every "
            + "\(side.rawValue).", mend: "Keep one capacity rule for each side.")
      }
    }
  }

  private func checkComparisons(into diagnostics: inout Diagnostics) {
    let stricter = context.program.rules.compactMap { $0 as? Different }
    for rule in context.program.rules.compactMap({ $0 as? NoSame }) {
      guard let different = stricter.first(where: { $0.field == rule.field }) else { continue }
      diagnostics.warning(
        "redundant-rule", at: rule.label.location,
        "The rule \(rule.name) has no effect beside \(different.name), which bars the same pairs "
          + "and those with a missing \(rule.field).", mend: "Take one of them out.")
    }
  }

  /// Warns where no difference satisfies all bounds of a kind, or nobody's satisfies one.
  private func checkBounds(
    _ kind: String, _ bounds: [Bounds], juniors: [Int], seniors: [Int],
    into diagnostics: inout Diagnostics
  ) {
    let least = bounds.compactMap(\.minimum).max() ?? .min
    let most = bounds.compactMap(\.maximum).min() ?? .max
    if least > most, let rule = bounds.last?.rule {
      diagnostics.warning(
        "rules-cancel", at: rule.label.location,
        "No pair can satisfy all \(kind) rules: one asks for at least \(least), another for at "
          + "most \(most).", mend: "Correct one of them.")
    }
    guard let smallest = juniors.min(), let largest = juniors.max(), let low = seniors.min(),
      let high = seniors.max()
    else { return }
    for (rule, minimum, maximum) in bounds
    where (minimum ?? .min) > largest + high || (maximum ?? .max) < smallest + low {
      diagnostics.warning(
        "rule-bars-all", at: rule.label.location,
        "The rule \(rule.name) bars every pair: among those who take part the differences run "
          + "from \(smallest + low) to \(largest + high).", mend: "Correct its bounds.")
    }
  }
}
