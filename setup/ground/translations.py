# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Compare and update translation files; a program for the venv's Python.

    translations.py '[[addon, exported .pot, addon folder], …]' [--write]

prints {addon: {"pot": [problem, …], "po": [problem, …]}} in JSON.
"""

import json
import sys
from pathlib import Path

import polib


def main(pairs, write):
    result = {}
    for name, exported, folder in json.loads(pairs):
        fresh = polib.pofile(exported) if Path(exported).is_file() else polib.POFile()
        pot, po = Path(folder, "i18n", f"{name}.pot"), Path(folder, "i18n", "fr.po")
        if write:
            update(fresh, exported, pot, po)
        result[name] = {"pot": pot_problems(fresh, pot), "po": po_problems(fresh, po)}
    print(json.dumps(result))


def terms(entries):
    return {
        (entry.msgctxt, entry.msgid): entry for entry in entries if not entry.obsolete
    }


def pot_problems(fresh, path):
    if not len(fresh):
        return []
    if not path.is_file():
        return [f"{path.name} is missing: ./setup/i18n makes it"]
    known, wanted = terms(polib.pofile(str(path))), terms(fresh)
    problems = [f"missing: {key[1]!r}" for key in wanted.keys() - known.keys()]
    problems += [f"no longer used: {key[1]!r}" for key in known.keys() - wanted.keys()]
    problems += [
        f"places have changed: {key[1]!r}"
        for key in wanted.keys() & known.keys()
        if set(wanted[key].occurrences) != set(known[key].occurrences)
    ]
    return sorted(problems)


def po_problems(fresh, path):
    if not len(fresh):
        return []
    if not path.is_file():
        return [f"{path.name} is missing: ./setup/i18n makes it"]
    known, wanted = terms(polib.pofile(str(path))), terms(fresh)
    problems = [f"missing: {key[1]!r}" for key in wanted.keys() - known.keys()]
    problems += [f"no longer used: {key[1]!r}" for key in known.keys() - wanted.keys()]
    for key in wanted.keys() & known.keys():
        if known[key].fuzzy:
            problems.append(f"fuzzy: {key[1]!r}")
        elif not known[key].translated():
            problems.append(f"not translated: {key[1]!r}")
    return sorted(problems)


def update(fresh, exported, pot, po):
    """Write the .pot as Odoo exports it, and merge it into fr.po without guessing."""
    if not len(fresh):
        return
    pot.parent.mkdir(exist_ok=True)
    pot.write_bytes(Path(exported).read_bytes())
    french = (
        polib.pofile(str(po), wrapwidth=78)
        if po.is_file()
        else polib.POFile(wrapwidth=78)
    )
    if not french.metadata:
        french.metadata = {
            **fresh.metadata,
            "Language": "fr",
            "Plural-Forms": "nplurals=2; plural=n > 1;",
        }
    french.merge(fresh)
    for entry in french.obsolete_entries():
        french.remove(entry)
    french.sort(key=lambda entry: entry.msgid)
    french.save(str(po))


if __name__ == "__main__":
    main(sys.argv[1], "--write" in sys.argv)
