import Pairwright

extension CellReader {
  /// Returns skills with their levels, each skill once.
  func skillLevels(_ cell: Cell) -> [SkillLevel] {
    var skills: [SkillLevel] = []
    var levels: [String: Int] = [:]
    for item in cell.items {
      let parts = cell.parts(of: item)
      guard parts.count <= 2, !parts[0].isEmpty else {
        reportForm(cell, "skill:level")
        continue
      }
      checkCatalogue(parts[0], cell)
      guard let level = level(parts.count == 2 ? parts[1] : "", cell) else { continue }
      if isNew(parts[0], level, in: &levels, cell) {
        skills.append(SkillLevel(parts[0], level: level))
      }
    }
    return skills
  }

  /// Returns wished-for skills with target and priority, each skill once.
  func skillWishes(_ cell: Cell) -> [SkillWish] {
    var wishes: [SkillWish] = []
    var levels: [String: Int] = [:]
    for item in cell.items {
      let parts = cell.parts(of: item)
      guard parts.count <= 3, !parts[0].isEmpty else {
        reportForm(cell, "skill:target:priority")
        continue
      }
      checkCatalogue(parts[0], cell)
      guard let target = level(parts.count >= 2 ? parts[1] : "", cell) else { continue }
      var priority = 2
      if parts.count == 3 {
        guard let given = number(parts[2], in: 1...3, "priority", cell) else { continue }
        priority = given
      }
      if isNew(parts[0], target, in: &levels, cell) {
        wishes.append(SkillWish(parts[0], target: target, priority: priority))
      }
    }
    return wishes
  }

  /// Returns the level that a number or a name of the program stands for; none is the default.
  func level(_ text: String, _ cell: Cell) -> Int? {
    if text.isEmpty {
      let level = program.defaultLevel
      log.count(
        .warning, "skill-without-level", cell, key: cell.header,
        mend: "Write skill:level, or set default_level in the program."
      ) { "\(counted($0, "skill")) in \(cell.header) without a level; level \(level) was taken." }
      return level
    }
    if let named = program.levels[SkillCatalogue.folded(text)] { return named }
    return number(text, in: 1...5, "level", cell)
  }

  /// Warns once for each name that the catalogue has not.
  func checkCatalogue(_ skill: String, _ cell: Cell) {
    if catalogue.entries.isEmpty || catalogue.contains(skill) { return }
    log.count(
      .warning, "unknown-skill", cell, key: cell.header + "\n" + catalogue.key(for: skill),
      value: skill, mend: nearestEntry(to: skill)
    ) {
      "\(cell.header) names a skill that is not in the catalogue, in \(counted($0, "place"))."
    }
  }

  /// Returns the terms of a list, with a warning for those that the catalogue has not.
  func terms(_ cell: Cell, kind: String) -> [String] {
    let terms = cell.items
    if catalogueKinds.contains(kind) {
      for term in terms where !catalogue.contains(term) {
        log.count(
          .warning, "unknown-term", cell, key: cell.header + "\n" + catalogue.key(for: term),
          value: term, mend: nearestEntry(to: term)
        ) {
          "\(cell.header) has a term that is not in the catalogue, in \(counted($0, "place"))."
        }
      }
    }
    return terms
  }

  /// Warns about wishes that do not go beyond what the person already knows.
  func checkTargets(of person: Person) {
    if person.skillsWanted.isEmpty { return }
    var present: [String: Int] = [:]
    for skill in person.skillsOffered { present[catalogue.key(for: skill.skill)] = skill.level }
    for skill in person.skillsCurrent { present[catalogue.key(for: skill.skill)] = skill.level }
    let reached = person.skillsWanted.filter {
      (present[catalogue.key(for: $0.skill)] ?? 0) >= $0.target
    }
    if reached.isEmpty { return }
    let place = place(of: RosterColumn.skillsWanted.rawValue, line: person.line)
    log.warning(
      "target-reached",
      Cell(text: reached.map(\.skill).joined(separator: ";"), place: place),
      "\(person.id) already has the level that \(counted(reached.count, "wish", plural: "wishes")) "
        + "asks for.", "Raise the target or drop the wish.")
  }

  private func nearestEntry(to name: String) -> String {
    nearestLookups += 1
    // A file full of unknown names is the wrong file; looking each up would take minutes.
    let nearest =
      nearestLookups > 200
      ? nil : NearestName.nearest(to: name, among: catalogue.entries.lazy.map(\.name))
    return nearest.map { "Did you mean \($0)?" } ?? "Add it to the catalogue, or a synonym."
  }

  private func isNew(
    _ skill: String, _ level: Int, in levels: inout [String: Int], _ cell: Cell
  ) -> Bool {
    guard let earlier = levels.updateValue(level, forKey: catalogue.key(for: skill)) else {
      return true
    }
    if earlier != level {
      log.error(
        "skill-twice", cell,
        "\(cell.header) of \(personID) names the same skill twice at different levels.",
        "Keep one of them.")
    }
    return false
  }

  private func number(
    _ text: String, in range: ClosedRange<Int>, _ subject: String, _ cell: Cell
  ) -> Int? {
    do throws(NumberProblem) {
      let number = try NumberText.integer(text)
      if range.contains(number) { return number }
      log.error(
        "out-of-range", cell, "\(cell.header) of \(personID) has a \(subject) out of range.",
        "A \(subject) goes from \(range.lowerBound) to \(range.upperBound).")
    } catch {
      log.error(
        error.code, cell,
        "\(cell.header) of \(personID) has a \(subject) that \(error.message).",
        "A \(subject) goes from \(range.lowerBound) to \(range.upperBound)"
          + (program.levels.isEmpty || subject != "level"
            ? "." : ", or is one of \(program.levels.keys.sorted().joined(separator: ", ")).")
      )
    }
    return nil
  }

  private func reportForm(_ cell: Cell, _ form: String) {
    log.error(
      "bad-skill", cell, "\(cell.header) of \(personID) has an item that cannot be read.",
      "Write \(form), with semicolons between skills.")
  }
}
