internal import Mustache
internal import Pairwright

/// The report for coordinators: one page without scripts or outside resources.
public struct HTMLReport: Sendable {
  /// The bytes of report.html.
  public let bytes: [UInt8]

  /// The most shadow prices that are shown; all are in result.json.
  private static let mostPlaces = 20

  /// Makes the report of a result.
  public init(_ result: ResultDocument, title: String) throws {
    let parts = ScoreSettings.Part.allCases.map(\.rawValue).filter { part in
      result.pairs.contains { $0.parts[part] != nil }
    }
    let reasons = Dictionary(grouping: result.unmatched, by: \.reasonCode)
      .map { ["code": $0.key, "count": String($0.value.count)] }
      .sorted { ($0["code"] ?? "") < ($1["code"] ?? "") }
    let prices = result.shadowPrices?.prices ?? []
    let places = prices.prefix(HTMLReport.mostPlaces)
    let context: [String: Any] = [
      "title": title,
      "status": result.status,
      "proof": HTMLReport.proofSentence(result),
      "witness": result.witness?.message ?? "",
      "route": result.routeReason,
      "matched": String(result.matched),
      "total": result.total,
      "leftOver": String(result.unmatched.count),
      // The total has a figure of its own.
      "objectives": result.objectives.filter { $0.objective != Objective.total.rawValue }.map {
        ["name": $0.objective + ($0.tier.map { " \($0)" } ?? ""), "value": $0.value]
      },
      "parts": parts.map { $0.split(separator: "_").joined(separator: " ") },
      "pairRows": result.pairs.map { pair in
        Self.row(
          [
            Self.person(pair.juniorName, pair.juniorId),
            Self.person(pair.seniorName, pair.seniorId),
          ]
            + [#"<td class="number"><strong>\#(Self.escaped(pair.score))</strong></td>"#]
            + parts.map {
              #"<td class="number">\#(Self.escaped(pair.parts[$0] ?? "0.0000"))</td>"#
            })
      }.joined(),
      "reasons": reasons,
      "unmatchedRows": result.unmatched.map {
        Self.row(
          [Self.person($0.name, $0.employeeId)]
            + [$0.side, $0.reasonCode, $0.reason].map { "<td>\(Self.escaped($0))</td>" })
      }.joined(),
      "fairness": result.priceOfFairness.map {
        "Price of fairness: \($0.notion) costs \($0.price) points of \($0.totalWithout)."
      } ?? "",
      "places": places.isEmpty
        ? []
        : [
          [
            "rows": places.map {
              ["place": $0.placeText, "worth": $0.worthText]
            }, "rest": places.count < prices.count ? String(prices.count - places.count) : "",
          ] as [String: Any]
        ],
      "inputs": result.record.inputs.map {
        ["role": $0.role, "file": $0.file, "sha256": $0.sha256]
      },
      "seed": String(result.record.seed),
      "version": result.record.pairwrightVersion,
    ]
    let page = try MustacheTemplate(string: HTMLReport.template).render(context)
    bytes = Array(page.utf8)
  }

  // The rows are many thousands, for which a template takes longer than everything else that follows
  // a solve together.

  private static func row(_ cells: [String]) -> String { "<tr>\(cells.joined())</tr>\n" }

  private static func person(_ name: String, _ id: String) -> String {
    #"<td class="name">\#(escaped(name)) <small>\#(escaped(id))</small></td>"#
  }

  /// The text with the characters that mean something in HTML written as references.
  private static func escaped(_ text: String) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count)
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "&"): bytes += "&amp;".utf8
      case UInt8(ascii: "<"): bytes += "&lt;".utf8
      case UInt8(ascii: ">"): bytes += "&gt;".utf8
      case UInt8(ascii: "\""): bytes += "&quot;".utf8
      case UInt8(ascii: "'"): bytes += "&#39;".utf8
      default: bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func proofSentence(_ result: ResultDocument) -> String {
    switch result.status {
    case "optimal":
      "No matching under these rules is better; the prices that prove it are in result.json and "
        + "were checked before this page was written."
    case "feasible":
      "The time limit came first. \(result.boundOf ?? "The objective") can reach at most "
        + "\(result.bound ?? "an unknown value")."
    case "infeasible": "No matching satisfies the program."
    default: "The time limit came before any matching was found."
    }
  }

  private static let template = PageFrame.template(
    """
    <p><strong>{{status}}.</strong> {{proof}}</p>
    {{#witness}}<p>{{witness}}</p>{{/witness}}
    {{#fairness}}<p>{{fairness}}</p>{{/fairness}}
    <p class="quiet">{{route}}</p>
    <dl class="figures">
    <div><dt>pairs</dt><dd>{{matched}}</dd></div>
    <div><dt>total points</dt><dd>{{total}}</dd></div>
    <div><dt>without a partner</dt><dd>{{leftOver}}</dd></div>
    {{#objectives}}<div><dt>{{name}}</dt><dd>{{value}}</dd></div>
    {{/objectives}}</dl>
    <h2>Pairs</h2>
    <div class="scroll"><table>
    <thead><tr><th>Junior teaches</th><th>Senior</th><th class="number">Score</th>\
    {{#parts}}<th class="number">{{.}}</th>{{/parts}}</tr></thead>
    <tbody>
    {{{pairRows}}}</tbody></table></div>
    <h2>Without a partner</h2>
    <p class="quiet">{{#reasons}}{{code}}: {{count}} &nbsp; {{/reasons}}</p>
    <div class="scroll"><table>
    <thead><tr><th>Person</th><th>Side</th><th>Reason</th><th>In words</th></tr></thead>
    <tbody>
    {{{unmatchedRows}}}</tbody></table></div>
    {{#places}}<h2>What one more place would be worth</h2>
    <div class="scroll"><table>
    <thead><tr><th>Place</th><th>Worth</th></tr></thead>
    <tbody>
    {{#rows}}<tr><td>{{place}}</td><td>{{worth}}</td></tr>
    {{/rows}}</tbody></table></div>
    {{#rest}}<p class="quiet">{{rest}} more are in result.json.</p>{{/rest}}
    {{/places}}
    <h2>Record</h2>
    <p>Pairwright {{version}}, seed {{seed}}.</p>
    <div class="scroll"><table>
    <thead><tr><th>Input</th><th>File</th><th>SHA-256</th></tr></thead>
    <tbody>
    {{#inputs}}<tr><td>{{role}}</td><td>{{file}}</td><td><code>{{sha256}}</code></td></tr>
    {{/inputs}}</tbody></table></div>
    """)
}
