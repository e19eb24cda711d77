import Pairwright

extension CellReader {
  /// Returns a day written as `YYYY-MM-DD`, or `nil` for an empty cell or a reported one.
  ///
  /// - Parameter severity: how much it weighs when the text is no date at all; an ambiguous date is
  ///   always an error.
  func date(_ cell: Cell, severity: Diagnostic.Severity = .error) -> CalendarDate? {
    if cell.isEmpty { return nil }
    if let date = CalendarDate(iso: cell.text) { return date }
    let numbers = cell.text.split { "/.-".contains($0) }.compactMap { Int($0) }
    let isAmbiguous = numbers.count == 3 && numbers[0] <= 31 && numbers[1] <= 31
    log.append(
      Diagnostic(
        isAmbiguous ? .error : severity, isAmbiguous ? "ambiguous-date" : "not-a-date",
        at: cell.place,
        isAmbiguous
          ? "\(cell.header) of \(personID) does not say which number is the day."
          : "\(cell.header) of \(personID) is not a date.",
        mend: "Write dates as YYYY-MM-DD.", value: cell.text))
    return nil
  }

  /// Returns the first day in the organisation.
  func hireDate(_ cell: Cell) -> CalendarDate? {
    guard let date = date(cell) else { return nil }
    if let today, date > today {
      log.count(.warning, "future-date", cell, value: cell.text, mend: "Check the dates.") {
        "\(counted($0, "person is", plural: "people are")) hired after \(today)."
      }
    }
    return date
  }

  /// Keeps a later date of a career as text and warns when it lies before the hire date.
  ///
  /// Some systems export spans of time under these headers; matching needs neither.
  func careerDate(_ cell: Cell, of person: Person) -> String? {
    guard let date = date(cell, severity: .warning) else { return nil }
    if let hireDate = person.hireDate, date < hireDate {
      log.warning(
        "date-before-hire", cell, "\(cell.header) of \(personID) lies before the hire date.",
        "Check both dates.")
    }
    return date.description
  }

  /// Returns the year of birth; of a full date nothing else is kept.
  func birthYear(_ cell: Cell) -> Int? {
    if cell.isEmpty { return nil }
    let year: Int
    if cell.text.utf8.count == 4, let number = Int(cell.text), number > 0 {
      year = number
    } else {
      guard let date = date(cell) else { return nil }
      year = date.year
      log.count(.information, "birth-date-reduced", cell) {
        "\(counted($0, "date")) of birth reduced to the year."
      }
    }
    if let today, !(15...90).contains(today.year - year) {
      log.error(
        "implausible-age", cell,
        "By \(cell.header), \(personID) is not between 15 and 90 years old in \(today.year).",
        "Check the year, or the start of the program.")
      return nil
    }
    return year
  }

  /// Returns the name of a generation band of the program.
  func generation(_ cell: Cell, birthYear: Int?) -> String? {
    if cell.isEmpty { return nil }
    let names = program.generations.keys.sorted()
    let wanted = Cell.folded(cell.text)
    guard let name = names.first(where: { Cell.folded($0) == wanted }) else {
      let nearest = NearestName.nearest(to: cell.text, among: names)
      log.error(
        "unknown-generation", cell, "The generation of \(personID) is no band of the program.",
        (nearest.map { "Did you mean \($0)? " } ?? "")
          + "Bands: \(names.joined(separator: ", ")).")
      return nil
    }
    if let birthYear, program.generations[name]?.contains(birthYear) == false {
      log.error(
        "generation-conflict", cell,
        "\(personID) has a year of birth that lies outside the generation given.",
        "Correct one of them, or leave one out.")
      return nil
    }
    return name
  }
}
