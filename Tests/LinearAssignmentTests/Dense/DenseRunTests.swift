import Testing
import _PairwrightTestSupport

@testable import LinearAssignment

@Suite("The end of a run over all entries")
struct DenseRunTests {
  private let control = WorkControl(shouldStop: { nil }, onProgress: nil)

  /// Runs `body` on a search over a matrix, and returns the total and whether its proof holds.
  private func result<Element: DenseElement>(
    _ entries: [Element], rows: Int, columns: Int, maximizes: Bool, absentValue: Element?,
    _ body: (inout DenseSearch<ScaledRows<Element>>) -> DenseRunResult
  ) -> (total: Int128?, holds: Bool) {
    entries.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return (nil, false) }
      let matrix = DenseMatrix(
        base: base, rowCount: rows, columnCount: columns, sign: maximizes ? -1 : 1,
        absentValue: absentValue)
      var search = DenseSearch(
        rows: ScaledRows(matrix: matrix, exponent: 0, isIntegral: true), arena: DenseArena())
      guard case .assigned = body(&search) else { return (nil, false) }
      let columnOfRow = (0..<rows).map { Int(search.columnOfRow[$0]) }
      let prices = (0..<columns).map { search.prices[$0] }
      let answer = DenseAssignment(
        columnOfRow: columnOfRow,
        potentials: Potentials(
          rows: (0..<rows).map { search.chosenCost[$0] - prices[columnOfRow[$0]] },
          columns: prices),
        maximizes: maximizes, scaleExponent: 0, isLossless: true, work: search.work)
      return (answer.value, DenseCertificate.holds(answer, for: matrix, threads: 1))
    }
  }

  @Test(
    "assigns whatever is left at the least total, for every kind of entry",
    arguments: [(1, 2), (17, 17), (15, 40), (40, 40)], [false, true])
  func finishesAnything(shape: (rows: Int, columns: Int), maximizes: Bool) throws {
    var random = SplitMix64(seed: 81)
    let (rows, columns) = shape
    for family in [DenseFamily.small, .ties, .negative, .rankOne, .absent] {
      let table = family.table(rows: rows, columns: columns, using: &random)
      let wanted = textbookHungarianTotal(
        table.map { $0.map { entry in entry.map { maximizes ? -$0 : $0 } } })
      let cells = table.flatMap(\.self)
      let infinity = maximizes ? -Double.infinity : .infinity
      let doubles = result(
        cells.map { $0.map { Double($0) } ?? infinity }, rows: rows, columns: columns,
        maximizes: maximizes, absentValue: nil
      ) { $0.finishInFull(control: control) }
      #expect(doubles.total == wanted && doubles.holds == (wanted != nil))
      let floats = result(
        cells.map { $0.map { Float($0) } ?? Float(infinity) }, rows: rows, columns: columns,
        maximizes: maximizes, absentValue: nil
      ) { $0.finishInFull(control: control) }
      #expect(floats.total == wanted && floats.holds == (wanted != nil))
      let integers = result(
        cells.map { Int32($0 ?? .init(Int32.max)) }, rows: rows, columns: columns,
        maximizes: maximizes, absentValue: .max
      ) { $0.finishInFull(control: control) }
      #expect(integers.total == wanted && integers.holds == (wanted != nil))
    }
  }

  @Test("takes over when the search for one of the last rows reaches nearly all")
  func takesOver() throws {
    let count = 400
    // Two rows are the same and want the same column; only the one farthest from it is left over.
    let table = (1...count).map { row in
      (1...count).map { Optional(Int64((row == 1 ? count : row) * $0)) }
    }
    var isFarReaching = false
    let answer = result(
      table.flatMap { $0.map { Double($0 ?? 0) } }, rows: count, columns: count, maximizes: false,
      absentValue: nil
    ) { search in
      for column in 0..<count {
        search.setPrice(column, Int64(count * column - column * column / 2))
      }
      search.rebuildAll(threads: 1)
      let result = search.run(.untilLastRows, control: control)
      guard case .farReaching(let rowsLeft) = result else { return result }
      isFarReaching = true
      #expect(rowsLeft <= DensePatience.lastRowCount)
      return search.finishInFull(control: control)
    }
    #expect(isFarReaching)
    #expect(answer.total == textbookHungarianTotal(table) && answer.holds)
  }
}
