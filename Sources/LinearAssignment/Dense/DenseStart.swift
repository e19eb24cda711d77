extension DenseMatrix {
  /// Surveys a few rows spread over the matrix.
  func peek() -> DenseSurvey {
    var tally = DenseTally(self)
    for row in Self.sampleRows(of: rowCount) {
      for first in stride(from: 0, to: columnCount, by: 16) {
        _ = tally.take(start(of: row), first..<min(first + 16, columnCount))
      }
    }
    return tally.survey
  }

  /// Eight rows (all, if there are no more) in no simple pattern.
  static func sampleRows(of rowCount: Int) -> [Int] {
    let spacing = rowCount / 8
    return rowCount <= 8
      ? Array(0..<rowCount) : (0..<8).map { $0 * spacing + ($0 * $0 * 7 + 3) % spacing }
  }

  /// Surveys the matrix and writes the least entry of every column.
  func survey(
    threads: Int, columnMinima: UnsafeMutablePointer<Double>
  ) -> DenseSurvey {
    let tallies = UnsafeMutablePointer<DenseTally<Element>>.allocate(capacity: threads)
    let minima = UnsafeMutablePointer<Double>.allocate(capacity: threads * columnCount)
    defer {
      tallies.deallocate()
      minima.deallocate()
    }
    tallies.initialize(repeating: DenseTally(self), count: threads)
    minima.initialize(repeating: .infinity, count: threads * columnCount)
    let rows = ScaledRows(matrix: self, exponent: 0)
    let scratch = UnsafeMutablePointer<Double>.allocate(capacity: threads * rows.blockCount)
    defer { scratch.deallocate() }
    forEachPart(of: rowCount, count: threads) { part, range in
      for row in range {
        rows.blockMinima(
          row: row, tallying: &tallies[part], into: scratch + part * rows.blockCount)
        rows.lowerUnrounded(minima + part * columnCount, row: row)
      }
    }
    var survey = DenseSurvey()
    for part in 0..<threads { survey.merge(tallies[part].survey) }
    for column in 0..<columnCount {
      columnMinima[column] = (0..<threads).reduce(Double.infinity) {
        min($0, minima[$1 * columnCount + column])
      }
    }
    return survey
  }
}

extension DenseSearch {
  /// Builds the lists of all rows at prices of 0 and surveys the matrix in the same pass.
  func buildFirst<Element>(threads: Int) -> DenseSurvey where Rows == ScaledRows<Element> {
    let tallies = UnsafeMutablePointer<DenseTally<Element>>.allocate(capacity: threads)
    defer { tallies.deallocate() }
    tallies.initialize(repeating: DenseTally(rows.matrix), count: threads)
    let rows = rows
    buildAll(threads: threads) { row, part, minima in
      rows.blockMinima(row: row, tallying: &tallies[part], into: minima)
    }
    var survey = DenseSurvey()
    for part in 0..<threads { survey.merge(tallies[part].survey) }
    return survey
  }

  /// Returns whether a few rows prefer the same columns, at the present prices, to a degree that
  /// rows with costs of their own would not.
  ///
  /// Then most rows would be driven from column to column before prices tell the columns apart.
  func isContended<Element>() -> Bool where Rows == ScaledRows<Element> {
    var isListed = [Bool](repeating: false, count: columnCount)
    var (drawn, distinct) = (0, 0)
    for row in DenseMatrix<Element>.sampleRows(of: rowCount) {
      rows.blockMinima(row: row, prices: scanPrices, into: scratch.minima)
      var guess: Double?
      candidates.selectShort(
        row: row, rows: rows, prices: scanPrices, scratch: scratch, guess: &guess)
      drawn += Int(candidates.counts[row])
      let list = candidates.lists[row]
      for index in 0..<Int(candidates.counts[row]) where !isListed[Int(list[index].column)] {
        isListed[Int(list[index].column)] = true
        distinct += 1
      }
    }
    // Independent draws d from n columns hit about n d / (n + 0.58 d) different ones.
    return 2 * distinct * (100 * columnCount + 58 * drawn) < 100 * columnCount * drawn
  }
}
