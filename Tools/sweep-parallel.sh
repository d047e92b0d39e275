#!/bin/bash
# sweep-parallel.sh COUNSELMATCH OUTFOLDER: a sweep over processes of GNU parallel gives what one process gives.
set -euo pipefail
command -v parallel >/dev/null || { echo "GNU parallel is missing: apt-get install parallel" >&2; exit 69; }
bin=$1 out=$2 file=$(dirname "$0")/../Examples/Sweep/sweep.json
rm -rf "$out"; mkdir -p "$out"
"$bin" sweep "$file" --quiet --output "$out/one" >/dev/null
parallel -j4 "$bin" sweep "$file" --shard {}/4 --jobs 1 --quiet --output "$out/shard-{}" ::: 1 2 3 4
"$bin" merge "$out"/shard-* --output "$out/all"
for folder in one all; do cut -d, -f1-9 "$out/$folder/sweep.csv" >"$out/$folder.csv"; done
cmp "$out/one.csv" "$out/all.csv" && echo "$(($(wc -l <"$out/all.csv") - 1)) rows are equal"
