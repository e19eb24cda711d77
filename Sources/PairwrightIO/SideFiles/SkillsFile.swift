import Pairwright

/// skills.csv: one skill a line; it replaces the skill cells of the people that it names.
enum SkillsFile {
  private enum Direction: String {
    case offered, wanted, current
  }

  /// Replaces the skills of everybody whom the file names.
  ///
  /// - Returns: the canonical columns that the file stands for.
  static func apply(_ file: InputFile, to people: inout [Person], reader: CellReader) -> Set<String>
  {
    let log = reader.log
    let table = SideTable(
      file, required: ["employee_id", "skill", "direction"], optional: ["level", "priority"],
      log: log)
    let indices = Dictionary(
      people.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    var replaced: Set<Int> = []
    var levels: [String: Int] = [:]
    var columns: Set<String> = []
    for row in table.rows {
      let id = row.cell("employee_id")
      let skill = row.cell("skill")
      let direction = row.cell("direction")
      guard let index = indices[PersonID(id.text)] else {
        log.warning(
          "unknown-id", id, "A skill belongs to somebody who is not in the roster.",
          "Correct the id.")
        continue
      }
      reader.personID = people[index].id.rawValue
      if replaced.insert(index).inserted {
        people[index].skillsOffered = []
        people[index].skillsWanted = []
        people[index].skillsCurrent = []
      }
      if skill.isEmpty {
        log.error("empty-name", skill, "A line names no skill.", "Name it, or remove the line.")
        continue
      }
      guard let kind = Direction(rawValue: Cell.folded(direction.text)) else {
        log.error(
          "unknown-direction", direction, "direction holds an unknown word.",
          "Accepted: offered, wanted, current.")
        continue
      }
      reader.checkCatalogue(skill.text, skill)
      columns.insert("skills_\(kind.rawValue)")
      let levelCell = row.cell("level")
      guard let level = reader.level(levelCell.text, levelCell) else { continue }
      let key = "\(index) \(kind.rawValue) \(reader.catalogue.key(for: skill.text))"
      if let earlier = levels.updateValue(level, forKey: key) {
        if earlier != level {
          log.error(
            "skill-twice", skill,
            "\(reader.personID) has the same skill twice at different levels.",
            "Keep one of them.")
        }
        continue
      }
      switch kind {
      case .offered: people[index].skillsOffered.append(SkillLevel(skill.text, level: level))
      case .current: people[index].skillsCurrent.append(SkillLevel(skill.text, level: level))
      case .wanted:
        let priority = reader.integer(row.cell("priority"), in: 1...3) ?? 2
        people[index].skillsWanted.append(
          SkillWish(skill.text, target: level, priority: priority))
      }
    }
    return columns
  }
}
