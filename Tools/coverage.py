#!/usr/bin/env python3
"""Region coverage per target, and every uncovered region of what must be covered whole.

    Tools/coverage.py FOLDER [--llvm-cov PATH] [--list AREA,...]   FOLDER: the scratch folder of `swift test --enable-code-coverage`

Verifier, parsers and suppression (AREAS) must be at 100 %: one region of them that no test reaches fails. The verifier
of stored results is not there yet: it fails where more regions are uncovered than LEFT says. Regions count once, however often a generic function was specialised.
"""
import argparse, json, os, pathlib, subprocess, sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
AREAS = {
    "verifier": ["Sources/AssignmentCore/Certificate", "Sources/AssignmentCore/Tree"],
    "verifier of results": ["Sources/MatchAudit/Verify"],
    "parsers": ["Sources/MatchDatasets/CSV", "Sources/MatchDatasets/JSON", "Sources/MatchDatasets/PublicFormats"],
    "suppression": ["Sources/FairnessMetrics/Suppression.swift", "Sources/FairnessMetrics/ReportSuppression.swift",
                    "Sources/FairnessMetrics/ShownGroups.swift", "Sources/FairnessMetrics/Tables"],
}

# Uncovered regions that are known; only ever fewer.
LEFT = {"verifier of results": 56}


def exported(folder, tool):
    """What llvm-cov says of every file of Sources, by its path."""
    command = [tool, "export", f"-instr-profile={folder}/debug/codecov/default.profdata", "-skip-functions", "-skip-expansions",
               f"{folder}/debug/CounselMatchPackageTests.xctest", str(ROOT / "Sources")]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode: sys.exit(done.stderr)
    files = json.loads(done.stdout)["data"][0]["files"]
    return {os.path.relpath(f["filename"], ROOT): f for f in files}


def regions(file):
    """Where each region begins, and whether it was reached: `(line, column, count)`."""
    return sorted((s[0], s[1], s[2]) for s in file["segments"] if s[3] and s[4] and not s[5])


def members(area):
    """The files of an area, as they are in the tree."""
    for place in AREAS[area]:
        path = ROOT / place
        found = sorted(path.rglob("*.swift")) if path.is_dir() else [path]
        if not found: sys.exit(f"{place} is not there: correct AREAS.")
        yield from (str(f.relative_to(ROOT)) for f in found)


def share(counts): return f"{counts[1]} of {counts[0]} ({100 * counts[1] / max(1, counts[0]):.1f} %)"


def total(files):
    found = [r for f in files for r in regions(f)]
    return len(found), sum(r[2] > 0 for r in found)


def missed(names, files):
    """Lines of the uncovered regions, each with its text."""
    for name in names:
        lines = (ROOT / name).read_text().splitlines()
        for line, column, count in regions(files[name]) if name in files else []:
            if not count: yield f"{name}:{line}:{column}: {lines[line - 1][column - 1:].strip()[:90]}"


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("folder", type=pathlib.Path)
    p.add_argument("--llvm-cov", default="llvm-cov")
    p.add_argument("--list", default="", help="also list what is uncovered below these folders")
    o = p.parse_args()
    files = exported(o.folder, o.llvm_cov)
    print("| target | regions covered |\n|---|---|")
    for target in sorted({n.split("/")[1] for n in files if n.startswith("Sources/")}):
        print(f"| {target} | {share(total(f for n, f in files.items() if n.split('/')[1] == target))} |")
    print(f"| all | {share(total(files.values()))} |\n")
    failed = False
    for area in AREAS:
        names = list(members(area))
        # A file of declarations alone has no region, and llvm-cov does not name it.
        bare = [n for n in names if n not in files]
        print(f"{area}: {len(names)} files, {share(total(files[n] for n in names if n in files))}")
        if len(bare) == len(names): failed = True
        for name in bare: print(f"  without code: {name}")
        lines = list(missed(names, files))
        for line in lines: print(f"  uncovered: {line}")
        if len(lines) > LEFT.get(area, 0): failed = True; print(f"  {len(lines)} are uncovered, at most {LEFT.get(area, 0)} may be")
    for place in filter(None, o.list.split(",")):
        for line in missed([n for n in sorted(files) if n.startswith(place)], files): print(line)
    sys.exit(failed)


if __name__ == "__main__": main()
