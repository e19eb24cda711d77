import Pairwright
import PairwrightIO

/// Rosters made of a few lines, read as if they came from files.
enum RosterFixture {
  /// A day on which the people of the fixtures are of working age.
  static let today = CalendarDate(year: 2027, month: 1, day: 15)

  /// Reads a roster from text.
  static func read(
    _ text: String, program: MentoringProgram = .init(), sideFiles: [String: String] = [:],
    extraTextColumns: Set<String> = []
  ) -> RosterReading {
    read(
      bytes: Array(text.utf8), program: program, sideFiles: sideFiles,
      extraTextColumns: extraTextColumns)
  }

  /// Reads a roster from bytes.
  static func read(
    bytes: [UInt8], program: MentoringProgram = .init(), sideFiles: [String: String] = [:],
    extraTextColumns: Set<String> = []
  ) -> RosterReading {
    func file(_ name: String) -> InputFile? {
      sideFiles[name].map { InputFile(path: name, bytes: Array($0.utf8)) }
    }
    var files = SideFiles()
    files.grades = file("grades.csv")
    files.catalogue = file("catalogue.csv")
    files.complementarity = file("complementarity.csv")
    files.skills = file("skills.csv")
    files.constraints = [file("constraints.csv")].compactMap { $0 }
    files.history = file("history.csv")
    let reader = RosterReader(
      program: program, extraTextColumns: extraTextColumns, today: today)
    return reader.read(InputFile(path: "roster.csv", bytes: bytes), sideFiles: files)
  }
}

extension RosterReading {
  /// Errors and warnings as `E code line:column`, information as `I code`, in order; without the
  /// line that every reading has about the form of the file.
  var findings: [String] {
    diagnostics.all.filter { $0.code != "file-form" }.map { finding in
      let letter =
        switch finding.severity {
        case .error: "E"
        case .warning: "W"
        case .information: "I"
        }
      if letter == "I" { return "I \(finding.code.rawValue)" }
      let place = [finding.location.line, finding.location.column].map {
        $0.map(String.init) ?? "-"
      }
      return "\(letter) \(finding.code.rawValue) \(place.joined(separator: ":"))"
    }
  }
}
