import Foundation

/// The people of a shared roster and who may meet whom, read from the CSV and worked out again
/// from the definitions by code that shares nothing with the library.
struct IndependentRules {
  /// What one row says, as far as the pair rules ask.
  struct Row {
    var id = ""
    var isJunior = false
    var isSenior = false
    var takesPart = false
    var capacity = 1
    var grade = 0
    var birthYear = 0
    var department = ""
    var team = ""
    var location = ""
    var manager = ""
    var zone = ""
    var post = ""
    var languages: Set<String> = []
    var slots: [Range<Int>] = []
    /// Positions of everyone above, nearest first.
    var above: [Int] = []
    /// Positions of everyone who is named beside the line: matrix managers and HR partners.
    var beside: Set<Int> = []
    /// Positions of the holders of posts that the person is a candidate for.
    var targets: Set<Int> = []
    var avoided: Set<Int> = []
  }

  /// How the columns of a roster are called, and what its programme takes for junior and senior.
  struct Form {
    var column: (String) -> String = { $0 }
    /// Order of grade names; empty where grades are numbers.
    var grades: [String: Int] = [:]
    /// Largest junior and smallest senior grade; `nil` where a column tells the side.
    var sidesByGrade: (junior: Int, senior: Int)?
  }

  private(set) var rows: [Row] = []
  private(set) var forbidden: Set<Set<Int>> = []
  private(set) var forced: Set<Set<Int>> = []
  private(set) var met: Set<Set<Int>> = []

  /// Reads a roster and, where they are given, constraints and history.
  init(roster: String, constraints: String?, history: String?, form: Form) throws {
    let records = try IndependentRules.records(roster)
    var positions: [String: Int] = [:]
    let ids = form.column("employee_id")
    for (position, record) in records.enumerated() { positions[record[ids] ?? ""] = position }
    rows = records.map { IndependentRules.row($0, form) }
    var holders: [String: Set<Int>] = [:]
    for (position, row) in rows.enumerated() where !row.post.isEmpty {
      holders[row.post, default: []].insert(position)
    }
    for (position, record) in records.enumerated() {
      func people(_ name: String) -> [Int] {
        IndependentRules.list(record[form.column(name)]).compactMap { positions[$0] }
      }
      var above = positions[rows[position].manager]
      while let manager = above {
        rows[position].above.append(manager)
        above = positions[rows[manager].manager]
      }
      rows[position].beside = Set(people("matrix_manager_ids") + people("hr_partner_id"))
      rows[position].avoided = Set(people("avoid_ids"))
      for post in IndependentRules.list(record[form.column("succession_candidate_for")]) {
        rows[position].targets.formUnion(holders[post] ?? [])
        if let holder = positions[post] { rows[position].targets.insert(holder) }
      }
      if record[form.column("locked")] == "yes" {
        forced.insert(Set([position] + people("current_partner_id")))
      }
    }
    for line in try constraints.map(IndependentRules.records) ?? [] {
      let pair = Set([line["a_id"], line["b_id"]].compactMap { $0.flatMap { positions[$0] } })
      if line["kind"] == "forbid" { forbidden.insert(pair) }
      if line["kind"] == "force" { forced.insert(pair) }
    }
    for line in try history.map(IndependentRules.records) ?? [] {
      met.insert(
        Set([line["senior_id"], line["junior_id"]].compactMap { $0.flatMap { positions[$0] } }))
    }
  }

  /// Positions of the juniors who take part.
  var juniors: [Int] { rows.indices.filter { rows[$0].takesPart && rows[$0].isJunior } }
  /// Positions of the seniors who take part.
  var seniors: [Int] { rows.indices.filter { rows[$0].takesPart && rows[$0].isSenior } }

  // MARK: Rules; each answers whether two people may not meet

  func isInLine(_ one: Int, _ other: Int, depth: Int = .max) -> Bool {
    rows[one].above.prefix(depth).contains(other) || rows[other].above.prefix(depth).contains(one)
  }

  func isBeside(_ one: Int, _ other: Int) -> Bool {
    rows[one].beside.contains(other) || rows[other].beside.contains(one)
  }

  func hasSameManager(_ one: Int, _ other: Int) -> Bool {
    !rows[one].manager.isEmpty && rows[one].manager == rows[other].manager
  }

  func isRival(_ one: Int, _ other: Int) -> Bool {
    rows[one].targets.contains(other) || rows[other].targets.contains(one)
  }

  func avoids(_ one: Int, _ other: Int) -> Bool {
    rows[one].avoided.contains(other) || rows[other].avoided.contains(one)
  }

  func hasNoLanguage(_ one: Int, _ other: Int) -> Bool {
    rows[one].languages.isDisjoint(with: rows[other].languages)
  }

  /// Whether two people never have so many minutes of the week in common in one piece.
  func hasNoHour(_ one: Int, _ other: Int, minutes: Int) -> Bool {
    for slot in rows[one].slots {
      for other in rows[other].slots {
        for week in [-10_080, 0, 10_080] {
          let end = min(slot.upperBound, other.upperBound + week)
          if end - max(slot.lowerBound, other.lowerBound + week) >= minutes { return false }
        }
      }
    }
    return true
  }

  /// Returns the largest gap of hours between each two zones in the year from a day.
  func zoneGaps(from start: String) -> [Set<String>: Double] {
    let format = DateFormatter()
    format.locale = Locale(identifier: "en_US_POSIX")
    format.timeZone = TimeZone(identifier: "UTC")
    format.dateFormat = "yyyy-MM-dd"
    guard let first = format.date(from: start) else { return [:] }
    let names = Set(rows.map(\.zone)).sorted()
    var gaps: [Set<String>: Double] = [:]
    for day in 0..<365 {
      let date = first.addingTimeInterval(Double(day) * 86_400)
      let hours = names.map {
        Double(TimeZone(identifier: $0)?.secondsFromGMT(for: date) ?? 0) / 3_600
      }
      for (one, name) in names.enumerated() {
        for (other, otherName) in names.enumerated() {
          let pair: Set = [name, otherName]
          gaps[pair] = max(gaps[pair] ?? 0, abs(hours[one] - hours[other]))
        }
      }
    }
    return gaps
  }

  // MARK: Reading

  private static func row(_ record: [String: String], _ form: Form) -> Row {
    func cell(_ name: String) -> String { record[form.column(name)] ?? "" }
    var row = Row()
    row.id = cell("employee_id")
    row.grade = form.grades[cell("grade")] ?? Int(cell("grade")) ?? 0
    let side = cell("side")
    row.isJunior =
      form.sidesByGrade.map { row.grade <= $0.junior } ?? ["junior", "both"].contains(side)
    row.isSenior =
      form.sidesByGrade.map { row.grade >= $0.senior } ?? ["senior", "both"].contains(side)
    row.capacity = Int(cell("capacity_max")) ?? 1
    row.takesPart =
      cell("status").lowercased() == "active" && cell("consent") == "yes" && row.capacity > 0
      && Double(cell("hours_per_month")) != 0
    row.birthYear = Int(cell("birth_year")) ?? 0
    (row.department, row.team) = (cell("department"), cell("team"))
    row.location = cell("location")
    (row.manager, row.zone, row.post) = (cell("manager_id"), cell("timezone"), cell("position_id"))
    for language in list(cell("languages")) {
      let parts = language.split(separator: ":")
      let level = parts.count > 1 ? String(parts[1]) : "C2"
      if level >= "B2" { row.languages.insert(String(parts[0].prefix(2))) }
    }
    let winter = Date(timeIntervalSince1970: 1_736_942_400)
    let offset = (TimeZone(identifier: row.zone)?.secondsFromGMT(for: winter) ?? 0) / 60
    let days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    for slot in list(cell("availability")) {
      let parts = slot.split(whereSeparator: { " :-".contains($0) })
      let day = days.firstIndex(of: String(parts[0])) ?? 0
      let times = parts.dropFirst().map { Int($0) ?? 0 }
      let start = day * 1_440 - offset + times[0] * 60 + times[1]
      row.slots.append(start..<(start + (times[2] - times[0]) * 60 + times[3] - times[1]))
    }
    return row
  }

  private static func list(_ cell: String?) -> [String] {
    (cell ?? "").split(separator: ";").map { $0.trimmingCharacters(in: .whitespaces) }
  }

  /// Splits a CSV file by its commas and quotes, and keys each record by the header.
  static func records(_ path: String) throws -> [[String: String]] {
    var table: [[String]] = [[]]
    var field: [UInt8] = []
    var isQuoted = false
    for byte in try Data(contentsOf: URL(filePath: path)) {
      switch (byte, isQuoted) {
      case (UInt8(ascii: "\""), _): isQuoted.toggle()
      case (UInt8(ascii: ","), false), (UInt8(ascii: "\n"), false):
        table[table.count - 1].append(String(decoding: field, as: UTF8.self))
        field = []
        if byte == UInt8(ascii: "\n") { table.append([]) }
      case (UInt8(ascii: "\r"), false): break
      default: field.append(byte)
      }
    }
    let header = table.removeFirst()
    return table.filter { $0.count == header.count }.map {
      Dictionary(uniqueKeysWithValues: zip(header, $0))
    }
  }
}
