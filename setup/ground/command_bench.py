# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""./setup/bench: the benchmarks of tests/bench.

A benchmark is a module tests/bench/bench_<name>.py with a function ``run(env)``. It
works in a process and a copy of the prepared database of its own, as superuser unless
it does otherwise, and may commit. It returns a list of dictionaries: name, ours,
reference, unit, ratio (ours in terms of the reference), bound (what the ratio should
reach, in words or as a number) and met (whether it does).
A module may name more modules of Odoo to install: ``DEPENDS = ["stock"]``. One whose
function is ``run(env, baseline)`` gets a second environment too, of a database that has
the modules that ours depend on, and none of ours.
"""

import argparse
import ast
import contextlib
import json
import os
from pathlib import Path

from . import environment, making, paths, postgres, server, system
from .console import GroundError, say, step

FOLDER = paths.ROOT / "tests/bench"
OPTIONS = making.DEMO, making.FRENCH
COLUMNS = ("name", "ours", "reference", "unit", "ratio", "bound", "met")


def main(arguments):
    options = _parse(arguments)
    modules = _modules(options.names)
    results = []
    with making.ground() as source, _prepared(source) as prepared:
        for name, path in modules.items():
            results += _run(source, prepared, name, path)
    _print(results)
    if options.json:
        options.json.write_text(
            json.dumps(results, indent=2, ensure_ascii=False) + "\n",
            encoding="utf-8",
        )
    return 0 if all(result["met"] for result in results) else 1


def _parse(arguments):
    parser = argparse.ArgumentParser(
        prog="./setup/bench",
        description="Measure, and compare with references measured in the same run.",
    )
    parser.add_argument(
        "names", nargs="*", metavar="NAME", help="benchmarks; all without a name"
    )
    parser.add_argument(
        "--json", type=Path, metavar="FILE", help="write the results to a file"
    )
    return parser.parse_args(arguments)


def _modules(names):
    """{name: file} of the benchmarks asked for."""
    known = {
        path.stem.removeprefix("bench_"): path
        for path in sorted(FOLDER.glob("bench_*.py"))
    }
    for name in names:
        if name not in known:
            raise GroundError(
                f"There is no benchmark {name}; "
                f"there are {', '.join(known) or 'none yet'}."
            )
    if not known:
        raise GroundError("There is no benchmark yet in tests/bench.")
    return {name: known[name] for name in names or known}


@contextlib.contextmanager
def _prepared(source):
    """The database that every benchmark gets a copy of."""
    name = f"lcc_test_{os.getpid()}_prepared"
    postgres.drop_leftovers("lcc_test_")
    postgres.create(name, _foreign(source))
    making.install(name, list(paths.addons()), "The addons", *OPTIONS)
    try:
        yield name
    finally:
        postgres.drop(name)


def _foreign(source):
    """The template with the modules that are not ours."""
    needs = {*paths.foreign_dependencies(), *_declared_dependencies()}
    return making.template(source, "bench", sorted(needs), *OPTIONS)


def _declared_dependencies():
    """The DEPENDS of every benchmark, read without running it."""
    for path in FOLDER.glob("bench_*.py"):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if (
                isinstance(node, ast.Assign)
                and getattr(node.targets[0], "id", "") == "DEPENDS"
            ):
                yield from ast.literal_eval(node.value)


def _has_baseline(path):
    functions = ast.parse(path.read_text(encoding="utf-8")).body
    return any(
        isinstance(node, ast.FunctionDef)
        and node.name == "run"
        and len(node.args.args) == 2
        for node in functions
    )


def _run(source, prepared, name, path):
    database, log = f"lcc_test_{os.getpid()}_{name}", paths.log(f"bench-{name}")
    output = paths.folder("tmp") / f"bench-{name}.json"
    output.unlink(missing_ok=True)
    log.unlink(missing_ok=True)
    # A full database, commits and all: a benchmark measures what users get.
    postgres.create(database, prepared)
    baseline = [f"{database}_baseline"] if _has_baseline(path) else []
    for other in baseline:
        postgres.create(other, _foreign(source))
    try:
        with step(f"Benchmark {name}"):
            script = paths.ROOT / "setup/ground/bench_runner.py"
            command = [environment.PYTHON, script, server.CONF, path, output]
            command += [database, *baseline]
            system.run(
                command,
                log,
                f"The benchmark {name} failed",
                env=server.environ(),
                cwd=paths.ROOT,
            )
        return json.loads(output.read_text(encoding="utf-8"))
    finally:
        for each in (database, *baseline):
            postgres.drop(each)


def _print(results):
    rows = [
        COLUMNS,
        *([_text(result.get(key)) for key in COLUMNS] for result in results),
    ]
    widths = [max(len(row[i]) for row in rows) for i in range(len(COLUMNS))]
    for row in rows:
        say(
            "  ".join(
                cell.ljust(width) for cell, width in zip(row, widths, strict=True)
            ).rstrip()
        )


def _text(value):
    if isinstance(value, bool):
        return "yes" if value else "NO"
    if isinstance(value, float):
        return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.3g}"
    return str(value)
