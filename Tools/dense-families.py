#!/usr/bin/env python3
"""Dense one-to-one assignment: kinds of costs from seeds, other packages and this one beside them, in one run.

    dense-families.py --ours .build/release/counselmatch --n 1000,2000            every kind, every package
    dense-families.py --ours … --kinds line,larger --peers scipy,lapjv --seed 2
    dense-families.py --write DIRECTORY --n 1000                                   the matrices alone, as .npy

Needs numpy, and of scipy, lapjv, lap (lapx) and ortools whatever is to be compared. A row says what each package took
for the solve alone (the least of the repeats), what ours took from parsed arrays to the known assignment, the ratio to
the best of the others, and whether all agree on the least sum. Nothing here is part of the library or its tests.
"""
import argparse
import importlib
import json
import math
import os
import subprocess
import sys
import tempfile
import time

import numpy as np


def distances(p, q):
    return np.sqrt(((p[:, None, :] - q[None, :, :]) ** 2).sum(-1))


def whole(values):
    return np.asarray(values).astype(np.int32)


def uniform(r, n, most, kind=np.int32):
    return r.integers(1, most + 1, (n, n)).astype(kind)


def clusters(r, n, count, width):
    centres = r.random((count, 2))
    side = lambda: centres[r.integers(0, count, n)] + width * r.normal(size=(n, 2))
    return whole(1e6 * distances(side(), side()))


def typed(r, n, noise):
    table, rows, columns = r.integers(1, 101, (40, 40)), r.integers(0, 40, n), r.integers(0, 40, n)
    costs = table[rows][:, columns]
    return whole(costs * 100 + r.integers(0, noise, (n, n))) if noise else whole(costs)


def gate(r, n, cheap):
    """1 on `cheap` pairs a row on average, 1,000 on the others."""
    return whole(np.where(r.random((n, n)) < cheap / n, 1, 1000))


def hidden(r, n):
    """0 below a hidden diagonal, 1 above: only one assignment has cost 0."""
    rows, columns = r.permutation(n), r.permutation(n)
    return whole(rows[:, None] < columns[None, :])


def band(r, n, width):
    """A band around a hidden diagonal is cheap, everything else dear."""
    rows, columns = r.permutation(n), r.permutation(n)
    away = np.abs(rows[:, None] - columns[None, :])
    return whole(np.where(away <= width, r.integers(1, 1000, (n, n)), 100_000 + away))


def blocks(r, n, count):
    """Cheap inside blocks whose numbers of rows and columns differ a little, dear between them."""
    rows, columns = np.sort(r.integers(0, count, n)), r.integers(0, count, n)
    return whole(np.where(rows[:, None] == columns[None, :], r.integers(1, 1001, (n, n)), r.integers(5000, 50_000, (n, n))))


def cosines(r, n, dimensions):
    p, q = r.normal(size=(n, dimensions)), r.normal(size=(n, dimensions))
    p, q = p / np.linalg.norm(p, axis=1)[:, None], q / np.linalg.norm(q, axis=1)[:, None]
    return whole(1e6 * (1 - p @ q.T))


def line(r, n):
    return whole(np.abs(r.integers(0, 10**6, n)[:, None] - r.integers(0, 10**6, n)[None, :]))


def shifted(r, n):
    """Points on a line, the columns moved by half of it."""
    return whole(np.abs(r.integers(0, 10**6, n)[:, None] - r.integers(0, 10**6, n)[None, :] + 500_000))


def steps(n, k):
    return np.abs(np.arange(n)[:, None] - np.arange(n)[None, :] + k)


def larger(r, n):
    return whole(np.maximum(r.integers(0, 10**6, n)[:, None], r.integers(0, 10**6, n)[None, :]))


def sums(r, n, noise):
    return whole(r.integers(0, 10**6, n)[:, None] + r.integers(0, 10**6, n)[None, :] + r.integers(0, noise, (n, n)))


def mostly(r, n, share, dear):
    return whole(np.where(r.random((n, n)) < share, dear, r.integers(1, 1000, (n, n))))


def near(r, n, away):
    """Points, and the same points moved a little, in another order."""
    p = r.random((n, 2))
    return whole(1e6 * distances(p, (p + away * r.normal(size=(n, 2)))[r.permutation(n)]))


def tree(r, n):
    """Leaves of a tree: how high above both their ways meet."""
    apart = r.integers(0, 2**12, n)[:, None] ^ r.integers(0, 2**12, n)[None, :]
    return whole(np.where(apart == 0, 0, np.floor(np.log2(np.maximum(apart, 1))) + 1))


def hamming(r, n, bits):
    p, q = r.integers(0, 2, (n, bits)), r.integers(0, 2, (n, bits))
    return whole(p @ (1 - q).T + (1 - p) @ q.T)


def unbalanced(r, n):
    """Two places; seven tenths of the rows are at one, of the columns at the other."""
    p = np.where(r.random((n, 1)) < 0.7, 0, 3) + r.random((n, 2))
    return whole(1e6 * distances(p, np.where(r.random((n, 1)) < 0.3, 0, 3) + r.random((n, 2))))


def many_dimensions(r, n, dimensions):
    p, q = r.normal(size=(n, dimensions)), r.normal(size=(n, dimensions))
    return np.sqrt(np.maximum(0, (p**2).sum(1)[:, None] + (q**2).sum(1)[None, :] - 2 * p @ q.T))


def grid(r, n):
    """Points of a grid and points on it: both differences."""
    side = math.ceil(n**0.5)
    points = np.stack([np.arange(n) // side, np.arange(n) % side], 1)
    return points[:, None] - r.integers(0, int(n**0.5) + 1, (n, 2))[None]


def lateness(r, n):
    done, due, weights = (np.arange(n) + 1) * 10, r.integers(0, 10 * n, n), r.integers(1, 10, n)
    return whole(np.maximum(0, done[None, :] - due[:, None]) * weights[:, None])


def people(r, n, noise):
    """A state in common, and what experience is worth to urgency."""
    state = r.integers(0, 8, n)[:, None] == r.integers(0, 8, n)[None, :]
    skill = r.integers(0, 3, n)[None, :] * r.integers(0, 3, n)[:, None]
    return whole(20_000 - 10_000 * state - 500 * skill + r.integers(0, noise, (n, n)))


KINDS = {
    # The kinds the package's targets name.
    "u1e6": lambda r, n: uniform(r, n, 10**6),
    "float": lambda r, n: r.random((n, n)),
    "geom": lambda r, n: whole(1e6 * distances(r.random((n, 2)), r.random((n, 2)))),
    "u100": lambda r, n: uniform(r, n, 100),
    "machol": lambda r, n: whole(np.outer(np.arange(1, n + 1), np.arange(1, n + 1))),
    "types": lambda r, n: typed(r, n, 0),
    # Numbers of every size.
    "u2": lambda r, n: uniform(r, n, 2),
    "u10": lambda r, n: uniform(r, n, 10),
    "u1000": lambda r, n: uniform(r, n, 1000),
    "u1e9": lambda r, n: uniform(r, n, 10**9),
    "i64": lambda r, n: uniform(r, n, 10**12, np.int64),
    "negative": lambda r, n: whole(r.integers(-(10**6), 10**6, (n, n))),
    "powers": lambda r, n: whole(2 ** r.integers(0, 27, (n, n))),
    "log39": lambda r, n: np.exp2(39 * r.random((n, n))).astype(np.int64),
    "exponential": lambda r, n: r.exponential(size=(n, n)),
    "normal": lambda r, n: r.normal(size=(n, n)),
    # Points.
    "space": lambda r, n: distances(r.random((n, 3)), r.random((n, 3))),
    "geom141": lambda r, n: whole(100 * distances(r.random((n, 2)), r.random((n, 2)))),
    "clusters": lambda r, n: clusters(r, n, 10, 0.02),
    "clusters100": lambda r, n: clusters(r, n, 100, 0.002),
    "squares": lambda r, n: whole(1e6 * distances(r.random((n, 2)), r.random((n, 2))) ** 2),
    "cities": lambda r, n: whole(np.abs(r.integers(0, 10**4, (n, 1, 2)) - r.integers(0, 10**4, (1, n, 2))).sum(-1)),
    "ring": lambda r, n: (lambda d: whole(np.minimum(d, 10**6 - d)))(
        np.abs(r.integers(0, 10**6, n)[:, None] - r.integers(0, 10**6, n)[None, :])),
    "cosines": lambda r, n: cosines(r, n, 16),
    # Lines and other costs that two numbers make.
    "line": line,
    "line-decimals": lambda r, n: np.abs(r.random(n)[:, None] - r.random(n)[None, :]),
    "shifted": shifted,
    "steps": lambda r, n: whole(steps(n, n // 3)),
    "larger": larger,
    "larger-sorted": lambda r, n: whole(np.maximum(np.arange(n)[:, None], np.arange(n)[None, :])),
    "smaller": lambda r, n: whole(np.minimum(r.integers(0, 10**6, n)[:, None], r.integers(0, 10**6, n)[None, :])),
    "products": lambda r, n: np.outer(r.random(n), r.random(n)),
    "squared-line": lambda r, n: whole((r.integers(0, 10**4, n)[:, None] - r.integers(0, 10**4, n)[None, :]) ** 2),
    "rank3": lambda r, n: whole(1e5 * (r.random((n, 3)) @ r.random((3, n)))),
    "rank10": lambda r, n: whole(1e5 * (r.random((n, 10)) @ r.random((10, n)))),
    "sums": lambda r, n: sums(r, n, 1000),
    "sums-much": lambda r, n: sums(r, n, 100_000),
    # Few values, many equal ones, cheap pairs.
    "noisy-types": lambda r, n: typed(r, n, 5),
    "equal-rows": lambda r, n: whole(r.integers(1, 1001, (40, n))[r.integers(0, 40, n)]),
    "gate": lambda r, n: gate(r, n, 0.8),
    "gate2": lambda r, n: gate(r, n, 2),
    "gate5": lambda r, n: gate(r, n, 5),
    "hidden": hidden,
    "band": lambda r, n: band(r, n, 5),
    "blocks": lambda r, n: blocks(r, n, 20),
    "mostly-dear": lambda r, n: mostly(r, n, 0.98, 10**6),
    "mostly-dearest": lambda r, n: mostly(r, n, 1 - 6 / n, 10**8),
    "mostly-equal": lambda r, n: mostly(r, n, 0.9, 1),
    # Made up after the engine was done.
    "circulant": lambda r, n: whole(r.integers(1, 10**6, n)[(np.arange(n)[:, None] - np.arange(n)[None]) % n]),
    "hankel": lambda r, n: whole(r.integers(1, 10**6, 2 * n)[np.arange(n)[:, None] + np.arange(n)[None]]),
    "tree": tree,
    "rank2-noise": lambda r, n: whole(1e5 * (r.random((n, 2)) @ r.random((2, n))) + r.integers(0, 2000, (n, n))),
    "near-ties": lambda r, n: whole(10**6 + r.integers(0, 3, (n, n))),
    "cauchy": lambda r, n: np.abs(r.standard_cauchy((n, n))),
    "pareto": lambda r, n: r.pareto(1.1, (n, n)),
    "log-decimals": lambda r, n: np.exp(20 * r.random((n, n))),
    "line-sorted": lambda r, n: np.abs(np.sort(r.random(n))[:, None] - np.sort(r.random(n))[None]),
    "near": lambda r, n: near(r, n, 0.005),
    "near-far": lambda r, n: near(r, n, 0.05),
    "near-gate": lambda r, n: (lambda d: whole(np.where(d < 60_000, d, 50_000_000)))(near(r, n, 0.02)),
    "few-cheap": lambda r, n: np.where(
        r.random((n, n)) < 12 / n, r.integers(1, 1000, (n, n)), 10**10).astype(np.int64),
    "zeros": lambda r, n: whole(np.where(r.random((n, n)) < 0.95, 0, r.integers(1, 10**6, (n, n)))),
    "normal-whole": lambda r, n: whole(1e5 * r.normal(size=(n, n))),
    "hamming64": lambda r, n: hamming(r, n, 64),
    "hamming16": lambda r, n: hamming(r, n, 16),
    "eighth": lambda r, n: r.random((n, n)) ** 8,
    "sums-exact": lambda r, n: sums(r, n, 1),
    "zero": lambda r, n: whole(np.zeros((n, n))),
    "diagonal": lambda r, n: whole(np.where(np.eye(n) > 0, 0, r.integers(1, 1000, (n, n)))),
    "convex": lambda r, n: np.abs(np.arange(n)[:, None] - np.arange(n)[None] + 0.3 * n) ** 1.5,
    "concave": lambda r, n: np.sqrt(np.abs(r.random(n)[:, None] - r.random(n)[None])),
    "dimensions": lambda r, n: many_dimensions(r, n, 100),
    "grid": lambda r, n: whole(np.abs(grid(r, n)).sum(-1)),
    "grid-squares": lambda r, n: whole((grid(r, n) ** 2).sum(-1)),
    "unbalanced": unbalanced,
    "skew": lambda r, n: whole(1e6 * distances(r.random((n, 2)), r.random((n, 2)) ** 2)),
    "modular": lambda r, n: whole(np.outer(np.arange(1, n + 1), np.arange(1, n + 1)) % 10_007),
    "waiting": lambda r, n: whole(
        np.maximum(0, r.integers(0, 10**6, n)[:, None] - r.integers(0, 10**6, n)[None])),
    "lateness": lateness,
    "quotients": lambda r, n: (1 + r.random(n))[:, None] / (1 + r.random(n))[None],
    "products-negative": lambda r, n: -np.outer(r.random(n), r.random(n)),
    "people": lambda r, n: people(r, n, 1),
    "people-noise": lambda r, n: people(r, n, 100),
    "preferences": lambda r, n: whole(np.argsort(r.random((n, n)), axis=1)),
    "popular": lambda r, n: whole(
        np.argsort(np.argsort(r.random((n, n)) + 2 * r.random(n)[None], axis=1), axis=1)),
}

PEERS = ["scipy", "lapjv", "lapx", "lapxs", "ortools"]


def matrix(kind, n, seed):
    number = list(KINDS).index(kind)
    return np.ascontiguousarray(KINDS[kind](np.random.default_rng([seed, number, n]), n))


def solver(name, costs):
    """A function that solves and returns the column of each row, everything but the solve done before."""
    n = len(costs)
    if name == "scipy":
        solve = importlib.import_module("scipy.optimize").linear_sum_assignment
        return lambda: solve(costs)[1]
    if name == "lapjv":
        solve, real = importlib.import_module("lapjv").lapjv, costs.astype(np.float64)
        return lambda: solve(real)[0]
    if name in ("lapx", "lapxs"):
        lap, real = importlib.import_module("lap"), costs.astype(np.float64)
        return (lambda: lap.lapjv(real)[1]) if name == "lapx" else (lambda: lap.lapjvs(real)[2])
    kinds = importlib.import_module("ortools.graph.python.linear_sum_assignment")
    scaled = costs.astype(np.int64) if costs.dtype.kind == "i" else np.round(costs * 2**40).astype(np.int64)
    graph = kinds.SimpleLinearSumAssignment()
    graph.add_arcs_with_cost(
        np.repeat(np.arange(n, dtype=np.int32), n), np.tile(np.arange(n, dtype=np.int32), n), scaled.ravel())

    def solve():
        graph.solve()
        return np.array([graph.right_mate(row) for row in range(n)])

    return solve


def measure_one(name, path, repeats):
    costs = np.load(path)
    seconds, total = math.inf, None
    for _ in range(repeats):
        solve = solver(name, costs)
        wall, processor = time.perf_counter(), time.process_time()
        columns = solve()
        wall, processor = time.perf_counter() - wall, time.process_time() - processor
        if wall < seconds:
            seconds = wall
        total = costs[np.arange(len(costs)), columns].sum()
    print(json.dumps({"seconds": seconds, "objective": float(total)}))


def run(command, limit):
    try:
        answer = subprocess.run(command, capture_output=True, text=True, timeout=limit)
    except subprocess.TimeoutExpired:
        return None
    return json.loads(answer.stdout) if answer.returncode == 0 else None


def measure_row(kind, n, options, path):
    np.save(path, matrix(kind, n, options.seed))
    repeats, found = (options.repeat if n <= 2000 else max(1, options.repeat - 2)), {}
    for name in options.peers.split(","):
        command = [sys.executable, os.path.abspath(__file__), "--one", name, path, str(repeats)]
        found[name] = run(command, options.limit)
    ours = None
    if options.ours:
        command = [options.ours, "assign", path, "--json", "--repeat", str(repeats), "--threads", str(options.threads)]
        ours = run(command, 10 * options.limit)
        if ours:
            assert ours["certificate"] == "verified", (kind, n)
            ours = {"seconds": ours["seconds"]["solve"], "objective": ours["objective"]}
    return found, ours


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--ours", default="")
    parser.add_argument("--n", default="1000,2000")
    parser.add_argument("--kinds", default=",".join(KINDS))
    parser.add_argument("--peers", default=",".join(PEERS))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--limit", type=float, default=60, help="seconds a package may take for all its repeats")
    parser.add_argument("--write", default="", help="write the matrices into this directory and end")
    parser.add_argument("--one", nargs=3, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        return measure_one(options.one[0], options.one[1], int(options.one[2]))
    logs, names = [], options.peers.split(",")
    if not options.write:
        print("kind,n," + ",".join(names) + ",ours,ratio,agree")
    for n in map(int, options.n.split(",")):
        for kind in options.kinds.split(","):
            if options.write:
                np.save(os.path.join(options.write, f"{kind}-{n}.npy"), matrix(kind, n, options.seed))
                continue
            with tempfile.TemporaryDirectory() as folder:
                found, ours = measure_row(kind, n, options, os.path.join(folder, "costs.npy"))
            known = [answer for answer in list(found.values()) + [ours] if answer]
            reference = known[0]["objective"]
            # A reference in doubles adds up with errors of its own.
            agree = all(abs(k["objective"] - reference) <= 1e-6 * max(1, abs(reference)) for k in known)
            best = min((answer["seconds"] for answer in found.values() if answer), default=math.nan)
            ratio = ours["seconds"] / best if ours else math.nan
            if ours and not math.isnan(ratio):
                logs.append(math.log(ratio))
            shown = [f"{found[name]['seconds']:.4f}" if found[name] else "-" for name in names]
            shown.append(f"{ours['seconds']:.4f}" if ours else "-")
            print(f"{kind},{n}," + ",".join(shown) + f",{ratio:.2f},{'yes' if agree else 'NO'}", flush=True)
    if logs:
        print(f"geometric mean {math.exp(sum(logs) / len(logs)):.3f} of {len(logs)} rows")


if __name__ == "__main__":
    main()
