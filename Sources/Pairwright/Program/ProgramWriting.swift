extension MentoringProgram {
  /// The whole program with every default written out; reading it back gives the same program.
  ///
  /// - Parameter consentDefault: the consent policy that holds where the program names none.
  public func configuration(consentDefault: ConsentPolicy) -> ConfigurationValue {
    func plain(_ number: Int) -> ConfigurationValue { .text(String(number)) }
    func quoted(_ text: String) -> ConfigurationValue {
      ConfigurationValue(.scalar(text, isQuoted: true))
    }
    func sorted<Value>(
      _ values: [String: Value], _ convert: (Value) -> ConfigurationValue
    ) -> ConfigurationValue? {
      values.isEmpty
        ? nil : .keys(values.sorted { $0.key < $1.key }.map { ($0.key, convert($0.value)) })
    }
    let sidesValue: ConfigurationValue =
      switch sides {
      case .column: .keys([("from", .text("side"))])
      case .grade(let juniorAtMost, let seniorAtLeast):
        .keys([
          ("from", .text("grade")), ("junior_at_most", plain(juniorAtMost)),
          ("senior_at_least", plain(seniorAtLeast)),
        ])
      }
    return .keys([
      ("version", plain(1)), ("name", name.map(quoted)),
      ("start", start.map { quoted($0.description) }),
      ("columns", sorted(columns, quoted)), ("sides", sidesValue),
      ("role_words", .text(roleWords.rawValue)),
      ("consent", .text((consent ?? consentDefault).rawValue)),
      ("grade_order", .text(gradeOrder.rawValue)),
      (
        "generations",
        sorted(generations) { .list([plain($0.lowerBound), plain($0.upperBound)]) }
      ),
      ("levels", sorted(levels, plain)), ("default_level", plain(defaultLevel)),
      ("score", score.configuration), ("rules", .list(rules.map(\.configuration))),
      ("objective", .list(objective.map { .text($0.rawValue) })),
      ("sensitive", .text(isSensitiveAcknowledged ? "acknowledged" : "none")),
      ("audit", audit.isEmpty ? nil : .list(audit.map(quoted))),
      ("seed", .text(String(seed))),
      ("time_limit", .text(MentoringProgram.duration(ofMilliseconds: timeLimitMilliseconds))),
    ])
  }
}

extension ScoreSettings {
  /// The key `score` with every part written out.
  var configuration: ConfigurationValue {
    func number(_ value: FixedPoint) -> ConfigurationValue { .text(value.description) }
    return .keys(
      Part.allCases.map { part in
        var keys: [(String, ConfigurationValue?)] = [
          ("weight", number(weights[part] ?? FixedPoint(0)))
        ]
        switch part {
        case .skills:
          keys += [
            ("junior_to_senior", number(juniorToSenior)),
            ("senior_to_junior", number(seniorToJunior)),
            ("complementarity", complementarity.map(ConfigurationValue.text)),
          ]
        case .generation: keys.append(("ideal_years", .text(String(idealYears))))
        case .grade: keys.append(("ideal_gap", .text(String(idealGap))))
        default: break
        }
        return (part.rawValue, .keys(keys))
      } + [
        ("minimum_pair_score", number(minimumPairScore)),
        ("minimum_side_benefit", number(minimumSideBenefit)),
      ])
  }
}
