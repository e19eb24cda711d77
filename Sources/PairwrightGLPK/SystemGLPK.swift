#if GLPK

internal import CGLPKShim

/// The GLPK of this machine.
package struct SystemGLPK: GLPKBackend {
  /// A mistake to be made inside the solve, for tests of what happens then.
  package enum Mistake: Int32, Sendable, CaseIterable {
    /// None, which is what users get.
    case none = 0
    /// A column beyond the last one is given a cost.
    case columnOutOfRange = 1
    /// An element of the matrix is given twice.
    case duplicateElement = 2
    /// The time limit is negative.
    case negativeTime = 3
    /// The program is edited while it is searched.
    case editInCallback = 4
    /// There is nearly no memory.
    case noMemory = 5
    /// A column is of a kind that does not exist.
    case unknownKind = 6
    /// The solve does not come back for five seconds.
    case hang = 7
  }

  private let mistake: Mistake

  /// Uses GLPK, with a mistake if a test asks for it.
  package init(mistake: Mistake = .none) { self.mistake = mistake }

  /// The version of GLPK, such as 5.0.
  package static var version: String {
    pairwright_glpk_version().map { String(cString: $0) } ?? ""
  }

  package func answer(to model: GLPKModel, limits: GLPKLimits) -> GLPKAnswer {
    var values = [Double](repeating: 0, count: model.costs.count)
    var duals = [Double](repeating: 0, count: model.rowLower.count)
    var raw = pairwright_glpk_answer()
    // The shim asks on this thread, between waits, so that the box outlives every question.
    let stop = StopBox(limits.shouldStop)
    var rawLimits = pairwright_glpk_limits()
    rawLimits.milliseconds = limits.milliseconds.map { max(0, $0) } ?? -1
    rawLimits.mebibytes = limits.mebibytes ?? 0
    rawLimits.poll_context = Unmanaged.passUnretained(stop).toOpaque()
    rawLimits.poll = { context in
      guard let context else { return 0 }
      return Unmanaged<StopBox>.fromOpaque(context).takeUnretainedValue().shouldStop() ? 1 : 0
    }
    withExtendedLifetime(stop) {
      withProgram(model) { program in
        pairwright_glpk_solve_with_mistake(
          program, &rawLimits, &values, &duals, &raw, mistake.rawValue)
      }
    }
    let message = withUnsafeBytes(of: &raw.message) { bytes in
      String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
    return GLPKAnswer(
      ending: Self.ending(raw.ending), returnCode: raw.return_code, status: raw.status,
      objective: raw.objective, values: values, rowDuals: duals,
      message: String(message.reversed().drop(while: \.isWhitespace).reversed()))
  }

  private static func ending(_ raw: Int32) -> GLPKAnswer.Ending {
    switch Int(raw) {
    case Int(PAIRWRIGHT_GLPK_RETURNED): .returned
    case Int(PAIRWRIGHT_GLPK_REFUSED): .refused
    case Int(PAIRWRIGHT_GLPK_FAULT): .fault
    case Int(PAIRWRIGHT_GLPK_ABANDONED): .abandoned
    default: .notStarted
    }
  }

  private func withProgram(
    _ model: GLPKModel, _ body: (UnsafePointer<pairwright_glpk_program>) -> Void
  ) {
    model.rowLower.withUnsafeBufferPointer { rowLower in
      model.rowUpper.withUnsafeBufferPointer { rowUpper in
        model.columnLower.withUnsafeBufferPointer { columnLower in
          model.columnUpper.withUnsafeBufferPointer { columnUpper in
            model.costs.withUnsafeBufferPointer { costs in
              model.elementRows.withUnsafeBufferPointer { elementRows in
                model.elementColumns.withUnsafeBufferPointer { elementColumns in
                  model.elements.withUnsafeBufferPointer { elements in
                    var program = pairwright_glpk_program(
                      row_count: Int32(rowLower.count), column_count: Int32(costs.count),
                      element_count: Int32(elements.count), row_lower: rowLower.baseAddress,
                      row_upper: rowUpper.baseAddress, column_lower: columnLower.baseAddress,
                      column_upper: columnUpper.baseAddress, costs: costs.baseAddress,
                      element_rows: elementRows.baseAddress,
                      element_columns: elementColumns.baseAddress,
                      elements: elements.baseAddress, integers: model.needsIntegers ? 1 : 0)
                    body(&program)
                  }
                }
              }
            }
          }
        }
      }
    }
  }
}

/// Carries a closure through C.
private final class StopBox {
  let shouldStop: @Sendable () -> Bool

  init(_ shouldStop: @escaping @Sendable () -> Bool) { self.shouldStop = shouldStop }
}

#endif
