internal import ArgumentParser
internal import Pairwright
internal import PairwrightIO

/// `pairwright verify`.
struct Verify: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Checks a result without any solver: rules, capacities, scores and the proof.",
    discussion: "Exit status: 0 the result holds, 1 it does not.")

  @Argument(help: .init("The folder that match wrote.", valueName: "dir")) var folder: String
  @Option(help: .init("The roster that was matched.", valueName: "file")) var roster: String
  @Option(help: .init("The program that it was matched by.", valueName: "file"))
  var program: String?
  @Flag(help: "Answer with one JSON object.") var json = false

  func run() throws {
    let document = try InputFile(reading: "\(folder)/\(ResultFolder.resultName)")
    let result: ResultDocument
    do {
      result = try ResultDocument(json: document.bytes)
    } catch {
      throw refusal([("malformed-result", error.description)])
    }
    let loaded = try LoadedInputs(roster: roster, program: program, isStrict: false)
    var refusals: [(code: String, message: String)] = []
    if result.record.inputs.map(\.sha256) != loaded.record.inputs.map(\.sha256) {
      refusals.append(
        ("digest", "Roster, program or side files are not those that the result was made from."))
    }
    refusals += try refusalsOfTables(result)
    do {
      let outcome = try result.outcome(for: loaded.problem)
      refusals += MatchingVerifier(loaded.problem).refusals(of: outcome).map {
        ($0.code, $0.message)
      }
    } catch {
      refusals.append(("malformed-result", error.description))
    }
    if !refusals.isEmpty { throw refusal(refusals) }
    let report = DiagnosticsReport(
      status: ExitStatus.done.word, diagnostics: Diagnostics(), showsValues: false)
    try StandardOutput().write(
      json ? report.json() : "Verified: \(VerifiedSentence(result).text)\n")
  }

  /// Compares the tables in the folder with what result.json says.
  private func refusalsOfTables(
    _ result: ResultDocument
  ) throws -> [(code: String, message: String)] {
    guard result.status == "optimal" || result.status == "feasible" else { return [] }
    let tables = ResultTables(result)
    var refusals: [(code: String, message: String)] = []
    for (name, bytes) in [
      (ResultFolder.pairsName, tables.pairs), (ResultFolder.unmatchedName, tables.unmatched),
    ] where try InputFile(reading: "\(folder)/\(name)").bytes != bytes {
      refusals.append(("table", "\(name) does not say the same as \(ResultFolder.resultName)."))
    }
    return refusals
  }

  private func refusal(_ refusals: [(code: String, message: String)]) -> Failure {
    var diagnostics = Diagnostics()
    for (code, message) in refusals {
      diagnostics.error(
        Diagnostic.Code(rawValue: code), at: .init(file: folder), message,
        mend: "Do not rely on this result; match again.")
    }
    return Failure(.refused, diagnostics)
  }
}

/// What a verified result amounts to.
private struct VerifiedSentence {
  let text: String

  init(_ result: ResultDocument) {
    text =
      switch result.status {
      case "optimal":
        "\(result.matched) pairs with \(result.total) points keep every rule, and the prices prove "
          + "that no matching is better."
      case "feasible": "\(result.matched) pairs keep every rule; a better matching may exist."
      case "infeasible": "no matching satisfies the program. \(result.witness?.message ?? "")"
      default: "the result states no matching."
      }
  }
}
