/// The quotas of both sides, arranged by which group contains which.
struct QuotaForest {
  /// The quotas of the rows, then those of the columns.
  let quotas: [UsageQuota]
  let rowQuotaCount: Int
  /// For each row, each column and each quota the quota of the smallest group around it, or -1.
  let parents: [Int]
  /// The members and child groups of each quota, as vertices: rows, columns, quotas.
  let children: [[Int]]
  /// All quotas, each after those that it contains.
  let fromLeaves: [Int]

  /// No quotas.
  init(nodeCount: Int) {
    quotas = []
    rowQuotaCount = 0
    parents = [Int](repeating: -1, count: nodeCount)
    children = []
    fromLeaves = []
  }

  /// Arranges quotas, whose members must exist and not repeat.
  ///
  /// - Returns: `nil` when two groups of one side overlap and neither contains the other.
  init?(rowQuotas: [UsageQuota], columnQuotas: [UsageQuota], rowCount: Int, columnCount: Int) {
    let quotas = rowQuotas + columnQuotas
    let nodeCount = rowCount + columnCount
    var around = [Int](repeating: -1, count: nodeCount + quotas.count)
    // Larger groups first; a smaller one then lies in the innermost group so far of its members.
    let order = quotas.indices.sorted {
      (quotas[$1].members.count, $0) < (quotas[$0].members.count, $1)
    }
    for index in order {
      let offset = index < rowQuotas.count ? 0 : rowCount
      let nodes = quotas[index].members.map { $0 + offset }
      let parent = nodes.isEmpty ? -1 : around[nodes[0]]
      guard nodes.allSatisfy({ around[$0] == parent }) else { return nil }
      around[nodeCount + index] = parent
      for node in nodes { around[node] = index }
    }
    var children = [[Int]](repeating: [], count: quotas.count)
    for (vertex, parent) in around.enumerated() where parent >= 0 {
      children[parent].append(vertex)
    }
    self.quotas = quotas
    self.children = children
    rowQuotaCount = rowQuotas.count
    parents = around
    fromLeaves = order.reversed()
  }
}
