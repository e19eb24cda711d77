extension CapacitatedAssignmentProblem {
  /// Finds an optimal choice of pairs and proves it, or proves that there is none.
  ///
  /// Every answer passes ``CertificateChecker``, which shares no code with the solver, before it
  /// is returned. The same problem gives the same answer on every machine.
  ///
  /// Where no node is used twice, stored sparse costs are solved by auctions and paths, and so are
  /// square problems of 1,024 rows or more with costs of any kind, unless potentials are expected or
  /// the costs lie very far apart; all others by few edges, then prices. See <doc:LinearAssignment>.
  /// - Throws: `AssignmentError` when the bounds are invalid or do not fit the costs; when the
  ///   number of rows and columns times the difference between the largest and the smallest of all
  ///   costs, first-use costs and 0 exceeds 2^61; and when an answer fails its check, which would
  ///   be a defect.
  /// - Complexity: a few readings of all rows, and in the worst case O(k x e x log n) in between,
  ///   for k chosen pairs, e candidate edges and n rows and columns. Memory grows with n + e only.
  public func solve(
    _ options: CapacitatedAssignmentOptions = CapacitatedAssignmentOptions()
  ) throws(AssignmentError) -> CapacitatedAssignmentOutcome {
    try validate()
    if let expected = options.expectedPotentials { try validate(expected) }
    do {
      let unit = UnitDegreeSolver(costs: costs, rows: rows, columns: columns, options: options)
      if let (answer, work) = try unit?.solve() {
        switch answer {
        case .infeasible(let witness): return try checked(witness)
        case .optimal(let pairs, let value, let potentials):
          return try checked(pairs, value, potentials, work, options)
        }
      }
      let solver = CapacitatedSolver(
        costs: costs, rows: rows, columns: columns,
        forest: QuotaForest(nodeCount: rows.count + columns.count), options: options)
      let (answer, work) = try solver.solve()
      switch answer {
      case .infeasible(let deficient, let choice, _, _):
        return try checked(
          WitnessBuilder(costs: costs, rows: rows, columns: columns)
            .witness(deficient: deficient, choice: choice))
      case .optimal(let pairs, let value, let potentials, _):
        return try checked(pairs, value, potentials, work, options)
      }
    } catch let stop as SolverStop {
      return .stopped(stop.reason)
    } catch let error as AssignmentError {
      throw error
    } catch {
      throw AssignmentError(
        code: .internalInconsistency, message: "Solving failed: \(error).",
        advice: "this is a defect of the package; please report it.")
    }
  }

  private func checked(_ witness: DegreeWitness) throws(AssignmentError)
    -> CapacitatedAssignmentOutcome
  {
    if let flaw = CertificateChecker.flaw(in: witness, of: self) { throw withheld(flaw) }
    return .infeasible(witness)
  }

  private func checked(
    _ pairs: [AssignedPair], _ value: Int128, _ potentials: Potentials, _ work: AssignmentWork,
    _ options: CapacitatedAssignmentOptions
  ) throws(AssignmentError) -> CapacitatedAssignmentOutcome {
    var work = work
    work.rowReadings += costs.rowCount
    options.onProgress?(
      AssignmentProgress(
        stage: .checking, round: work.rounds, completed: 0, total: costs.rowCount))
    let flaw = CertificateChecker.flaw(
      inPairs: pairs, value: value, potentials: potentials, of: self)
    if let flaw { throw withheld(flaw) }
    return .optimal(
      CapacitatedAssignment(pairs: pairs, value: value, potentials: potentials, work: work))
  }

  private func withheld(_ flaw: CertificateFlaw) -> AssignmentError {
    AssignmentError(
      code: .internalInconsistency,
      message: "The answer found did not pass its own check (\(flaw)) and was withheld.",
      advice: "this is a defect of the package; please report it with the costs.")
  }
}
