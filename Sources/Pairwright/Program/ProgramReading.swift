extension MentoringProgram {
  /// Reads a program strictly: every unknown key, wrong type and impossible value is an error.
  ///
  /// - Parameter value: the whole program file.
  /// - Parameter diagnostics: receives what is wrong or worth saying.
  /// - Returns: the program; whatever could not be read keeps its default.
  public init(reading value: ConfigurationValue, into diagnostics: inout Diagnostics) {
    self.init()
    let log = DiagnosticLog()
    let reader = ConfigurationReader(value, subject: "the program", log: log)
    readHeading(reader)
    readPeople(reader)
    if let score = reader.mapping("score") { self.score = ScoreSettings(reading: score) }
    if let items = reader.list("rules") {
      rules = items.compactMap { RuleCatalogue.read($0, log: log) }
      checkRuleIDs(log)
    }
    readObjective(reader)
    readSeed(reader)
    readTimeLimit(reader)
    readSensitivity(reader)
    checkSensitivity(into: &log.diagnostics)
    reader.finish()
    diagnostics.append(contentsOf: log.diagnostics)
  }

  private mutating func readHeading(_ reader: ConfigurationReader) {
    if reader.integer("version", in: 1...1) == nil { reader.require("version", form: "1") }
    name = reader.text("name")
    if let text = reader.text("start") {
      start = CalendarDate(iso: text)
      if start == nil {
        reader.fail(
          "bad-date", at: reader.location(of: "start"), "start in the program is not a date.",
          "start: YYYY-MM-DD", text)
      }
    }
  }

  private mutating func readPeople(_ reader: ConfigurationReader) {
    if let columns = reader.mapping("columns") {
      for key in columns.presentKeys { self.columns[key] = columns.text(key) }
    }
    if let sides = reader.mapping("sides") { readSides(sides) }
    roleWords = reader.word("role_words") ?? roleWords
    consent = reader.word("consent")
    gradeOrder = reader.word("grade_order") ?? gradeOrder
    if let generations = reader.mapping("generations") { readGenerations(generations) }
    if let levels = reader.mapping("levels") {
      for key in levels.presentKeys {
        let name = SkillCatalogue.folded(key)
        let level = levels.integer(key, in: 1...5)
        if self.levels[name] != nil {
          levels.fail(
            "duplicate-key", at: levels.location(of: key),
            "\(key) in \(levels.subject) differs from another level only by case or spaces.",
            "one name for each level")
        }
        self.levels[name] = level
      }
    }
    defaultLevel = reader.integer("default_level", in: 1...5) ?? defaultLevel
  }

  private mutating func readSides(_ reader: ConfigurationReader) {
    defer { reader.finish() }
    enum Source: String, CaseIterable { case side, grade }
    switch reader.word("from", as: Source.self) {
    case .side: sides = .column
    case .grade:
      let junior = reader.integer("junior_at_most", in: -1_000_000...1_000_000)
      let senior = reader.integer("senior_at_least", in: -1_000_000...1_000_000)
      if junior == nil { reader.require("junior_at_most", form: "a grade, such as 4") }
      if senior == nil { reader.require("senior_at_least", form: "a grade, such as 7") }
      if let junior, let senior { sides = .grade(juniorAtMost: junior, seniorAtLeast: senior) }
    case nil: reader.require("from", form: "side | grade")
    }
  }

  private mutating func readGenerations(_ reader: ConfigurationReader) {
    generations = [:]
    for key in reader.presentKeys {
      let years = (reader.list(key) ?? []).compactMap { item -> Int? in
        if case .scalar(let text, false) = item.content { Int(text) } else { nil }
      }
      guard years.count == 2, years[0] <= years[1], (1_800...2_200).contains(years[0]),
        (1_800...2_200).contains(years[1])
      else {
        reader.fail(
          "wrong-type", at: reader.location(of: key),
          "A generation needs its first and last year of birth.", "\(key): [1997, 2012]")
        continue
      }
      generations[key] = years[0]...years[1]
    }
  }

  private mutating func readObjective(_ reader: ConfigurationReader) {
    guard let words = reader.texts("objective") else { return }
    let form = "objective: [" + Objective.allCases.map(\.rawValue).joined(separator: " | ") + "]"
    let place = reader.location(of: "objective")
    var objectives: [Objective] = []
    for word in words {
      guard let objective = Objective(rawValue: word) else {
        let nearest = NearestName.nearest(to: word, among: Objective.allCases.map(\.rawValue))
        reader.fail(
          word == "stable_changes" ? "reserved-objective" : "unknown-word", at: place,
          word == "stable_changes"
            ? "The objective stable_changes is reserved for re-matching."
            : "There is no such objective" + (nearest.map { "; did you mean \($0)?" } ?? "."),
          form, word)
        continue
      }
      if objectives.contains(objective) {
        reader.fail("duplicate-objective", at: place, "\(word) stands twice in objective.", form)
      }
      if objective == .worstOff || objective == .leximin,
        !objectives.contains(.coverage), !objectives.contains(.pairs)
      {
        reader.fail(
          "objective-order", at: place,
          "\(word) needs coverage or pairs before it, or the empty matching would be best.",
          "objective: [coverage, \(word)]")
      }
      objectives.append(objective)
    }
    if words.isEmpty {
      reader.fail("missing-objective", at: place, "objective is empty.", form)
    }
    if !objectives.isEmpty { objective = objectives }
  }

  private mutating func readTimeLimit(_ reader: ConfigurationReader) {
    guard let text = reader.text("time_limit") else { return }
    guard let limit = MentoringProgram.milliseconds(ofDuration: text) else {
      reader.fail(
        "bad-duration", at: reader.location(of: "time_limit"),
        "time_limit must be a duration above 0 and at most 24h.", "500ms, 60s, 5m or 1h", text)
      return
    }
    timeLimitMilliseconds = limit
  }

  private mutating func readSensitivity(_ reader: ConfigurationReader) {
    enum Sensitivity: String, CaseIterable { case none, acknowledged }
    isSensitiveAcknowledged = reader.word("sensitive", as: Sensitivity.self) == .acknowledged
    audit = reader.texts("audit") ?? []
  }

  private func checkRuleIDs(_ log: DiagnosticLog) {
    var seen: Set<String> = []
    for rule in rules {
      guard let id = rule.label.id, !seen.insert(id).inserted else { continue }
      log.diagnostics.error(
        "duplicate-rule-id", at: rule.label.location, "Two rules have the id \(id).",
        mend: "Give each rule an id of its own.")
    }
  }

  private mutating func readSeed(_ reader: ConfigurationReader) {
    guard let value = reader.value("seed") else { return }
    guard case .scalar(let text, false) = value.content,
      text.utf8.allSatisfy({ (48...57).contains($0) }), let number = UInt64(text)
    else {
      reader.fail(
        "wrong-type", at: value.location,
        "seed in \(reader.subject) must be a whole number below 2^64.",
        "seed: a whole number from 0 to \(UInt64.max)")
      return
    }
    seed = number
  }

  /// Reports rules that look at a sensitive column without the program saying so twice: under
  /// `audit`, and by `sensitive: acknowledged`.
  package func checkSensitivity(into diagnostics: inout Diagnostics) {
    for rule in rules {
      for column in rule.textColumns
      where SensitiveColumns.contains(column)
        && !(isSensitiveAcknowledged && audit.contains(column))
      {
        diagnostics.error(
          "sensitive-column", at: rule.label.location,
          "The rule \(rule.name) uses the sensitive column \(column), which the program does not "
            + "both list under audit and acknowledge.",
          mend: "Accepted form: audit: [\(column)] and sensitive: acknowledged")
      }
    }
  }

  /// Returns the milliseconds of `500ms`, `60s`, `5m` or `1h`, above zero and at most 24 hours, or
  /// `nil` for anything else.
  public static func milliseconds(ofDuration text: String) -> Int? {
    let units: [(String, Int)] = [("ms", 1), ("s", 1_000), ("m", 60_000), ("h", 3_600_000)]
    for (suffix, factor) in units where text.hasSuffix(suffix) {
      let digits = text.dropLast(suffix.count)
      guard (1...9).contains(digits.count), digits.utf8.allSatisfy({ (48...57).contains($0) }),
        let number = Int(digits)
      else { continue }
      let milliseconds = number * factor
      return (1...86_400_000).contains(milliseconds) ? milliseconds : nil
    }
    return nil
  }

  /// Returns the shortest text of a duration.
  static func duration(ofMilliseconds milliseconds: Int) -> String {
    for (suffix, factor) in [("h", 3_600_000), ("m", 60_000), ("s", 1_000)]
    where milliseconds % factor == 0 {
      return "\(milliseconds / factor)\(suffix)"
    }
    return "\(milliseconds)ms"
  }
}

extension ScoreSettings {
  /// Reads the key `score` of a program; parts that are left out weigh nothing.
  init(reading reader: ConfigurationReader) {
    self.init(weights: [:])
    isExplicit = true
    let weightRange = FixedPoint(0)...FixedPoint(1_000_000)
    for part in Part.allCases {
      guard let settings = reader.mapping(part.rawValue) else { continue }
      weights[part] = settings.decimal("weight", in: weightRange)
      settings.require("weight", form: "a number from 0")
      switch part {
      case .skills:
        let shares = FixedPoint(0)...FixedPoint(1_000_000)
        let toSenior = settings.decimal("junior_to_senior", in: shares)
        let toJunior = settings.decimal("senior_to_junior", in: shares)
        if toSenior != nil || toJunior != nil {
          juniorToSenior = toSenior ?? FixedPoint(0)
          seniorToJunior = toJunior ?? FixedPoint(0)
        }
        if juniorToSenior.units + seniorToJunior.units == 0 {
          settings.fail(
            "out-of-range", at: settings.location, "The two directions of skills are both 0.",
            "junior_to_senior: 0.7, senior_to_junior: 0.3")
        }
        complementarity = settings.text("complementarity")
      case .generation:
        idealYears = settings.integer("ideal_years", in: 1...100) ?? idealYears
      case .grade:
        idealGap = settings.integer("ideal_gap", in: 1...1_000) ?? idealGap
      default: break
      }
      settings.finish()
    }
    let points = FixedPoint(0)...FixedPoint(100)
    minimumPairScore = reader.decimal("minimum_pair_score", in: points) ?? minimumPairScore
    minimumSideBenefit = reader.decimal("minimum_side_benefit", in: points) ?? minimumSideBenefit
    reader.finish()
  }
}
