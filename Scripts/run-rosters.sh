#!/usr/bin/env bash
# Matches and verifies every shared roster, with its pair rules and with no program at all, and the
# shipped data sets; prints pairs, total and wall time. Needs the test data.
#
# Usage: Scripts/run-rosters.sh PAIRWRIGHT [TEST_DATA]
source "$(dirname "$0")/with-rosters.sh"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Arguments: a name, a roster, and the arguments that name the program.
run() {
  local name=$1 roster=$2
  shift 2
  local out="$work/out" begin end status=0
  rm -rf "$out"
  begin=$(date +%s.%N)
  "$pairwright" match "$roster" "$@" --out "$out" >"$work/summary" 2>"$work/findings" || status=$?
  end=$(date +%s.%N)
  if [ "$status" -ne 0 ]; then
    echo "$name: exit $status: $(tail -n 2 "$work/findings" "$work/summary" | grep -v '^==>' | tr '\n' ' ')"
    return
  fi
  "$pairwright" verify "$out" --roster "$roster" "$@" >"$work/verified"
  echo "$name: $(head -n 1 "$work/summary") $(awk "BEGIN { printf \"%.2f\", $end - $begin }") s, verified"
}

for folder in "$data"/rosters/*/; do
  name=$(basename "$folder")
  if [ -f "$folder/roster.csv.gz" ]; then
    mkdir -p "$work/$name"
    cp "$folder"/*.csv "$folder"/*.yaml "$work/$name/"
    gzip -dc "$folder/roster.csv.gz" >"$work/$name/roster.csv"
    folder="$work/$name"
  fi
  for program in "$folder"/program*.yaml; do
    run "$name, $(basename "$program")" "$folder/roster.csv" --program "$program"
  done
  run "$name, no program" "$folder/roster.csv"
done
for folder in datasets/*/; do
  run "$(basename "$folder") data set" "$folder/roster.csv" --program "$folder/program.yaml"
done
