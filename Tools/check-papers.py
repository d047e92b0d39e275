#!/usr/bin/env python3
"""Papers/README.md, Papers/references.bib and the headers of algorithm files against each other and against the tree.

- Every path, test, make target and command that the index names exists, and every note stands in the index.
- Every paper that a header or a note cites (a name and a year) is in references.bib, and every entry there is cited.
- Every row of the table "Reproduced" has a command.
"""
import pathlib
import re
import sys

root = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else ".").resolve()
papers = root / "Papers"
faults = []


def fault(place, text):
    faults.append(f"{place}: {text}")


# --- references.bib


class Entry:
    def __init__(self, kind, key, body):
        self.key, self.isCited = key, False
        fields = dict(re.findall(r"(\w+) = \{((?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*)\}", body))
        for name in ("author", "title", "year"):
            if name not in fields:
                fault("references.bib", f"{key} has no {name}")
        place = {"article": "journal", "inproceedings": "booktitle", "incollection": "booktitle", "book": "publisher",
                 "techreport": "institution", "misc": "howpublished", "manual": "title"}
        if kind not in place or place[kind] not in fields:
            fault("references.bib", f"{key}: an entry of the kind {kind} has no {place.get(kind, 'known kind')}")
        self.year, self.number = fields.get("year", ""), fields.get("number", "")
        self.years = {self.year} | set(re.findall(r"\b(?:1[89]|20)\d\d\b", fields.get("note", "")))
        self.isRFC = fields.get("type") == "RFC"
        names = [] if not fields.get("author") else fields["author"].split(" and ")
        self.names = [name.strip("{}").split(",")[0] for name in names]
        if not re.fullmatch(r"(1[89]|20)\d\d", self.year):
            fault("references.bib", f"{key}: {self.year} is no year")

    def isIn(self, text):
        """Whether the text cites it: an author's name and the year, or the number of the RFC."""
        if self.isRFC and f"RFC {self.number}" in text:
            return True
        if self.year not in re.findall(r"\b(?:1[89]|20)\d\d\b", text):
            return False
        return any(re.search(rf"\b{re.escape(name.split()[-1])}\b", text) for name in self.names)


bib = (papers / "references.bib").read_text()
entries = [Entry(*parts) for parts in re.findall(r"^@(\w+)\{(\w+), (.*)\}$", bib, re.M)]
if len(entries) != bib.count("\n@"):
    fault("references.bib", "an entry could not be read; each stands on one line")
keys = [entry.key for entry in entries]
for key in sorted({key for key in keys if keys.count(key) > 1}):
    fault("references.bib", f"{key} stands there twice")


def cite(piece):
    """Marks what a piece of text cites; a fault where it cites nothing that is known."""
    found = [entry for entry in entries if entry.isIn(piece)]
    for entry in found:
        entry.isCited = True
    return bool(found)


def years(text):
    """Years of publications in a text: not those of the measurements here."""
    return set(re.findall(r"\b(?:1[89]\d\d|20[01]\d|202[0-5])\b", re.sub(r"\d+[–-]\d+|\d\d\d\d-\d\d-\d\d", " ", text)))


def check_years(place, text):
    """Every year beside a name is that of an entry by an author who stands there too."""
    known = {year for entry in entries if entry.isIn(text) for year in entry.years}
    cite(text)
    for year in sorted(years(text) - known):
        fault(place, f"something of {year} is cited that references.bib does not have: {' '.join(text.split())[:90]}")


# --- headers of algorithm files

months = "January February March April May June July August September October November December".split()
sources = {path.stem for path in (root / "Sources").rglob("*.swift")}
names_and_year = re.compile(
    r"[A-ZÁÉÍÓÖÜ][\w'’-]+(?:[ ,&]+(?:and |et al\. )?[A-ZÁÉÍÓÖÜ][\w'’-]+)*'? \(?(?:1[89]|20)\d\d\b\)?")


def check_reference(place, piece):
    """One piece of what follows `Reference:`, between semicolons."""
    linked = re.findall(r"(?:Papers|Datasets|docs)/[\w./-]*\w", piece)
    for name in linked:
        if not (root / name).exists():
            fault(place, f"refers to {name}, which does not exist")
    named = re.search(r"(?:see|those of|as in) (\w+)$", piece)
    if named and named[1] not in sources:
        fault(place, f"refers to {named[1]}, which no file is named after")
    check_years(place, piece)
    if not cite(piece) and not linked and not named and "https://" not in piece and piece[:1].isupper():
        fault(place, f"cites what references.bib does not have: {piece[:90]}")


def blocks(path):
    """The comments of a file, each as one line."""
    block = []
    for line in path.read_text().splitlines() + [""]:
        comment = re.match(r"\s*///?(.*)", line)
        if comment:
            block.append(comment[1].strip())
        elif block:
            yield " ".join(block)
            block = []


headers = 0
for path in sorted((root / "Sources").rglob("*.swift")):
    place = path.relative_to(root)
    for text in blocks(path):
        body, found, cited = text.partition(" Reference: ")
        if not found:
            body, found, cited = text.partition(" References: ")
        # Names and years together: (Wolsey 1982; Dobson 1982), Jonker and Volgenant (1987).
        for piece in names_and_year.findall(body):
            if piece.split()[0] not in months and years(piece) and not cite(piece):
                fault(place, f"cites what references.bib does not have: {piece}")
        headers += bool(found)
        for piece in cited.split(";") if found else []:
            check_reference(place, piece.strip(" ."))
if headers < 40:
    fault("Sources", f"only {headers} headers with references were found")

# --- notes

for note in sorted(papers.glob("*.md")):
    if note.name == "README.md":
        continue
    head = note.read_text().split("\n**Code.**")[0].split("\nThe code:")[0].split("\n## ")[0]
    for item in re.split(r"\n- |\n(?=[A-Z]\. [A-ZÁÉÍÓÖÜ])|\n\n", head.split("\n", 1)[1]):
        if "```" not in item and not item.lstrip().startswith("|"):
            check_years(note.name, item)
    for paragraph in note.read_text().split("\n\n"):
        cite(paragraph)
index = (papers / "README.md").read_text()
for line in index.splitlines():
    check_years("Papers/README.md", line)
for entry in entries:
    if not entry.isCited:
        fault("references.bib", f"{entry.key} is cited nowhere")

# --- the index

makefile = (root / "Makefile").read_text()
targets = set(re.findall(r"^([\w-]+):", makefile, re.M))
commands = set()
for path in (root / "Sources/CounselMatchCommand").rglob("*.swift"):
    commands |= set(re.findall(r'commandName: "([\w-]+)"', path.read_text()))
tests = "\n".join(str(path.relative_to(root)) + "\n" + path.read_text() for path in (root / "Tests").rglob("*.swift"))
tests = set(re.findall(r"(?:struct|enum|class|func|extension) (\w+)", tests)) | {
    part for path in (root / "Tests").rglob("*.swift") for part in path.relative_to(root).parts}


def check_token(token):
    """One piece of code in the index."""
    token = token.replace("\\|", "|")
    words = token.split()
    if words[:1] == ["make"]:
        if len(words) < 2 or words[1] not in targets:
            fault("Papers/README.md", f"no target of the Makefile: {token}")
    elif words[:1] == ["swift"]:
        named = re.search(r"--filter '?([\w|./]+)'?", token)
        for name in named[1].split("|") if named else []:
            if not any(name in test for test in tests):
                fault("Papers/README.md", f"no test has this name: {name}")
    elif words[:1] == ["counselmatch"]:
        if len(words) < 2 or words[1] not in commands:
            fault("Papers/README.md", f"no such command: {token}")
    elif "/" in token and " " not in token:
        if not (root / token).exists() and not (root / "Sources" / token).exists():
            fault("Papers/README.md", f"no such path: {token}")
    elif re.fullmatch(r"\w*Tests?(\.\w+)?|\w+Tests/\w+", token) and token.split(".")[0] not in tests:
        fault("Papers/README.md", f"no such test: {token}")


for line in index.splitlines():
    for token in re.findall(r"`([^`]+)`", line):
        check_token(token)
for target in re.findall(r"\]\(([^)#]+)", index):
    if "://" not in target and not (papers / target).exists():
        fault("Papers/README.md", f"a link leads nowhere: {target}")
for note in papers.glob("*.md"):
    if note.name != "README.md" and f"]({note.name})" not in index:
        fault("Papers/README.md", f"{note.name} is not in the index")
reproduced = index.partition("\n## Reproduced")[2].partition("\n## ")[0]
rows = [row for row in reproduced.splitlines() if row.startswith("|")][2:]
for row in rows:
    if not re.search(r"`(?:make|swift|counselmatch) [^`]+`", row):
        fault("Papers/README.md", f"called reproduced, without a command: {row[:80]}")
for note in papers.glob("*.md"):
    for number, line in enumerate(note.read_text().splitlines(), 1):
        if re.search(r"\breproduc(?:ed|es)\b", line) and note.name != "README.md" and "`" not in line:
            fault(f"{note.name}:{number}", "called reproduced, without a command beside it")

print("\n".join(faults) if faults else f"Papers: {len(entries)} references, {headers} headers, {len(rows)} results reproduced.")
sys.exit(1 if faults else 0)
