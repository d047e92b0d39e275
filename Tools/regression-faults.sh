#!/bin/bash
# regression-faults.sh COUNSELMATCH OUTFOLDER: each fault that is planted is found, and nothing is found where none is.
set -euo pipefail
bin=$1 out=$2 sets=(remission-100 one-language-200)
rm -rf "$out"; mkdir -p "$out/sets"
for name in "${sets[@]}"; do cp -r "Datasets/$name" "$out/sets/"; done
bench() { "$bin" bench --quiet --times --datasets "$out/sets" --baseline "$out/baseline.json" "$@"; }
bench --update >/dev/null
failed=0
expect() { # STATUS WORD ARGUMENTS…
  local status=0 wanted=$1 word=$2; shift 2
  bench --check "$@" >"$out/answer.txt" || status=$?
  if [[ $status == "$wanted" ]] && grep -q "$word" "$out/answer.txt"; then
    echo "ok   ${*:-nothing planted}: exit $status, $(grep -c "$word" "$out/answer.txt") × \"$word\", e.g. $(grep -m1 "$word" "$out/answer.txt")"
  else
    echo "FAIL ${*:-nothing planted}: exit $status"; cat "$out/answer.txt"; failed=1
  fi
}
expect 0 "every level value equal"
expect 1 "quality was" --plant worse
expect 1 "pivots was" --plant counters
expect 1 "time (‰ of the kernel) was" --plant slower
expect 1 "memory (MB) was" --plant memory
exit $failed
