@testable import LinearAssignment
import Synchronization
import Testing
import _PairwrightTestSupport

@Suite struct BottleneckAssignmentTests {
  /// The worst pair and, among assignments with no worse pair, the total, of the best assignment by
  /// trying all; for minimising.
  private func bruteForce(_ table: [[Int64?]]) -> (worst: Int64, total: Int128)? {
    guard let first = table.first, !first.isEmpty else { return nil }
    if table.count > first.count {
      return bruteForce(first.indices.map { column in table.map { $0[column] } })
    }
    var isTaken = [Bool](repeating: false, count: first.count)
    var best: (worst: Int64, total: Int128)?
    func extend(_ row: Int, _ worst: Int64, _ total: Int128) {
      if row == table.count {
        if best.map({ (worst, total) < $0 }) ?? true { best = (worst, total) }
        return
      }
      for (column, cost) in table[row].enumerated() where !isTaken[column] {
        guard let cost else { continue }
        isTaken[column] = true
        extend(row + 1, max(worst, cost), total + Int128(cost))
        isTaken[column] = false
      }
    }
    extend(0, .min, 0)
    return best
  }

  private func expectAgreement(_ table: [[Int64?]], _ label: Comment) throws {
    let expected = bruteForce(table)
    let negated = table.map { $0.map { $0.map { -$0 } } }
    for (direction, rows) in [(CostDirection.minimize, table), (.maximize, negated)] {
      let sign: Int128 = direction == .minimize ? 1 : -1
      for findsBestTotal in [false, true] {
        let costs = try DenseCosts(rows: rows)
        switch try costs.bottleneckAssignment(direction, findsBestTotal: findsBestTotal) {
        case .optimal(let found):
          #expect(found.worst.map { sign * Int128($0) } == expected.map { Int128($0.worst) }, label)
          if findsBestTotal { #expect(sign * found.total == expected?.total, label) }
          #expect(CertificateChecker.flaw(in: found, of: costs, direction) == nil, label)
        case .infeasible(let witness):
          #expect(expected == nil, label)
          #expect(
            CertificateChecker.flaw(in: witness, of: costs.assignmentProblem()) == nil, label)
        case .stopped: Issue.record("nobody asked to stop")
        }
      }
    }
  }

  @Test(arguments: DenseFamily.allCases)
  func agreesWithTryingEverything(family: DenseFamily) throws {
    var random = SplitMix64(seed: 31)
    for trial in 0..<60 {
      let rows = 1 + Int(random.next() % 5)
      let columns = 1 + Int(random.next() % 6)
      let table = family.table(rows: rows, columns: columns, using: &random)
      try expectAgreement(table, "\(family) trial \(trial): \(table)")
    }
  }

  /// Whether a perfect assignment exists up to a limit, by a plain search.
  private func isEnough(_ limit: Int64, _ table: [[Int64?]]) -> Bool {
    var rowOfColumn = [Int](repeating: -1, count: table[0].count)
    func assign(_ row: Int, _ seen: inout Set<Int>) -> Bool {
      for (column, cost) in table[row].enumerated() {
        guard let cost, cost <= limit, seen.insert(column).inserted else { continue }
        if rowOfColumn[column] < 0 || assign(rowOfColumn[column], &seen) {
          rowOfColumn[column] = row
          return true
        }
      }
      return false
    }
    return table.indices.allSatisfy { row in
      var seen: Set<Int> = []
      return assign(row, &seen)
    }
  }

  /// More pairs than a row keeps, so that whole rows must be read and ranks be looked up.
  @Test(arguments: DenseFamily.allCases)
  func largerProblems(family: DenseFamily) throws {
    var random = SplitMix64(seed: 32)
    for (rows, columns) in [(90, 90), (80, 120)] {
      let table = family.table(rows: rows, columns: columns, using: &random)
      let costs = try DenseCosts(rows: table)
      let turned = costs.transposed()
      guard case .optimal(let found) = try costs.bottleneckAssignment(),
        case .optimal(let other) = try turned.bottleneckAssignment(), let worst = found.worst
      else {
        #expect(!isEnough(.max, table), "\(family)")
        continue
      }
      #expect(other.worst == worst, "\(family)")
      #expect(isEnough(worst, table), "\(family)")
      #expect(!isEnough(worst - 1, table), "\(family)")
    }
  }

  /// Rows with far more pairs within the limit than are kept, and ranks that no list shows.
  @Test(arguments: [150, 220])
  func productsOfRanks(size: Int) throws {
    var random = SplitMix64(seed: UInt64(size))
    let left = (1...Int64(size)).shuffled(using: &random)
    let right = (1...Int64(size)).map { $0 * 3 + 1 }.shuffled(using: &random)
    let costs = try DenseCosts(rows: left.map { row in right.map { row * $0 } })
    guard case .optimal(let found) = try costs.bottleneckAssignment() else {
      Issue.record("nothing is absent")
      return
    }
    // The largest goes with the smallest, and so on.
    let expected = zip(left.sorted(), right.sorted(by: >)).map { $0 * $1 }.max()
    #expect(found.worst == expected)
  }

  /// Stopped at any moment there is no answer; how far the work has come is told and counted.
  @Test(arguments: [DenseFamily.ties, .geometric, .block])
  func workCanBeStoppedAndFollowed(family: DenseFamily) throws {
    var random = SplitMix64(seed: 33)
    let costs = try DenseCosts(rows: family.table(rows: 150, columns: 150, using: &random))
    let told = Mutex<[AssignmentProgress]>([])
    guard
      case .optimal(let found) = try costs.bottleneckAssignment(
        findsBestTotal: true, onProgress: { step in told.withLock { $0.append(step) } }),
      case .optimal(let again) = try costs.bottleneckAssignment(findsBestTotal: true)
    else {
      Issue.record("nothing is absent")
      return
    }
    let steps = told.withLock { $0 }
    #expect(Set(steps.map(\.stage)) == [.reading, .augmenting, .checking])
    #expect(steps.allSatisfy { $0.round >= 1 && $0.completed <= $0.total })
    #expect(found == again)
    #expect(found.work.rounds > 0 && found.work.searches > 0 && found.work.settledNodes > 0)
    #expect(found.work.rowReadings >= 2 * costs.rowCount)
    let most = Mutex(0)
    _ = try costs.bottleneckAssignment(
      findsBestTotal: true,
      shouldStop: {
        most.withLock { $0 += 1 }
        return nil
      })
    let polls = most.withLock { $0 }
    for patience in stride(from: 0, to: polls, by: max(1, polls / 20)) {
      let asked = Mutex(0)
      let outcome = try costs.bottleneckAssignment(
        findsBestTotal: true,
        shouldStop: {
          asked.withLock { count in
            count += 1
            return count > patience ? .cancelled : nil
          }
        })
      #expect(outcome == .stopped(.cancelled), "\(family) after \(patience) of \(polls)")
    }
  }

  @Test func anyIntegersAreCompared() throws {
    let costs = try DenseCosts(rows: [[.min, .max - 1], [.max - 1, .min]])
    for (direction, expected) in [(CostDirection.minimize, Int64.min), (.maximize, .max - 1)] {
      guard case .optimal(let found) = try costs.bottleneckAssignment(direction) else {
        Issue.record("can be assigned")
        continue
      }
      #expect(found.worst == expected)
      #expect(throws: AssignmentError.self) {
        try costs.bottleneckAssignment(direction, findsBestTotal: true)
      }
    }
  }

  @Test func emptySides() throws {
    for (rows, columns) in [(0, 0), (0, 3), (3, 0)] {
      let costs = try DenseCosts(rowCount: rows, columnCount: columns, cells: [])
      guard
        case .optimal(let found) = try costs.bottleneckAssignment(.minimize, findsBestTotal: true)
      else {
        Issue.record("\(rows) x \(columns)")
        continue
      }
      #expect(found.pairs.isEmpty && found.worst == nil)
      #expect(CertificateChecker.flaw(in: found, of: costs, .minimize) == nil)
    }
  }

  @Test func sparseCosts() throws {
    let edges = [(0, 0, 5), (0, 2, 1), (1, 2, 3), (2, 1, 9), (2, 0, 2)].map {
      SparseCosts.Edge(row: $0.0, column: $0.1, cost: Int64($0.2))
    }
    let costs = try SparseCosts(rowCount: 3, columnCount: 3, edges: edges)
    guard case .optimal(let found) = try costs.bottleneckAssignment() else {
      Issue.record("can be assigned")
      return
    }
    #expect(found.worst == 9)
    #expect(found.witness?.members == [1] || found.witness?.side == .columns)
  }

  @Test func aFalseAnswerIsFound() throws {
    let costs = try DenseCosts(rows: [[1, 2], [3, 4]])
    guard case .optimal(let found) = try costs.bottleneckAssignment() else {
      Issue.record("can be assigned")
      return
    }
    #expect(found.worst == 3)
    let worse = BottleneckAssignment(
      pairs: [AssignedPair(row: 0, column: 0), AssignedPair(row: 1, column: 1)], worst: 4,
      witness: found.witness, total: 5, totalPotentials: nil)
    #expect(CertificateChecker.flaw(in: worse, of: costs, .minimize) != nil)
    let embellished = BottleneckAssignment(
      pairs: found.pairs, worst: 2, witness: found.witness, total: found.total,
      totalPotentials: nil)
    #expect(CertificateChecker.flaw(in: embellished, of: costs, .minimize) != nil)
  }
}
