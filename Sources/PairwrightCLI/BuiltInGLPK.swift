internal import ArgumentParser
internal import LinearAssignment

#if GLPK
internal import PairwrightGLPK
#endif

/// GLPK, where the package trait has brought it.
enum BuiltInGLPK {
  /// Asks GLPK for answers, or `nil` where it is not built in.
  static var proposer: (any IntegerProgramProposer)? {
    #if GLPK
    GLPKProposer()
    #else
    nil
    #endif
  }

  /// - Throws: an error of usage where GLPK is not built in.
  static func require() throws {
    if proposer == nil {
      throw ValidationError(
        "The solver glpk is not built in; build with --traits GLPK to have it. "
          + "Use --solver auto, which is exact too.")
    }
  }
}
