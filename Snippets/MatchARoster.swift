import Pairwright
import PairwrightIO

let reading = try RosterReader().read(path: "datasets/small/roster.csv")
if let roster = reading.roster {
  let solution = try MentoringProgram().match(roster)
  for pair in solution.matching?.pairs ?? [] { print(pair.junior, pair.senior, pair.score) }
}
