import Pairwright

/// complementarity.csv: how far an offer of one skill serves a want of another, -1 to 1.
enum ComplementarityFile {
  static func read(_ file: InputFile, reader: CellReader) -> Relatedness {
    let log = reader.log
    var relations: [Relatedness.Relation] = []
    var seen: [[String]: Int] = [:]
    let table = SideTable(file, required: ["from_skill", "to_skill", "value"], log: log)
    for row in table.rows {
      let from = row.cell("from_skill")
      let to = row.cell("to_skill")
      let value = row.cell("value")
      if from.isEmpty || to.isEmpty {
        log.error(
          "empty-name", from.isEmpty ? from : to, "A relation lacks a skill.",
          "Name both skills, or remove the row.")
        continue
      }
      reader.checkCatalogue(from.text, from)
      reader.checkCatalogue(to.text, to)
      do throws(NumberProblem) {
        let units = try NumberText.decimal(value.text).units
        guard (-Relatedness.one...Relatedness.one).contains(units) else {
          log.error(
            "out-of-range", value, "The value of a relation is out of range.",
            "Values go from -1 to 1.")
          continue
        }
        let key = [from, to].map { reader.catalogue.key(for: $0.text) }
        if key[0] == key[1], units != Relatedness.one {
          log.warning(
            "self-relation", value, "A skill serves itself fully; the value is not used.",
            "Remove the row.")
          continue
        }
        if let earlier = seen.updateValue(units, forKey: key) {
          if earlier != units {
            log.error(
              "duplicate-relation", value, "A relation stands twice with different values.",
              "Keep one of them.")
          }
          continue
        }
        relations.append(.init(from: from.text, to: to.text, value: units))
      } catch {
        log.error(error.code, value, "The value of a relation \(error.message).", error.mend)
      }
    }
    return Relatedness(relations)
  }
}
