import Pairwright

extension CellReader {
  /// Returns the side that a cell names, through the program's meaning of mentor and mentee.
  func side(_ cell: Cell) -> SideMembership? {
    let accepted = "junior, senior, both or none"
    guard program.sides == .column else { return nil }
    if cell.isEmpty {
      log.error(
        "empty-side", cell, "\(personID) has no side.", "Write \(accepted).")
      return nil
    }
    let word = Cell.folded(cell.text)
    if let side = SideMembership(rawValue: word) { return side }
    if word == "mentor" || word == "mentee" {
      switch program.roleWords {
      case .reverse: return word == "mentor" ? .junior : .senior
      case .traditional: return word == "mentor" ? .senior : .junior
      case .none:
        log.count(
          .error, "role-word", cell,
          mend: "Set role_words in the program: reverse if the mentor is the junior, "
            + "traditional if the mentor is the senior; or write junior and senior."
        ) {
          "\(cell.header) says mentor or mentee in \(counted($0, "row")), "
            + "which reverse mentoring uses both ways."
        }
        return nil
      }
    }
    log.error("unknown-side", cell, "The side of \(personID) is unknown.", "Write \(accepted).")
    return nil
  }

  /// Returns whether a person is at work.
  func status(_ cell: Cell) -> Person.Status? {
    word(
      cell,
      [
        "active": .active, "a": .active, "yes": .active,
        "leave": .leave, "onleave": .leave, "l": .leave,
        "terminated": .terminated, "t": .terminated, "inactive": .terminated, "no": .terminated,
      ], code: "unknown-status", accepted: "active, leave or terminated")
  }

  /// Returns whether a person agreed to take part; an empty cell is no answer.
  func consent(_ cell: Cell) -> Person.Consent? {
    if cell.isEmpty {
      if program.consent != .assumed {
        log.error(
          "empty-consent", cell, "\(personID) has an empty consent.", "Write yes, no or pending.")
      }
      return nil
    }
    return word(
      cell,
      [
        "yes": .yes, "y": .yes, "true": .yes, "no": .no, "n": .no, "false": .no,
        "pending": .pending,
      ], code: "unknown-consent", accepted: "yes, no or pending")
  }
}
