# Sourced by the scripts that run pairwright on the shared rosters. Takes their arguments, PAIRWRIGHT
# and [TEST_DATA], sets `pairwright` and `data`, and ends them where there is no test data.
set -euo pipefail
cd "$(dirname "$0")/.."
pairwright=$1
data=${2:-${PAIRWRIGHT_TEST_DATA:-../shared}}
if [ ! -d "$data/rosters" ]; then
  echo "There is no test data in $data: skipped." >&2
  exit 0
fi
