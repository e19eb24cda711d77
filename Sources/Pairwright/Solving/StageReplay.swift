/// The steps that a proof must have for a matching, read off the matching alone.
struct StageReplay {
  /// A step with what is settled before it.
  struct Claim {
    let goal: Stage.Goal
    let value: Int64
    let settled: SettledStages
  }

  private(set) var stages: [Claim] = []
  private let model: StageModel
  private let cells: [MatchingProblem.Cell]
  private var settled = SettledStages()

  init(_ model: StageModel, cells: [MatchingProblem.Cell]) {
    self.model = model
    self.cells = cells
    let problem = model.problem
    func scores(_ cells: [MatchingProblem.Cell]) -> [Int] {
      cells.map { problem.scorer.score(row: $0.row, column: $0.column) }.sorted()
    }
    let forced = Set(problem.forced)
    let free = scores(cells.filter { !forced.contains($0) })
    let lowestForced = scores(problem.forced).first
    for (objective, goal) in model.stages.goals {
      if let goal {
        add(goal, model.value(of: goal, cells: cells))
        continue
      }
      let open = free.filter { settled.counts[$0] == nil }
      if objective == .leximin {
        for score in open where settled.counts[score] == nil {
          add(.next(score: score), Int64(open.count { $0 == score }))
        }
        settled.lowestScore = PairScorer.fullScore + 1
      } else if let lowest = open.first {
        if let lowestForced, lowestForced <= lowest {
          settled.lowestScore = max(settled.lowestScore, lowestForced)
        } else {
          add(.lowest(score: lowest), 1)
        }
      }
    }
  }

  private mutating func add(_ goal: Stage.Goal, _ value: Int64) {
    stages.append(Claim(goal: goal, value: value, settled: settled))
    settled.settle(goal, value)
  }
}
