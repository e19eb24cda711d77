internal import Pairwright

/// The two tables that people open: pairs.csv and unmatched.csv.
public struct ResultTables: Sendable {
  /// The bytes of pairs.csv.
  public let pairs: [UInt8]
  /// The bytes of unmatched.csv.
  public let unmatched: [UInt8]

  /// Makes the tables of a result.
  public init(_ result: ResultDocument) {
    let parts = ScoreSettings.Part.allCases.map(\.rawValue).filter { part in
      result.pairs.contains { $0.parts[part] != nil }
    }
    var pairs = CSVWriter(
      header: ["junior_id", "junior_name", "senior_id", "senior_name", "score"] + parts)
    for pair in result.pairs {
      pairs.append(
        [
          .text(pair.juniorId), .text(pair.juniorName), .text(pair.seniorId),
          .text(pair.seniorName), .verbatim(pair.score),
        ] + parts.map { .verbatim(pair.parts[$0] ?? "0.0000") })
    }
    self.pairs = pairs.bytes
    var unmatched = CSVWriter(header: ["employee_id", "name", "side", "reason_code", "reason"])
    for person in result.unmatched {
      unmatched.append([
        .text(person.employeeId), .text(person.name), .verbatim(person.side),
        .verbatim(person.reasonCode), .text(person.reason),
      ])
    }
    self.unmatched = unmatched.bytes
  }
}
