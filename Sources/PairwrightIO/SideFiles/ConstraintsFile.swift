import Pairwright

/// constraints.csv: pairs that must, must not or would rather meet.
enum ConstraintsFile {
  static func read(_ file: InputFile, ids: Set<PersonID>, log: CellLog) -> [PairConstraint] {
    var constraints: [PairConstraint] = []
    var kinds: [Set<PersonID>: (kind: PairConstraint.Kind, line: Int)] = [:]
    let table = SideTable(
      file, required: ["kind", "a_id", "b_id"], optional: ["reason", "visibility"], log: log)
    for row in table.rows {
      guard let kind: PairConstraint.Kind = word(row.cell("kind"), "unknown-kind", log) else {
        continue
      }
      let visibilityCell = row.cell("visibility")
      let visibility =
        visibilityCell.isEmpty
        ? .coordinator
        : word(visibilityCell, "unknown-visibility", log) ?? PairConstraint.Visibility.coordinator
      let cells = [row.cell("a_id"), row.cell("b_id")]
      let unknown = cells.filter { !ids.contains(PersonID($0.text)) }
      for cell in unknown {
        log.append(
          Diagnostic(
            kind == .prefer ? .warning : .error, "unknown-id", at: cell.place,
            "A \(kind.rawValue) line names somebody who is not in the roster.",
            mend: "Correct the id, or remove the line.", value: cell.text))
      }
      guard unknown.isEmpty else { continue }
      let first = PersonID(cells[0].text)
      let second = PersonID(cells[1].text)
      if first == second {
        log.error(
          "self-pair", cells[1], "A line pairs \(first) with themselves.", "Correct one id.")
        continue
      }
      if kind != .prefer {
        if let earlier = kinds[[first, second]], earlier.kind != kind {
          log.error(
            "forced-and-forbidden", row.cell("kind"),
            "\(first) and \(second) are forced and forbidden, in lines \(earlier.line) and "
              + "\(cells[0].place.line ?? 0).", "Keep one of the lines.")
        }
        kinds[[first, second]] = (kind, cells[0].place.line ?? 0)
      }
      constraints.append(
        PairConstraint(
          kind, first, second, reason: row.cell("reason").text, visibility: visibility,
          location: cells[0].place))
    }
    return constraints
  }

  private static func word<Word: RawRepresentable & CaseIterable>(
    _ cell: Cell, _ code: Diagnostic.Code, _ log: CellLog
  ) -> Word? where Word.RawValue == String {
    if let word = Word(rawValue: Cell.folded(cell.text)) { return word }
    let words = Word.allCases.map(\.rawValue)
    log.error(
      code, cell, "\(cell.header) holds an unknown word.",
      "Accepted: \(words.joined(separator: ", ")).")
    return nil
  }
}
