#!/usr/bin/env python3
"""Starts IntakeServer and asks it everything once, over a socket: smoke.py SERVER DATASET [BIG-DATASET]

Ends with 0 when every answer is as it should be, the logs name nobody, and SIGTERM ends the server with 0.
With BIG-DATASET also: a client that goes away, and a stop, while a long solve runs.
"""
import http.client
import json
import os
import pathlib
import signal
import socket
import subprocess
import sys
import tempfile
import time

server, dataset = sys.argv[1], pathlib.Path(sys.argv[2])
big = sys.argv[3] if len(sys.argv) > 3 else None
here = pathlib.Path(__file__).parent
log = tempfile.TemporaryFile("w+")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def body(folder, *more):
    return subprocess.run(
        [sys.executable, here / "request.py", folder, *more], check=True, capture_output=True, text=True).stdout


def ask(method, path, content=None):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request(method, path, content)
    answer = connection.getresponse()
    text = answer.read().decode()
    connection.close()
    return answer.status, json.loads(text) if text else None


def wait_for(condition, what):
    for _ in range(600):
        if condition():
            return
        time.sleep(0.05)
    sys.exit(f"smoke: {what} did not happen within 30 s")


def up():
    try:
        return ask("GET", "/health")[0] == 200
    except OSError:
        return process.poll() is not None


def expect(condition, what):
    if not condition:
        process.kill()
        log.seek(0)
        sys.exit(f"smoke: {what}\n{log.read()}")
    print("ok", what)


port = free_port()
process = subprocess.Popen([server], stderr=log, env=os.environ | {"INTAKE_PORT": str(port), "INTAKE_BODY_BYTES": "33554432"})
wait_for(up, "the server's start")
expect(process.poll() is None, "it starts")

status, plan = ask("POST", "/v1/matchings?wait=true", body(dataset))
expect(status == 200 and plan["certificate"] == "verified", "a plan, verified")
status, why = ask("GET", f"/v1/matchings/{plan['id']}/explanations")
expect(status == 200 and len(why["unmatched"]) == len(plan["unmatched"]), "a reason for everybody who waits")
status, board = ask("GET", f"/v1/matchings/{plan['id']}/explanations?view=shareable")
expect(status == 200 and board["unmatched"] == [], "a shareable view without people")
status, error = ask("POST", "/v1/matchings", '{"files":{"survivors.csv":"id\\nS1\\nS1\\n"}}')
expect(status == 422 and error["error"]["code"] == "dataset.invalid" and error["faults"], "faults with codes")
expect(ask("DELETE", f"/v1/matchings/{plan['id']}")[0] == 204, "a deletion")
expect(ask("GET", f"/v1/matchings/{plan['id']}")[0] == 404, "and nothing is left")

if big:
    request = body(big)
    with socket.create_connection(("127.0.0.1", port)) as client:
        head = f"POST /v1/matchings?wait=true HTTP/1.1\r\nhost: smoke\r\ncontent-length: {len(request.encode())}\r\n\r\n"
        client.sendall((head + request).encode())
        wait_for(lambda: ask("GET", "/health")[1]["pending"] == 1, "the big solve's begin")
    gone = time.monotonic()
    wait_for(lambda: ask("GET", "/health")[1]["pending"] == 0, "its end after the client went away")
    expect(True, f"a client that goes away frees its place ({time.monotonic() - gone:.2f} s)")
    status, accepted = ask("POST", "/v1/matchings", request)
    stopped = time.monotonic()
    expect(ask("POST", f"/v1/matchings/{accepted['id']}/stop")[0] == 202, "a stop")
    wait_for(lambda: ask("GET", "/health")[1]["pending"] == 0, "the end of the stopped solve")
    print(f"ok it ends after {time.monotonic() - stopped:.2f} s")
    status, plan = ask("GET", f"/v1/matchings/{accepted['id']}")
    expect(plan.get("termination") == "cancelled" or "error" in plan, f"labelled {plan.get('termination') or plan['error']['code']}")

process.send_signal(signal.SIGTERM)
expect(process.wait(30) == 0, "SIGTERM ends it with 0")
log.seek(0)
lines = log.read().splitlines()
expect(all(json.loads(line)["event"] for line in lines), f"{len(lines)} log lines, each one JSON object")
ids = {row.split(",")[0] for name in ("survivors", "attorneys") for row in (dataset / f"{name}.csv").read_text().splitlines()[1:]}
expect(not any(name in line for line in lines for name in ids), "and none of them names anybody")
