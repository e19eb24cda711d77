/// The forest of reporting lines, prepared so that "is one above the other" takes constant time.
///
/// Every person has an entry and an exit time of one depth-first walk from the tops; one is above
/// another exactly when the other's interval lies within theirs (Tarjan 1972).
package struct ReportingLines: Sendable {
  /// Position of each person's manager in the roster, or -1 at the top or when the manager is not
  /// in the file.
  package let managers: [Int32]
  /// The number of steps from each person to the top.
  package let depths: [Int32]
  private let entries: [Int32]
  private let exits: [Int32]

  /// Prepares the lines of a roster, which is known to have no cycle.
  ///
  /// - Complexity: O(n).
  package init(_ roster: Roster) {
    let count = roster.people.count
    var managers = [Int32](repeating: -1, count: count)
    var children = [[Int32]](repeating: [], count: count)
    for (index, person) in roster.people.enumerated() {
      if let manager = person.managerID.flatMap(roster.index(of:)) {
        managers[index] = Int32(manager)
        children[manager].append(Int32(index))
      }
    }
    var depths = [Int32](repeating: 0, count: count)
    var entries = depths
    var exits = depths
    var clock: Int32 = 0
    var stack: [(person: Int32, nextChild: Int)] = []
    for top in 0..<count where managers[top] < 0 {
      entries[top] = clock
      clock += 1
      stack.append((Int32(top), 0))
      while let (person, nextChild) = stack.last {
        if nextChild < children[Int(person)].count {
          stack[stack.count - 1].nextChild += 1
          let child = children[Int(person)][nextChild]
          depths[Int(child)] = depths[Int(person)] + 1
          entries[Int(child)] = clock
          clock += 1
          stack.append((child, 0))
        } else {
          exits[Int(person)] = clock
          stack.removeLast()
        }
      }
    }
    self.managers = managers
    self.depths = depths
    self.entries = entries
    self.exits = exits
  }

  /// Returns the number of steps from `lower` up to `upper`, or `nil` when `upper` is not above.
  ///
  /// - Complexity: O(1).
  package func steps(from lower: Int, upTo upper: Int) -> Int? {
    guard lower != upper, entries[upper] <= entries[lower], exits[lower] <= exits[upper] else {
      return nil
    }
    return Int(depths[lower] - depths[upper])
  }

  /// Returns every cycle of manager links, each as positions in the order of the links.
  package static func cycles(in people: [Person]) -> [[Int]] {
    var indices: [PersonID: Int] = [:]
    for (index, person) in people.enumerated() where indices[person.id] == nil {
      indices[person.id] = index
    }
    // 0 = not seen, otherwise the number of the walk that saw the person first.
    var walkOfPerson = [Int](repeating: 0, count: people.count)
    var cycles: [[Int]] = []
    for start in people.indices where walkOfPerson[start] == 0 {
      let walk = start + 1
      var path: [Int] = []
      var current: Int? = start
      while let person = current, walkOfPerson[person] == 0 {
        walkOfPerson[person] = walk
        path.append(person)
        current = people[person].managerID.flatMap { indices[$0] }
      }
      if let person = current, walkOfPerson[person] == walk,
        let begin = path.firstIndex(of: person)
      {
        cycles.append(Array(path[begin...]))
      }
    }
    return cycles
  }
}
