# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""./setup/i18n: bring the translation files up to the source."""

import argparse
import contextlib
import os

from . import checks, making, paths, postgres
from .console import GroundError, say


def main(arguments):
    parser = argparse.ArgumentParser(
        prog="./setup/i18n",
        description="Export the .pot of each addon from a database without demo data, "
        "merge it into its fr.po, and say what is left to translate.",
    )
    parser.add_argument(
        "addons", nargs="*", metavar="ADDON", help="addons; all without a name"
    )
    names = parser.parse_args(arguments).addons or list(paths.addons())
    if unknown := sorted(set(names) - set(paths.addons())):
        raise GroundError(
            f"There is no addon {unknown[0]}; there are {', '.join(paths.addons())}."
        )
    with making.ground() as source, plain_database(source, names) as (database, _log):
        left = checks.compare(checks.export_pot(database, names), write=True)
    for name, problems in left.items():
        say(f"{name}: {len(problems['po'])} terms left")
        for line in problems["po"]:
            say(f"  {line}")
    return 1 if any(problems["po"] for problems in left.values()) else 0


@contextlib.contextmanager
def plain_database(source, addons):
    """(a database with addons and without demo data, the log of their installation)."""
    name = f"lcc_test_{os.getpid()}_plain"
    template = making.template(source, "plain", paths.foreign_dependencies())
    postgres.create_scratch(name, template)
    log = making.install(name, addons, "The addons without demo data")
    try:
        yield name, log
    finally:
        postgres.drop(name)
