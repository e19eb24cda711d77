import Foundation
import LinearAssignment
import Testing

/// Generalised assignment problems of the OR-Library, where PAIRWRIGHT_TEST_DATA has them.
@Suite("Generalised assignment problems of the OR-Library")
struct PublishedGeneralisedAssignmentTests {
  private static let folder =
    (ProcessInfo.processInfo.environment["PAIRWRIGHT_TEST_DATA"] ?? "../shared")
    + "/datasets-src/orlib-gap/"
  private static let isPresent = FileManager.default.fileExists(
    atPath: folder + "optima.csv")

  @Test(
    "The published optimum is found and proven",
    .enabled(if: isPresent, "needs orlib-gap in the folder that PAIRWRIGHT_TEST_DATA names"),
    arguments: (0..<5).flatMap { ["cattrysse1994/gap1-\($0)", "cattrysse1994/gap2-\($0)"] }
      + ["b10100", "c05100", "c10100"].map { "chu1997/\($0)" } + ["yagiura2004/e05200"])
  func optimum(problem: String) throws {
    let name = "\(problem).txt"
    let list = try String(contentsOfFile: Self.folder + "optima.csv", encoding: .utf8)
    let line = try #require(
      list.split(whereSeparator: \.isNewline).first { $0.hasPrefix(name + ",") })
    let optimum = Int64(line.split(separator: ",", omittingEmptySubsequences: false)[3])
    let result = try IntegerProgramSolver().solve(try program(Self.folder + name))
    #expect(result.value == optimum)
    #expect(result.bound == optimum)
    #expect(result.proof != nil)
  }

  private func program(_ path: String) throws -> IntegerProgram {
    let numbers = try String(contentsOfFile: path, encoding: .utf8)
      .split(whereSeparator: \.isWhitespace).compactMap { Int64($0) }
    let (agents, items) = (Int(numbers[0]), Int(numbers[1]))
    let cells = agents * items
    let assigned = (0..<items).map { item in
      IntegerProgram.Row(
        (0..<agents).map { .init(column: $0 * items + item, coefficient: 1) },
        minimum: 1, maximum: 1)
    }
    let kept = (0..<agents).map { agent in
      IntegerProgram.Row(
        (agent * items..<(agent + 1) * items).map {
          .init(column: $0, coefficient: numbers[2 + cells + $0])
        }, maximum: numbers[2 + 2 * cells + agent])
    }
    return try IntegerProgram(costs: Array(numbers[2..<2 + cells]), rows: assigned + kept)
  }
}
