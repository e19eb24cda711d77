internal import Pairwright

/// The programme that belongs to a generated organisation.
enum OrganisationProgram {
  static let minimumGradeGap = 2
  static let minimumYears = 5
  static let minimumMinutes = 30

  /// The programme as it stands in program.yaml: every score part and a good spread of rules.
  static var configuration: ConfigurationValue {
    .keys([
      ("version", .text("1")),
      ("name", .text("Reverse mentoring \(OrganisationPeople.startYear)")),
      ("start", .text("\(OrganisationPeople.startYear)-01-15")),
      ("sides", .keys([("from", .text("side"))])),
      ("consent", .text("required")),
      ("score", score),
      ("rules", .list(rules)),
      ("objective", .list([.text("coverage"), .text("total")])),
      ("audit", .list([.text("group_gender")])),
      ("seed", .text("1")),
      ("time_limit", .text("60s")),
    ])
  }

  private static var score: ConfigurationValue {
    func weight(_ weight: String, _ further: [(String, String)] = []) -> ConfigurationValue {
      .keys([("weight", .text(weight))] + further.map { ($0.0, .text($0.1)) })
    }
    return .keys([
      (
        "skills",
        weight(
          "6",
          [
            ("junior_to_senior", "0.7"), ("senior_to_junior", "0.3"),
            ("complementarity", "complementarity.csv"),
          ])
      ),
      ("interests", weight("1")),
      ("goals", weight("1")),
      ("generation", weight("1", [("ideal_years", "15")])),
      ("grade", weight("1", [("ideal_gap", "4")])),
      ("cross_department", weight("0.5")),
      ("cross_location", weight("0.5")),
      ("teaching", weight("1")),
      ("commitment", weight("1")),
      ("availability", weight("1")),
      ("preferences", weight("1")),
      ("minimum_pair_score", .text("5")),
    ])
  }

  private static var rules: [ConfigurationValue] {
    func rule(_ kind: String, _ further: KeyValuePairs<String, String>) -> ConfigurationValue {
      .keys([("kind", .text(kind))] + further.map { ($0.key, .text($0.value)) })
    }
    return [
      rule(
        "no_reporting_line",
        [
          "depth": "3", "same_manager": "true", "matrix": "true", "hr_partner": "true",
          "reason": "people speak openly only outside their reporting line",
        ]),
      rule("no_succession_risk", ["reason": "nobody teaches the one whose post they may take"]),
      rule("no_same", ["field": "team"]),
      rule("different", ["field": "department"]),
      rule("grade_gap", ["min": "\(minimumGradeGap)"]),
      rule("generation_gap", ["min_years": "\(minimumYears)"]),
      rule("timezone_gap", ["max_hours": "4"]),
      rule("common_language", ["level": "B2"]),
      rule("availability_overlap", ["min_minutes": "\(minimumMinutes)"]),
      rule("no_repeat", [:]),
      rule("pairs", ["file": "constraints.csv"]),
      rule("capacity", ["side": "senior", "max": "1"]),
    ]
  }
}
