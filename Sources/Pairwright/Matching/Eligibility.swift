internal import Dispatch

/// Which pairs may meet, and the scores of those that may.
///
/// The scores are stored while they fit in ``storageLimit`` bytes, four bytes a pair; beyond that
/// they are computed again whenever a row is read, and only a bit a pair is stored.
package struct Eligibility: Sendable {
  /// The most bytes of stored scores.
  package static let storageLimit = 1 << 29

  /// The mark of a pair that may not meet, among row scores.
  package static let barredScore: Int32 = -1

  private var allowed: BitRows
  private var storedScores: [Int32]
  private let scorer: PairScorer
  private let rules: [(rule: any PairRule, prepared: any PreparedPairRule)]
  private let avoided: BarredPairs
  private let context: RuleContext
  /// The number of allowed pairs.
  package private(set) var allowedCount: Int

  /// Asks every rule about every pair, on all cores.
  init(_ context: RuleContext, scorer: PairScorer) {
    let rules = context.program.rules.compactMap { $0 as? any PairRule }
      .map { (rule: $0, prepared: $0.prepared(for: context)) }
    let avoided = AvoidLists.barred(context.roster)
    let rows = context.juniors.count
    let columns = context.seniors.count
    let isStored = rows * columns * MemoryLayout<Int32>.stride <= Eligibility.storageLimit
    let stripes = Eligibility.stripes(of: rows)
    let results = concurrentMap(stripes.count) { stripe in
      var bits = [[UInt64]]()
      var scores = [Int32]()
      if isStored { scores.reserveCapacity(stripes[stripe].count * columns) }
      let reader = RowReader(
        context: context, scorer: scorer, prepared: rules.map(\.prepared) + [avoided])
      for row in stripes[stripe] {
        reader.read(row: row) { barred, units in
          bits.append(Eligibility.words(notIn: barred))
          guard isStored else { return }
          for column in units.indices where barred[column] {
            units[column] = Eligibility.barredScore
          }
          scores.append(contentsOf: units)
        }
      }
      return (bits, scores)
    }
    var allowed = BitRows(rows: rows, columns: columns)
    var stored: [Int32] = []
    if isStored { stored.reserveCapacity(rows * columns) }
    var row = 0
    var count = 0
    for (bits, scores) in results {
      for words in bits {
        allowed.withRow(row) { target in
          for (index, word) in words.enumerated() { target[index] = word }
        }
        count += words.reduce(0) { $0 + $1.nonzeroBitCount }
        row += 1
      }
      stored += scores
    }
    self.allowed = allowed
    storedScores = stored
    self.scorer = scorer
    self.rules = rules
    self.avoided = avoided
    self.context = context
    allowedCount = count
  }

  /// Lets pairs meet that nothing but a minimum bars, because one of them is forced.
  mutating func allow(_ cells: [MatchingProblem.Cell]) {
    for cell in cells where !allowed[cell.row, cell.column] {
      allowed[cell.row, cell.column] = true
      allowedCount += 1
      if !storedScores.isEmpty {
        storedScores[cell.row * context.seniors.count + cell.column] = Int32(
          scorer.score(row: cell.row, column: cell.column))
      }
    }
  }

  /// Returns whether a pair may meet.
  package func isAllowed(row: Int, column: Int) -> Bool { allowed[row, column] }

  /// Returns for each row and for each column with how many of the other side it may be paired.
  ///
  /// - Complexity: O(juniors x seniors / 64 + allowed pairs).
  func allowedCounts() -> (rows: [Int], columns: [Int]) {
    var rows = [Int](repeating: 0, count: context.juniors.count)
    var columns = [Int](repeating: 0, count: context.seniors.count)
    for row in rows.indices {
      allowed.forEachSetBit(row) { column in
        rows[row] += 1
        columns[column] += 1
      }
    }
    return (rows, columns)
  }

  /// Writes the scores of a row in units, ``barredScore`` where the pair may not meet.
  package func readScores(ofRow row: Int, into units: UnsafeMutableBufferPointer<Int32>) {
    if !storedScores.isEmpty {
      storedScores.withUnsafeBufferPointer { stored in
        for column in units.indices { units[column] = stored[row * units.count + column] }
      }
      return
    }
    scorer.readScores(ofRow: row, into: units)
    for column in units.indices where !allowed[row, column] {
      units[column] = Eligibility.barredScore
    }
  }

  /// What bars a pair.
  package struct Bar: Sendable, Hashable {
    /// The rule's id or kind, or the name of a limit that always holds.
    package let name: String
    /// Whether a minimum bars the pair, which forcing overrides.
    package let isMinimum: Bool
  }

  /// Returns everything that bars a pair, in the program's order; nothing when it may meet.
  package func bars(row: Int, column: Int) -> [Bar] {
    let junior = context.juniors[row]
    let senior = context.seniors[column]
    // A person is no pair, so no rule is asked.
    if junior == senior { return [Bar(name: "self", isMinimum: false)] }
    var bars: [Bar] = []
    for (rule, prepared) in rules where prepared.bars(junior: junior, senior: senior) {
      let bar = Bar(name: rule.name, isMinimum: false)
      // Rules of one kind without ids share a name.
      if !bars.contains(bar) { bars.append(bar) }
    }
    if avoided.bars(junior: junior, senior: senior) {
      bars.append(Bar(name: AvoidLists.name, isMinimum: false))
    }
    let score = context.program.score
    if scorer.score(row: row, column: column) < score.minimumPairScore.units {
      bars.append(Bar(name: "minimum_pair_score", isMinimum: true))
    }
    let benefit = scorer.benefits(row: row, column: column)
    if min(benefit.toSenior, benefit.toJunior) < score.minimumSideBenefit.units {
      bars.append(Bar(name: "minimum_side_benefit", isMinimum: true))
    }
    return bars
  }

  /// Returns how many pairs of some rows and columns each name of what bars pairs bars.
  package func barCounts(rows: Set<Int>, columns: Set<Int>) -> BarCounts {
    let named = rules.map { ($0.rule.name, $0.prepared) } + [(AvoidLists.name, avoided)]
    return BarCounts(BarMarks(context, scorer, named), rows: rows, columns: columns)
  }

  /// Returns for each name of what bars pairs how many it bars.
  ///
  /// - Complexity: O(juniors x seniors x rules), on all cores.
  package func barCounts() -> [String: Int] {
    barCounts(rows: Set(context.juniors.indices), columns: []).total
  }

  private static func words(notIn barred: UnsafeMutableBufferPointer<Bool>) -> [UInt64] {
    var words = [UInt64](repeating: 0, count: max(1, (barred.count + 63) / 64))
    for column in barred.indices where !barred[column] {
      words[column >> 6] |= 1 << UInt64(column & 63)
    }
    return words
  }

  private static func stripes(of rows: Int) -> [Range<Int>] {
    let size = max(1, min(64, (rows + 15) / 16))
    return stride(from: 0, to: rows, by: size).map { $0..<min(rows, $0 + size) }
  }

  /// Reads rows of scores and bars with buffers of its own.
  private struct RowReader {
    let context: RuleContext
    let scorer: PairScorer
    let prepared: [any PreparedPairRule]

    func read(
      row: Int,
      _ body: (UnsafeMutableBufferPointer<Bool>, UnsafeMutableBufferPointer<Int32>) -> Void
    ) {
      let columns = context.seniors.count
      let score = context.program.score
      withUnsafeTemporaryAllocation(of: Bool.self, capacity: columns) { barred in
        barred.initialize(repeating: false)
        for rule in prepared {
          rule.mark(junior: context.juniors[row], seniors: context.seniors, barred: barred)
        }
        for column in barred.indices where context.seniors[column] == context.juniors[row] {
          barred[column] = true
        }
        withUnsafeTemporaryAllocation(of: Int32.self, capacity: columns) { units in
          scorer.readScores(ofRow: row, into: units, skipping: SkippedColumns(barred))
          let least = Int32(score.minimumPairScore.units)
          for column in units.indices where units[column] < least { barred[column] = true }
          if score.minimumSideBenefit.units > 0 {
            markOneSided(row: row, least: Int32(score.minimumSideBenefit.units), barred: barred)
          }
          body(barred, units)
        }
      }
    }

    private func markOneSided(
      row: Int, least: Int32, barred: UnsafeMutableBufferPointer<Bool>
    ) {
      withUnsafeTemporaryAllocation(of: Int32.self, capacity: barred.count) { toSenior in
        withUnsafeTemporaryAllocation(of: Int32.self, capacity: barred.count) { toJunior in
          scorer.readBenefits(ofRow: row, toSenior: toSenior, toJunior: toJunior)
          for column in barred.indices where min(toSenior[column], toJunior[column]) < least {
            barred[column] = true
          }
        }
      }
    }
  }
}

/// Returns the results of `body` for 0 ..< `count`, computed on all cores, in order.
func concurrentMap<Result: Sendable>(
  _ count: Int, _ body: @Sendable (Int) -> Result
) -> [Result] {
  let slots = UnsafeMutableBufferPointer<Result?>.allocate(capacity: count)
  slots.initialize(repeating: nil)
  defer {
    slots.deinitialize()
    slots.deallocate()
  }
  // Each call writes the one slot of its own index, and all calls have ended when
  // concurrentPerform returns; so no two threads ever touch the same memory.
  nonisolated(unsafe) let shared = slots
  DispatchQueue.concurrentPerform(iterations: count) { shared[$0] = body($0) }
  return slots.compactMap(\.self)
}
