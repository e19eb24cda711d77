import Pairwright

/// Checks that ids which people name in their rows are the ids of people in the file.
///
/// Where a wrong id would remove a protection it is an error; otherwise the id is dropped with a
/// warning.
struct ReferenceCheck {
  private let known: Set<PersonID>
  private let positions: Set<String>
  private let twins: [String: PersonID]
  private let idsByEmail: [String: PersonID]
  private let reader: CellReader

  /// Prepares the check.
  ///
  /// - Parameter alsoKnown: ids of rows that could not be read, so that they are not missed twice.
  init(_ people: [Person], alsoKnown: [PersonID], reader: CellReader) {
    self.reader = reader
    known = Set(people.map(\.id)).union(alsoKnown)
    positions = Set(people.compactMap(\.positionID))
    twins = Dictionary(
      people.map { (ReferenceCheck.twinKey($0.id), $0.id) }, uniquingKeysWith: { first, _ in first }
    )
    idsByEmail = Dictionary(
      people.compactMap { person in
        person.fields[RosterColumn.email.rawValue].map { ($0.lowercased(), person.id) }
      }, uniquingKeysWith: { first, _ in first })
  }

  /// Checks every reference of one row.
  func check(_ person: inout Person) {
    checkManagers(&person)
    checkSuccession(person)
    keepKnown(&person.preferredIDs, .preferredIDs, person, isProtecting: false)
    keepKnown(&person.avoidIDs, .avoidIDs, person, isProtecting: true)
    keepKnown(&person.pastPartnerIDs, .pastPartnerIDs, person, isProtecting: false)
    checkCurrentPartner(&person)
  }

  private func checkManagers(_ person: inout Person) {
    if let manager = person.managerID {
      if manager == person.id {
        reportSelf(.error, .managerID, person)
        person.managerID = nil
      } else {
        checkAbove(manager, .managerID, person)
      }
    }
    for manager in person.matrixManagerIDs {
      if manager == person.id {
        reportSelf(.error, .matrixManagerIDs, person)
      } else {
        checkAbove(manager, .matrixManagerIDs, person)
      }
    }
    let id = person.id
    person.matrixManagerIDs.removeAll { $0 == id }
    if let partner = person.hrPartnerID {
      if partner == id {
        person.hrPartnerID = nil
      } else {
        checkAbove(partner, .hrPartnerID, person)
      }
    }
  }

  /// A manager or HR partner may stand outside the file; one that is nearly in it may not.
  private func checkAbove(_ above: PersonID, _ column: RosterColumn, _ person: Person) {
    if known.contains(above) { return }
    let cell = cell(column, person, above.rawValue)
    if let twin = twins[ReferenceCheck.twinKey(above)] {
      reader.log.error(
        "nearly-known-id", cell,
        "\(column.rawValue) of \(person.id) is not in the file, but \(twin) is, which differs only "
          + "by case or leading zeros.", "Write the id exactly as in employee_id.")
      return
    }
    reader.log.count(
      .warning, "unknown-manager", cell, key: column.rawValue + "\n" + above.rawValue,
      value: above.rawValue, mend: "Add the row, if the person belongs to the organisation."
    ) {
      "\(column.rawValue) names somebody who is not in the file, in \(counted($0, "row")); "
        + "the line ends there."
    }
  }

  private func checkSuccession(_ person: Person) {
    for post in person.successionCandidateFor {
      let cell = cell(.successionCandidateFor, person, post)
      if post == person.positionID || PersonID(post) == person.id {
        reader.log.warning(
          "own-position", cell, "\(person.id) is a candidate for their own post.",
          "Check the succession plan.")
      } else if !positions.contains(post), !known.contains(PersonID(post)) {
        reader.log.error(
          "unknown-post", cell,
          "\(person.id) is a candidate for a post that no row has as position_id or employee_id.",
          "Add the holder of the post, or take the post out of the list.")
      }
    }
  }

  private func keepKnown(
    _ ids: inout [PersonID], _ column: RosterColumn, _ person: Person, isProtecting: Bool
  ) {
    if ids.isEmpty { return }
    ids.removeAll { id in
      let cell = cell(column, person, id.rawValue)
      if id == person.id {
        reportSelf(.warning, column, person)
        return true
      }
      if known.contains(id) { return false }
      reader.log.append(
        Diagnostic(
          isProtecting ? .error : .warning, "unknown-id", at: cell.place,
          "\(column.rawValue) of \(person.id) names somebody who is not in the file.",
          mend: "Correct the id, or take it out of the list.", value: id.rawValue))
      return true
    }
  }

  private func checkCurrentPartner(_ person: inout Person) {
    guard let partner = person.currentPartnerID else { return }
    if known.contains(partner), partner != person.id { return }
    if let id = idsByEmail[partner.rawValue.lowercased()], id != person.id {
      person.currentPartnerID = id
      return
    }
    let cell = cell(.currentPartnerID, person, partner.rawValue)
    let isSelf = partner == person.id
    reader.log.append(
      Diagnostic(
        person.isLocked ? .error : .warning, isSelf ? "self-reference" : "unknown-id",
        at: cell.place,
        "current_partner_id of \(person.id) names "
          + (isSelf ? "the person themselves." : "somebody who is not in the file."),
        mend: "Correct the id, or empty the cell.", value: partner.rawValue))
    person.currentPartnerID = nil
  }

  private func reportSelf(
    _ severity: Diagnostic.Severity, _ column: RosterColumn, _ person: Person
  ) {
    let cell = cell(column, person, person.id.rawValue)
    reader.log.append(
      Diagnostic(
        severity, "self-reference", at: cell.place,
        "\(column.rawValue) of \(person.id) names the person themselves.",
        mend: "Correct the id, or empty the cell.", value: cell.text))
  }

  private func cell(_ column: RosterColumn, _ person: Person, _ text: String) -> Cell {
    Cell(text: text, place: reader.place(of: column.rawValue, line: person.line))
  }

  private static func twinKey(_ id: PersonID) -> String {
    IdentityText.withoutLeadingZeros(id.rawValue.lowercased())
  }
}
