package import Pairwright

/// Reads STUDY.yaml.
package struct StudyReading {
  /// A roster that a study names, to be loaded by whoever reads files.
  package struct RosterReference: Sendable {
    /// The roster file, as written.
    package let roster: String
    /// The program file, as written.
    package let program: String?
    /// Where the reference stands.
    package let location: Diagnostic.Location
  }

  /// Loads a roster, or reports why not and returns `nil`.
  package typealias RosterLoader = (RosterReference, inout Diagnostics) throws -> MatchingProblem?

  private let log = DiagnosticLog()
  private let loadRoster: RosterLoader?

  /// Reads a plan; whatever is wrong is reported, and then the plan must not be run.
  ///
  /// - Parameter loadRoster: loads rosters; without it the plan is good for reading results only.
  /// - Throws: what `loadRoster` throws.
  package static func plan(
    _ value: ConfigurationValue, into diagnostics: inout Diagnostics,
    loadRoster: RosterLoader?
  ) throws -> StudyPlan {
    let reading = StudyReading(loadRoster: loadRoster)
    // A mistake in an entry with lists of values would be found in every combination.
    defer {
      var seen = Set<Diagnostic>()
      diagnostics.append(
        contentsOf: Diagnostics(reading.log.diagnostics.all.filter { seen.insert($0).inserted }))
    }
    return try reading.plan(value)
  }

  private init(loadRoster: RosterLoader?) { self.loadRoster = loadRoster }

  private func plan(_ value: ConfigurationValue) throws -> StudyPlan {
    let reader = ConfigurationReader(value, subject: "the study", log: log)
    defer { reader.finish() }
    var plan = StudyPlan()
    if reader.integer("version", in: 1...1) == nil { reader.require("version", form: "1") }
    plan.name = reader.text("name") ?? plan.name
    if let seed = reader.integer("seed", in: 0...Int.max) { plan.seed = UInt64(seed) }
    plan.replicates = reader.integer("replicates", in: 1...1_000_000) ?? plan.replicates
    plan.problems = try problems(reader)
    plan.strategies = strategies(reader)
    readMetrics(reader, &plan)
    readComparison(reader, &plan)
    plan.hasFrontier = reader.boolean("frontier") ?? true
    plan.published = published(reader, plan)
    return plan
  }

  // MARK: - Problems

  private func problems(_ reader: ConfigurationReader) throws -> [PlannedProblem] {
    guard
      let items = list(
        "problems", of: reader, form: "a list such as [{kind: uniform, juniors: 50}]")
    else {
      return []
    }
    var problems: [PlannedProblem] = []
    for item in items {
      var loaded: MatchingProblem?
      for setting in ParameterGrid.settings(of: item) {
        if let problem = try problem(setting, sharing: &loaded) { problems.append(problem) }
      }
    }
    refuseRepeats(problems.map(\.label), of: "problem", reader.location(of: "problems"))
    return problems
  }

  private func problem(
    _ setting: ParameterGrid.Setting, sharing loaded: inout MatchingProblem?
  ) throws -> PlannedProblem? {
    let reader = ConfigurationReader(setting.value, subject: "the problem", log: log)
    defer { reader.finish() }
    guard let kind = reader.text("kind") else {
      reader.require(
        "kind",
        form: (["roster"] + GeneratorCatalogue.all.map { $0.kind })
          .joined(separator: " | "))
      return nil
    }
    let name = reader.text("name")
    let noise = reader.decimal("noise", in: FixedPoint(0)...FixedPoint(100))?.units ?? 0
    let label = setting.label(name: name, kind: kind, hidden: ["roster", "program"])
    if kind == "roster" {
      if loadRoster == nil {
        for key in reader.presentKeys { _ = reader.value(key) }
        return PlannedProblem(label: label, parameters: setting.parameters, noise: noise) { _ in
          throw StudyError(.unsolvable, "The roster was not loaded.")
        }
      }
      guard let base = try rosterProblem(reader, sharing: &loaded) else { return nil }
      let share = base.share
      let problem = base.problem
      return PlannedProblem(label: label, parameters: setting.parameters, noise: noise) { random in
        guard share < FixedPoint.unitsPerOne else { return GeneratedProblem(problem: problem) }
        func sample(_ count: Int) -> [Int] {
          let size = max(1, count * share / FixedPoint.unitsPerOne)
          return random.shuffled(Array(0..<count)).prefix(size).sorted()
        }
        let juniors = sample(problem.juniorCount)
        let seniors = sample(problem.seniorCount)
        return GeneratedProblem(problem: problem.restricted(juniors: juniors, seniors: seniors))
      }
    }
    guard let type = GeneratorCatalogue.generator(kind) else {
      let kinds = ["roster"] + GeneratorCatalogue.all.map { $0.kind }
      unknown("kind", kind, among: kinds, reader)
      // Nothing is known of the keys of an unknown kind.
      for key in reader.presentKeys { _ = reader.value(key) }
      return nil
    }
    let generator = type.init(reading: reader)
    return PlannedProblem(label: label, parameters: setting.parameters, noise: noise) { random in
      try generator.problem(&random)
    }
  }

  private func rosterProblem(
    _ reader: ConfigurationReader, sharing loaded: inout MatchingProblem?
  ) throws -> (problem: StudyProblem, share: Int)? {
    let roster = reader.text("roster")
    if roster == nil { reader.require("roster", form: "a CSV file") }
    let program = reader.text("program")
    let share = reader.decimal("sample", in: FixedPoint(units: 1)...FixedPoint(1))
    let options = RosterProblemOptions(reading: reader)
    guard let roster else { return nil }
    if loaded == nil, let loadRoster {
      loaded = try loadRoster(
        RosterReference(
          roster: roster, program: program, location: reader.location(of: "roster")),
        &log.diagnostics)
    }
    guard let matching = loaded else { return nil }
    if !options.isGroupKnown(in: matching) {
      reader.fail(
        "unknown-column", at: reader.location(of: "group"),
        "group in the problem names a column that the roster does not have, or a sensitive one "
          + "that its program does not audit.", "group: department")
    }
    return (StudyProblem(matching, options), share?.units ?? FixedPoint.unitsPerOne)
  }

  // MARK: - Strategies

  private func strategies(_ reader: ConfigurationReader) -> [PlannedStrategy] {
    guard
      let items = list("strategies", of: reader, form: "a list such as [random, greedy, hungarian]")
    else {
      return []
    }
    let kinds = StrategyCatalogue.all.map { $0.kind }
    let strategies = items.flatMap { item -> [PlannedStrategy] in
      var value = item
      if case .scalar(let kind, _) = item.content {
        value = ConfigurationValue(
          .mapping([
            .init(
              key: "kind", location: item.location,
              value: ConfigurationValue(
                .scalar(kind, isQuoted: false), at: item.location))
          ]), at: item.location)
      }
      return ParameterGrid.settings(of: value).compactMap { setting in
        let reader = ConfigurationReader(setting.value, subject: "the strategy", log: log)
        defer { reader.finish() }
        guard let kind = reader.text("kind") else {
          reader.require("kind", form: kinds.joined(separator: " | "))
          return nil
        }
        let name = reader.text("name")
        guard let type = StrategyCatalogue.strategy(kind) else {
          unknown("kind", kind, among: kinds, reader)
          for key in reader.presentKeys { _ = reader.value(key) }
          return nil
        }
        return PlannedStrategy(
          label: setting.label(name: name, kind: kind), strategy: type.init(reading: reader))
      }
    }
    refuseRepeats(strategies.map(\.label), of: "strategy", reader.location(of: "strategies"))
    return strategies
  }

  // MARK: - Results

  private func readMetrics(_ reader: ConfigurationReader, _ plan: inout StudyPlan) {
    let names = MetricCatalogue.all.map(\.name)
    if let wanted = reader.texts("metrics") {
      plan.metrics = wanted.compactMap { name in
        if name == "standard" { return nil }
        let metric = MetricCatalogue.metric(name)
        if metric == nil { unknown("metrics", name, among: names + ["standard"], reader) }
        return metric
      }
      if wanted.contains("standard") {
        let more = plan.metrics.map(\.name)
        plan.metrics =
          MetricCatalogue.standard.filter { !more.contains($0.name) } + plan.metrics
      }
      refuseRepeats(plan.metrics.map(\.name), of: "metric", reader.location(of: "metrics"))
    }
    let chosen = plan.metrics.map(\.name)
    if let compared = reader.texts("compare") {
      for name in compared where !chosen.contains(name) {
        unknown("compare", name, among: chosen, reader)
      }
      plan.compared = compared.filter(chosen.contains)
      refuseRepeats(plan.compared, of: "metric", reader.location(of: "compare"))
    } else {
      plan.compared = [
        "total", "coverage", "worst", "gini", "blocking_pairs", "cross_department",
      ].filter(chosen.contains)
    }
  }

  private func readComparison(_ reader: ConfigurationReader, _ plan: inout StudyPlan) {
    let labels = plan.strategies.map(\.label)
    if let baseline = reader.text("baseline") {
      if let place = labels.firstIndex(of: baseline) {
        plan.baseline = place
      } else if !labels.isEmpty {
        unknown("baseline", baseline, among: labels, reader)
      }
    } else {
      plan.baseline = labels.firstIndex(of: HungarianTotal.kind) ?? 0
    }
    let range = FixedPoint(units: 5_000)...FixedPoint(units: 9_999)
    if let confidence = reader.decimal("confidence", in: range) {
      plan.confidence = Double(confidence.units) / Double(FixedPoint.unitsPerOne)
    }
    plan.draws = reader.integer("bootstrap", in: 100...1_000_000) ?? plan.draws
    plan.correction = reader.word("correction") ?? plan.correction
  }

  private func published(
    _ reader: ConfigurationReader, _ plan: StudyPlan
  ) -> [PublishedFigure] {
    (reader.list("published") ?? []).compactMap { item in
      let entry = ConfigurationReader(item, subject: "the published figure", log: log)
      defer { entry.finish() }
      func one(of labels: [String], _ key: String) -> String? {
        guard let text = entry.text(key) else {
          entry.require(key, form: labels.first ?? "a name")
          return nil
        }
        if labels.contains(text) { return text }
        unknown(key, text, among: labels, entry)
        return nil
      }
      let problem = one(of: plan.problems.map(\.label), "problem")
      let strategy = one(of: plan.strategies.map(\.label), "strategy")
      let metric = one(of: plan.metrics.map(\.name), "metric")
      let limit = FixedPoint(1_000_000_000)
      let value = entry.decimal("value", in: FixedPoint(units: -limit.units)...limit)
      if value == nil { entry.require("value", form: "a number with up to four decimals") }
      let within = entry.decimal("within", in: FixedPoint(units: 1)...FixedPoint(1))
      let source = entry.text("source")
      if source == nil { entry.require("source", form: "author, year, page") }
      guard let problem, let strategy, let metric, let value, let source else { return nil }
      return PublishedFigure(
        problem: problem, strategy: strategy, metric: metric,
        value: Double(value.units) / Double(FixedPoint.unitsPerOne),
        tolerance: within.map { Double($0.units) / Double(FixedPoint.unitsPerOne) },
        source: source)
    }
  }

  /// Returns the entries under a key, or `nil` and says so when there are none.
  private func list(
    _ key: String, of reader: ConfigurationReader, form: String
  ) -> [ConfigurationValue]? {
    reader.require(key, form: form)
    guard let items = reader.list(key) else { return nil }
    if items.isEmpty {
      reader.fail(
        "empty-list", at: reader.location(of: key), "\(key) in the study has no entry.",
        "\(key): \(form)")
      return nil
    }
    return items
  }

  private func unknown(
    _ key: String, _ word: String, among known: [String], _ reader: ConfigurationReader
  ) {
    let nearest = NearestName.nearest(to: word, among: known).map { ", perhaps \($0)" } ?? ""
    reader.fail(
      "unknown-word", at: reader.location(of: key),
      "\(key) in \(reader.subject) has a value that is not known\(nearest).",
      "\(key): \(known.joined(separator: " | "))", word)
  }

  private func refuseRepeats(
    _ labels: [String], of what: String, _ location: Diagnostic.Location
  ) {
    var seen = Set<String>()
    for label in labels where !seen.insert(label).inserted {
      log.diagnostics.error(
        "duplicate-name", at: location, "Two entries give the same \(what): \(label).",
        mend: "Take one out, or give it a name of its own: name: another")
    }
  }
}

extension RosterProblemOptions {
  /// Whether people of a roster can be grouped as asked.
  func isGroupKnown(in problem: MatchingProblem) -> Bool {
    problem.roster.columns.contains(group)
      && (!group.hasPrefix("group_") || problem.program.audit.contains(group))
  }
}
