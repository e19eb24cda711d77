package import LinearAssignment

/// A figure by which matchings are compared.
package struct StudyMetric: Sendable {
  /// Which values are good.
  package enum Direction: String, Sendable, Hashable {
    /// Larger is better.
    case larger
    /// Smaller is better.
    case smaller
    /// Neither: it describes.
    case neither
  }

  /// The word by which study files and result columns name the metric.
  package let name: String
  /// What it counts in.
  package let unit: String
  /// How it is computed, in one sentence.
  package let definition: String
  /// Where the definition comes from.
  package let source: String
  /// Which values are good.
  package let direction: Direction
  /// Computes the value; `nil` where the metric says nothing about a matching.
  package let value: @Sendable (StudyAnswer) throws -> Double?

  /// Makes a metric.
  package init(
    _ name: String, unit: String, _ direction: Direction, definition: String, source: String,
    value: @escaping @Sendable (StudyAnswer) throws -> Double?
  ) {
    self.name = name
    self.unit = unit
    self.direction = direction
    self.definition = definition
    self.source = source
    self.value = value
  }
}

/// A matching with all that metrics may ask about it.
package struct StudyAnswer: Sendable {
  /// The problem as it is; the strategy may have seen it through noise.
  package let problem: StudyProblem
  /// The problem as the strategy saw it.
  package let seen: StudyProblem
  /// The pairs that the strategy made.
  package let pairs: [AssignedPair]
  /// The pairs that the generator planted, where it did.
  package let planted: [AssignedPair]?
  /// Runs the strategy on another problem, with the chance that belongs to the given words.
  package let again: @Sendable (StudyProblem, [String]) throws -> [AssignedPair]
  /// Chance for the metric itself, that belongs to the given words.
  package let chance: @Sendable ([String]) -> SeededGenerator
  /// The scores of the pairs in points, lowest first.
  package let points: [Double]
  /// The sum of the scores in points.
  package let total: Double
  let degrees: Degrees

  /// Collects what metrics may ask about.
  package init(
    problem: StudyProblem, seen: StudyProblem, pairs: [AssignedPair],
    planted: [AssignedPair]? = nil,
    again: @escaping @Sendable (StudyProblem, [String]) throws -> [AssignedPair],
    chance: @escaping @Sendable ([String]) -> SeededGenerator
  ) {
    self.problem = problem
    self.seen = seen
    self.pairs = pairs
    self.planted = planted
    self.again = again
    self.chance = chance
    points = pairs.map { Double(problem.score($0)) / 10_000 }.sorted()
    // Units are added up, so that the sum is exact to the last one.
    total = Double(pairs.reduce(0) { $0 + problem.score($1) }) / 10_000
    degrees = Degrees(pairs, problem)
  }

  /// For everybody who may have a partner: the points of all their pairs, juniors first.
  var pointsOfPeople: [Double] {
    var juniors = [Double](repeating: 0, count: problem.juniorCount)
    var seniors = [Double](repeating: 0, count: problem.seniorCount)
    for pair in pairs {
      let points = Double(problem.score(pair)) / 10_000
      juniors[pair.row] += points
      seniors[pair.column] += points
    }
    return juniors.indices.filter { problem.juniorCapacities[$0] > 0 }.map { juniors[$0] }
      + seniors.indices.filter { problem.seniorCapacities[$0] > 0 }.map { seniors[$0] }
  }
}
