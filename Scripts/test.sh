#!/usr/bin/env bash
# Builds everything and runs all tests: first as users get the package, then what needs GLPK.
# Arguments go to the first run, so that `Scripts/test.sh --filter Name` asks for little.
set -euo pipefail
cd "$(dirname "$0")/.."
swift test "$@"

# Everybody else's tests do not depend on the trait, so only the solver's run again. Both runs share
# one build folder: the dependencies, which take longest, are built once.
if ! echo '#include <glpk.h>' | clang -E -x c - >/dev/null 2>&1; then
  if ! command -v apt-get >/dev/null; then
    echo "Install GLPK (on a Mac: brew install glpk) to run the tests of its solver." >&2
    exit 1
  fi
  as_root=()
  if [ "$(id -u)" -ne 0 ]; then as_root=(sudo); fi
  "${as_root[@]}" apt-get update
  "${as_root[@]}" apt-get install --yes libglpk-dev
fi
swift test --traits GLPK --filter PairwrightGLPKTests
