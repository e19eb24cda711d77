import Pairwright

/// Checks that look at a whole column: words that were swapped, names that were misspelt.
struct Plausibility {
  let people: [Person]
  let reader: CellReader

  /// Runs every check.
  func check() {
    checkSidesAgainstGrades()
    checkSpellings(of: "department")
    checkEmails()
  }

  /// The two words for the sides are easily swapped; the grades tell.
  private func checkSidesAgainstGrades() {
    guard reader.program.sides == .column else { return }
    let juniors = people.filter { $0.side == .junior && $0.grade != nil }
    let seniors = people.filter { $0.side == .senior && $0.grade != nil }
    guard let juniorMedian = Plausibility.doubledMedian(juniors.compactMap(\.grade)),
      let seniorMedian = Plausibility.doubledMedian(seniors.compactMap(\.grade))
    else { return }
    let place = reader.place(of: RosterColumn.side.rawValue, line: nil)
    if juniorMedian > seniorMedian {
      reader.log.append(
        Diagnostic(
          .error, "roles-swapped", at: place,
          "Role words look swapped: most juniors have a higher grade than most seniors.",
          mend: "Check role_words, or grade_order where 1 is the top."))
      return
    }
    let odd =
      juniors.filter { ($0.grade ?? 0) * 2 > seniorMedian }
      + seniors.filter { ($0.grade ?? 0) * 2 < juniorMedian }
    guard let first = odd.first else { return }
    var firstPlace = place
    firstPlace.line = first.line
    let names = odd.prefix(10).map(\.id.rawValue).joined(separator: ", ")
    reader.log.append(
      Diagnostic(
        .warning, "side-against-grade", at: firstPlace,
        "\(counted(odd.count, "person", plural: "people")) of a side with a grade typical of the "
          + "other: \(names)\(odd.count > 10 ? ", ..." : "").",
        mend: "Check their side and grade."))
  }

  /// Warns about values that are one value in two spellings, which would split a quota.
  private func checkSpellings(of column: String) {
    var counts: [String: Int] = [:]
    var firstLines: [String: Int] = [:]
    for person in people {
      guard let value = person.fields[column] else { continue }
      counts[value, default: 0] += 1
      if firstLines[value] == nil { firstLines[value] = person.line }
    }
    // The comparison is quadratic; a column with more values than this is no list of departments.
    guard counts.count <= 400 else { return }
    let values = counts.keys.sorted().map { (name: $0, spelling: Spelling($0)) }
    for (position, (first, firstSpelling)) in values.enumerated() {
      for (second, secondSpelling) in values[(position + 1)...]
      where firstSpelling.isNear(secondSpelling) {
        let rare = (counts[first] ?? 0) < (counts[second] ?? 0) ? first : second
        let line = firstLines[rare]
        reader.log.append(
          Diagnostic(
            .warning, "near-duplicate-name",
            at: reader.place(of: column, line: line),
            "Two values of \(column) look like one in two spellings; the rarer stands in "
              + "\(counted(counts[rare] ?? 0, "row")).",
            mend: "Spell them alike, or a quota counts them apart.",
            value: "\(first) | \(second)"))
      }
    }
  }

  private func checkEmails() {
    var firsts: [String: Person] = [:]
    for person in people {
      guard let email = person.fields[RosterColumn.email.rawValue]?.lowercased() else { continue }
      guard let first = firsts[email] else {
        firsts[email] = person
        continue
      }
      reader.log.append(
        Diagnostic(
          .warning, "duplicate-email",
          at: reader.place(of: RosterColumn.email.rawValue, line: person.line),
          "\(first.id) and \(person.id) have the same address.",
          mend: "Check that they are two people.", value: email))
    }
  }

  /// Returns twice the median, so that it stays whole, or `nil` of nothing.
  private static func doubledMedian(_ values: [Int]) -> Int? {
    guard !values.isEmpty else { return nil }
    let sorted = values.sorted()
    return sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]
  }
}

/// A name in the form in which spellings compare.
private struct Spelling {
  private let key: String
  private let length: Int
  private let digits: String

  init(_ name: String) {
    key = HeaderNames.key(name)
    length = key.unicodeScalars.count
    digits = String(
      String.UnicodeScalarView(key.unicodeScalars.filter { $0.properties.numericType != nil }))
  }

  /// Whether two names are the same but for case, spaces and punctuation, or where they are long
  /// enough to tell, one edit apart in a letter.
  func isNear(_ other: Spelling) -> Bool {
    if key == other.key { return true }
    return min(length, other.length) >= 6 && max(length, other.length) <= 200
      && abs(length - other.length) <= 1 && digits == other.digits
      && NearestName.distance(key, other.key) <= 1
  }
}
