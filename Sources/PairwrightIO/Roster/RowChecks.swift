import Pairwright

extension CellReader {
  /// Puts together what several cells of a row say, and checks that they agree.
  func finish(_ person: inout Person) {
    joinName(&person)
    if person.fields.removeValue(forKey: RosterColumns.onLeave) == "yes", person.status == .active {
      person.status = .leave
    }
    if !person.availability.isEmpty, !hasZoneText {
      error(
        "no-time-zone", .availability, person, "\(person.id) has available times and no time zone.",
        "Fill in timezone, such as Europe/Berlin.")
    }
    if let maximum = person.capacityMaximum, let minimum = person.capacityMinimum,
      minimum > maximum
    {
      error(
        "minimum-above-maximum", .capacityMinimum, person,
        "\(person.id) is to have more partners at least than at most.",
        "Correct capacity_min or capacity_max.")
    }
    if person.isLocked, person.currentPartnerID == nil {
      error(
        "lock-without-partner", .locked, person, "\(person.id) is locked to nobody.",
        "Fill in current_partner_id, or take the lock away.")
    }
    checkTargets(of: person)
    hasZoneText = false
  }

  private func joinName(_ person: inout Person) {
    let names = [RosterColumns.givenName, RosterColumns.familyName].compactMap {
      person.fields.removeValue(forKey: $0)
    }
    if person.name.isEmpty { person.name = names.joined(separator: " ") }
    if person.name.isEmpty { person.name = person.id.rawValue }
  }

  private func error(
    _ code: Diagnostic.Code, _ column: RosterColumn, _ person: Person, _ message: String,
    _ mend: String
  ) {
    log.append(
      Diagnostic(
        .error, code, at: place(of: column.rawValue, line: person.line), message, mend: mend))
  }
}
