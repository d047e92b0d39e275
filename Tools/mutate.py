#!/usr/bin/env python3
"""Mutation testing: every mutant is compiled into one build and chosen by number when the tests run.

    Tools/mutate.py build  FOLDER [--count 150] [--seed 1]   copies the tree, plants the mutants, builds the tests
    Tools/mutate.py run    FOLDER [--jobs 2] [--only 3,7]    runs the tests once per mutant; writes FOLDER/fates.json
    Tools/mutate.py show   FOLDER                            prints the mutants that no test killed

The mutants are drawn from verifier, rules, suppression and decode (AREAS) by a seeded order, as many from each.
A mutant that no test kills is a fault of the tests, or the same programme: Tools/mutants-equivalent.json says which
are the same and why, by file and by the text of the line, never by number.
"""
import argparse, concurrent.futures, json, os, pathlib, random, re, shutil, subprocess, sys, threading, time

ROOT = pathlib.Path(__file__).resolve().parent.parent
AREAS = {
    "verifier": ["Sources/AssignmentCore/Certificate", "Sources/AssignmentCore/Tree", "Sources/MatchAudit/Verify"],
    "rules": ["Sources/CounselMatch/Rules"],
    "suppression": ["Sources/FairnessMetrics/Suppression.swift", "Sources/FairnessMetrics/ReportSuppression.swift",
                    "Sources/FairnessMetrics/ShownGroups.swift", "Sources/FairnessMetrics/Tables"],
    "decode": ["Sources/CounselMatch/Engine/Decoder.swift", "Sources/CounselMatch/Engine/PlanBuilder.swift"],
}
# The tests of an area, those that know it best first; the first issue of any kills the mutant.
STAGES = {
    "Sources/AssignmentCore/": ["AssignmentCoreTests", "AssignmentConformanceTests", "AssignmentSolversTests.DecompositionTests",
                                "MatchAuditTests", "CounselMatchTests|AssignmentSolversTests"],
    "Sources/MatchAudit/": ["MatchAuditTests.(VerifierTests|MatcherResultTests|CorruptionTests)", "MatchAuditTests"],
    "Sources/CounselMatch/Rules/": ["CounselMatchTests.(RuleTests|LanguageTests)",
                                    "CounselMatchTests", "MatchAuditTests"],
    "Sources/FairnessMetrics/": ["FairnessMetricsTests.(Table|Comparison)?SuppressionTests", "FairnessMetricsTests", "MatchReportsTests"],
    "Sources/CounselMatch/Engine/": ["CounselMatchTests.(MatcherTests|LevelTests|ExactnessTests|CoCounselTests)", "CounselMatchTests",
                                     "MatchAuditTests"],
}
# Whether a deadline is over at some point depends on the machine, not on a mutant.
SKIPPED = "DeadlineTests"
# Test targets that take part, and targets that none of them needs.
TESTED = ["AssignmentCoreTests", "AssignmentConformanceTests", "AssignmentSolversTests", "CounselMatchTests",
          "FairnessMetricsTests", "MatchAuditTests", "MatchReportsTests"]
DROPPED = ["CounselMatchCommand", "CounselMatchCrosscheck", "MatchPages", "DocketStore", "AssignmentGLPK", "CGLPK", "FuzzBodies"]
SWITCH = """\
internal import Foundation
/// The mutant that this run plants; 0 for none.
let plantedMutant = Int(ProcessInfo.processInfo.environment["COUNSELMATCH_MUTANT"] ?? "") ?? 0
@inline(__always) func mutant(_ number: Int) -> Bool { plantedMutant == number }
"""
SWAPS = {"<": "<=", "<=": "<", ">": ">=", ">=": ">", "==": "!=", "!=": "=="}
STOPS = {"&&", "||", "=", "?", ":", "in", "guard", "if", "while", "where", "return", "else", "{", "}", "->", "+=", "-=",
         "case", "for", "let", "var", "??", "...", "..<"}


def tokens(line):
    """Words at depth 0 of brackets, as (start, end) of the line: split at spaces outside brackets and strings."""
    found, start, depth, text = [], None, [], False
    for i, c in enumerate(line):
        if c == '"' and (i == 0 or line[i - 1] != "\\"): text = not text
        if not text:
            if c in "([{" and not (c == "{" and (i + 1 == len(line) or line[i + 1] == " ")): depth.append(c)
            elif c in ")]}" and depth: depth.pop()
        if c == " " and not depth and not text:
            if start is not None: found.append((start, i)); start = None
        elif start is None: start = i
    if start is not None: found.append((start, len(line)))
    return found


def inside(line):
    """The line itself, and what stands between each pair of brackets in it, as (start, end)."""
    spans, open_at = [(0, len(line))], []
    for i, c in enumerate(line):
        if c in "([{": open_at.append(i)
        elif c in ")]}" and open_at: spans.append((open_at.pop() + 1, i))
    return spans


def comparisons(line):
    for begin, end in inside(line):
        part = line[begin:end]
        words = tokens(part)
        for k, (a, b) in enumerate(words):
            if part[a:b] not in SWAPS: continue
            left = k
            while left > 0 and part[slice(*words[left - 1])] not in STOPS and not part[slice(*words[left - 1])].endswith((",", ":", "{")): left -= 1
            right = k
            while right + 1 < len(words) and part[slice(*words[right + 1])] not in STOPS:
                right += 1
                if part[slice(*words[right])].endswith(","): break
            if left == k or right == k: continue
            lo, hi = words[left][0], words[right][1]
            whole = part[lo:hi].rstrip(",")
            if not whole or whole.startswith(("!", ".")) or whole.count('"') % 2 or "try " in whole: continue
            rel = (a - lo, b - lo)
            other = whole[:rel[0]] + SWAPS[part[a:b]] + whole[rel[1]:]
            yield begin + lo, begin + lo + len(whole), other, whole, f"{part[a:b]} -> {SWAPS[part[a:b]]}"


def candidates(line):
    code = line.split("//")[0].rstrip()
    if not code.strip() or code.lstrip().startswith(("///", "@", "import", "case ", "func ", "struct ", "typealias")): return
    yield from comparisons(code)
    for m in re.finditer(r"\breturn (true|false)(?= *}?$)", code):
        other = "false" if m[1] == "true" else "true"
        yield m.start(1), m.end(1), other, m[1], f"{m[1]} -> {other}"
    for m in re.finditer(r"(?<= [+-] )1(?=[,)\]} ]|$)", code):
        yield m.start(), m.end(), "0", "1", "1 -> 0"
    m = re.match(r"\s*guard (?!let |case |var )([^,]*) else \{", code)
    if m and " let " not in m[1]: yield m.start(1), m.end(1), "true", m[1], "guard never stops"
    m = re.match(r"\s*if (?!let |case |var )([^,{]*) \{", code)
    if m and " let " not in m[1]: yield m.start(1), m.end(1), "false", m[1], "if never taken"
    for m in re.finditer(r"(?<![\w.])(min|max)\(", code):
        depth = 0
        for j in range(m.end() - 1, len(code)):
            depth += (code[j] == "(") - (code[j] == ")")
            if depth == 0: break
        if depth: continue
        whole, other = code[m.start():j + 1], {"min": "max", "max": "min"}[m[1]]
        if not whole.count("{"): yield m.start(), j + 1, other + whole[3:], whole, f"{m[1]} -> {other}"


def plan(count, seed):
    """The mutants: as many from each area as it has, in a seeded order, one a line of code."""
    chosen = []
    for area, places in AREAS.items():
        files = sorted(f for p in places for f in ([ROOT / p] if p.endswith(".swift") else (ROOT / p).rglob("*.swift")))
        found = []
        for file in files:
            for number, line in enumerate(file.read_text().splitlines()):
                for start, end, other, whole, what in candidates(line):
                    found.append(dict(area=area, file=str(file.relative_to(ROOT)), line=number + 1, start=start,
                                      end=end, other=other, whole=whole, what=what, text=line.strip()))
        random.Random(f"{seed} {area}").shuffle(found)
        lines, kept = set(), []
        for m in found:
            if (m["file"], m["line"]) not in lines: lines.add((m["file"], m["line"])); kept.append(m)
        chosen.append(kept)
    share, result = count // len(chosen), []
    small = sum(len(k) for k in chosen if len(k) < share)
    wide = [k for k in chosen if len(k) >= share]
    for k in chosen: result += k if len(k) < share else k[:(count - small) // max(1, len(wide))]
    for number, m in enumerate(result, 1): m["number"] = number
    return result


def lighter(package):
    """The manifest without targets that no test of an area needs, and without what only they depend on."""
    tests = [m for m in re.findall(r'testTarget\(\s*name: "(\w+)"', package) if m not in TESTED]
    for name in DROPPED + tests:
        package = re.sub(r' *\.(library|executable)\(name: "[^"]*", targets: \["%s"\]\),\n' % name, "", package)
        m = re.search(r' *\.(target|executableTarget|testTarget)\(\s*name: "%s"' % name, package)
        if not m: continue
        depth, end = 0, package.index("(", m.start())
        for end in range(end, len(package)):
            depth += (package[end] == "(") - (package[end] == ")")
            if depth == 0: break
        package = package[:m.start()] + package[end + 1:].lstrip(",").lstrip("\n")
    return re.sub(r' *\.package\(url: "(?![^"]*swift-crypto)[^\n]*\n', "", package)


def plant(folder, mutants):
    tree = folder / "tree"
    tree.mkdir(parents=True, exist_ok=True)
    for name in ("Package.swift", "Sources", "Tests", "Datasets", "Examples", "Benchmarks", "Papers", "docs", "README.md", "Makefile", "Tools", "Fuzz", "Package.resolved"):
        source, target = ROOT / name, tree / name
        if not source.exists(): continue
        if source.is_dir():
            shutil.rmtree(target, ignore_errors=True)
            shutil.copytree(source, target, ignore=shutil.ignore_patterns(".build*"))
        else: shutil.copy(source, target)
    package = (tree / "Package.swift").read_text()
    package = package.replace("  .treatAllWarnings(as: .error),\n", "").replace("  .strictMemorySafety(),\n", "")
    (tree / "Package.swift").write_text(lighter(package))
    by_line = {}
    for m in mutants: by_line[m["file"], m["line"]] = m
    for file in {m["file"] for m in mutants}:
        lines = (tree / file).read_text().splitlines()
        for i, line in enumerate(lines):
            m = by_line.get((file, i + 1))
            if m: lines[i] = f"{line[:m['start']]}(mutant({m['number']}) ? ({m['other']}) : ({m['whole']})){line[m['end']:]}"
        (tree / file).write_text("\n".join(lines) + "\n")
    for target in {m["file"].split("/")[1] for m in mutants}:
        (tree / "Sources" / target / "PlantedMutant.swift").write_text(SWITCH)


def build(folder, count, seed, jobs):
    mutants = plan(count, seed)
    folder.mkdir(parents=True, exist_ok=True)
    for attempt in range(6):
        plant(folder, mutants)
        done = subprocess.run(["swift", "build", "-c", "release", "--build-tests", "-j", str(jobs)], cwd=folder / "tree",
                              capture_output=True, text=True)
        if done.returncode == 0: break
        text = done.stdout + done.stderr
        bad = {(m[1], int(m[2])) for m in re.finditer(r"tree/(Sources/[^:]+):(\d+):\d+: error", text)}
        kept = [m for m in mutants if (m["file"], m["line"]) not in bad]
        if len(kept) == len(mutants): sys.exit(text[-4000:])
        print(f"{len(mutants) - len(kept)} mutants do not compile and are left out")
        mutants = kept
    else: sys.exit("The tree does not build.")
    (folder / "mutants.json").write_text(json.dumps(mutants, indent=1))
    print(f"{len(mutants)} mutants are in {folder}/tree")


def tested(folder, number, filter, limit):
    """How the tests end with this mutant: `passed`, `killed` by a test or a crash, or `timeout`; and by what."""
    binary = folder / "tree/.build/release/CounselMatchPackageTests.xctest"
    environment = dict(os.environ, COUNSELMATCH_MUTANT=str(number), SWIFT_BACKTRACE="enable=no")
    run = subprocess.Popen([str(binary), "--testing-library", "swift-testing", "--filter", filter, "--skip", SKIPPED], cwd=folder / "tree",
                           env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace")
    late = []
    clock = threading.Timer(limit, lambda: (late.append(1), run.kill()))
    clock.start()
    by, ran, last = None, False, ""
    for line in run.stdout:
        last, ran = line, ran or bool(re.search(r"Test run with [1-9][0-9]* test", line))
        issue = re.search(r"Test (.+?) recorded an issue", line)
        if issue: by = issue[1].strip('"').split("(")[0]; run.kill(); break
    run.stdout.close()
    code = run.wait()
    clock.cancel()
    if by: return "killed", by
    if late: return "timeout", "timeout"
    if code < 0: return "killed", f"crash (signal {-code})"
    if not ran: sys.exit(f"No test has run: {filter}\n{last}")
    return ("passed", "") if code == 0 else ("killed", "exit " + str(code))


def stages(m): return next(v for k, v in STAGES.items() if m["file"].startswith(k))


def fate(folder, m, limits):
    for filter in stages(m):
        end, by = tested(folder, m["number"], filter, limits[filter])
        if end != "passed": return dict(m, fate="killed", by=by, stage=filter)
    return dict(m, fate="survived", by="", stage="")


def equivalents():
    path = ROOT / "Tools/mutants-equivalent.json"
    return json.loads(path.read_text()) if path.exists() else []


def run(folder, jobs, only, limit):
    mutants = json.loads((folder / "mutants.json").read_text())
    if only: mutants = [m for m in mutants if m["number"] in only]
    limits = {}
    for filter in sorted({f for m in mutants for f in stages(m)}):
        start = time.monotonic()
        end, by = tested(folder, 0, filter, limit)
        took = time.monotonic() - start
        print(f"without a mutant: {filter}: {took:.1f} s")
        if end != "passed": sys.exit(f"{filter} does not pass without a mutant: {by}")
        limits[filter] = 30 + 8 * took
    same = {(e["file"], e["text"], e["what"]): e["why"] for e in equivalents()}
    table = {}
    with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
        for m in pool.map(lambda m: fate(folder, m, limits), mutants):
            why = same.get((m["file"], m["text"], m["what"]))
            if m["fate"] == "survived" and why: m["fate"], m["by"] = "equivalent", why
            table[m["number"]] = m
            print(f"{m['number']:4} {m['fate']:10} {m['file']}:{m['line']} {m['what']} {m['by'][:60]}", flush=True)
    path = folder / "fates.json"
    before = {m["number"]: m for m in json.loads(path.read_text())} if only and path.exists() else {}
    before.update(table)
    path.write_text(json.dumps(sorted(before.values(), key=lambda m: m["number"]), indent=1))
    return show(folder)


def show(folder):
    fates = json.loads((folder / "fates.json").read_text())
    for m in fates:
        if m["fate"] == "survived": print(f"survived {m['number']}: {m['file']}:{m['line']}: {m['what']}\n    {m['text']}")
    counts = {f: sum(m["fate"] == f for m in fates) for f in ("killed", "equivalent", "survived")}
    print(f"{len(fates)} mutants: {counts['killed']} killed, {counts['equivalent']} equivalent, {counts['survived']} survived")
    return counts["survived"] == 0


if __name__ == "__main__":
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("action", choices=["plan", "build", "run", "show"])
    p.add_argument("folder", type=pathlib.Path)
    p.add_argument("--count", type=int, default=150)
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--jobs", type=int, default=os.cpu_count() // 2 or 1)
    p.add_argument("--limit", type=int, default=900, help="seconds after which a run counts as killed")
    p.add_argument("--only", type=lambda s: {int(x) for x in s.split(",")})
    o = p.parse_args()
    o.folder = o.folder.resolve()
    if o.action == "plan":
        for m in plan(o.count, o.seed): print(m["number"], m["area"], f"{m['file']}:{m['line']}", m["what"], "|", m["whole"], "|", m["other"])
    elif o.action == "build": build(o.folder, o.count, o.seed, o.jobs)
    elif o.action == "run": sys.exit(0 if run(o.folder, o.jobs, o.only, o.limit) else 1)
    else: sys.exit(0 if show(o.folder) else 1)
