/// The list of all kinds of rule, which is all that reading a program needs to know of them.
package enum RuleCatalogue {
  /// For each kind, how its parameters are read.
  package static let readers:
    [(kind: String, read: @Sendable (ConfigurationReader) -> (any Rule)?)] = [
      (NoReportingLine.kind, { NoReportingLine(reading: $0) }),
      (NoSuccessionRisk.kind, { NoSuccessionRisk(reading: $0) }),
      (NoSame.kind, { NoSame(reading: $0) }),
      (Different.kind, { Different(reading: $0) }),
      (GradeGap.kind, { GradeGap(reading: $0) }),
      (GenerationGap.kind, { GenerationGap(reading: $0) }),
      (TimeZoneGap.kind, { TimeZoneGap(reading: $0) }),
      (CommonLanguage.kind, { CommonLanguage(reading: $0) }),
      (AvailabilityOverlap.kind, { AvailabilityOverlap(reading: $0) }),
      (NoRepeat.kind, { NoRepeat(reading: $0) }),
      (ListedPairs.kind, { ListedPairs(reading: $0) }),
      (Capacity.kind, { Capacity(reading: $0) }),
      (Quota.kind, { Quota(reading: $0) }),
      (PairQuota.kind, { PairQuota(reading: $0) }),
      (EitherOr.kind, { EitherOr(reading: $0) }),
    ]

  /// Reads one rule of a program; whatever is wrong with it goes to the log.
  package static func read(_ value: ConfigurationValue, log: DiagnosticLog) -> (any Rule)? {
    let outer = ConfigurationReader(value, subject: "a rule", log: log)
    guard case .mapping = value.content else { return nil }
    guard let kind = outer.text("kind") else {
      outer.require("kind", form: readers.map(\.kind).joined(separator: " | "))
      return nil
    }
    guard let entry = readers.first(where: { $0.kind == kind }) else {
      let nearest = NearestName.nearest(to: kind, among: readers.map(\.kind))
      outer.fail(
        "unknown-rule", at: outer.location(of: "kind"),
        "There is no rule of this kind" + (nearest.map { "; did you mean \($0)?" } ?? "."),
        readers.map(\.kind).joined(separator: " | "), kind)
      return nil
    }
    let reader = ConfigurationReader(value, subject: "the rule \(kind)", log: log)
    _ = reader.text("kind")
    let label = RuleLabel(
      id: reader.text("id"), reason: reader.text("reason"), location: reader.location)
    var rule = entry.read(reader)
    reader.finish()
    rule?.label = label
    return rule
  }
}
