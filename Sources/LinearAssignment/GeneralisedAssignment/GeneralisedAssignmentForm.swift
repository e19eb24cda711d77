/// The form of a program that gives every item to one agent, within the capacities of the agents.
///
/// An item is a row of coefficients 1 with the sum 1; an agent is a row of coefficients above 0 with
/// a maximum, its capacity. Every column is in one row of each kind, and no two are in the same two.
struct GeneralisedAssignmentForm {
  /// The largest capacity that counts: tables of what fits are as long.
  static let largestCapacity: Int64 = 20_000
  /// The largest sum of the products of each agent's capacity and the number of its columns.
  static let largestTables = 1 << 24

  /// The rows that are items.
  let itemRows: [Int]
  /// The rows that are agents.
  let agentRows: [Int]
  /// The capacity of each agent.
  let capacities: [Int]
  /// The item of each column, an index into ``itemRows``.
  let items: [Int]
  /// The agent of each column, an index into ``agentRows``.
  let agents: [Int]
  /// How much of the agent's capacity each column takes.
  let sizes: [Int]
  /// The columns of each item.
  let columnsOfItems: [[Int]]
  /// The columns of each agent.
  let columnsOfAgents: [[Int]]
  /// The columns by item and agent, or -1.
  private let columnTable: [Int32]

  /// Reads the form of a program; nil when it has another one.
  init?(_ program: IntegerProgram) {
    var itemRows: [Int] = []
    var agentRows: [Int] = []
    var columnsOfItems: [[Int]] = []
    var columnsOfAgents: [[Int]] = []
    var items = [Int](repeating: -1, count: program.costs.count)
    var agents = items
    var sizes = items
    var capacities: [Int] = []
    var cellCount = 0
    for (index, row) in program.rows.enumerated() {
      let columns = row.terms.map(\.column)
      if row.minimum == 1, row.maximum == 1, row.terms.allSatisfy({ $0.coefficient == 1 }) {
        for column in columns {
          guard items[column] < 0 else { return nil }
          items[column] = itemRows.count
        }
        itemRows.append(index)
        columnsOfItems.append(columns)
      } else {
        guard row.minimum == nil, let capacity = row.maximum,
          (0...Self.largestCapacity).contains(capacity)
        else { return nil }
        cellCount += (columns.count + 1) * Int(capacity + 1)
        guard cellCount <= Self.largestTables else { return nil }
        capacities.append(Int(capacity))
        for term in row.terms {
          guard agents[term.column] < 0, term.coefficient > 0 else { return nil }
          agents[term.column] = agentRows.count
          sizes[term.column] = Int(min(term.coefficient, capacity + 1))
        }
        agentRows.append(index)
        columnsOfAgents.append(columns)
      }
    }
    guard !itemRows.isEmpty, !agentRows.isEmpty, !items.contains(-1), !agents.contains(-1)
    else { return nil }
    guard itemRows.count <= Self.largestTables / agentRows.count else { return nil }
    var columnTable = [Int32](repeating: -1, count: itemRows.count * agentRows.count)
    for column in items.indices {
      let cell = items[column] * agentRows.count + agents[column]
      guard columnTable[cell] < 0 else { return nil }
      columnTable[cell] = Int32(column)
    }
    self.columnTable = columnTable
    self.itemRows = itemRows
    self.agentRows = agentRows
    self.capacities = capacities
    self.items = items
    self.agents = agents
    self.sizes = sizes
    self.columnsOfItems = columnsOfItems
    self.columnsOfAgents = columnsOfAgents
  }

  /// The column that gives an item to an agent, or nil.
  func column(_ item: Int, _ agent: Int) -> Int? {
    let column = columnTable[item * agentRows.count + agent]
    return column < 0 ? nil : Int(column)
  }
}
