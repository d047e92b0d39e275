#!/usr/bin/env python3
"""Reads the results.csv that `counselmatch compare` or `merge` writes, and plots it with pandas and matplotlib.

    python3 plot_results.py out/policies/results.csv --output out/plots

Three pictures: who is served, quality against the lowest rate of a group, and the time of each solve. Nothing is
computed that the file does not say; numbers that are withheld or missing are left out, and the script says how many.
"""
import argparse
import pathlib
import sys
from fractions import Fraction

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import pandas as pd

NEEDED = ["dataset", "solver", "status", "survivors", "matched", "quality_sum", "lowest_rate", "solve_seconds"]
COLOURS = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#000000"]  # Okabe and Ito
MARKS = "osD^vPX"


def rate(cell):
    """`7/9`, `1` or nothing, as a float."""
    return float(Fraction(cell)) if isinstance(cell, str) and cell.strip() else float("nan")


def read(path):
    """The rows that hold a plan, and one column `way` for policy and solver."""
    table = pd.read_csv(path, dtype=str, keep_default_na=False)
    missing = [name for name in NEEDED if name not in table]
    if missing:
        sys.exit(f"{path}: no column {', '.join(missing)}; is it the results.csv of compare?")
    table["lowest_rate"] = table["lowest_rate"].map(rate)
    for name in ["survivors", "matched", "quality_sum", "solve_seconds"]:
        table[name] = pd.to_numeric(table[name], errors="coerce")
    policies = table["policy"] if "policy" in table else pd.Series("", index=table.index)
    several = policies.nunique() > 1, table["solver"].nunique() > 1
    names = policies.str.removesuffix(".json")
    table["way"] = [
        ", ".join(part for part, shown in zip(pair, several) if shown and part) or pair[1]
        for pair in zip(names, table["solver"])
    ]
    plans = table[table["matched"].notna()]
    print(f"{path}: {len(plans)} plans; {len(table) - len(plans)} rows without one (refused or withheld).")
    if plans.empty:
        sys.exit("There is nothing to plot.")
    return plans


def look(ways):
    """A colour and a mark for each way, the same in all pictures."""
    return {
        way: (COLOURS[place % len(COLOURS)], MARKS[(place // len(COLOURS) + place) % len(MARKS)])
        for place, way in enumerate(ways)
    }


def served(plans, looks):
    """Bars: the share of people served."""
    shares = plans.assign(share=plans["matched"] / plans["survivors"])
    wide = shares.pivot_table(index="dataset", columns="way", values="share", sort=False)
    figure, axes = plt.subplots(figsize=(max(7, 2.4 * len(wide)), 4.5), layout="constrained")
    wide.plot.bar(ax=axes, color=[looks[way][0] for way in wide], rot=0, width=0.8, legend=False)
    axes.set(xlabel="", ylabel="share of survivors served", ylim=(0, 1), title="Who is served")
    return figure, axes.get_legend_handles_labels()


def fairness(plans, looks):
    """Points: quality as a share of the best on the dataset, against the lowest rate of a group."""
    names = list(dict.fromkeys(plans["dataset"]))
    figure, grid = plt.subplots(
        1, len(names), figsize=(max(7, 3.6 * len(names)), 4.5), layout="constrained", squeeze=False, sharey=True)
    handles = {}
    for axes, name in zip(grid[0], names):
        part = plans[plans["dataset"] == name].dropna(subset=["lowest_rate"])
        best = plans.loc[plans["dataset"] == name, "quality_sum"].max()
        for way, rows in part.groupby("way", sort=False):
            colour, mark = looks[way]
            handles[way] = axes.scatter(
                100 * rows["quality_sum"] / best, rows["lowest_rate"], color=colour, marker=mark, s=60, alpha=0.85)
        axes.set(title=name, xlabel="quality, % of the best")
    grid[0][0].set(ylabel="lowest rate of a group")
    figure.suptitle("Quality against fairness: further up and to the right is better")
    return figure, (list(handles.values()), list(handles))


def time(plans, looks):
    """Points: milliseconds of the best repeat, on a logarithmic scale."""
    figure, axes = plt.subplots(figsize=(8, max(3, 0.6 * plans["dataset"].nunique() + 2)), layout="constrained")
    for way, rows in plans.groupby("way", sort=False):
        colour, mark = looks[way]
        axes.scatter(1000 * rows["solve_seconds"], rows["dataset"], color=colour, marker=mark, s=60, label=way, alpha=0.85)
    axes.set(xscale="log", xlabel="milliseconds to solve", title="Time of a solve")
    axes.grid(axis="x", which="both", alpha=0.3)
    axes.invert_yaxis()
    return figure, axes.get_legend_handles_labels()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("results", help="results.csv")
    parser.add_argument("--output", default="out/plots", help="folder for the pictures (default: %(default)s)")
    arguments = parser.parse_args()
    plans = read(arguments.results)
    looks = look(dict.fromkeys(plans["way"]))
    folder = pathlib.Path(arguments.output)
    folder.mkdir(parents=True, exist_ok=True)
    for name, draw in [("served", served), ("quality-fairness", fairness), ("time", time)]:
        figure, (handles, labels) = draw(plans, looks)
        figure.legend(handles, labels, loc="outside lower center", ncols=3, frameon=False, fontsize="small")
        figure.savefig(folder / f"{name}.png", dpi=120)
        plt.close(figure)
        print(folder / f"{name}.png")


if __name__ == "__main__":
    main()
