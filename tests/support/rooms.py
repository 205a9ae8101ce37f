#!/usr/bin/env python3
"""Fails where a file of core includes a later room, or core includes Qt, or ui includes app."""
import pathlib
import re
import sys

ORDER = ["tensor", "settings", "files", "autograd", "ops", "layers", "attention", "networks", "data", "tasks",
         "explain", "training", "diagnosis", "search"]

root = pathlib.Path(sys.argv[1])
wrong = []
for path in sorted(p for top in ("core", "ui", "app") for p in (root / top).rglob("*") if p.suffix in (".h", ".cpp")):
    parts = path.relative_to(root).parts
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        match = re.match(r'\s*#include [<"]([^>"]+)[>"]', line)
        if not match:
            continue
        included = match.group(1)
        target = included.split("/")
        bad = None
        if parts[0] == "core":
            if included[0] == "Q" and included[1:2].isupper() or included.startswith(("Qt", "qcustomplot")):
                bad = "core knows no Qt"
            elif target[0] in ("ui", "app"):
                bad = f"core knows no {target[0]}"
            elif target[0] == "core" and ORDER.index(target[1]) > ORDER.index(parts[1]):
                bad = f"{parts[1]} comes before {target[1]}"
        elif parts[0] == "ui" and target[0] == "app":
            bad = "ui knows no app"
        if bad:
            wrong.append(f"{path.relative_to(root)}:{number}: {included}: {bad}")

print("\n".join(wrong) or "every include points back in reading order")
sys.exit(1 if wrong else 0)
