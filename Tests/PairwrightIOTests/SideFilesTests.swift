import Foundation
import Pairwright
import PairwrightIO
import Testing

@Suite struct SideFilesTests {
  private static let roster = """
    employee_id,side,skills_offered,skills_wanted
    A,junior,SQL:3,
    B,senior,,SQL:4
    C,senior,,Excel:2
    """

  private func read(_ files: [String: String]) -> RosterReading {
    RosterFixture.read(Self.roster, sideFiles: files)
  }

  private func finding(_ reading: RosterReading) -> [String] {
    zip(reading.findings, reading.diagnostics.all.filter { $0.code != "file-form" }).map {
      "\($1.location.file ?? "") \($0)"
    }
  }

  @Test func readsComplementarity() {
    let reading = read([
      "complementarity.csv":
        "from_skill,to_skill,value\nSQL,Excel,0.45\nExcel,SQL,-0.1234\nSQL,SQL,1\n"
    ])
    #expect(reading.findings.isEmpty)
    #expect(reading.roster?.relatedness.relations.map(\.value) == [4_500, -1_234, 10_000])
  }

  @Test(
    arguments: [
      ("1.5", "E out-of-range 2:3"), ("-1.0001", "E out-of-range 2:3"),
      ("0.12345", "E too-many-decimals 2:3"), ("0,5", "E too-many-fields 2:4"),
      ("nan", "E not-a-number 2:3"), ("", "E not-a-number 2:3"),
    ])
  func refusesValuesOfComplementarity(_ value: String, _ expected: String) {
    let reading = read(["complementarity.csv": "from_skill,to_skill,value\nSQL,Excel,\(value)\n"])
    #expect(finding(reading) == ["complementarity.csv \(expected)"])
  }

  @Test func refusesContradictingRelations() {
    let reading = read([
      "complementarity.csv":
        "from_skill,to_skill,value\nSQL,Excel,1\nsql, Excel,0.5\nSQL,sql,0\n,b,1\n"
    ])
    #expect(
      reading.findings == [
        "E duplicate-relation 3:3", "W self-relation 4:3", "E empty-name 5:1",
      ])
  }

  @Test func readsConstraints() throws {
    let reading = read([
      "constraints.csv":
        "kind,a_id,b_id,reason,visibility\nforbid,A,B,x,\nforce,A,C,y,participant\nprefer,B,A,,\n"
    ])
    #expect(reading.findings.isEmpty)
    let constraints = try #require(reading.roster?.constraints)
    #expect(constraints.map(\.kind) == [.forbid, .force, .prefer])
    #expect(constraints.map(\.visibility) == [.coordinator, .participant, .coordinator])
    #expect(constraints[1].reason == "y" && constraints[1].location.line == 3)
  }

  @Test func refusesConstraintsThatLoseProtection() {
    let reading = read([
      "constraints.csv":
        """
      kind,a_id,b_id,visibility
      forbid,A,X,
      force,Y,B,
      prefer,A,Z,
      forbd,A,B,
      forbid,A,B,nobody
      force,B,A,
      forbid,A,A,
      """
    ])
    #expect(
      reading.findings == [
        "E unknown-id 2:3", "E unknown-id 3:2", "W unknown-id 4:3", "E unknown-kind 5:1",
        "E unknown-visibility 6:4", "E forced-and-forbidden 7:1", "E self-pair 8:3",
      ])
  }

  @Test func readsHistory() {
    let reading = read(["history.csv": "senior_id,junior_id,outcome\nB,A,done\nB,Gone,\n"])
    #expect(finding(reading) == ["history.csv W unknown-id 3:2"])
    #expect(reading.roster?.history == [PastPair(senior: "B", junior: "A")])
  }

  @Test func skillsReplaceCells() throws {
    let reading = read([
      "skills.csv":
        """
      employee_id,skill,direction,level,priority
      A,Excel,offered,5,
      A,SQL,wanted,4,3
      A,SQL,current,1,
      B,SQL,wanted,,
      X,SQL,offered,1,
      C,SQL,sideways,1,
      """
    ])
    #expect(
      reading.findings == [
        "W unknown-id 6:1", "E unknown-direction 7:3", "W skill-without-level 5:4",
      ])
    let fine = try #require(
      read(["skills.csv": "employee_id,skill,direction,level\nA,Excel,offered,5\n"]).roster)
    #expect(fine.people[0].skillsOffered == [SkillLevel("Excel", level: 5)])
    #expect(fine.people[1].skillsWanted == [SkillWish("SQL", target: 4)])
  }

  @Test(
    arguments: [
      ("grades.csv", "name\nClerk\n", "E missing-column 1:-"),
      ("grades.csv", "name,order\nClerk,1.5\n", "E not-whole 2:2"),
      ("grades.csv", "name,order\nClerk,1\nclerk,2\n", "E duplicate-grade 3:1"),
      ("catalogue.csv", "", "E empty 1:-"),
      ("catalogue.csv", "skill,skill\nSQL,x\n", "E duplicate-column 1:2"),
      ("constraints.csv", "kind,a_id,b_di\n", "E missing-column 1:-"),
      ("history.csv", "senior_id,junior_id\n\"x\n", "E unclosed-quote 2:1"),
    ])
  func refusesMalformedFiles(_ name: String, _ text: String, _ expected: String) {
    let findings = finding(read([name: text]))
    #expect(findings.contains("\(name) \(expected)"), "\(findings)")
  }

  @Test func findsFilesByNameAndBesideTheRoster() throws {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "pairwright-\(UUID().uuidString)")
    let programs = folder.appending(path: "programs")
    try FileManager.default.createDirectory(at: programs, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    func write(_ text: String, _ url: URL) throws { try Data(text.utf8).write(to: url) }
    try write(Self.roster, folder.appending(path: "roster.csv"))
    try write("skill\nSQL\nExcel\n", folder.appending(path: "catalogue.csv"))
    try write("kind,a_id,b_id\nforbid,A,B\n", folder.appending(path: "constraints.csv"))
    try write("kind,a_id,b_id\nforbid,A,C\n", programs.appending(path: "pairs.csv"))
    try write("from_skill,to_skill,value\nSQL,Excel,1\n", programs.appending(path: "related.csv"))
    let path = folder.appending(path: "roster.csv").path

    let plain = try RosterReader().read(path: path)
    #expect(plain.findings == ["I side-files-found"])
    #expect(plain.roster?.constraints.map(\.second) == ["B"])
    #expect(plain.files.count == 3)

    var program = MentoringProgram()
    program.rules = [ListedPairs(file: "pairs.csv")]
    program.score.complementarity = "related.csv"
    let programFile = programs.appending(path: "program.yaml").path
    let named = try RosterReader(program: program, programFile: programFile).read(path: path)
    #expect(named.roster?.constraints.map(\.second) == ["C"])
    #expect(named.roster?.relatedness.relations.count == 1)

    program.score.complementarity = "nowhere.csv"
    let error = #expect(throws: InputOutputError.self) {
      try RosterReader(program: program, programFile: programFile).read(path: path)
    }
    #expect(error?.file.hasSuffix("programs/nowhere.csv") == true)
  }
}
