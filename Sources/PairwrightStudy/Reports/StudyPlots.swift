/// The plots of a study, each an SVG with a name.
package struct StudyPlots: Sendable {
  /// A plot.
  package struct Plot: Sendable {
    /// The name of the file, without its ending.
    package let name: String
    /// What it shows, in a sentence.
    package let caption: String
    /// The SVG.
    package let source: String
  }

  /// Colours that people who see few colours can tell apart (Okabe & Ito 2008), dark enough on white;
  /// lines differ by dashes as well.
  private static let colours = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#b8860b", "#333333"]
  private static let dashes = ["", "6 3", "2 2", "8 3 2 3"]
  private let results: StudyResults
  private var plan: StudyPlan { results.plan }

  /// The places of the compared metrics, in the order of the study.
  private var compared: [Int] {
    plan.compared.compactMap { name in plan.metrics.firstIndex { $0.name == name } }
  }

  /// Prepares the plots of results.
  package init(_ results: StudyResults) { self.results = results }

  /// For each problem, the distributions of the compared metrics.
  package func distributions(problem: Int) -> Plot {
    let label = plan.problems[problem].label
    let panels = compared.filter { metric in
      plan.strategies.indices.contains {
        !results.summary(problem: problem, strategy: $0, metric: metric).values.isEmpty
      }
    }
    return panelled(
      "distributions-\(problem + 1)",
      "Distributions over replicates, \(label): box from quartile to quartile, whiskers from least "
        + "to most, bar at the median, dot at the mean. The baseline, "
        + "\(plan.strategies[plan.baseline].label), is orange.",
      panels: panels.map { plan.metrics[$0] },
      rows: plan.strategies.map(\.label)
    ) { panel in
      plan.strategies.indices.flatMap { strategy in
        results.summary(problem: problem, strategy: strategy, metric: panels[panel]).sorted
      }
    } draw: { drawing, panel, row, scale, y in
      let summary = results.summary(problem: problem, strategy: row, metric: panels[panel])
      guard let least = summary.sorted.first, let most = summary.sorted.last,
        let lower = summary.quantile(0.25), let middle = summary.quantile(0.5),
        let upper = summary.quantile(0.75), let mean = summary.mean
      else { return }
      let colour = Self.colours[row == plan.baseline ? 1 : 0]
      drawing.line(scale.place(least), y, scale.place(most), y, colour: colour)
      let left = scale.place(lower)
      drawing.rectangle(left, y - 5, scale.place(upper) - left, 10, colour: colour + "66")
      drawing.line(
        scale.place(middle), y - 6, scale.place(middle), y + 6, colour: colour, width: 2)
      drawing.dot(scale.place(mean), y, radius: 2.5, colour: "#1d2733")
    }
  }

  /// For each problem, the differences from the baseline with their intervals.
  package func differences(problem: Int) -> Plot {
    let own = results.differences.filter { $0.problem == problem }
    let metrics = compared.filter { metric in own.contains { $0.metric == metric } }
    let others = plan.strategies.indices.filter { $0 != plan.baseline }
    let baseline = plan.strategies[plan.baseline].label
    return panelled(
      "differences-\(problem + 1)",
      "Mean paired differences from \(baseline), \(plan.problems[problem].label), with "
        + "\(DrawingScale.label(plan.confidence * 100)) % intervals (correction "
        + "\(plan.correction.rawValue)). A full dot: the interval does not contain 0.",
      panels: metrics.map { plan.metrics[$0] }, rows: others.map { plan.strategies[$0].label }
    ) { panel in
      [0]
        + own.filter { $0.metric == metrics[panel] }.flatMap {
          [$0.estimate.low, $0.estimate.high]
        }
        .filter(\.isFinite)
    } draw: { drawing, panel, row, scale, y in
      guard
        let found = own.first(where: {
          $0.metric == metrics[panel] && $0.strategy == others[row]
        })
      else { return }
      let estimate = found.estimate
      let isClear = estimate.low > 0 || estimate.high < 0
      let colour = isClear ? Self.colours[0] : "#76828f"
      func place(_ value: Double) -> Double {
        scale.place(min(max(value, scale.low), scale.high))
      }
      drawing.line(
        place(estimate.low), y, place(estimate.high), y, colour: colour, width: 2)
      drawing.dot(place(estimate.mean), y, radius: 3.5, colour: colour)
      if !isClear { drawing.dot(place(estimate.mean), y, radius: 2, colour: "#ffffff") }
    }
  }

  /// For each aim, the frontier of a problem.
  package func frontier(problem: Int) -> Plot {
    let points = results.frontiers[problem]
    let aims = ExactFrontier.Aim.allCases.filter { aim in points.contains { $0.aim == aim } }
    let size = 300.0
    let perLine = 3
    let lines = max(1, (aims.count + perLine - 1) / perLine)
    var drawing = ScalableDrawing(
      width: Int(size) * min(perLine, max(1, aims.count)) + 60, height: 300 * lines,
      title: "Frontier of \(plan.problems[problem].label)")
    let names: [ExactFrontier.Aim: String] = [
      .worst: "worst score, points", .pairs: "pairs", .coverage: "people with a partner",
      .crossDepartment: "pairs across departments",
      .crossDepartmentShare: "share of pairs across departments",
    ]
    for (panel, aim) in aims.enumerated() {
      let own = points.filter { $0.aim == aim }
      func level(_ point: ExactFrontier.Point) -> Double {
        point.level / (aim == .worst ? 10_000 : 1)
      }
      let left = 60 + Double(panel % perLine) * size
      let top = Double(panel / perLine) * 300
      let across = DrawingScale(own.map(level), start: left, end: left + size - 75)
      let up = DrawingScale(own.map { Double($0.total) / 10_000 }, start: top + 235, end: top + 20)
      Self.axes(&drawing, across, up, across: names[aim] ?? aim.rawValue, up: "total, points")
      let places = own.map { (across.place(level($0)), up.place(Double($0.total) / 10_000)) }
      drawing.path(places, colour: "#1b6ca8")
      for place in places { drawing.dot(place.0, place.1, radius: 2.5, colour: "#1b6ca8") }
    }
    return Plot(
      name: "frontier-\(problem + 1)",
      caption: "Exact frontier of \(plan.problems[problem].label), first replicate: the largest "
        + "total for each level of another aim, under the rules.",
      source: drawing.source)
  }

  /// Means of a metric, or of seconds, against the number of juniors, where problems differ in it.
  package func scaling(_ metric: Int?) -> Plot? {
    var lines: [String: [(size: Double, problem: Int)]] = [:]
    for (place, problem) in plan.problems.enumerated() {
      let sizes = ["juniors", "people"].compactMap { problem.parameters[$0].flatMap(Double.init) }
      guard let size = sizes.first else { continue }
      var others = problem.parameters
      for key in ["juniors", "seniors", "people"] { others[key] = nil }
      let family = others.keys.sorted().map { "\($0)=\(others[$0] ?? "")" }.joined(separator: " ")
      lines[family, default: []].append((size, place))
    }
    let families = lines.filter { Set($0.value.map(\.size)).count > 1 }
    guard !families.isEmpty else { return nil }
    var curves: [(label: String, points: [(Double, Double)])] = []
    for family in families.keys.sorted() {
      for strategy in plan.strategies.indices {
        let points = (families[family] ?? []).sorted { $0.size < $1.size }.compactMap {
          place -> (Double, Double)? in
          value(problem: place.problem, strategy: strategy, metric).map { (place.size, $0) }
        }
        guard !points.isEmpty else { continue }
        curves.append(
          (
            plan.strategies[strategy].label + (families.count > 1 ? " · \(family)" : ""), points
          ))
      }
    }
    let unit = metric.map { "\(plan.metrics[$0].name), \(plan.metrics[$0].unit)" } ?? "seconds"
    var drawing = ScalableDrawing(
      width: 860, height: max(360, 50 + curves.count * 16), title: "Scaling of \(unit)")
    let all = curves.flatMap(\.points)
    let across = DrawingScale(all.map(\.0), start: 70, end: 520)
    let up = DrawingScale(all.map(\.1), start: 300, end: 20)
    Self.axes(&drawing, across, up, across: "people or juniors", up: unit)
    for (place, curve) in curves.enumerated() {
      let points = curve.points.map { (across.place($0.0), up.place($0.1)) }
      let colour = Self.colours[place % Self.colours.count]
      let dashes = Self.dashes[place / Self.colours.count % Self.dashes.count]
      drawing.path(points, colour: colour, dashes: dashes)
      for point in points { drawing.dot(point.0, point.1, radius: 2.5, colour: colour) }
      let y = 26 + Double(place) * 16
      drawing.path([(540, y - 4), (568, y - 4)], colour: colour, dashes: dashes)
      drawing.text(curve.label, 574, y)
    }
    return Plot(
      name: metric.map { "scaling-\(plan.metrics[$0].name)" } ?? "timings",
      caption: "Scaling: mean of \(unit) against size.", source: drawing.source)
  }

  private func value(problem: Int, strategy: Int, _ metric: Int?) -> Double? {
    if let metric {
      return results.summary(problem: problem, strategy: strategy, metric: metric).mean
    }
    let seconds = (0..<plan.replicates).map {
      results.cells[(problem * plan.replicates + $0) * plan.strategies.count + strategy].seconds
    }
    return seconds.reduce(0, +) / Double(seconds.count)
  }

  // MARK: - Drawing

  private static func axes(
    _ drawing: inout ScalableDrawing, _ across: DrawingScale, _ up: DrawingScale,
    across acrossName: String, up upName: String
  ) {
    let grey = "#c3ccd5"
    drawing.line(across.start, up.start, across.end, up.start, colour: grey)
    drawing.line(across.start, up.start, across.start, up.end, colour: grey)
    for mark in across.marks {
      drawing.line(
        across.place(mark), up.start, across.place(mark), up.start + 4, colour: grey)
      drawing.text(
        DrawingScale.label(mark), across.place(mark), up.start + 18, anchor: "middle")
    }
    for mark in up.marks {
      drawing.line(across.start - 4, up.place(mark), across.start, up.place(mark), colour: grey)
      drawing.text(
        DrawingScale.label(mark), across.start - 7, up.place(mark) + 4, anchor: "end")
    }
    drawing.text(
      acrossName, (across.start + across.end) / 2, up.start + 38, anchor: "middle", isBold: true)
    drawing.text(upName, across.start, up.end - 8, isBold: true)
  }

  /// Panels beside each other, one for each metric, with the same rows.
  private func panelled(
    _ name: String, _ caption: String, panels: [StudyMetric], rows: [String],
    values: (Int) -> [Double],
    draw: (inout ScalableDrawing, Int, Int, DrawingScale, Double) -> Void
  ) -> Plot {
    let labelWidth = 40 + Double(rows.map(\.count).max() ?? 0) * 6.6
    let panelWidth = 210.0
    let perLine = 3
    let lineHeight = Double(rows.count) * 18 + 62
    let lines = (panels.count + perLine - 1) / perLine
    var drawing = ScalableDrawing(
      width: Int(labelWidth + panelWidth * Double(min(perLine, max(1, panels.count)))) + 20,
      height: Int(lineHeight * Double(max(1, lines))) + 10, title: caption)
    for (panel, metric) in panels.enumerated() {
      let left = labelWidth + panelWidth * Double(panel % perLine)
      let top = lineHeight * Double(panel / perLine) + 34
      let bottom = top + Double(rows.count) * 18
      let scale = DrawingScale(values(panel), start: left + 6, end: left + panelWidth - 18)
      drawing.text("\(metric.name), \(metric.unit)", left + 6, top - 14, isBold: true)
      var labelEnd = -Double.infinity
      for mark in scale.marks {
        let place = scale.place(mark)
        drawing.line(place, top - 6, place, bottom, colour: "#e4e9ee")
        // A digit takes about 7 units; a label that would touch the last one is left out.
        let reach = Double(DrawingScale.label(mark).count) * 3.5 + 3
        guard place - reach >= labelEnd else { continue }
        labelEnd = place + reach
        drawing.text(
          DrawingScale.label(mark), place, bottom + 14, anchor: "middle", colour: "#52606d")
      }
      if scale.low < 0, scale.high > 0 {
        drawing.line(scale.place(0), top - 6, scale.place(0), bottom, colour: "#8a96a3")
      }
      for row in rows.indices {
        let y = top + Double(row) * 18 + 6
        if panel % perLine == 0 {
          drawing.text(rows[row], labelWidth - 8, y + 4, anchor: "end")
        }
        draw(&drawing, panel, row, scale, y)
      }
    }
    return Plot(name: name, caption: caption, source: drawing.source)
  }
}
