# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Count what passed and what failed, and say it."""

import re
import xml.etree.ElementTree as ElementTree
from collections import Counter

from . import paths
from .console import say

LONGEST_DETAIL = 60
ALLOWED = paths.ROOT / "setup/log_allowed.txt"
# More of them, for the servers that the tests of tests/ provoke.
ALLOWED_OF_SERVERS = paths.ROOT / "setup/log_allowed_servers.txt"
LOG_LINE = re.compile(
    r"^\S+ \S+ \d+ (?P<level>[A-Z]+) \S+ (?P<logger>[\w.]+): (?P<text>.*)$",
    re.MULTILINE,
)
FAILURE = re.compile(r"(?:FAIL|ERROR): (?:Subtest )?(\S+)")
# Odoo sums its tests up in lines that look like failures; we count ourselves.
SUMMARY = re.compile(
    r"\d+ failed, \d+ error\(s\) of \d+ tests|Module \S+: \d+ failures, \d+ errors"
)


class Report:
    """The counts of a whole run."""

    def __init__(self):
        self.passed = 0
        self.failures = []

    def add(self, name, problems=""):
        """Count one check; problems (text or lines) make it a failure."""
        lines = problems.splitlines() if isinstance(problems, str) else list(problems)
        if not lines:
            self.passed += 1
            return say(f"  passed  {name}")
        self.failures.append(name)
        say(f"  FAILED  {name}")
        for line in lines[:LONGEST_DETAIL]:
            say(f"          {line}")
        if len(lines) > LONGEST_DETAIL:
            say(f"          … and {len(lines) - LONGEST_DETAIL} lines more")

    def add_many(self, name, passed, failed, skipped=0, details=""):
        """Count the tests of a suite that counts by itself."""
        self.passed += passed
        self.failures += failed
        say(
            f"  {'FAILED' if failed else 'passed'}  {name}: {passed} passed, "
            f"{len(failed)} failed, {skipped} skipped"
        )
        for line in [*failed, *details.splitlines()][:LONGEST_DETAIL]:
            say(f"          {line}")

    def conclude(self):
        """Say the last line; return the exit status."""
        say(f"{self.passed} passed, {len(self.failures)} failed")
        return 1 if self.failures or not self.passed else 0


def odoo_tests(text):
    """(passed, names of failures, skipped, details) out of Odoo's log."""
    started, failed, skipped = Counter(), {}, 0
    for match in LOG_LINE.finditer(text):
        if name := re.match(r"Starting (\S+) \.\.\.", match["text"]):
            started[match["logger"], name[1]] += 1
        elif re.match(r"skipped \S+ : ", match["text"]):
            skipped += 1
        elif (name := FAILURE.match(match["text"])) and match["level"] == "ERROR":
            failed.setdefault((match["logger"], name[1]), _following(text, match.end()))
    passed = (
        sum(started.values()) - skipped - sum(1 for key in failed if key in started)
    )
    names = [
        f"{logger.removeprefix('odoo.addons.')}: {name}" for logger, name in failed
    ]
    details = "\n".join(
        f"{name}\n{trace}" for name, trace in zip(names, failed.values(), strict=True)
    )
    return max(0, passed), names, skipped, details


def pytest_tests(path):
    """(passed, names of failures, skipped) out of pytest's report in XML."""
    passed, failed, skipped = 0, [], 0
    for case in ElementTree.parse(path).iter("testcase"):
        if case.find("failure") is not None or case.find("error") is not None:
            failed.append(f"{case.get('classname')}::{case.get('name')}")
        elif case.find("skipped") is not None:
            skipped += 1
        else:
            passed += 1
    return passed, list(dict.fromkeys(failed)), skipped


def log_problems(text, *more_allowed):
    """The lines of Odoo's log that must not be there."""
    allowed = [
        re.compile(line)
        for file in (ALLOWED, *more_allowed)
        for line in file.read_text(encoding="utf-8").splitlines()
        if line.strip() and not line.startswith("#")
    ]
    found = {}
    for match in LOG_LINE.finditer(text):
        if match["level"] not in ("WARNING", "ERROR", "CRITICAL"):
            continue
        line = f"{match['level']} {match['logger']}: {match['text']}"
        if FAILURE.match(match["text"]) or SUMMARY.match(match["text"]):
            continue
        following = _following(text, match.end())
        if not any(pattern.search(f"{line}\n{following}") for pattern in allowed):
            found.setdefault(line, following.splitlines()[-3:])
    return [text for line, extra in found.items() for text in (line, *extra)]


def _following(text, position):
    """The lines after a line of the log that belong to it: a traceback."""
    rest = text[position + 1 : position + 5000]
    end = re.search(r"^\d{4}-\d\d-\d\d ", rest, re.MULTILINE)
    return rest[: end.start()].rstrip() if end else rest.rstrip()
