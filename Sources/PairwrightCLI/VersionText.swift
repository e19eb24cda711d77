internal import Pairwright

#if GLPK
internal import PairwrightGLPK
#endif

/// What `--version` says: the release, and what the build contains and is licensed under.
enum VersionText {
  static var text: String {
    #if GLPK
    """
    \(Release.version)
    Built with GLPK \(GLPKSolver.glpkVersion), which is licensed under GPL-3.0-or-later: whoever \
    passes this binary on must do so under the terms of the GPL. The source is Apache-2.0.
    """
    #else
    """
    \(Release.version)
    Built without GLPK. Apache-2.0.
    """
    #endif
  }
}
