import Testing

@testable import LinearAssignment

@Suite struct QuotaForestTests {
  private func arranged(_ rows: [[Int]], _ columns: [[Int]] = []) -> QuotaForest? {
    QuotaForest(
      rowQuotas: rows.map { UsageQuota(members: $0) },
      columnQuotas: columns.map { UsageQuota(members: $0) }, rowCount: 4, columnCount: 3)
  }

  @Test func nestsGroups() throws {
    let forest = try #require(arranged([[0, 1], [3, 2, 1, 0], [3]], [[2]]))
    #expect(forest.parents == [0, 0, 1, 2, -1, -1, 3, 1, -1, 1, -1])
    #expect(forest.children[1].sorted() == [2, 7, 9])
    #expect(forest.fromLeaves.firstIndex(of: 0) ?? 9 < forest.fromLeaves.firstIndex(of: 1) ?? 0)
    #expect(forest.rowQuotaCount == 3)
  }

  @Test func equalAndEmptyGroupsAreNested() throws {
    let forest = try #require(arranged([[1, 2], [2, 1], []]))
    #expect(forest.parents[1] == 1)
    #expect(forest.parents[7...] == [-1, 0, -1])
  }

  @Test func overlappingGroupsAreRefused() {
    #expect(arranged([[0, 1], [1, 2]]) == nil)
    #expect(arranged([[0, 1, 2], [0, 1], [1, 2]]) == nil)
    #expect(arranged([[0, 1], [2, 3]], [[0, 1], [1, 2]]) == nil)
    #expect(arranged([[0, 1], [2, 3]], [[0, 1], [2]]) != nil)
  }
}
