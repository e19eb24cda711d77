import Foundation
import Testing

@Suite struct ValidateTests {
  private static let roster = """
    employee_id,display_name,side,manager_id,grade,skills_offered,skills_wanted
    1,Fern Anchor,senior,,9,Coaching:5,Coding:4
    2,Opal Kettle,junior,1,2,Coding:5,Coaching:3
    3,Quartz Ferry,junior,1,2,Coding:4,Coaching:3

    """

  @Test(arguments: ["small", "medium"]) func acceptsShippedDatasets(name: String) throws {
    let dataset = Workplace.dataset(name)
    let run = try CommandRun(
      ["validate", "\(dataset)/roster.csv", "--program", "\(dataset)/program.yaml", "--strict"],
      in: Workplace())
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains("No errors, 0 warnings."))
  }

  @Test func writesNothing() throws {
    let folder = try Workplace()
    try folder.put(Self.roster, "roster.csv")
    let run = try CommandRun(["validate", "roster.csv"], in: folder)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains("3 people; 2 take part as juniors and 1 as seniors"))
    #expect(try folder.names() == ["roster.csv"])
  }

  @Test func readsFromStandardInputAndFromNamesThatBeginWithADash() throws {
    let folder = try Workplace()
    try folder.put(Self.roster, "-r.csv")
    #expect(try CommandRun(["validate", "-"], in: folder, input: Self.roster).status == 0)
    #expect(try CommandRun(["validate", "--", "-r.csv"], in: folder).status == 0)
  }

  @Test func listsErrorsWithPlaceAndRemedy() throws {
    let folder = try Workplace()
    try folder.put(
      Self.roster.replacingOccurrences(of: "3,Quartz Ferry,junior", with: "2,Quartz Ferry,jnior"),
      "roster.csv")
    let run = try CommandRun(["validate", "roster.csv"], in: folder)
    #expect(run.status == 3)
    #expect(run.output.isEmpty)
    #expect(run.errors.contains("roster.csv:4"))
    #expect(run.errors.contains("[duplicate-id]"))
    #expect(!run.errors.contains("jnior"))
    let inJSON = try CommandRun(["validate", "roster.csv", "--json"], in: folder)
    #expect(inJSON.status == 3)
    #expect(!inJSON.output.contains("jnior"))
    let object = try inJSON.object()
    #expect(object["status"] as? String == "invalid")
    #expect(Set(object.keys) == ["status", "errors", "warnings", "information"])
    let errors = try #require(object["errors"] as? [[String: Any]])
    #expect(errors.count == 2)
    for error in errors {
      let keys = ["code", "file", "line", "column", "column_name", "message", "mend"]
      #expect(Set(error.keys) == Set(keys))
      #expect(error["line"] as? Int == 4)
    }
    let shown = try CommandRun(["validate", "roster.csv", "--show-values"], in: folder)
    #expect(shown.errors.contains("jnior"))
  }

  @Test func listsErrorsOfProgramAndRosterAtOnce() throws {
    let folder = try Workplace()
    try folder.put(Self.roster.replacingOccurrences(of: "3,Quartz", with: "2,Quartz"), "r.csv")
    try folder.put("version: 1\nsead: 4\n", "p.yaml")
    let run = try CommandRun(["validate", "r.csv", "--program", "p.yaml"], in: folder)
    #expect(run.status == 3)
    #expect(run.errors.contains("p.yaml:2") && run.errors.contains("[unknown-key]"))
    #expect(run.errors.contains("[duplicate-id]"))
  }

  @Test func strictMakesWarningsErrors() throws {
    let folder = try Workplace()
    try folder.put(
      Self.roster.replacingOccurrences(of: "Ferry,junior,1", with: "Ferry,junior,99"),
      "roster.csv")
    let lenient = try CommandRun(["validate", "roster.csv"], in: folder)
    #expect(lenient.status == 0)
    #expect(lenient.errors.contains("warning:"))
    let strict = try CommandRun(["validate", "roster.csv", "--strict"], in: folder)
    #expect(strict.status == 3)
    #expect(strict.errors.contains("error:"))
  }

  @Test(arguments: [
    (["validate", "missing.csv"], "missing.csv"), (["validate", "."], "."),
    (["validate", "r.csv", "--program", "missing.yaml"], "missing.yaml"),
  ])
  func namesFilesThatCannotBeRead(arguments: [String], name: String) throws {
    let folder = try Workplace()
    try folder.put(Self.roster, "r.csv")
    let run = try CommandRun(arguments + ["--json"], in: folder)
    #expect(run.status == 74)
    let errors = try run.object()["errors"] as? [[String: Any]]
    #expect(errors?.first?["file"] as? String == name)
  }

  /// What is printed is a program that means the same.
  @Test func printsTheEffectiveProgram() throws {
    let folder = try Workplace()
    try folder.put(Self.roster, "r.csv")
    let defaults = try CommandRun(["validate", "r.csv", "--print-program"], in: folder)
    #expect(defaults.status == 0, "\(defaults.errors)")
    #expect(defaults.output.hasPrefix("version: 1\n"))
    try folder.put(defaults.output, "p.yaml")
    let again = try CommandRun(
      ["validate", "r.csv", "--program", "p.yaml", "--print-program"], in: folder)
    #expect(again.output == defaults.output, "\(again.errors)")
    let inJSON = try CommandRun(["validate", "r.csv", "--print-program", "--json"], in: folder)
    #expect(try inJSON.object()["program"] as? String == defaults.output)
  }

  @Test func spellsOutCharactersThatSteerATerminal() throws {
    let folder = try Workplace()
    let run = try CommandRun(["validate", "a\u{1B}[2J.csv"], in: folder)
    #expect(run.status == 74)
    #expect(!run.errors.contains("\u{1B}"))
    #expect(run.errors.contains("\\u{1B}"))
  }
}
