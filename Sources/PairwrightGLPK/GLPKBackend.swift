#if GLPK

/// A program as GLPK gets it: to be minimised, in floating-point numbers, without names.
package struct GLPKModel: Sendable {
  /// Whether the columns must be integers; if not, the answer has duals.
  package var needsIntegers: Bool
  /// The cost of each column.
  package var costs: [Double]
  /// The lower bound of each column.
  package var columnLower: [Double]
  /// The upper bound of each column.
  package var columnUpper: [Double]
  /// The lower bound of each row, or minus infinity.
  package var rowLower: [Double]
  /// The upper bound of each row, or infinity.
  package var rowUpper: [Double]
  /// The row of each element.
  package var elementRows: [Int32]
  /// The column of each element.
  package var elementColumns: [Int32]
  /// The elements other than 0.
  package var elements: [Double]
}

/// How long and with how much memory GLPK may work.
package struct GLPKLimits: Sendable {
  /// Milliseconds, or nil for no limit.
  package var milliseconds: Int64?
  /// Memory in MiB, or nil for no limit.
  package var mebibytes: Int32?
  /// Asked every few milliseconds whether to end.
  package var shouldStop: @Sendable () -> Bool
}

/// What GLPK says, word for word; none of it is trusted.
package struct GLPKAnswer: Sendable {
  /// How the call ended.
  package enum Ending: Sendable, Hashable {
    /// GLPK came back.
    case returned
    /// The model was malformed and not shown to GLPK.
    case refused
    /// GLPK reported an error of use or memory.
    case fault
    /// GLPK did not come back in time; its thread was left to itself.
    case abandoned
    /// There was no memory or no thread to begin with.
    case notStarted
  }

  /// How the call ended; the numbers are only meaningful when GLPK came back.
  package var ending: Ending
  /// What GLPK's solver returned.
  package var returnCode: Int32
  /// The status of GLPK's solution.
  package var status: Int32
  /// The objective that GLPK claims.
  package var objective: Double
  /// The value of each column.
  package var values: [Double]
  /// The dual of each row.
  package var rowDuals: [Double]
  /// The text of an error.
  package var message: String

  /// Collects the parts of an answer.
  package init(
    ending: Ending = .returned, returnCode: Int32 = 0, status: Int32 = 0, objective: Double = 0,
    values: [Double] = [], rowDuals: [Double] = [], message: String = ""
  ) {
    self.ending = ending
    self.returnCode = returnCode
    self.status = status
    self.objective = objective
    self.values = values
    self.rowDuals = rowDuals
    self.message = message
  }
}

/// The seam between GLPK and the code that doubts it.
package protocol GLPKBackend: Sendable {
  /// Solves a model within limits.
  func answer(to model: GLPKModel, limits: GLPKLimits) -> GLPKAnswer
}

#endif
