package import Pairwright

/// The organisation generator as a source of problems: a new organisation for every replicate.
package struct OrganisationProblem: ProblemGenerator {
  package static let kind = "organisation"
  package static let summary =
    "A made-up organisation with its programme (as pairwright generate makes it), new in every "
    + "replicate."

  private let people: Int
  private let options: RosterProblemOptions

  package init(reading reader: ConfigurationReader) {
    people = reader.integer("people", in: 20...5_000) ?? 120
    options = RosterProblemOptions(reading: reader)
  }

  package func problem(_ random: inout SeededGenerator) throws -> GeneratedProblem {
    let organisation = try OrganisationGenerator(people: people, seed: random.next()).organisation()
    var diagnostics = Diagnostics()
    let program = MentoringProgram(reading: organisation.program, into: &diagnostics)
    let problem = try MatchingProblem(organisation.roster, program, diagnostics: &diagnostics)
    return GeneratedProblem(problem: StudyProblem(problem, options))
  }
}
