#!/usr/bin/env python3
"""Every relative link of the repository's Markdown leads to a file, and every anchor to a heading."""
import pathlib
import re
import subprocess
import sys

root = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else ".").resolve()
listed = subprocess.run(["git", "ls-files", "-co", "--exclude-standard", "*.md"], cwd=root, capture_output=True, text=True, check=True)


def anchors(path):
    """Headings as a forge writes them in an address."""
    heads = re.findall(r"^#+ (.*)$", path.read_text(), re.M)
    return {re.sub(r"[^\w\- ]", "", head.lower()).strip().replace(" ", "-") for head in heads}


bad = 0
for name in listed.stdout.split():
    page = root / name
    text = re.sub(r"```.*?```", "", page.read_text(), flags=re.S)
    for link in re.findall(r"\]\(([^)\s]+)\)", text):
        if re.match(r"[a-z]+:", link):
            continue
        target, _, anchor = link.partition("#")
        path = (page.parent / target) if target else page
        if not path.exists():
            print(f"{name}: {link} leads nowhere")
            bad = 1
        elif anchor and path.suffix == ".md" and anchor not in anchors(path):
            print(f"{name}: {link}: there is no such heading")
            bad = 1
sys.exit(bad)
