import Pairwright

/// history.csv: pairs of earlier rounds.
enum HistoryFile {
  static func read(_ file: InputFile, ids: Set<PersonID>, log: CellLog) -> [PastPair] {
    let table = SideTable(
      file, required: ["senior_id", "junior_id"], optional: ["start", "end", "outcome"], log: log)
    return table.rows.compactMap { row in
      let cells = [row.cell("senior_id"), row.cell("junior_id")]
      let unknown = cells.filter { !ids.contains(PersonID($0.text)) }
      for cell in unknown {
        log.warning(
          "unknown-id", cell, "A past pair names somebody who is not in the roster.",
          "Correct the id if the person still is.")
      }
      guard unknown.isEmpty else { return nil }
      return PastPair(senior: PersonID(cells[0].text), junior: PersonID(cells[1].text))
    }
  }
}
