import Pairwright

/// What is wrong with the content of a matrix file.
struct MatrixFault: Error {
  let code: String
  var line: Int?
  var column: Int?
  let message: String
  let mend: String

  init(
    _ code: String, line: Int? = nil, column: Int? = nil, _ message: String, mend: String
  ) {
    self.code = code
    self.line = line
    self.column = column
    self.message = message
    self.mend = mend
  }

  func diagnostic(file: String) -> Diagnostic {
    Diagnostic(
      .error, Diagnostic.Code(rawValue: code), at: .init(file: file, line: line, column: column),
      message, mend: mend)
  }
}
