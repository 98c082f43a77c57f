# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""./setup/test: every test and check, or those of some addons."""

import argparse
import contextlib
import os
from pathlib import Path

from . import checks, demo, environment, making, paths, postgres, server, system
from .command_i18n import plain_database
from .console import GroundError, step
from .report import (
    ALLOWED_OF_SERVERS,
    Report,
    log_problems,
    odoo_tests,
    pytest_tests,
)

PREFIX = "lcc_test_"
TESTS = paths.ROOT / "tests"


def main(arguments):
    addons, files = _parse(arguments)
    everything = not (addons or files)
    report = Report()
    with making.ground(for_tests=True) as source:
        postgres.drop_leftovers(PREFIX)
        if everything:
            checks.lint(report)
            checks.packaging(report)
        with _database(source, everything) as database:
            _odoo(report, database, addons, files, everything)
            if everything or files:
                _load_french(report, database)
            _pytest(report, database, addons, files)
            _servers(report, database)
        if everything:
            _translations(report, source)
    return report.conclude()


def _parse(arguments):
    parser = argparse.ArgumentParser(
        prog="./setup/test",
        description="Run every test and check of the project. With names: the tests of "
        "these addons alone, or these files of tests/.",
    )
    parser.add_argument(
        "names", nargs="*", metavar="ADDON", help="an addon, or a file of tests/"
    )
    addons, files = [], []
    for name in parser.parse_args(arguments).names:
        path = Path(name.partition("::")[0]).resolve()
        if Path(name).name in paths.addons():
            addons.append(Path(name).name)
        elif path.exists() and path.is_relative_to(TESTS):
            files.append(str(path) + name[len(name.partition("::")[0]) :])
        else:
            raise GroundError(
                f"{name} is neither an addon nor a file of tests/; "
                f"the addons are {', '.join(paths.addons())}."
            )
    return addons, files


@contextlib.contextmanager
def _database(source, fresh):
    """A database for the tests: really fresh, or the copy of a prepared one."""
    name = f"{PREFIX}{os.getpid()}"
    template = (
        None
        if fresh
        else making.template(source, "test", paths.foreign_dependencies(), making.DEMO)
    )
    postgres.create_scratch(name, template)
    try:
        yield name
    finally:
        postgres.drop(name)


def _odoo(report, database, addons, files, everything):
    """Install the addons with demo data; run the tests of those that are tested."""
    installed = list(paths.addons()) if everything or files else addons
    tested = installed if everything else addons
    log = paths.log("test-odoo")
    options = [making.DEMO]
    if tested:
        options.append(f"--test-tags={','.join(f'/{name}' for name in tested)}")
    with step(
        "Installing the addons and running their tests",
        lambda: server.loading_status(log),
    ):
        status = server.install(database, installed or ["base"], log, *options)
    text = log.read_text(encoding="utf-8", errors="replace")
    passed, failed, skipped, details = odoo_tests(text)
    if status and not failed:
        failed, details = ["installation"], server.first_error(log)
    if tested or failed:
        report.add_many("Odoo tests", passed, failed, skipped, details)
    report.add(f"Odoo's log ({log.relative_to(paths.ROOT)})", log_problems(text))


def _load_french(report, database):
    """French as in the demo; the addons' own tests are run before, in English."""
    log = paths.log("test-french")
    log.unlink(missing_ok=True)
    command = server.command(
        "i18n", "loadlang", "-d", database, "-l", making.ISO_LANGUAGE
    )
    with step("Loading French"):
        status = system.call(command, log, env=server.environ())
    problems = log_problems(log.read_text(encoding="utf-8", errors="replace"))
    report.add("loading French", [server.first_error(log)] if status else problems)
    if not status:
        demo.speak_french(database)


def _pytest(report, database, addons, files):
    """The suite of tests/, on copies of the database; of an addon the doctests."""
    result, log = paths.folder("tmp") / "pytest.xml", paths.log("test-pytest")
    result.unlink(missing_ok=True)
    log.unlink(missing_ok=True)
    targets = [*files, *([TESTS / "test_doctests.py"] if addons else [])] or [TESTS]
    environ = {
        **server.environ(),
        "LCC_TEST_DATABASE": database,
        "LCC_TEST_ADDONS": ",".join(addons),
    }
    command = [
        environment.PYTHON,
        "-m",
        "pytest",
        "-q",
        f"--junitxml={result}",
        *targets,
    ]
    with step("Running the tests of tests/"):
        status = system.call(command, log, env=environ, cwd=paths.ROOT)
    passed, failed, skipped = pytest_tests(result) if result.is_file() else (0, [], 0)
    if status not in (0, 5) and not failed:  # 5: no test was found
        failed = ["pytest"]
    report.add_many(
        "tests/",
        passed,
        failed,
        skipped,
        log.read_text(encoding="utf-8", errors="replace") if failed else "",
    )


def _servers(report, database):
    """What the servers that tests/conftest.py has started say in their logs."""
    logs = sorted(paths.folder("log").glob(f"test-server-{database}_*.log"))
    for log in logs:
        text = log.read_text(encoding="utf-8", errors="replace")
        problems = log_problems(text, ALLOWED_OF_SERVERS)
        report.add(f"log of a test server ({log.relative_to(paths.ROOT)})", problems)


def _translations(report, source):
    addons = list(paths.addons())
    if not addons:
        return
    try:
        with plain_database(source, addons) as (database, log):
            report.add("installation without demo data")
            report.add(
                "Odoo's log without demo data",
                log_problems(log.read_text(encoding="utf-8", errors="replace")),
            )
            with step("Exporting the terms to translate"):
                exports = checks.export_pot(database, addons)
            checks.translations(report, exports)
    except GroundError as error:
        report.add("installation without demo data", str(error))
