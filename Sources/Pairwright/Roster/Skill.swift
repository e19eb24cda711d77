/// A skill that a person has, at a level of the roster's scale (1 to 5 unless named otherwise).
public struct SkillLevel: Sendable, Hashable {
  /// The skill as written; names compare through the catalogue.
  public var skill: String
  /// The level, 1 to 5.
  public var level: Int

  /// Makes a skill at a level.
  public init(_ skill: String, level: Int) {
    self.skill = skill
    self.level = level
  }
}

/// A skill that a person wants to learn, how far, and how much.
public struct SkillWish: Sendable, Hashable {
  /// The skill as written; names compare through the catalogue.
  public var skill: String
  /// The level to reach, 1 to 5.
  public var target: Int
  /// How much it is wanted, 1 to 3, 3 most.
  public var priority: Int

  /// Makes a wish; the priority is 2 unless given.
  public init(_ skill: String, target: Int, priority: Int = 2) {
    self.skill = skill
    self.target = target
    self.priority = priority
  }
}
