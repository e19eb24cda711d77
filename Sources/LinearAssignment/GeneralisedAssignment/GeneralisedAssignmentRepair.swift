/// Makes choices of what agents would take, by giving every item to one agent and then moving and
/// swapping items while that lowers the costs.
struct GeneralisedAssignmentRepair {
  /// Items with their agents.
  private struct Draft {
    /// The column of each item, or -1.
    var columns: [Int]
    /// The capacity that each agent has left.
    var rest: [Int]
  }

  private let program: IntegerProgram
  private let form: GeneralisedAssignmentForm

  init(_ program: IntegerProgram, _ form: GeneralisedAssignmentForm) {
    self.program = program
    self.form = form
  }

  /// A choice that keeps all rows and has much in common with what agents take; nil when there is no
  /// room for an item.
  func choice(from isTaken: (Int) -> Bool) -> [Bool]? {
    var draft = Draft(
      columns: [Int](repeating: -1, count: form.itemRows.count), rest: form.capacities)
    for column in program.costs.indices where isTaken(column) {
      let present = draft.columns[form.items[column]]
      if present < 0 || program.costs[column] < program.costs[present] {
        draft.columns[form.items[column]] = column
      }
    }
    for column in draft.columns where column >= 0 {
      draft.rest[form.agents[column]] -= form.sizes[column]
    }
    guard complete(&draft) else { return nil }
    descend(&draft)
    var choice = [Bool](repeating: false, count: program.costs.count)
    for column in draft.columns { choice[column] = true }
    return choice
  }

  private func move(_ item: Int, to column: Int, _ draft: inout Draft) {
    let present = draft.columns[item]
    if present >= 0 { draft.rest[form.agents[present]] += form.sizes[present] }
    draft.rest[form.agents[column]] -= form.sizes[column]
    draft.columns[item] = column
  }

  private func fits(_ column: Int, _ draft: Draft) -> Bool {
    form.sizes[column] <= draft.rest[form.agents[column]]
  }

  /// Gives the open items to agents, those first that would lose most by not getting their best
  /// place now.
  private func complete(_ draft: inout Draft) -> Bool {
    var open = draft.columns.indices.filter { draft.columns[$0] < 0 }
    while !open.isEmpty {
      var best: (regret: Int64, index: Int, column: Int)?
      for (index, item) in open.enumerated() {
        let places = form.columnsOfItems[item].filter { fits($0, draft) }
        guard let place = places.min(by: { program.costs[$0] < program.costs[$1] }) else {
          guard makeRoom(for: item, &draft) else { return false }
          best = nil
          break
        }
        let next = places.lazy.filter { $0 != place }.map { program.costs[$0] }.min() ?? .max
        let regret = next.subtractingReportingOverflow(program.costs[place]).partialValue
        if best.map({ regret > $0.regret }) ?? true { best = (regret, index, place) }
      }
      if let best { move(open[best.index], to: best.column, &draft) }
      open.removeAll { draft.columns[$0] >= 0 }
    }
    return true
  }

  /// Gives an item to the agent where it costs least to move another item away for it.
  private func makeRoom(for item: Int, _ draft: inout Draft) -> Bool {
    var best: (cost: Int64, column: Int, other: Int, away: Int)?
    for column in form.columnsOfItems[item] {
      let agent = form.agents[column]
      let lacking = form.sizes[column] - draft.rest[agent]
      for (other, present) in draft.columns.enumerated()
      where present >= 0 && form.agents[present] == agent && form.sizes[present] >= lacking {
        for away in form.columnsOfItems[other]
        where form.agents[away] != agent && fits(away, draft) {
          let cost = program.costs[column] + program.costs[away] - program.costs[present]
          if best.map({ cost < $0.cost }) ?? true { best = (cost, column, other, away) }
        }
      }
    }
    guard let best else { return false }
    move(best.other, to: best.away, &draft)
    move(item, to: best.column, &draft)
    return true
  }

  /// Moves items, and swaps the agents of two, until neither lowers the costs.
  private func descend(_ draft: inout Draft) {
    let costs = program.costs
    var isBetter = true
    while isBetter {
      isBetter = false
      for item in draft.columns.indices {
        for column in form.columnsOfItems[item]
        where costs[column] < costs[draft.columns[item]] && fits(column, draft) {
          move(item, to: column, &draft)
          isBetter = true
        }
        for other in 0..<item {
          let (here, there) = (draft.columns[item], draft.columns[other])
          let (agent, next) = (form.agents[here], form.agents[there])
          guard agent != next, let to = form.column(item, next),
            let from = form.column(other, agent),
            costs[to] + costs[from] < costs[here] + costs[there],
            form.sizes[to] <= draft.rest[next] + form.sizes[there],
            form.sizes[from] <= draft.rest[agent] + form.sizes[here]
          else { continue }
          move(item, to: to, &draft)
          move(other, to: from, &draft)
          isBetter = true
        }
      }
    }
  }
}
