import Foundation
public import Pairwright

/// The files beside a roster, found but not yet read for meaning.
public struct SideFiles: Sendable {
  /// grades.csv: the order of grade names.
  public var grades: InputFile?
  /// catalogue.csv: the names of skills.
  public var catalogue: InputFile?
  /// complementarity.csv: how skills serve each other.
  public var complementarity: InputFile?
  /// skills.csv: skills in long form.
  public var skills: InputFile?
  /// constraints.csv, or the files that `pairs` rules name.
  public var constraints: [InputFile] = []
  /// history.csv: pairs of earlier rounds.
  public var history: InputFile?
  /// Standard names of the files that were found beside the roster without being named.
  public private(set) var foundBeside: [String] = []

  /// Makes an empty set of files.
  public init() {}

  /// All files, in a fixed order.
  public var all: [InputFile] {
    [grades, catalogue, complementarity, skills].compactMap { $0 } + constraints
      + [history].compactMap { $0 }
  }

  /// Finds and loads the side files of a roster.
  ///
  /// - Parameters:
  ///   - roster: the path of the roster, or `nil` when it does not come from a file.
  ///   - program: the program, which may name files.
  ///   - programFile: the path of the program file, to which the names in it are relative.
  /// - Throws: ``InputOutputError`` when a file cannot be read, `InvalidInput` when one is too
  ///   large.
  public init(besideRoster roster: String?, program: MentoringProgram, programFile: String?) throws
  {
    func named(_ name: String?) throws -> InputFile? {
      try name.map { try InputFile(reading: SideFiles.path($0, relativeTo: programFile ?? roster)) }
    }
    func beside(_ name: String) throws -> InputFile? {
      guard let roster else { return nil }
      let path = SideFiles.path(name, relativeTo: roster)
      guard FileManager.default.fileExists(atPath: path) else { return nil }
      let file = try InputFile(reading: path)
      foundBeside.append(name)
      return file
    }
    grades = try beside("grades.csv")
    catalogue = try beside("catalogue.csv")
    complementarity =
      try named(program.score.complementarity) ?? beside("complementarity.csv")
    skills = try beside("skills.csv")
    var names: [String] = []
    for case let rule as ListedPairs in program.rules {
      if let name = rule.file, !names.contains(name) { names.append(name) }
    }
    constraints = try names.compactMap { try named($0) }
    if constraints.isEmpty { constraints = try [beside("constraints.csv")].compactMap { $0 } }
    history = try beside("history.csv")
  }

  /// Returns a path relative to the folder of another file.
  static func path(_ name: String, relativeTo file: String?) -> String {
    guard !name.hasPrefix("/"), let file, let slash = file.utf8.lastIndex(of: UInt8(ascii: "/"))
    else { return name }
    return String(file[...slash]) + name
  }
}
