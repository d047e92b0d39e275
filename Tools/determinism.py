#!/usr/bin/env python3
"""One output hash over many processes: builds, threads, row orders, locales and time zones must not matter.

    Tools/determinism.py [--processes 50] [--seed 1] BINARY...

Each process takes one of the binaries (debug and release), 1, 2 or 4 threads, a locale, a time zone, a hash seed of
its own as every Swift process has, and the dataset's rows in an order of its own. It solves, explains, draws a
lottery and exports; the hash is over every file written and everything printed, times and memory left out.
"""
import argparse, hashlib, json, os, pathlib, random, shutil, subprocess, sys, tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
SETS = ["remission-100", "firm-caps-300", "missing-facts-200"]
LOCALES = ["C", "C.UTF-8", "de_DE.UTF-8", "tr_TR.UTF-8", "ar_SA.UTF-8", "en_US.UTF-8", "POSIX"]
ZONES = ["UTC", "Asia/Kolkata", "America/Los_Angeles", "Pacific/Apia", "Pacific/Kiritimati", "America/St_Johns"]
MEASURED = {"seconds", "peakMemoryMB"}


def shuffled(source, target, order):
    """A copy of the dataset with the rows of every table in another order; dataset.json's hashes then no longer fit."""
    shutil.copytree(source, target)
    for table in target.glob("*.csv"):
        head, *rows = table.read_text().splitlines()
        order.shuffle(rows)
        table.write_text("\n".join([head, *rows]) + "\n")
    (target / "dataset.json").unlink(missing_ok=True)


def unmeasured(value):
    if isinstance(value, dict): return {k: unmeasured(v) for k, v in value.items() if k not in MEASURED}
    return [unmeasured(v) for v in value] if isinstance(value, list) else value


def output(binary, folder, data, threads, environment):
    def run(*arguments):
        done = subprocess.run([binary, *arguments, "--threads", threads], cwd=folder, env=environment,
                              capture_output=True)
        if done.returncode: sys.exit(f"{binary} {' '.join(arguments)}: exit {done.returncode}\n{done.stderr.decode()}")
        return done.stdout

    def answer(*arguments): return json.dumps(unmeasured(json.loads(run(*arguments, "--json"))), sort_keys=False).encode()
    parts = [answer("solve", data, "--output", "result"), answer("explain", data, "--result", "result"),
             answer("lottery", data, "--seed", "7", "--output", "draw"), answer("verify", data, "result")]
    run("export", data, "--format", "lp", "--output", "model.lp", "--quiet")
    files = [f for d in ("result", "draw") for f in sorted((folder / d).iterdir()) if f.name != "timings.json"]
    return parts + [f.read_bytes() for f in files + [folder / "model.lp"]]


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("binaries", nargs="+")
    p.add_argument("--processes", type=int, default=50)
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--sets", type=lambda s: s.split(","), default=SETS)
    o = p.parse_args()
    draw, failed = random.Random(o.seed), False
    for name in o.sets:
        hashes = {}
        for number in range(o.processes):
            binary = str(pathlib.Path(o.binaries[number % len(o.binaries)]).resolve())
            threads, locale, zone = draw.choice("124"), draw.choice(LOCALES), draw.choice(ZONES)
            environment = dict(os.environ, LC_ALL=locale, LANG=locale, TZ=zone, SWIFT_BACKTRACE="enable=no")
            with tempfile.TemporaryDirectory() as place:
                folder = pathlib.Path(place)
                shuffled(ROOT / "Datasets" / name, folder / "data", draw)
                total = hashlib.sha256()
                for part in output(binary, folder, "data", threads, environment):
                    total.update(len(part).to_bytes(8, "big") + part)
            hashes.setdefault(total.hexdigest(), []).append(f"{binary} --threads {threads} LC_ALL={locale} TZ={zone}")
        print(f"{name}: {o.processes} processes, {len(hashes)} hash{'es' * (len(hashes) > 1)}: {' '.join(sorted(hashes))}")
        if len(hashes) > 1:
            failed = True
            for value, runs in hashes.items(): print(f"  {value}: {len(runs)}, e.g. {runs[0]}")
    sys.exit(failed)


if __name__ == "__main__": main()
