#!/usr/bin/env python3
"""Prints the body of a request for a dataset folder: request.py FOLDER [key=value …]"""
import json
import pathlib
import sys

folder = pathlib.Path(sys.argv[1])
names = "survivors attorneys firms exclusions pins scores quotas".split()
files = {f"{name}.csv": (folder / f"{name}.csv").read_text() for name in names if (folder / f"{name}.csv").exists()}
if (folder / "policy.json").exists():
    files["policy.json"] = json.loads((folder / "policy.json").read_text())
request = {"files": files}
for argument in sys.argv[2:]:
    key, value = argument.split("=", 1)
    request[key] = json.loads(value) if value[:1] in "0123456789[{" else value
json.dump(request, sys.stdout)
