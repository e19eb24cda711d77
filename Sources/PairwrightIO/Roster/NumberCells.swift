import Pairwright

/// Why a text is not the number that is wanted, with the accepted form.
struct NumberProblem: Error {
  var code: Diagnostic.Code
  /// What is wrong, to follow "the value".
  var message: String
  var mend: String
}

/// Reads numbers strictly from text: ASCII digits, a point, and nothing clever.
///
/// `Double` would take `nan`, `0x1p3` and `1e400`, and locales would take `1,5`.
enum NumberText {
  /// Returns a whole number of at most 15 digits.
  static func integer(_ text: String) throws(NumberProblem) -> Int {
    let digits = text.utf8.first == UInt8(ascii: "-") ? text.utf8.dropFirst() : text.utf8[...]
    if !digits.isEmpty, digits.allSatisfy({ (48...57).contains($0) }) {
      if digits.count <= 15, let number = Int(text) { return number }
      throw NumberProblem(
        code: "limit", message: "is too large", mend: "Check that it is the right column.")
    }
    _ = try decimal(text)
    throw NumberProblem(
      code: "not-whole", message: "is not a whole number",
      mend: "Write a whole number, without a point.")
  }

  /// Returns a number with at most four decimals.
  static func decimal(_ text: String) throws(NumberProblem) -> FixedPoint {
    do throws(FixedPoint.Refusal) {
      return try FixedPoint(text: text)
    } catch {
      switch error {
      case .notANumber: throw problem(with: text)
      case .tooManyDecimals:
        throw NumberProblem(
          code: "too-many-decimals", message: "has more than four decimals",
          mend: "Round it to four decimals.")
      case .tooLarge:
        throw NumberProblem(
          code: "limit", message: "is too large", mend: "Check that it is the right column.")
      }
    }
  }

  private static func problem(with text: String) -> NumberProblem {
    func notANumber(_ message: String, _ mend: String) -> NumberProblem {
      NumberProblem(code: "not-a-number", message: message, mend: mend)
    }
    let plain = "Write digits with a point for decimals, such as 1.5."
    let scalars = text.unicodeScalars
    let word = text.lowercased()
    let bare = word.hasPrefix("-") || word.hasPrefix("+") ? String(word.dropFirst()) : word
    if ["nan", "inf", "infinity"].contains(bare) {
      return notANumber("is not a finite number", plain)
    }
    if scalars.contains("\u{2212}") || scalars.contains("\u{2013}") {
      return notANumber("has a typographic minus sign", "Write the minus as a plain hyphen: -3.")
    }
    if scalars.contains(where: { !$0.isASCII && $0.properties.numericType == .decimal }) {
      return notANumber("is written in digits other than 0 to 9", plain)
    }
    if bare.hasPrefix("0x") { return notANumber("is hexadecimal", plain) }
    let grouping: Set<Unicode.Scalar> = [
      " ", "_", "'", "\u{A0}", "\u{2009}", "\u{202F}", "\u{2019}",
    ]
    let isOtherwiseNumeric = scalars.allSatisfy {
      grouping.contains($0) || ("0"..."9").contains($0) || ",.+-eE".unicodeScalars.contains($0)
    }
    if isOtherwiseNumeric {
      if scalars.contains(",") {
        return notANumber(
          "has a comma", "Write decimals with a point and thousands bare: 1.5, 1000.")
      }
      if scalars.contains(where: { grouping.contains($0) }) {
        return notANumber("has a thousands separator", "Write thousands bare: 1000.")
      }
      if scalars.contains(where: { $0 == "e" || $0 == "E" }) {
        return notANumber("has an exponent", "Write all digits out: 0.001.")
      }
    }
    return notANumber("is not a number", plain)
  }
}

extension CellReader {
  /// Returns a whole number in a range, or `nil` for an empty cell or a reported one.
  func integer(
    _ cell: Cell, in range: ClosedRange<Int>, outside: Diagnostic.Code = "out-of-range"
  ) -> Int? {
    if cell.isEmpty { return nil }
    do throws(NumberProblem) {
      let number = try NumberText.integer(cell.text)
      if range.contains(number) { return number }
      log.error(
        number < range.lowerBound ? "out-of-range" : outside, cell,
        "\(cell.header) of \(personID) is out of range.",
        "Write a whole number from \(range.lowerBound) to \(range.upperBound).")
    } catch {
      report(error, cell)
    }
    return nil
  }

  /// Returns hours a month in hundredths, or `nil` for an empty cell or a reported one.
  func hundredthHours(_ cell: Cell) -> Int? {
    if cell.isEmpty { return nil }
    do throws(NumberProblem) {
      let hours = try NumberText.decimal(cell.text)
      guard (0...744 * FixedPoint.unitsPerOne).contains(hours.units) else {
        log.error(
          "out-of-range", cell, "\(cell.header) of \(personID) is out of range.",
          "Write hours a month, from 0 to 744.")
        return nil
      }
      guard hours.units % 100 == 0 else {
        log.error(
          "too-many-decimals", cell, "\(cell.header) of \(personID) has more than two decimals.",
          "Round it to two decimals.")
        return nil
      }
      return hours.units / 100
    } catch {
      report(error, cell)
      return nil
    }
  }

  /// Returns the most partners of a person.
  func capacity(_ cell: Cell) -> Int? {
    let capacity = integer(cell, in: 0...1_000, outside: "limit")
    if let capacity, capacity > 10 {
      log.warning(
        "large-capacity", cell, "\(personID) is to have more than 10 partners.",
        "Check that it is meant.")
    }
    return capacity
  }

  /// Returns a grade, larger for more senior, from a number or a name of grades.csv.
  func grade(_ cell: Cell) -> Int? {
    if cell.isEmpty { return nil }
    let sign = program.gradeOrder == .descending ? -1 : 1
    if let grades {
      if let order = grades.orders[SkillCatalogue.folded(cell.text)] { return sign * order }
      if let number = Int(cell.text), grades.orders.values.contains(number) { return sign * number }
      let nearest = NearestName.nearest(to: cell.text, among: grades.names)
      log.error(
        "unknown-grade", cell, "The grade of \(personID) is not in grades.csv.",
        nearest.map { "Did you mean \($0)? Otherwise add it to grades.csv." }
          ?? "Add it to grades.csv.")
      return nil
    }
    if cell.text.unicodeScalars.first?.properties.isAlphabetic == true,
      !["nan", "inf", "infinity"].contains(cell.text.lowercased())
    {
      log.count(
        .error, "unknown-grade", cell, value: cell.text,
        mend: "Lay a file grades.csv with the columns name and order beside the roster."
      ) { "\(cell.header) holds names, whose order nothing tells, in \(counted($0, "row"))." }
      return nil
    }
    return integer(cell, in: -1_000_000...1_000_000).map { sign * $0 }
  }

  /// Reports why a cell is no number.
  func report(_ problem: NumberProblem, _ cell: Cell) {
    log.error(
      problem.code, cell, "\(cell.header) of \(personID) \(problem.message).", problem.mend)
  }
}
