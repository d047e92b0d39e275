#!/bin/bash
# make-datasets.sh COUNSELMATCH DATASETS: runs the command in every dataset.json, in place.
set -euo pipefail
bin=$(realpath "$1"); cd "$2"
for manifest in */dataset.json; do
  read -r -a words < <(python3 -c 'import json,sys; print(json.load(open(sys.argv[1]))["generator"]["command"])' "$manifest")
  "$bin" "${words[@]:1}" --force --quiet
done
