public import Pairwright

/// Generates realistic organisations from a seed, for trying out, testing and measuring.
///
/// The same number of people and the same seed give the same organisation on every machine: all
/// arithmetic is on whole numbers and nothing depends on the order of sets or dictionaries.
/// Nobody in it exists.
public struct OrganisationGenerator: Sendable {
  /// The sizes that can be generated.
  public static let sizes = 2...99_999

  /// The number of people.
  public let people: Int
  /// What the organisation is drawn from.
  public let seed: UInt64

  /// Makes a generator; a number of people outside ``sizes`` counts as the nearest within.
  public init(people: Int, seed: UInt64) {
    self.people = min(max(people, Self.sizes.lowerBound), Self.sizes.upperBound)
    self.seed = seed
  }

  /// Returns the organisation.
  ///
  /// About half of the people are juniors and half seniors; a few are both or neither. People
  /// stand in the order of their ids, which is the order in which they were hired.
  ///
  /// - Complexity: O(n log n) in the number of people.
  /// - Throws: ``InvalidInput`` when the people do not form a roster, which would be a fault of
  ///   the generator.
  public func organisation() throws(InvalidInput) -> Organisation {
    let structure = OrganisationStructure(people: people, seed: seed)
    let ties = OrganisationTies(
      structure: structure,
      people: OrganisationPeople(structure: structure, seed: seed).people(), seed: seed)
    let roster = try Roster(
      people: ties.people.sorted { $0.id < $1.id }, catalogue: SkillVocabulary.catalogue,
      relatedness: SkillVocabulary.relatedness, constraints: ties.constraints,
      history: ties.history)
    return Organisation(roster: roster, program: OrganisationProgram.configuration, seed: seed)
  }
}
