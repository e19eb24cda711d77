/// Eight rows of a matrix (all, if there are no more) in no simple pattern.
struct DenseSampleRows: RandomAccessCollection {
  private let rowCount: Int

  init(of rowCount: Int) { self.rowCount = rowCount }

  var startIndex: Int { 0 }
  var endIndex: Int { Swift.min(8, rowCount) }

  subscript(place: Int) -> Int {
    let spacing = rowCount / 8
    return rowCount <= 8 ? place : place * spacing + (place * place * 7 + 3) % spacing
  }
}

extension DenseMatrix {
  /// Surveys a few rows spread over the matrix.
  func peek(_ arena: DenseArena) -> DenseTally<Element> {
    // Of few rows fewer are enough: they are part of the work.
    tally(DenseSampleRows(of: rowCount).prefix(max(2, rowCount / 32)), arena)
  }

  /// Surveys all rows.
  func survey(_ arena: DenseArena) -> DenseSurvey { tally(0..<rowCount, arena).survey }

  private func tally(_ rows: some Sequence<Int>, _ arena: DenseArena) -> DenseTally<Element> {
    var tally = DenseTally(self)
    let minima = arena.allocate(Double.self, (columnCount + 15) / 16)
    for row in rows { _ = tally.take(row: start(of: row), into: minima) }
    return tally
  }
}

extension DenseSearch {
  /// Builds the lists of all rows at the present prices and surveys the matrix in the same pass.
  ///
  /// - Parameters:
  ///   - threads: the number of threads.
  ///   - arePricesZero: whether all prices are 0.
  ///   - tally: what is known of the entries.
  ///   - digest: where to keep what the pass finds.
  mutating func buildFirst<Element>(
    threads: Int, arePricesZero: Bool, tally: DenseTally<Element>, digest: DenseDigest
  ) -> DenseSurvey where Rows == ScaledRows<Element> {
    let (rows, prices) = (rows, scanPrices)
    return DenseSurvey.merging(threads, in: arena) { surveys in
      buildAll(threads: threads, tally: tally) { row, tally, minima in
        let leastEntries = digest.place(of: row)
        _ = tally.take(row: rows.matrix.start(of: row), into: leastEntries)
        if arePricesZero {
          for block in 0..<rows.blockCount {
            minima[block] = rows.cost(ofSigned: leastEntries[block])
          }
        } else {
          rows.blockMinima(row: row, prices: prices, into: minima)
        }
      } finish: { thread, tally in
        surveys[thread].merge(tally.survey)
      }
    }
  }

  /// Lists the cheapest edge of every row at prices of 0, or the two cheapest, and surveys the matrix
  /// in the same pass.
  ///
  /// - Parameters:
  ///   - count: 1 or 2.
  ///   - threads: the number of threads.
  ///   - tally: what is known of the entries.
  ///   - digest: where to keep what the pass finds.
  mutating func buildCheapest<Element>(
    _ count: Int, threads: Int, tally: DenseTally<Element>, digest: DenseDigest
  ) -> DenseSurvey where Rows == ScaledRows<Element> {
    work.rowScans += rowCount
    candidates.makeRoom(rowCount: rowCount, of: count)
    let (rowCount, rows, candidates) = (rowCount, rows, candidates)
    return DenseSurvey.merging(threads, in: arena) { surveys in
      forEachPart(of: rowCount, count: threads) { thread, part in
        var tally = tally
        for row in part {
          let minima = digest.place(of: row)
          let least = tally.take(row: rows.matrix.start(of: row), into: minima)
          if count == 2 {
            candidates.selectTwo(row: row, leastEntry: least, minima: minima, rows: rows)
          } else {
            candidates.selectOne(row: row, leastEntry: least, minima: minima, rows: rows)
          }
        }
        surveys[thread].merge(tally.survey)
      }
    }
  }

  /// Returns whether a few rows prefer the same columns, at the present prices, to a degree that
  /// rows with costs of their own would not.
  ///
  /// Then most rows would be driven from column to column before prices tell the columns apart.
  func isContended<Element>() -> Bool where Rows == ScaledRows<Element> {
    let isListed = arena.allocate(Bool.self, columnCount)
    isListed.initialize(repeating: false, count: columnCount)
    var (drawn, distinct) = (0, 0)
    for row in DenseSampleRows(of: rowCount) {
      rows.blockMinima(row: row, prices: scanPrices, into: scratch.minima)
      var aim = candidates.firstAim()
      candidates.selectShort(row: row, rows: rows, prices: scanPrices, scratch: scratch, aim: &aim)
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

  /// Returns whether most of a few rows have cheapest edges in a quarter of all blocks or more, at the
  /// present prices.
  func seesTies<Element>() -> Bool where Rows == ScaledRows<Element> {
    let sample = DenseSampleRows(of: rowCount)
    var tiedRows = 0
    for row in sample {
      rows.blockMinima(row: row, prices: scanPrices, into: scratch.minima)
      var (least, count) = (Double.infinity, 0)
      for block in 0..<rows.blockCount where scratch.minima[block] <= least {
        count = scratch.minima[block] < least ? 1 : count + 1
        least = scratch.minima[block]
      }
      if 4 * count >= rows.blockCount { tiedRows += 1 }
    }
    return 4 * tiedRows >= 3 * sample.count
  }

  /// Sets every price to the least cost of its column in some rows (column reduction, Jonker &
  /// Volgenant 1987, on a sample).
  ///
  /// For a square matrix only: in one with columns to spare prices must start at 0, because
  /// unassigned columns keep theirs.
  func setPricesToColumnMinima<Element>() where Rows == ScaledRows<Element> {
    let minima = arena.allocate(Double.self, columnCount)
    minima.initialize(repeating: .infinity, count: columnCount)
    let step = max(1, rowCount / 256)
    for row in stride(from: 0, to: rowCount, by: step) { rows.lower(minima, row: row, dual: 0) }
    for column in 0..<columnCount where abs(minima[column]) < 0x1p50 {
      setPrice(column, Int64(minima[column]))
    }
  }
}
