#!/bin/bash
# fuzz.sh FOLDER [TARGET...]: runs the fuzz targets for MINUTES each, four at a time, from Fuzz/Corpus; prints
# executions, coverage and findings of each. New inputs go to FOLDER/corpus, inputs that failed to FOLDER/findings.
set -uo pipefail
folder=$1; shift
targets=("$@")
[ ${#targets[@]} -gt 0 ] || targets=($(ls Fuzz/Corpus))
# The Swift backtracer would take the signal before the fuzzer can save its input.
export SWIFT_BACKTRACE=enable=no folder MINUTES=${MINUTES:-1}
mkdir -p "$folder/findings"
one() {
  mkdir -p "$folder/corpus/$1"
  COUNSELMATCH_FUZZ=$1 "$folder/release/FuzzOne" -max_total_time=$((60 * MINUTES)) -max_len=4096 -timeout=20 \
    -rss_limit_mb=4096 -print_final_stats=1 -artifact_prefix="$folder/findings/$1-" \
    "$folder/corpus/$1" "Fuzz/Corpus/$1" >"$folder/$1.log" 2>&1
  echo "$?" >"$folder/$1.rc"
}
export -f one
printf '%s\n' "${targets[@]}" | xargs -P 4 -I{} bash -c 'one {}'
failed=0
printf '%-12s %12s %8s %s\n' target executions edges end
for t in "${targets[@]}"; do
  runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$folder/$t.log")
  edges=$(grep -oE 'cov: [0-9]+' "$folder/$t.log" | tail -1 | cut -d' ' -f2)
  end=clean
  [ "$(cat "$folder/$t.rc")" = 0 ] || { end="FOUND: $(grep -aoE 'Fatal error: .*|ERROR: .*' "$folder/$t.log" | head -1)"; failed=1; }
  printf '%-12s %12s %8s %s\n' "$t" "${runs:-?}" "${edges:-?}" "$end"
done
exit $failed
