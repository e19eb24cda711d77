/// A drawing in SVG, built from a few shapes; text is escaped.
struct ScalableDrawing {
  private let width: Int
  private let height: Int
  private let title: String
  private var shapes: [String] = []

  init(width: Int, height: Int, title: String) {
    self.width = width
    self.height = height
    self.title = title
  }

  mutating func line(
    _ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, colour: String, width: Double = 1
  ) {
    shapes.append(
      "<line x1=\"\(Self.text(x1))\" y1=\"\(Self.text(y1))\" x2=\"\(Self.text(x2))\" "
        + "y2=\"\(Self.text(y2))\" stroke=\"\(colour)\" stroke-width=\"\(Self.text(width))\"/>")
  }

  mutating func rectangle(
    _ x: Double, _ y: Double, _ width: Double, _ height: Double, colour: String
  ) {
    shapes.append(
      "<rect x=\"\(Self.text(x))\" y=\"\(Self.text(y))\" width=\"\(Self.text(max(width, 0.5)))\" "
        + "height=\"\(Self.text(height))\" fill=\"\(colour)\"/>")
  }

  mutating func dot(_ x: Double, _ y: Double, radius: Double, colour: String) {
    shapes.append(
      "<circle cx=\"\(Self.text(x))\" cy=\"\(Self.text(y))\" r=\"\(Self.text(radius))\" "
        + "fill=\"\(colour)\"/>")
  }

  /// Draws straight lines from point to point; `dashes` are lengths of strokes and gaps.
  mutating func path(_ points: [(Double, Double)], colour: String, dashes: String = "") {
    let list = points.map { "\(Self.text($0.0)),\(Self.text($0.1))" }.joined(separator: " ")
    shapes.append(
      "<polyline points=\"\(list)\" fill=\"none\" stroke=\"\(colour)\" stroke-width=\"1.5\""
        + (dashes.isEmpty ? "" : " stroke-dasharray=\"\(dashes)\"") + "/>")
  }

  /// Writes text; `anchor` is start, middle or end.
  mutating func text(
    _ words: String, _ x: Double, _ y: Double, anchor: String = "start", colour: String = "#3a4754",
    isBold: Bool = false
  ) {
    shapes.append(
      "<text x=\"\(Self.text(x))\" y=\"\(Self.text(y))\" text-anchor=\"\(anchor)\" "
        + "fill=\"\(colour)\"\(isBold ? " font-weight=\"600\"" : "")>\(Self.escaped(words))</text>")
  }

  /// The drawing as SVG.
  var source: String {
    """
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(width) \(height)" width="\(width)" \
    height="\(height)" role="img" font-family="system-ui, sans-serif" font-size="12">
    <title>\(Self.escaped(title))</title>
    <rect width="\(width)" height="\(height)" fill="#ffffff"/>
    \(shapes.joined(separator: "\n"))
    </svg>

    """
  }

  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      default:
        // XML knows no control characters but tab and line breaks.
        let isControl =
          (scalar.value < 0x20 && !"\t\n\r".unicodeScalars.contains(scalar))
          || [0xFFFE, 0xFFFF].contains(scalar.value)
        result.unicodeScalars.append(isControl ? "\u{FFFD}" : scalar)
      }
    }
    return result
  }

  /// A coordinate with two decimals, the same on every machine.
  static func text(_ value: Double) -> String {
    let hundredths = Int((value * 100).rounded())
    let sign = hundredths < 0 ? "-" : ""
    let (whole, rest) = abs(hundredths).quotientAndRemainder(dividingBy: 100)
    return rest == 0 ? "\(sign)\(whole)" : "\(sign)\(whole).\(rest < 10 ? "0" : "")\(rest)"
  }
}

/// A straight scale from values to coordinates, with marks at round values.
struct DrawingScale {
  let low: Double
  let high: Double
  let start: Double
  let end: Double

  /// Covers values with a little room; equal values get room around them.
  init(_ values: [Double], start: Double, end: Double) {
    let least = values.min() ?? 0
    let most = values.max() ?? 1
    let room = most > least ? (most - least) * 0.04 : max(abs(most) * 0.1, 0.5)
    low = least - room
    high = most + room
    self.start = start
    self.end = end
  }

  func place(_ value: Double) -> Double {
    start + (value - low) / (high - low) * (end - start)
  }

  /// Three to five round values within the scale.
  var marks: [Double] {
    let raw = (high - low) / 5
    var step = 1.0
    while step > raw { step /= 10 }
    while step * 10 <= raw { step *= 10 }
    step *= [1.0, 2, 5].first { step * $0 >= raw } ?? 10
    var marks: [Double] = []
    var number = (low / step).rounded(.up)
    while number * step <= high, marks.count < 20 {
      marks.append(number * step)
      number += 1
    }
    return marks
  }

  /// A value with as many digits as a reader needs.
  static func label(_ value: Double) -> String {
    let magnitude = abs(value)
    let decimals = magnitude >= 100 || magnitude == 0 ? 0 : magnitude >= 1 ? 2 : 4
    var factor = 1.0
    for _ in 0..<decimals { factor *= 10 }
    let scaled = (value * factor).rounded()
    guard abs(scaled) < 1e15 else { return "\(value)" }
    let units = Int(scaled)
    let (whole, rest) = abs(units).quotientAndRemainder(dividingBy: Int(factor))
    let sign = units < 0 ? "-" : ""
    if decimals == 0 || rest == 0 { return "\(sign)\(whole)" }
    var digits = String(rest)
    while digits.count < decimals { digits = "0" + digits }
    while digits.hasSuffix("0") { digits.removeLast() }
    return "\(sign)\(whole).\(digits)"
  }
}
