#!/usr/bin/env bash
# Matches the shared rosters with the solver that is chosen by itself and with GLPK, and compares what
# the objectives come to. Needs the test data and a pairwright built with --traits GLPK.
#
# Usage: Scripts/compare-solvers.sh PAIRWRIGHT [TEST_DATA]
source "$(dirname "$0")/with-rosters.sh"
status=0

# Prints how a solver ends and what the objectives come to.
answer() {
  "$pairwright" match "$1" --program "$2" --solver "$3" --json 2>/dev/null |
    python3 -c '
import json, sys
result = json.load(sys.stdin)
print(result["status"], *(o["objective"] + " " + o["value"] for o in result.get("objectives", [])))'
}

for name in worked-example oracle-hr adventureworks uk-organogram-decc; do
  for program in program-pair-rules program; do
    files=("$data/rosters/$name/roster.csv" "$data/rosters/$name/$program.yaml")
    ours=$(answer "${files[@]}" auto)
    theirs=$(answer "${files[@]}" glpk)
    if [ "$ours" = "$theirs" ]; then
      echo "$name, $program: $ours"
    else
      echo "$name, $program: $ours, but by GLPK: $theirs"
      status=1
    fi
  done
done
exit $status
