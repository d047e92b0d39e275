#!/bin/bash
# Loads IntakeServer on this machine with wrk: load.sh SERVER DATASET [SECONDS]
# Three runs: whole matchings (POST, wait for the plan), plans and explanations fetched again, and a refused request.
set -euo pipefail
server=$1 dataset=$2 seconds=${3:-10}
here=$(dirname "$0") folder=$(mktemp -d) port=$((20000 + RANDOM % 20000))
cores=$(nproc)
export INTAKE_PORT=$port INTAKE_SOLVES=$cores INTAKE_WAITING=64 INTAKE_KEPT=64
"$server" 2>"$folder/log" & pid=$!
trap 'kill "$pid" 2>/dev/null; wait "$pid" 2>/dev/null; rm -rf "$folder"' EXIT
url=http://127.0.0.1:$port
until python3 -c "import urllib.request; urllib.request.urlopen('$url/health')" 2>/dev/null; do sleep 0.1; done

python3 "$here/request.py" "$dataset" >"$folder/body"
cat >"$folder/post.lua" <<END
local file = assert(io.open("$folder/body"))
wrk.method = "POST"
wrk.body = file:read("*a")
wrk.headers["content-type"] = "application/json"
END
sed 's/wrk.body = .*/wrk.body = "{"/' "$folder/post.lua" >"$folder/refused.lua"

echo "## $(basename "$dataset"): request of $(wc -c <"$folder/body") bytes, $cores cores"
for connections in 1 "$cores" 32; do
  echo "## POST ?wait=true, $connections connections"
  wrk -t1 -c"$connections" -d"${seconds}s" --latency --timeout 30s -s "$folder/post.lua" "$url/v1/matchings?wait=true"
done
id=$(python3 -c "
import json, urllib.request
body = open('$folder/body', 'rb').read()
print(json.load(urllib.request.urlopen(urllib.request.Request('$url/v1/matchings?wait=true', body)))['id'])")
for path in "" /explanations "/explanations?view=shareable"; do
  echo "## GET $path, 32 connections"
  wrk -t1 -c32 -d"${seconds}s" --latency "$url/v1/matchings/$id$path"
done
echo "## POST of what is no JSON, 32 connections"
wrk -t1 -c32 -d"${seconds}s" --latency -s "$folder/refused.lua" "$url/v1/matchings"
echo "## the server: $(grep VmHWM "/proc/$pid/status"), $(wc -l <"$folder/log") log lines"
kill -TERM "$pid"
wait "$pid" && echo "## SIGTERM ended it with 0"
