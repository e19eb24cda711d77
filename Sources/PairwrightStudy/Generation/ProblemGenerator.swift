package import LinearAssignment
package import Pairwright

/// Makes problems by chance, some with a known answer.
package protocol ProblemGenerator: Sendable {
  /// The word by which study files name the generator.
  static var kind: String { get }
  /// One sentence on what it makes.
  static var summary: String { get }
  /// Reads the parameters; whatever is wrong is reported to the reader and a default taken.
  init(reading reader: ConfigurationReader)
  /// Makes a problem; the same chance makes the same problem.
  func problem(_ random: inout SeededGenerator) throws -> GeneratedProblem
}

/// A problem with what is known of its answer.
package struct GeneratedProblem: Sendable {
  /// The problem.
  package var problem: StudyProblem
  /// The pairs that were planted: an optimum or a stable matching.
  package var planted: [AssignedPair]?
}

/// Every generator, in the order in which they are listed; a new one is added here.
package enum GeneratorCatalogue {
  /// The generators.
  package static let all: [any ProblemGenerator.Type] = [
    UniformScores.self, RandomCosts.self, PlantedOptimum.self, PlantedStable.self,
    CorrelatedWorth.self, SkewedSkills.self, OrganisationProblem.self,
  ]

  /// Returns the generator with the given name, or `nil`.
  package static func generator(_ kind: String) -> (any ProblemGenerator.Type)? {
    all.first { $0.kind == kind }
  }
}

/// What most generators can be told: how many people, how many pairs may meet, how much room.
struct ProblemShape {
  /// The most people of a side.
  static let mostPeople = 5_000

  let juniors: Int
  let seniors: Int
  /// Of 10,000 pairs, how many may meet.
  let density: Int
  /// How many partners a senior may have.
  let capacity: Int
  let departments: Int

  init(reading reader: ConfigurationReader) {
    juniors = reader.integer("juniors", in: 1...Self.mostPeople) ?? 50
    seniors = reader.integer("seniors", in: 1...Self.mostPeople) ?? juniors
    density = reader.decimal("density", in: FixedPoint(0)...FixedPoint(1))?.units ?? 10_000
    capacity = reader.integer("capacity", in: 1...1_000) ?? 1
    departments = reader.integer("departments", in: 1...1_000) ?? 5
  }

  var pairCount: Int { juniors * seniors }

  /// Returns which pairs may meet, row after row.
  func allowed(_ random: inout SeededGenerator) -> [Bool] {
    if density == 10_000 { return [Bool](repeating: true, count: pairCount) }
    return (0..<pairCount).map { _ in random.number(below: 10_000) < density }
  }

  /// Returns people of one side with department, grade and birth year drawn evenly.
  func people(juniors isJunior: Bool, _ random: inout SeededGenerator) -> [StudyPerson] {
    (0..<(isJunior ? juniors : seniors)).map { _ in
      let department = random.number(below: departments)
      return StudyPerson(
        department: department, group: department,
        grade: random.number(in: isJunior ? 1...4 : 6...10),
        birthYear: random.number(in: isJunior ? 1990...2003 : 1962...1985))
    }
  }

  /// Makes a problem of this shape.
  func problem(
    scores: [Int32], juniorWorth: [Int64]? = nil, seniorWorth: [Int64]? = nil,
    _ random: inout SeededGenerator
  ) -> StudyProblem {
    StudyProblem(
      scores: scores, juniorCapacities: [Int](repeating: 1, count: juniors),
      seniorCapacities: [Int](repeating: capacity, count: seniors),
      juniorWorth: juniorWorth, seniorWorth: seniorWorth,
      juniors: people(juniors: true, &random), seniors: people(juniors: false, &random))
  }

  /// Returns a planted one-to-one choice: as many pairs as the smaller side has people.
  func plantedPairs(_ random: inout SeededGenerator) -> [AssignedPair] {
    let rows = random.shuffled(Array(0..<juniors))
    let columns = random.shuffled(Array(0..<seniors))
    return zip(rows, columns).map { AssignedPair(row: $0, column: $1) }.sorted()
  }
}
