import Pairwright

/// Compares every id with every other: ids must differ, and should differ visibly.
struct IdentityCheck {
  /// The people whose ids are new, in file order.
  private(set) var people: [Person] = []

  init(_ everyone: [Person], columns: [String: Diagnostic.Location], log: CellLog) {
    var indices: [PersonID: Int] = [:]
    var doubles: [(Person, Person)] = []
    people.reserveCapacity(everyone.count)
    for person in everyone {
      if let index = indices[person.id] {
        doubles.append((people[index], person))
      } else {
        indices[person.id] = people.count
        people.append(person)
      }
    }
    func place(_ person: Person) -> Diagnostic.Location {
      var place = columns[RosterColumn.employeeID.rawValue] ?? .init()
      place.line = person.line
      return place
    }
    func lines(_ first: Person, _ second: Person) -> String {
      "lines \(first.line ?? 0) and \(second.line ?? 0)"
    }
    for (first, second) in doubles {
      let isSameText = first.id.rawValue.utf8.elementsEqual(second.id.rawValue.utf8)
      log.append(
        Diagnostic(
          .error, isSameText ? "duplicate-id" : "equivalent-id", at: place(second),
          isSameText
            ? "The id \(second.id) stands twice, in \(lines(first, second))."
            : "The ids in \(lines(first, second)) are the same text in two Unicode forms.",
          mend: "Give each person one row and an id of their own."))
    }
    let comparisons: [(Diagnostic.Code, String, (String) -> String)] = [
      ("case-twin", "differ only by case", { $0.lowercased() }),
      ("zero-twin", "differ only by leading zeros", IdentityText.withoutLeadingZeros),
      ("look-alike-id", "look alike and are written in different alphabets", IdentityText.skeleton),
    ]
    for (code, difference, form) in comparisons {
      var firsts: [String: Int] = [:]
      for (index, person) in people.enumerated() {
        guard let first = firsts.updateValue(index, forKey: form(person.id.rawValue)) else {
          continue
        }
        log.append(
          Diagnostic(
            .warning, code, at: place(person),
            "The ids \(people[first].id) and \(person.id) in \(lines(people[first], person)) "
              + "\(difference).",
            mend: "Check that they are two people."))
      }
    }
  }
}
