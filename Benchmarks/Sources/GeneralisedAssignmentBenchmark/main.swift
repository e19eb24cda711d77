import Foundation
import LinearAssignment

// Solves OR-Library generalised assignment problems through the integer-programming API:
// generalised-assignment-benchmark FOLDER SECONDS [PREFIX...], where FOLDER holds optima.csv and the
// files that it names. Writes a table.
let arguments = CommandLine.arguments
guard arguments.count >= 3, let limit = Double(arguments[2]),
  let list = try? String(contentsOfFile: arguments[1] + "/optima.csv", encoding: .utf8)
else {
  fatalError("usage: generalised-assignment-benchmark FOLDER SECONDS [PREFIX...]")
}
let prefixes = arguments.dropFirst(3)

/// Reads costs, uses and capacities: each item goes to one agent, and capacities hold.
func program(_ path: String) throws -> IntegerProgram {
  let text = try String(contentsOfFile: path, encoding: .utf8)
  let numbers = text.split(whereSeparator: \.isWhitespace).compactMap { Int64($0) }
  let (agents, items) = (Int(numbers[0]), Int(numbers[1]))
  let cells = agents * items
  let uses = numbers[(2 + cells)...]
  let capacities = numbers[(2 + 2 * cells)...]
  let assigned = (0..<items).map { item in
    IntegerProgram.Row(
      (0..<agents).map { .init(column: $0 * items + item, coefficient: 1) }, minimum: 1, maximum: 1)
  }
  let kept = (0..<agents).map { agent in
    IntegerProgram.Row(
      (agent * items..<(agent + 1) * items).compactMap {
        let use = uses[uses.startIndex + $0]
        return use == 0 ? nil : .init(column: $0, coefficient: use)
      }, maximum: capacities[capacities.startIndex + agent])
  }
  return try IntegerProgram(costs: Array(numbers[2..<2 + cells]), rows: assigned + kept)
}

print("| file | known | value | bound | seconds | cases |")
print("|---|---|---|---|---|---|")
for line in list.split(whereSeparator: \.isNewline).dropFirst() {
  let cells = line.split(separator: ",", omittingEmptySubsequences: false)
  let name = String(cells[0])
  let stem = name.split(separator: "/").last ?? ""
  guard prefixes.isEmpty || prefixes.contains(where: { stem.hasPrefix($0) }) else { continue }
  let clock = ContinuousClock()
  let start = clock.now
  let solver = IntegerProgramSolver(shouldStop: {
    clock.now - start >= .seconds(limit) ? .deadline : nil
  })
  let result = try solver.solve(try program(arguments[1] + "/" + name))
  let parts = (clock.now - start).components
  let seconds = Double(parts.seconds) + Double(parts.attoseconds) * 1e-18
  let value = result.value.map { "\($0)" } ?? "none"
  let known = cells[3].isEmpty ? "\(cells[5]) to \(cells[4])" : String(cells[3])
  print(
    "| \(stem) | \(known) | \(value) | \(result.bound) | "
      + String(format: "%.2f", seconds) + " | \(result.statistics.nodeCount) |")
}
