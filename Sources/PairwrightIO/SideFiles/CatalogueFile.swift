import Pairwright

/// catalogue.csv: the names of skills, interests and goals, with synonyms.
enum CatalogueFile {
  static func read(_ file: InputFile, log: CellLog) -> SkillCatalogue {
    var entries: [SkillCatalogue.Entry] = []
    var owners: [String: String] = [:]
    let table = SideTable(
      file, required: ["skill"], optional: ["parent", "synonyms", "kind"], log: log)
    func claim(_ name: String, for owner: String, _ cell: Cell) {
      let key = SkillCatalogue.folded(name)
      if let earlier = owners.updateValue(owner, forKey: key), earlier != owner {
        log.warning(
          "ambiguous-name", cell, "A name stands for two entries: \(earlier) and \(owner).",
          "Keep it with one of them.")
      }
    }
    for row in table.rows {
      let name = row.cell("skill")
      if name.isEmpty {
        log.error("empty-name", name, "An entry has no name.", "Name it, or remove the row.")
        continue
      }
      let kind = row.cell("kind").text
      let parent = row.cell("parent").text
      let synonyms = row.cell("synonyms")
      claim(name.text, for: name.text, name)
      for synonym in synonyms.items { claim(synonym, for: name.text, synonyms) }
      entries.append(
        SkillCatalogue.Entry(
          name.text, parent: parent.isEmpty ? nil : parent, synonyms: synonyms.items,
          kind: kind.isEmpty ? nil : SkillCatalogue.folded(kind)))
    }
    return SkillCatalogue(entries)
  }
}
