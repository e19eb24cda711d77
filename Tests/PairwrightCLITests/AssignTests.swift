import Foundation
import Testing
import _PairwrightTestSupport

@Suite struct AssignTests {
  /// A matrix as CSV; `nil` forbids a pair.
  private func csv(_ matrix: [[Double?]]) -> String {
    matrix.map { $0.map { $0.map { "\($0)" } ?? "" }.joined(separator: ",") + "\n" }.joined()
  }

  /// Runs `assign --json` on a matrix and checks that the answer holds together.
  private func assign(
    _ matrix: [[Double?]], _ arguments: [String] = [], constraints: String? = nil
  ) throws -> [String: Any] {
    let folder = try Workplace()
    try folder.put(csv(matrix), "a.csv")
    var arguments = ["assign", "a.csv", "--json"] + arguments
    if let constraints {
      try folder.put(constraints, "c.json")
      arguments += ["--constraints", "c.json"]
    }
    let run = try CommandRun(arguments, in: folder)
    let answer = try run.object()
    #expect(run.errors.isEmpty)
    #expect(run.status == (answer["status"] as? String == "infeasible" ? 4 : 0), "\(run.output)")
    let pairs = answer["pairs"] as? [[Int]] ?? []
    #expect(answer["matched"] as? Int == pairs.count)
    if run.status == 0 {
      let chosen = pairs.map { matrix[$0[0]][$0[1]] }
      #expect(!chosen.contains(nil))
      let sum = chosen.compactMap { $0 }.reduce(0, +)
      #expect(abs(total(answer) - sum) <= 1e-9 * max(1, abs(sum)))
      let sign: Double = arguments.contains("--maximize") ? -1 : 1
      // Where quotas have prices, rows and columns alone do not prove the total.
      if answer["quotaDuals"] == nil {
        try expectDuals(run, matrix.map { $0.map { $0.map { $0 * sign } } }, pairs)
      }
    }
    return answer
  }

  private func total(_ answer: [String: Any], _ key: String = "total") -> Double {
    (answer[key] as? NSNumber)?.doubleValue ?? Double(answer[key] as? String ?? "") ?? .nan
  }

  /// Checks cost - row - column >= 0, and 0 on chosen pairs, for the minimised problem: exactly,
  /// unless costs had to be rounded.
  private func expectDuals(_ run: CommandRun, _ costs: [[Double?]], _ pairs: [[Int]]) throws {
    let rows = try run.literals("rowDuals").map { try #require(ExactNumber($0)) }
    let columns = try run.literals("columnDuals").map { try #require(ExactNumber($0)) }
    guard rows.count == costs.count, columns.count == costs.first?.count ?? 0 else {
      Issue.record("duals are missing")
      return
    }
    let rounding = try run.object()["rounding_bound"] as? Double
    let slack = ExactNumber(rounding ?? 0)
    let chosen = Set(pairs)
    for (row, line) in costs.enumerated() {
      for (column, cost) in line.enumerated() {
        guard let cost else { continue }
        let reduced = ExactNumber(cost) - rows[row] - columns[column]
        #expect((reduced + slack).sign >= 0)
        #expect((reduced - slack).sign <= 0 || !chosen.contains([row, column]))
      }
    }
  }

  @Test(arguments: [0, 1, 2, 3, 4, 5]) func statesDualsExactly(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let (rowCount, columnCount) = seed == 0 ? (1, 1) : (5, 7)
    let matrix = (0..<rowCount).map { _ in
      (0..<columnCount).map { _ -> Double? in
        // Numbers of very different size need more digits than a double has.
        let size = Double(sign: .plus, exponent: Int(random.next() % 40), significand: 1)
        return random.next() % 5 == 0 && rowCount > 1
          ? nil : Double(random.next() >> 11) / 0x1p53 / size
      }
    }
    for arguments in [[], ["--maximize"], ["--solver", "flow"], ["--partial"]] {
      _ = try assign(seed == 0 ? [[0.6369616873214543]] : matrix, arguments)
    }
  }

  @Test(
    .enabled(if: SharedData.isThere, "needs the shared test data"),
    arguments: ["assignment", "flow"])
  func reachesTheTotalsOfSmallCases(solver: String) throws {
    for instance in try SharedData.cases("lap-small") {
      let id = instance["id"] as? String ?? ""
      let matrix = (instance["matrix"] as? [[Any]] ?? []).map {
        $0.map { ($0 as? NSNumber)?.doubleValue }
      }
      var arguments = ["--solver", solver]
      if instance["sense"] as? String == "max" { arguments.append("--maximize") }
      let answer = try assign(matrix, arguments)
      if instance["feasible"] as? Bool == false {
        #expect(answer["status"] as? String == "infeasible", "\(id)")
        expectWitness(answer, matrix)
      } else {
        let expected = (instance["expected_total"] as? NSNumber)?.doubleValue ?? .nan
        #expect(abs(total(answer) - expected) <= 1e-9 * max(1, abs(expected)), "\(id)")
        #expect(answer["matched"] as? Int == min(matrix.count, matrix[0].count), "\(id)")
      }
    }
  }

  /// Checks Hall's condition on the matrix itself.
  private func expectWitness(_ answer: [String: Any], _ matrix: [[Double?]]) {
    guard let witness = answer["witness"] as? [String: Any],
      let members = witness["members"] as? [Int], let side = witness["side"] as? String
    else {
      Issue.record("no witness")
      return
    }
    let columns = matrix[0].indices
    let neighbours =
      side == "rows"
      ? columns.filter { column in members.contains { matrix[$0][column] != nil } }
      : matrix.indices.filter { row in members.contains { matrix[row][$0] != nil } }
    #expect(neighbours.count < members.count)
    #expect(
      (witness["neighbours"] as? [[String: Int]])?.map { $0["index"] } == neighbours.map { $0 })
  }

  @Test(
    .enabled(if: SharedData.isThere, "needs the shared test data"),
    arguments: [
      ("assign100.txt", 305), ("assign200.txt", 475), ("assign400.txt", 804),
      ("assign600.txt", 1176), ("assign800.txt", 1552), ("assignp800.txt", 2239),
      ("assignp3000.txt", 18696),
    ])
  func reachesTheOptimaOfORLibrary(name: String, optimum: Int) throws {
    let folder = try Workplace()
    let plain = SharedData.path("orlib-assignment/\(name)")
    if FileManager.default.fileExists(atPath: plain) {
      try folder.put(String(contentsOfFile: plain, encoding: .utf8), name)
    } else {
      try SharedData.unpack("orlib-assignment/\(name).gz", to: "\(folder.path)/\(name)")
    }
    let run = try CommandRun(["assign", name, "--json", "--time-limit", "1h"], in: folder)
    #expect(run.status == 0, "\(run.errors)")
    #expect(try run.object()["total"] as? Int == optimum)
  }

  @Test(.enabled(if: SharedData.isThere, "needs the shared test data"))
  func solvesTeamsAndTransport() throws {
    for instance in try SharedData.cases("constrained-small") {
      let costs = instance["costs"] as? [[Double]] ?? []
      let expected = instance["expected_total"] as? Double ?? .nan
      let limits = instance["constraints"] as? [String: Any] ?? [:]
      if let teams = limits["team_quota"] as? [[String: Any]] {
        let columns = Array(costs[0].indices)
        let quotas = teams.map { team in
          "{\"blocks\": [{\"rows\": \(team["workers"] ?? []), \"columns\": \(columns)}], "
            + "\"max\": \(team["max_tasks"] ?? 0)}"
        }
        let answer = try assign(
          costs, constraints: "{\"quotas\": [\(quotas.joined(separator: ", "))]}")
        #expect(total(answer) == expected)
        #expect(total(answer, "bound") == expected)
        #expect(answer["matched"] as? Int == 4)
      }
      if let supply = limits["supply_max"] as? [Int], let demand = limits["demand_min"] as? [Int] {
        // Each case may be shipped once to each customer, so the amounts are split into units of 25.
        let rows = supply.enumerated().flatMap { [Int](repeating: $0, count: $1 / 25) }
        let columns = demand.enumerated().flatMap { [Int](repeating: $0, count: $1 / 25) }
        let matrix = rows.map { row in columns.map { costs[row][$0] as Double? } }
        #expect(abs(25 * total(try assign(matrix)) - expected) < 1e-9)
      }
    }
  }

  @Test func keepsCapacitiesAndMinimums() throws {
    let matrix: [[Double?]] = [[1, 5, 9], [2, 4, nil], [7, nil, 3]]
    let twice = try assign(matrix, constraints: #"{"column_capacity": [2, 1, 1]}"#)
    #expect(total(twice) == 6)
    #expect(twice["pairs"] as? [[Int]] == [[0, 0], [1, 0], [2, 2]])
    let more = try assign(
      matrix, constraints: #"{"row_minimum": [2, 0, 0], "row_capacity": [2, 1, 1]}"#)
    #expect(total(more) == 6)
    let same = try assign(matrix, constraints: "{}")
    #expect(total(same) == total(try assign(matrix)))
    #expect(total(same, "bound") == total(same))
    let none = try assign(matrix, constraints: #"{"row_capacity": [0, 1, 1]}"#)
    #expect(none["status"] as? String == "infeasible")
    #expect((none["witness"] as? [String: Any])?["members"] as? [Int] == [0])
    let quota = try assign(
      matrix, constraints: #"{"quotas": [{"entries": [[0, 0], [1, 0], [2, 0]], "max": 0}]}"#)
    #expect(total(quota) == 12 || quota["status"] as? String == "infeasible")
  }

  @Test func keepsQuotasOnAnyEntries() throws {
    let matrix: [[Double?]] = [[1, 5, 9], [2, 4, 8], [7, 6, 3]]
    let free = try assign(matrix)
    #expect(total(free) == 8)
    let barred = try assign(
      matrix, constraints: #"{"quotas": [{"entries": [[0, 0], [1, 1]], "max": 0}]}"#)
    #expect(total(barred) == 10)
    #expect(total(barred, "bound") == 10)
    #expect(barred["solver"] as? String == "integer_program")
    let blocks = try assign(
      matrix,
      constraints: """
        {"quotas": [{"blocks": [{"rows": [0, 1], "columns": [0, 1]}, {"rows": [1], "columns": [1]}],
        "entries": [[0, 0]], "max": 1}]}
        """)
    // Of the four entries, which count once each, one may be chosen; 1 + 8 + 6 is the least so.
    #expect(total(blocks) == 15)
    #expect(total(try assign(matrix, ["--maximize"], constraints: "{}")) == 20)
    let most = try assign(
      matrix, ["--maximize"],
      constraints: #"{"quotas": [{"entries": [[0, 1], [1, 2], [2, 0], [0, 2], [1, 1]], "max": 2}]}"#
    )
    #expect(total(most) == 17)
    let clash = try assign(
      matrix,
      constraints:
        #"{"quotas": [{"entries": [[0, 0], [0, 1]], "max": 0}, {"entries": [[0, 2]], "max": 0}]}"#)
    #expect(clash["status"] as? String == "infeasible")
    let crossing = try assign(
      matrix,
      constraints: """
        {"row_minimum": [0, 0, 0], "column_minimum": [0, 0, 0], "quotas": [
        {"blocks": [{"rows": [0, 1], "columns": [0, 1, 2]}], "min": 1, "max": 1},
        {"blocks": [{"rows": [1, 2], "columns": [0, 1, 2]}], "min": 1, "max": 1}]}
        """)
    #expect(total(crossing) == 2)
  }

  @Test func takesTheLargestChoiceWhenAsked() throws {
    let matrix: [[Double?]] = [[1, nil, nil], [2, nil, nil], [1, 2, 3]]
    let refused = try assign(matrix)
    #expect(refused["status"] as? String == "infeasible")
    expectWitness(refused, matrix)
    let largest = try assign(matrix, ["--partial"])
    #expect(largest["pairs"] as? [[Int]] == [[0, 0], [2, 1]])
    #expect(total(try assign(matrix, ["--partial", "--maximize"])) == 5)
    #expect(total(try assign([[3, 1], [2, 5]], ["--partial"])) == 3)
    #expect(try assign([[nil, nil], [nil, nil]], ["--partial"])["matched"] as? Int == 0)
  }

  @Test(arguments: [(0, 5), (3, 0), (0, 0)])
  func solvesMatricesWithoutCells(rows: Int, columns: Int) throws {
    let folder = try Workplace()
    try folder.put(
      "%%MatrixMarket matrix coordinate real general\n\(rows) \(columns) 0\n", "a.mtx")
    let run = try CommandRun(["assign", "a.mtx", "--json"], in: folder)
    #expect(run.status == 0, "\(run.errors)")
    let answer = try run.object()
    #expect(answer["total"] as? Int == 0)
    #expect(answer["rowDuals"] as? [Double] == [Double](repeating: 0, count: rows))
    #expect(answer["columnDuals"] as? [Double] == [Double](repeating: 0, count: columns))
  }

  @Test func statesTotalsExactly() throws {
    let folder = try Workplace()
    func answer(_ text: String, _ arguments: [String] = []) throws -> [String: Any] {
      try folder.put(text, "a.csv")
      return try CommandRun(["assign", "a.csv", "--json"] + arguments, in: folder).object()
    }
    #expect(
      try answer("4503599627370497,9\n9,4503599627370496", ["--maximize"])["total"] as? String
        == "9007199254740993")
    #expect(try answer("1e0,5\n5,1.5")["total"] as? Double == 2.5)
    #expect(try answer("0.1")["total"] as? Double == 0.1)
    #expect(
      try CommandRun(["assign", "a.csv", "--json"], in: folder).output.contains(
        "\"total\": 0.1000000000000000055511151231257827021181583404541015625,"))
    #expect(
      try answer("0.1,5\n5,0.2")["total"] as? String
        == "0.3000000000000000166533453693773481063544750213623046875")
    let far = try answer("1,1e300\n1e300,1")
    #expect(far["total"] as? Int == 2)
    #expect(far["rounding_bound"] == nil)
    #expect(try answer("0.1,5\n5,0.2")["rounding_bound"] == nil)
    let opposite = try answer("1,1.5e308\n-1.5e308,1")
    #expect((opposite["rounding_bound"] as? Double ?? 0) > 0)
  }

  @Test func writesTheChosenPairs() throws {
    let folder = try Workplace()
    try folder.put("3,1.5\n2,9\n", "a.csv")
    let run = try CommandRun(["assign", "a.csv", "--out", "o.csv"], in: folder)
    #expect(run.status == 0)
    #expect(run.output.hasPrefix("total 3.5\n"))
    #expect(try folder.text("o.csv") == "row,column,cost\n0,1,1.5\n1,0,2\n")
    #expect(try CommandRun(["assign", "a.csv", "--out", "o.csv"], in: folder).status == 74)
    #expect(
      try CommandRun(["assign", "a.csv", "--out", "o.csv", "--force"], in: folder).status == 0)
    #expect(
      try CommandRun(["assign", "a.csv", "--out", "a.csv", "--force"], in: folder).status == 74)
    #expect(try folder.text("a.csv") == "3,1.5\n2,9\n")
    // The folder is looked at before the matrix, let alone the solution.
    let early = try CommandRun(["assign", "none.csv", "--out", "none/o.csv", "--json"], in: folder)
    #expect(early.status == 74)
    let error = try #require((early.object()["errors"] as? [[String: Any]])?.first)
    #expect(error["code"] as? String == "cannot-write")
    #expect((error["mend"] as? String)?.hasPrefix("Make the folder") == true)
  }

  @Test func roundsInTextWhatIsOffByRounding() throws {
    let folder = try Workplace()
    try folder.put("1e9,1e9\n1.1641532182693481e-10,1e9\n", "a.csv")
    let text = try CommandRun(["assign", "a.csv"], in: folder).output
    #expect(text.contains("may be off by "))
    #expect(text.utf8.count < 200)
  }

  @Test func saysInJSONWhatItSaysInText() throws {
    let folder = try Workplace()
    try folder.put("3\n1 2 3\n2 1 3\n3 3 3\n", "a.txt")
    try folder.put("1;2\n3;4\n", "a.csv")
    #expect(try CommandRun(["assign", "a.txt"], in: folder).errors.contains("ambiguous-matrix"))
    for (name, key, code) in [
      ("a.txt", "warnings", "ambiguous-matrix"), ("a.csv", "information", "file-form"),
    ] {
      let answer = try CommandRun(["assign", name, "--json"], in: folder).object()
      let findings = try #require(answer[key] as? [[String: Any]])
      #expect(findings.map { $0["code"] as? String } == [code])
      #expect(findings[0]["file"] as? String == name)
      #expect(
        Set(findings[0].keys)
          == ["code", "file", "line", "column", "column_name", "message", "mend"])
      #expect((answer["errors"] as? [Any])?.isEmpty == true)
    }
  }

  @Test func stopsAtTheTimeLimit() throws {
    let folder = try Workplace()
    var random = SplitMix64(seed: 4)
    let matrix = (0..<600).map { _ in (0..<600).map { _ in Double(random.next() >> 40) as Double? }
    }
    try folder.put(csv(matrix), "a.csv")
    let run = try CommandRun(
      ["assign", "a.csv", "--solver", "flow", "--time-limit", "1ms", "--json"], in: folder)
    #expect(run.status == 6)
    #expect(try run.object()["status"] as? String == "unknown")
    #expect(try run.object()["pairs"] as? [[Int]] == [])
  }
}
