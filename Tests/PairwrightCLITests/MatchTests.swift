import Foundation
import Testing

@Suite struct MatchTests {
  private static let header =
    "employee_id,display_name,side,manager_id,capacity_max,capacity_min,consent,"
    + "skills_offered,skills_wanted,avoid_ids,current_partner_id,locked\n"

  /// Two juniors and two seniors who may all meet.
  private static let roster =
    header + """
      J1,Fern Anchor,junior,,,,yes,Coding:5,Coaching:3,,,
      J2,Opal Kettle,junior,,,,yes,Writing:4,Coaching:3,,,
      S1,Quartz Ferry,senior,,,,yes,Coaching:5,Coding:4,,,
      S2,Amber Lantern,senior,,,,yes,Coaching:4,Writing:3,,,
      """ + "\n"

  private static func match(
    _ roster: String, _ arguments: [String] = [], program: String? = nil
  ) throws -> (run: CommandRun, folder: Workplace) {
    let folder = try Workplace()
    try folder.put(roster, "roster.csv")
    if let program { try folder.put(program, "program.yaml") }
    let flags = program == nil ? [] : ["--program", "program.yaml"]
    return (try CommandRun(["match", "roster.csv"] + flags + arguments, in: folder), folder)
  }

  @Test func writesTheFourFiles() throws {
    let (run, folder) = try Self.match(Self.roster, ["--out", "out"])
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains("2 pairs"))
    #expect(
      try folder.names("out") == ["pairs.csv", "report.html", "result.json", "unmatched.csv"])
    let pairs = try folder.text("out/pairs.csv").split(separator: "\n")
    #expect(pairs[0].hasPrefix("junior_id,junior_name,senior_id,senior_name,score,skills"))
    #expect(pairs[1].hasPrefix("J1,Fern Anchor,S1,Quartz Ferry,100.0000"))
    #expect(
      try folder.text("out/unmatched.csv") == "employee_id,name,side,reason_code,reason\n")
    let verified = try CommandRun(["verify", "out", "--roster", "roster.csv"], in: folder)
    #expect(verified.status == 0, "\(verified.errors)")
  }

  @Test func showsWhatPeopleWroteAsText() throws {
    let roster = Self.roster.replacingOccurrences(of: "Fern Anchor", with: "<b>Fern</b> & 'Co'")
      .replacingOccurrences(
        of: "Opal Kettle,junior,,,,yes", with: "<i>Opal</i>,junior,,,,no")
    let (run, folder) = try Self.match(roster, ["--out", "out"])
    #expect(run.status == 0, "\(run.errors)")
    let page = try folder.text("out/report.html")
    #expect(page.contains("&lt;b&gt;Fern&lt;/b&gt; &amp; &#39;Co&#39; <small>J1</small>"))
    #expect(page.contains(#"<tr><td class="name">&lt;i&gt;Opal&lt;/i&gt; <small>J2</small></td>"#))
    #expect(!page.contains("<b>") && !page.contains("<i>"))
  }

  @Test func writesNothingWithoutOut() throws {
    let (run, folder) = try Self.match(Self.roster)
    #expect(run.status == 0)
    #expect(try folder.names() == ["roster.csv"])
  }

  @Test func answersInJSON() throws {
    let (run, _) = try Self.match(Self.roster, ["--json"])
    let object = try run.object()
    let keys = [
      "format_version", "status", "route", "route_reason", "solver", "matched", "total", "bound",
      "bound_of", "stopped_by", "objectives", "solve_seconds", "pairs", "unmatched", "certificate",
      "witness", "shadow_prices", "record",
    ]
    #expect(Set(object.keys) == Set(keys))
    #expect(object["status"] as? String == "optimal")
    #expect(object["total"] as? String == "200.0000")
    #expect(object["bound"] as? String == "200.0000")
    #expect(object["matched"] as? Int == 2)
  }

  @Test func saysTheSameBytesTwiceAndForAnyOrderOfRows() throws {
    let lines = Self.roster.split(separator: "\n")
    let turned = ([lines[0]] + lines.dropFirst().reversed()).joined(separator: "\n") + "\n"
    let one = try Self.match(Self.roster, ["--out", "out"]).folder
    let other = try Self.match(turned, ["--out", "out"]).folder
    #expect(try one.text("out/pairs.csv") == other.text("out/pairs.csv"))
    #expect(try one.text("out/unmatched.csv") == other.text("out/unmatched.csv"))
  }

  /// Programs or rosters without a matching: the words that the witness must contain.
  static let impossible: [(change: (String, String), words: String)] = [
    ((",senior,", ",junior,"), "Nobody takes part as a senior"),
    ((",yes,", ",no,"), "Nobody takes part as a junior"),
    (("Coaching:3,,,", "Coaching:3,S1;S2,,"), "None of the 4 pairs"),
    (("Kettle,junior,,,,yes", "Kettle,junior,,3,3,yes"), "must have 3 partners"),
  ]

  @Test(arguments: impossible.indices) func explainsWhatIsImpossible(index: Int) throws {
    let (change, words) = Self.impossible[index]
    let roster = Self.roster.replacingOccurrences(of: change.0, with: change.1)
    let (run, folder) = try Self.match(roster, ["--out", "out"])
    #expect(run.status == 4, "\(run.errors)")
    #expect(run.output.contains(words), "\(run.output)")
    #expect(try folder.names("out") == ["result.json"])
    let verified = try CommandRun(["verify", "out", "--roster", "roster.csv"], in: folder)
    #expect(verified.status == 0, "\(verified.errors)")
  }

  @Test(arguments: ["", ", {kind: either_or, pairs: []}"])
  func namesTheGroupThatIsTooSmallForItsQuota(rest: String) throws {
    let roster = """
      employee_id,side,department,status
      J1,junior,A,
      J2,junior,B,
      S1,senior,A,
      S2,senior,A,leave
      """
    let program = """
      version: 1
      rules: [{id: few, kind: quota, side: senior, by: department, group: A, min: 2}\(rest)]
      """
    let (run, folder) = try Self.match(roster, ["--out", "out"], program: program)
    #expect(run.status == 4, "\(run.errors)")
    #expect(
      run.output.contains("few: A asks for at least 2 people with a partner, and only 1 of that")
        && run.output.contains("S1 (S1)"), "\(run.output)")
    #expect(run.output.contains("with min 1 instead of 2"), "\(run.output)")
    let verified = try CommandRun(
      ["verify", "out", "--roster", "roster.csv", "--program", "program.yaml"], in: folder)
    #expect(verified.status == 0, "\(verified.output)")
  }

  /// Arguments that are refused, and the exit status.
  static let refused: [(arguments: [String], status: Int32)] = [
    (["--time-limit", "0s"], 2), (["--time-limit", "-1s"], 2), (["--time-limit", "25h"], 2),
    (["--time-limit", "soon"], 2), (["--seed", ""], 2), (["--solver", "best"], 2),
    (["--out", ""], 2), (["--program", "absent.yaml"], 74), (["--out", "a/b/c"], 74),
    (["--out", "roster.csv"], 74),
  ]

  @Test(arguments: refused.indices) func refusesWrongArguments(index: Int) throws {
    let (arguments, status) = Self.refused[index]
    let (run, folder) = try Self.match(Self.roster, arguments)
    #expect(run.status == status, "\(arguments): \(run.errors)")
    #expect(!run.errors.isEmpty)
    #expect(try folder.names() == ["roster.csv"])
  }

  @Test func refusesAFolderInUseUnlessForced() throws {
    let (_, folder) = try Self.match(Self.roster, ["--out", "out"])
    try folder.put("mine", "out/note.txt")
    let again = try CommandRun(["match", "roster.csv", "--out", "out"], in: folder)
    #expect(again.status == 74)
    let forced = try CommandRun(["match", "roster.csv", "--out", "out", "--force"], in: folder)
    #expect(forced.status == 0, "\(forced.errors)")
    #expect(try folder.text("out/note.txt") == "mine")
  }

  @Test func leavesNoResultOfAnEarlierRunBesideAnother() throws {
    let (_, folder) = try Self.match(Self.roster, ["--out", "out"])
    try folder.put("mine", "out/note.txt")
    try folder.put(
      Self.roster.replacingOccurrences(of: "Kettle,junior,,,,yes", with: "Kettle,junior,,3,3,yes"),
      "roster.csv")
    let again = try CommandRun(["match", "roster.csv", "--out", "out", "--force"], in: folder)
    #expect(again.status == 4)
    #expect(try folder.names("out") == ["note.txt", "result.json"])
  }

  @Test(.enabled(if: geteuid() == 0, "only the superuser can make another's file"))
  func refusesTheFileOfAnother() throws {
    let (_, folder) = try Self.match(Self.roster, ["--out", "out"])
    let path = folder.path + "/out/report.html"
    #expect(chown(path, 4321, 4321) == 0)
    let before = try folder.text("out/result.json")
    for arguments in [["--force"], ["--force", "--seed", "9"]] {
      let run = try CommandRun(["match", "roster.csv", "--out", "out"] + arguments, in: folder)
      #expect(run.status == 74)
      #expect(run.errors.contains("report.html belongs to another user"), "\(run.errors)")
    }
    #expect(try folder.text("out/result.json") == before)
  }

  @Test func refusesLinksAndFoldersInPlaceOfItsFiles() throws {
    for name in ["pairs.csv", "unmatched.csv", "result.json", "report.html"] {
      let (_, folder) = try Self.match(Self.roster, ["--out", "out"])
      try folder.put("precious", "elsewhere")
      let path = folder.path + "/out/" + name
      try FileManager.default.removeItem(atPath: path)
      try FileManager.default.createSymbolicLink(
        atPath: path, withDestinationPath: folder.path + "/elsewhere")
      let linked = try CommandRun(["match", "roster.csv", "--out", "out", "--force"], in: folder)
      #expect(linked.status == 74 && linked.errors.contains("symbolic link"), "\(linked.errors)")
      try FileManager.default.removeItem(atPath: path)
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
      let run = try CommandRun(["match", "roster.csv", "--out", "out", "--force"], in: folder)
      #expect(run.status == 74 && run.errors.contains("not an ordinary file"), "\(run.errors)")
      #expect(try folder.text("elsewhere") == "precious")
    }
  }

  @Test func locksAPairThatScoresLess() throws {
    let roster = Self.roster
      .replacingOccurrences(of: "Coding:5,Coaching:3,,,", with: "Coding:5,Coaching:3,,S2,yes")
    let (run, folder) = try Self.match(roster, ["--out", "out"])
    #expect(run.status == 0, "\(run.errors)")
    #expect(try folder.text("out/pairs.csv").contains("J1,Fern Anchor,S2,Amber Lantern,"))
  }

  /// Changes to a result that `verify` must notice.
  static let lies: [(file: String, change: (String, String))] = [
    ("result.json", ("\"J1\"", "\"J2\"")), ("result.json", ("\"100.0000\"", "\"90.0000\"")),
    ("result.json", ("optimal", "feasible")), ("result.json", ("{", "[")),
    ("result.json", ("\"matched\" : 2", "\"matched\" : 3")), ("pairs.csv", ("S1", "S2")),
    ("unmatched.csv", ("name", "nom")), ("../roster.csv", ("Fern", "Hazel")),
  ]

  @Test(arguments: lies.indices) func verifyNoticesLies(index: Int) throws {
    let (file, change) = Self.lies[index]
    let (_, folder) = try Self.match(Self.roster, ["--out", "out"])
    let told = try folder.text("out/\(file)")
    let lie = told.replacingOccurrences(of: change.0, with: change.1)
    #expect(lie != told)
    try folder.put(lie, "out/\(file)")
    let run = try CommandRun(["verify", "out", "--roster", "roster.csv", "--json"], in: folder)
    #expect(run.status == 1, "\(run.output)")
    #expect(try run.object()["status"] as? String == "refused")
  }

  @Test func keepsRulesOnKindsOfPairs() throws {
    let program = """
      version: 1
      rules:
        - {id: one of, kind: either_or, pairs: [[J1, S1], [J2, S2]], max: 1}
      objective: [coverage, worst_off, total]
      """
    let (run, folder) = try Self.match(Self.roster, ["--out", "out", "--json"], program: program)
    #expect(run.status == 0, "\(run.errors)")
    let result = try run.object()
    #expect(result["route"] as? String == "integer_program")
    #expect((result["price_of_fairness"] as? [String: Any])?["notion"] as? String == "worst_off")
    let verified = try CommandRun(
      ["verify", "out", "--roster", "roster.csv", "--program", "program.yaml"], in: folder)
    #expect(verified.status == 0, "\(verified.output)")
    for solver in ["assignment", "flow"] {
      let other = try CommandRun(
        ["match", "roster.csv", "--program", "program.yaml", "--solver", solver], in: folder)
      #expect(other.status == 2)
    }
  }

  @Test func pricesOneMorePlace() throws {
    let roster = """
      employee_id,side,department
      J1,junior,A
      J2,junior,A
      S1,senior,B
      S2,senior,B
      """
    let program = """
      version: 1
      rules: [{id: few, kind: KIND, max: 1}]
      objective: [pairs]
      """
    func prices(_ kind: String, _ options: [String]) throws -> [String: Any] {
      let (run, folder) = try Self.match(
        roster, ["--json", "--out", "out"] + options,
        program: program.replacingOccurrences(of: "KIND", with: kind))
      #expect(run.status == 0, "\(run.errors)")
      let page = try folder.text("out/report.html")
      let found = try #require(try run.object()["shadow_prices"] as? [String: Any])
      let count = try #require(found["prices"] as? [Any]).count
      #expect(page.contains("What one more place would be worth") == (count > 0))
      return found
    }
    for (kind, options) in [
      ("quota, side: senior, by: department, group: B", []),
      ("pair_quota, where: {senior.department: B}", ["--shadow-prices"]),
    ] {
      let found = try prices(kind, options)
      #expect(found["open"] as? Int == 0)
      // With the quota, a second junior for a senior who is used already helps as well.
      let listed = try #require(found["prices"] as? [[String: Any]]).filter { $0["rule"] != nil }
      #expect(listed.count == 1)
      #expect((listed.first?["rule"] as? String)?.hasPrefix("few") == true)
      #expect(listed.first?["exact"] as? Bool == true)
      #expect(listed.first?["to"] as? Int == 2)
      let worth = listed.first?["worth"] as? [[String: Any]]
      #expect(worth?.first?["value"] as? String == "1")
    }
    // Without the flag nothing is solved again where the proof has no prices.
    let open = try prices("pair_quota, where: {senior.department: B}", [])
    #expect(open["open"] as? Int == 5)
  }

  @Test func namesRulesThatClashAndWhatWouldMendThem() throws {
    let program = """
      version: 1
      rules:
        - {id: at most, kind: pair_quota, where: {junior.side: junior}, max: 0}
        - {id: at least, kind: quota, side: junior, by: department, group: A, min: 1}
      """
    let roster = """
      employee_id,side,department,manager_id
      J1,junior,A,
      J2,junior,B,
      S1,senior,A,
      S2,senior,B,
      """
    let mended = program.replacingOccurrences(
      of: "junior.side: junior", with: "junior.department: A")
    let (run, _) = try Self.match(roster, ["--json"], program: mended)
    #expect(run.status == 4, "\(run.errors)")
    let result = try run.object()
    let witness = try #require(result["witness"] as? [String: Any])
    #expect(witness["rules"] as? [String] == ["at least: A", "at most"])
    let relaxations = try #require(result["relaxations"] as? [[String: Any]])
    #expect(Set(relaxations.compactMap { $0["rule"] as? String }) == ["at least: A", "at most"])
    #expect(relaxations.allSatisfy { ($0["to"] as? Int) != ($0["from"] as? Int) })
  }

  @Test func exportsScores() throws {
    let (_, folder) = try Self.match(Self.roster)
    let run = try CommandRun(["scores", "roster.csv", "--out", "scores"], in: folder)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains("2 x 2 scores, 4 of them allowed"))
    #expect(try folder.names("scores") == ["juniors.csv", "scores.npy", "seniors.csv"])
  }
}
