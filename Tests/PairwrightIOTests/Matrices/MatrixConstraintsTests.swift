import Pairwright
import Testing

@testable import PairwrightIO

@Suite struct MatrixConstraintsTests {
  private func read(_ text: String) throws -> MatrixConstraints {
    try MatrixConstraints(
      InputFile(path: "c.json", bytes: Array(text.utf8)), rowCount: 2, columnCount: 3)
  }

  @Test func readsEveryKey() throws {
    let constraints = try read(
      """
      {"row_capacity": [1, 2], "column_capacity": [0, 1, 9], "row_minimum": [0, 1],
       "column_minimum": [0, 0, 1],
       "quotas": [{"blocks": [{"rows": [0, 1], "columns": [2]}], "min": 1, "max": 3},
                  {"entries": [[0, 2], [1, 0]], "max": 1}]}
      """)
    #expect(constraints.rowCapacity == [1, 2])
    #expect(constraints.columnCapacity == [0, 1, 9])
    #expect(constraints.rowMinimum == [0, 1])
    #expect(constraints.columnMinimum == [0, 0, 1])
    #expect(constraints.quotas.map(\.minimum) == [1, 0])
    #expect(constraints.quotas.map(\.maximum) == [3, 1])
    #expect(constraints.quotas[0].blocks == [.init(rows: [0, 1], columns: [2])])
    #expect(constraints.quotas[1].entries.map { [$0.row, $0.column] } == [[0, 2], [1, 0]])
    #expect(try read("{}").quotas.isEmpty)
  }

  @Test(
    arguments: [
      (#"{"row_capacity": [1]}"#, "wrong-length"), (#"{"row_capacty": [1, 1]}"#, "unknown-key"),
      (#"{"row_capacity": [2.0, 1]}"#, "wrong-type"),
      (#"{"row_capacity": [1e2, 1]}"#, "wrong-type"),
      (#"{"row_capacity": [-1, 1]}"#, "out-of-range"), (#"{"row_capacity": null}"#, "wrong-type"),
      (#"{"row_capacity": [true, 1]}"#, "wrong-type"),
      (#"{"row_capacity": ["1", 1]}"#, "wrong-type"),
      (#"{"row_capacity": 1}"#, "wrong-type"), ("[]", "wrong-type"), ("3", "wrong-type"),
      (#"{"row_capacity": [99999999999999999999, 1]}"#, "wrong-type"),
      (#"{"quotas": [{"max": 1}]}"#, "missing-key"),
      (#"{"quotas": [{"entries": [[0, 0]]}]}"#, "missing-key"),
      (#"{"quotas": [{"entries": [[0, 3]], "max": 1}]}"#, "out-of-range"),
      (#"{"quotas": [{"entries": [[0]], "max": 1}]}"#, "wrong-type"),
      (#"{"quotas": [{"entries": [], "min": 2, "max": 1}]}"#, "bounds-crossed"),
      (
        #"{"quotas": [{"blocks": [{"rows": [0, 0], "columns": [1]}], "max": 1}]}"#,
        "duplicate-index"
      ),
      (#"{"quotas": [{"blocks": [{"rows": [0]}], "max": 1}]}"#, "missing-key"),
      (#"{"quotas": [{"blocks": [{"rows": [2], "columns": [1]}], "max": 1}]}"#, "out-of-range"),
    ] as [(String, Diagnostic.Code)])
  func refusesWhatIsWrong(text: String, code: Diagnostic.Code) {
    let error = #expect(throws: InvalidInput.self) { try read(text) }
    #expect(error?.diagnostics.errors.map(\.code) == [code])
    #expect(error?.diagnostics.errors.first?.location.line == 1)
    #expect(error?.diagnostics.errors.first?.location.column != nil)
  }
}
