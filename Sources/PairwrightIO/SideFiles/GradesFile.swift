import Pairwright

/// grades.csv: the names of grades with their order, larger for more senior.
enum GradesFile {
  static func read(_ file: InputFile, log: CellLog) -> GradeNames {
    var grades = GradeNames()
    for row in SideTable(file, required: ["name", "order"], log: log).rows {
      let name = row.cell("name")
      let order = row.cell("order")
      if name.isEmpty {
        log.error("empty-name", name, "A grade has no name.", "Name it, or remove the row.")
        continue
      }
      do throws(NumberProblem) {
        let number = try NumberText.integer(order.text)
        let key = SkillCatalogue.folded(name.text)
        if let earlier = grades.orders[key], earlier != number {
          log.error(
            "duplicate-grade", name, "A grade stands twice with different orders.",
            "Keep one of them.")
        }
        grades.orders[key] = number
        grades.names.append(name.text)
      } catch {
        log.error(error.code, order, "The order of a grade \(error.message).", error.mend)
      }
    }
    return grades
  }
}
