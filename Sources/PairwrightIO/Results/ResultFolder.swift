/// The files that a result consists of.
public enum ResultFolder {
  /// The whole answer with its proof.
  public static let resultName = "result.json"
  /// The pairs as a table.
  public static let pairsName = "pairs.csv"
  /// Everybody without a partner as a table.
  public static let unmatchedName = "unmatched.csv"
  /// The report for coordinators.
  public static let reportName = "report.html"
  /// All names.
  public static let names = [resultName, pairsName, unmatchedName, reportName]

  /// Returns the files of a result; without a matching that is result.json alone.
  public static func files(
    of result: ResultDocument, title: String
  ) throws -> [OutputFolder.File] {
    let document = OutputFolder.File(resultName, try result.json())
    guard result.status == "optimal" || result.status == "feasible" else { return [document] }
    let tables = ResultTables(result)
    return [
      OutputFolder.File(pairsName, tables.pairs),
      OutputFolder.File(unmatchedName, tables.unmatched),
      OutputFolder.File(reportName, try HTMLReport(result, title: title).bytes), document,
    ]
  }
}
