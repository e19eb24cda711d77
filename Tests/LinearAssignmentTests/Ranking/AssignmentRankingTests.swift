@testable import LinearAssignment
import Synchronization
import Testing
import _PairwrightTestSupport

@Suite struct AssignmentRankingTests {
  /// The totals of all assignments, ascending.
  private func allTotals(_ table: [[Int64?]]) -> [Int128] {
    guard let first = table.first, !first.isEmpty else { return [0] }
    if table.count > first.count {
      return allTotals(first.indices.map { column in table.map { $0[column] } })
    }
    var isTaken = [Bool](repeating: false, count: first.count)
    var totals: [Int128] = []
    func extend(_ row: Int, _ total: Int128) {
      if row == table.count {
        totals.append(total)
        return
      }
      for (column, cost) in table[row].enumerated() where !isTaken[column] {
        guard let cost else { continue }
        isTaken[column] = true
        extend(row + 1, total + Int128(cost))
        isTaken[column] = false
      }
    }
    extend(0, 0)
    return totals.sorted()
  }

  @Test(arguments: DenseFamily.allCases)
  func agreesWithListingEverything(family: DenseFamily) throws {
    var random = SplitMix64(seed: 41)
    for trial in 0..<40 {
      let rows = 1 + Int(random.next() % 5)
      let columns = 1 + Int(random.next() % 5)
      let table = family.table(rows: rows, columns: columns, using: &random)
      let label: Comment = "\(family) trial \(trial): \(table)"
      let costs = try DenseCosts(rows: table)
      let expected = allTotals(table)
      for count in [1, 3, 10, 1000] {
        switch try costs.bestAssignments(count) {
        case .infeasible: #expect(expected.isEmpty, label)
        case .stopped: Issue.record("nobody asked to stop")
        case .ranked(let ranking):
          #expect(ranking.entries.map(\.value) == Array(expected.prefix(count)), label)
          #expect(Set(ranking.entries.map(\.pairs)).count == ranking.entries.count, label)
          #expect(!ranking.isComplete || expected.count == ranking.entries.count, label)
          #expect(count <= expected.count || ranking.isComplete, label)
          #expect(RankingChecker.flaw(in: ranking, of: costs) == nil, label)
        }
      }
    }
  }

  /// Larger problems, in which nothing can be listed: each entry must be an assignment, the order
  /// right and the proof complete, and the sides may be exchanged.
  @Test(arguments: [DenseFamily.small, .ties, .geometric, .absent, .rankOne, .negative])
  func largerProblems(family: DenseFamily) throws {
    var random = SplitMix64(seed: 42)
    for (rows, columns) in [(14, 14), (10, 18)] {
      let costs = try DenseCosts(
        rows: family.table(rows: rows, columns: columns, using: &random))
      guard case .ranked(let ranking) = try costs.bestAssignments(60),
        case .ranked(let turned) = try costs.transposed().bestAssignments(60)
      else {
        Issue.record("\(family) is not feasible")
        continue
      }
      #expect(ranking.entries.count == 60)
      #expect(ranking.entries.map(\.value) == turned.entries.map(\.value))
      #expect(RankingChecker.flaw(in: ranking, of: costs) == nil)
      guard case .ranked(let again) = try costs.bestAssignments(60) else { continue }
      #expect(again == ranking)
    }
  }

  @Test func falseRankingsAreFound() throws {
    let costs = try DenseCosts(rows: [[1, 2, 9], [2, 1, 9], [9, 9, 4]])
    guard case .ranked(let ranking) = try costs.bestAssignments(3),
      case .ranked(let first) = try costs.bestAssignments(1)
    else {
      Issue.record("can be ranked")
      return
    }
    var skipped = ranking.entries
    skipped.remove(at: 1)
    let others = try DenseCosts(rows: [[1, 2, 1], [2, 1, 9], [9, 9, 4]])
    for (entries, isComplete, proof) in [
      (skipped, false, ranking.proof), (ranking.entries.reversed(), false, ranking.proof),
      (first.entries, true, first.proof),
      (
        ranking.entries, false,
        RankingProof(subsets: Array(ranking.proof.subsets.dropLast()))
      ),
    ] {
      let forged = AssignmentRanking(
        entries: entries, isComplete: isComplete, proof: proof)
      #expect(RankingChecker.flaw(in: forged, of: costs) != nil)
    }
    #expect(RankingChecker.flaw(in: ranking, of: others) != nil)
  }

  /// Stopped at any moment, a ranking is the beginning of the whole one, or there is none.
  @Test func aDeadlineKeepsWhatIsProven() throws {
    var random = SplitMix64(seed: 43)
    let costs = try DenseCosts(
      rows: DenseFamily.small.table(rows: 9, columns: 11, using: &random))
    guard case .ranked(let whole) = try costs.bestAssignments(40) else {
      Issue.record("can be ranked")
      return
    }
    var lengths: Set<Int> = []
    for patience in stride(from: 0, to: 400, by: 3) {
      let asked = Mutex(0)
      let outcome = try costs.bestAssignments(
        40,
        shouldStop: {
          asked.withLock { count in
            count += 1
            return count > patience ? .deadline : nil
          }
        })
      switch outcome {
      case .stopped(let reason, let found):
        #expect(reason == .deadline)
        lengths.insert(found?.entries.count ?? 0)
        guard let found else { continue }
        #expect(found.entries == Array(whole.entries.prefix(found.entries.count)))
        #expect(!found.isComplete)
        #expect(found.work.searches <= whole.work.searches)
        #expect(RankingChecker.flaw(in: found, of: costs) == nil)
      case .ranked(let found): #expect(found == whole)
      case .infeasible: Issue.record("can be ranked")
      }
    }
    #expect(lengths.contains(0) && lengths.contains(1) && lengths.count > 20, "\(lengths.sorted())")
  }

  /// A cancellation is heeded in the first solution, in the search and in the check.
  @Test func aCancellationEndsEverything() throws {
    var random = SplitMix64(seed: 44)
    let costs = try DenseCosts(
      rows: DenseFamily.small.table(rows: 9, columns: 11, using: &random))
    let stages = Mutex<[AssignmentProgress]>([])
    guard
      case .ranked(let whole) = try costs.bestAssignments(
        10, onProgress: { step in stages.withLock { $0.append(step) } })
    else {
      Issue.record("can be ranked")
      return
    }
    let told = stages.withLock { $0 }
    #expect(told.contains { $0.stage == .augmenting && $0.completed == 9 && $0.total == 10 })
    // The first solution is checked for itself.
    #expect(told.count { $0.stage == .checking } == whole.proof.subsets.count + 1)
    #expect(told.allSatisfy { $0.completed <= $0.total })
    #expect(whole.work.rounds >= 10 && whole.work.searches > 0 && whole.work.rowReadings > 9)
    for patience in [0, 5, told.count / 2, told.count - 1] {
      let asked = Mutex(0)
      let outcome = try costs.bestAssignments(
        10,
        shouldStop: {
          asked.withLock { count in
            count += 1
            return count > patience ? .cancelled : nil
          }
        })
      #expect(outcome == .stopped(.cancelled, nil), "after \(patience) of \(told.count)")
    }
  }

  @Test func bordersOfTheCount() throws {
    let costs = try DenseCosts(rows: [[5]])
    #expect(throws: AssignmentError.self) { try costs.bestAssignments(0) }
    let empty = try DenseCosts(rowCount: 0, columnCount: 3, cells: [])
    guard case .ranked(let ranking) = try empty.bestAssignments(4) else {
      Issue.record("the empty assignment is one")
      return
    }
    #expect(ranking.entries.count == 1 && ranking.isComplete && ranking.entries[0].value == 0)
    let sparse = try SparseCosts(
      rowCount: 1, columnCount: 3,
      edges: [.init(row: 0, column: 2, cost: 4), .init(row: 0, column: 0, cost: 7)])
    guard case .ranked(let two) = try sparse.bestAssignments(4) else {
      Issue.record("two assignments")
      return
    }
    #expect(two.entries.map(\.value) == [4, 7])
  }
}
