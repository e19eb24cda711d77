internal import Pairwright

/// Gives a person of a generated organisation what they can teach and want to learn.
///
/// Juniors are strong in the digital skills of their division and want leadership; seniors the
/// other way round. Levels rise with the grade for leadership and hardly fall for digital skills.
struct OrganisationSkills {
  let post: OrganisationStructure.Post

  func fill(_ person: inout Person, using generator: inout SeededGenerator) {
    guard let side = person.side, side != .none else { return }
    var taken: [String] = []
    if side.includes(.junior) {
      offer(digital: true, generator.number(in: 3...5), to: &person, &taken, &generator)
    }
    if side.includes(.senior) {
      offer(digital: false, generator.number(in: 3...5), to: &person, &taken, &generator)
    }
    // Hardly anybody knows only one kind: a second skill set at a low level.
    if generator.chance(300) {
      offer(digital: !side.includes(.junior), 1, to: &person, &taken, &generator, highest: 2)
    }
    if side.includes(.senior) {
      want(digital: true, generator.number(in: 2...4), by: &person, &taken, &generator)
    }
    if side.includes(.junior) {
      want(digital: false, generator.number(in: 1...3), by: &person, &taken, &generator)
    }
  }

  /// Adds up to `count` skills that the person can teach.
  private func offer(
    digital: Bool, _ count: Int, to person: inout Person, _ taken: inout [String],
    _ generator: inout SeededGenerator, highest: Int = 5
  ) {
    for skill in skills(count, digital: digital, favoured: 700, taken: &taken, &generator) {
      let level: Int
      if digital {
        level = 2 + generator.position(weights: [3, 6, 6, 3])
      } else {
        level = min(5, 2 + post.grade / 5 + generator.position(weights: [4, 5, 3]))
      }
      person.skillsOffered.append(
        SkillLevel(spelling(of: skill, &generator), level: min(level, highest)))
    }
  }

  /// Adds up to `count` skills that the person wants to learn, with present levels where known.
  private func want(
    digital: Bool, _ count: Int, by person: inout Person, _ taken: inout [String],
    _ generator: inout SeededGenerator
  ) {
    for skill in skills(count, digital: digital, favoured: 450, taken: &taken, &generator) {
      let present = generator.position(weights: [3, 5, 3])
      let target = min(5, present + generator.number(in: 1...3))
      let name = spelling(of: skill, &generator)
      let priority = 1 + generator.position(weights: [3, 5, 3])
      person.skillsWanted.append(SkillWish(name, target: target, priority: priority))
      if present > 0, generator.chance(750) {
        person.skillsCurrent.append(SkillLevel(name, level: present))
      }
    }
  }

  /// Returns skills that are not taken yet, `favoured` in 1,000 of them from the division's groups.
  private func skills(
    _ count: Int, digital: Bool, favoured: Int, taken: inout [String],
    _ generator: inout SeededGenerator
  ) -> [SkillVocabulary.Skill] {
    let groups = digital ? SkillVocabulary.digital : SkillVocabulary.leadership
    let division = post.division.map { OrganisationVocabulary.divisions[$0] }
    let own = (digital ? division?.digitalGroups : division?.leadershipGroups) ?? []
    var chosen: [SkillVocabulary.Skill] = []
    for _ in 0..<count {
      let isOwn = !own.isEmpty && generator.chance(favoured)
      let group = isOwn ? groups[generator.pick(own)] : generator.pick(groups)
      let skill = generator.pick(group.skills)
      if !taken.contains(skill.name) {
        taken.append(skill.name)
        chosen.append(skill)
      }
    }
    return chosen
  }

  /// Returns the skill's name, or now and then one of its synonyms, as people write them.
  private func spelling(
    of skill: SkillVocabulary.Skill, _ generator: inout SeededGenerator
  ) -> String {
    !skill.synonyms.isEmpty && generator.chance(60) ? generator.pick(skill.synonyms) : skill.name
  }
}
