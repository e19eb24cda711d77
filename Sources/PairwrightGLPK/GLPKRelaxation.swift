#if GLPK

internal import LinearAssignment

/// Multipliers from GLPK's linear relaxations, each solved by itself.
///
/// A class, so that the search that asks it can be stopped when GLPK does not come back.
final class GLPKRelaxation: IntegerProgramRelaxation {
  private let program: IntegerProgram
  private let builder: GLPKModelBuilder
  private let backend: any GLPKBackend
  private let limits: () -> GLPKLimits
  /// The first proposal with nothing decided; the search asks for it twice.
  private var rootProposal: RelaxationProposal?
  /// The answer after which GLPK must not be asked again.
  private(set) var failure: GLPKAnswer?

  init(
    _ program: IntegerProgram, builder: GLPKModelBuilder, backend: any GLPKBackend,
    limits: @escaping () -> GLPKLimits
  ) {
    self.program = program
    self.builder = builder
    self.backend = backend
    self.limits = limits
  }

  func proposal(decided: [Bool?], best value: Int64?) -> RelaxationProposal {
    // GLPK takes no program without columns; rows alone decide what there is to decide.
    guard !decided.isEmpty else { return RelaxationProposal() }
    let isRoot = decided.allSatisfy { $0 == nil }
    if isRoot, let rootProposal { return rootProposal }
    let proposal = freshProposal(decided: decided)
    if isRoot { rootProposal = proposal }
    return proposal
  }

  private func freshProposal(decided: [Bool?]) -> RelaxationProposal {
    let (model, columns) = builder.relaxation(decided: decided)
    guard let answer = ask(model), answer.returnCode == 0 else { return RelaxationProposal() }
    switch answer.status {
    case GLPKStatus.optimal:
      let duals = answer.rowDuals.map { $0 * builder.costScale }
      return RelaxationProposal(
        multipliers: [RowMultipliers(rounding: duals, costWeight: 1 << 30, of: program)],
        shares: shares(answer.values, of: columns, count: decided.count))
    case GLPKStatus.noFeasible:
      guard let elastic = ask(builder.elastic(model)),
        elastic.returnCode == 0, elastic.status == GLPKStatus.optimal
      else { return RelaxationProposal() }
      return RelaxationProposal(multipliers: [
        RowMultipliers(rounding: elastic.rowDuals, costWeight: 0, of: program)
      ])
    default:
      return RelaxationProposal()
    }
  }

  /// The shares of all columns, or none when there is not one for each column asked about.
  private func shares(_ values: [Double], of columns: [Int], count: Int) -> [Double] {
    guard values.count == columns.count else { return [] }
    var shares = [Double](repeating: 0, count: count)
    for (column, value) in zip(columns, values) { shares[column] = value }
    return shares
  }

  private func ask(_ model: GLPKModel) -> GLPKAnswer? {
    guard failure == nil else { return nil }
    let answer = backend.answer(to: model, limits: limits())
    guard answer.ending == .returned else {
      failure = answer
      return nil
    }
    return answer
  }
}

#endif
