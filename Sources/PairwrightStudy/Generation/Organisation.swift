public import Pairwright

/// A generated organisation: its people, what is known of them, and a programme to match them by.
public struct Organisation: Sendable {
  /// Everyone, with catalogue, relatedness of skills, listed pairs and past pairs.
  public let roster: Roster
  /// The programme as it stands in a program file.
  public let program: ConfigurationValue
  /// The seed that the organisation was generated from.
  public let seed: UInt64

  /// Returns whether a person takes part on a side of the programme.
  static func takesPart(_ person: Person, as side: Side) -> Bool {
    person.side?.includes(side) == true && person.status == .active && person.consent == .yes
      && person.capacityMaximum != 0 && person.hundredthHoursPerMonth != 0
  }

  /// A description of the organisation in Markdown, with the seed and the most telling figures.
  public var readme: String {
    let figures = OrganisationFigures(roster)
    let rows = figures.rows.map { "| \($0.name) | \($0.count) |" }.joined(separator: "\n")
    return """
      # A made-up organisation of \(roster.people.count) people

      Nobody in these files exists: people, names, addresses and ties come from a seeded generator
      (seed \(seed)). The same command writes the same bytes on every machine:

      ```
      pairwright generate --people \(roster.people.count) --seed \(seed) --out DIR
      ```

      | file | what it holds |
      |---|---|
      | roster.csv | one row per person, both sides of the programme |
      | program.yaml | the programme: what makes a pair good, and what it must satisfy |
      | catalogue.csv | skills, interests and goals with their synonyms |
      | complementarity.csv | how far an offer of one skill serves a want of another |
      | constraints.csv | pairs that are forbidden, forced or preferred |
      | history.csv | pairs of earlier rounds |

      | figure | count |
      |---|---|
      \(rows)

      Those who take part are active, gave their consent, and have time and capacity for a partner.
      Gaps are part of the picture: empty cells, people without a side, leavers, skills written
      in other words than the catalogue's.

      """
  }
}
