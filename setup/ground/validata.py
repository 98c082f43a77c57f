# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""The national validator of open data, in an environment of its own.

Its packages are those of the validator, not of Odoo, and only its tests need them.
"""

import json
import os

from . import paths, system
from .console import GroundError
from .packages import Environment

VALIDATA = Environment(
    "validata",
    "the environment of the national validator",
    paths.ROOT / "setup/requirements-validata.txt",
    "validata_core",
    "pip-validata",
)


def ensure():
    """Make the environment, from scratch where its inputs have changed."""
    waiting = "Waiting for another command that makes the validator's environment"
    with system.lock("validata", waiting):
        if not VALIDATA.is_current():
            VALIDATA.make()


def problems(path, schema):
    """What the validator says of a file.

    :param path: CSV file
    :param schema: JSON file of the schema
    :return: list of sentences, empty for a valid file
    """
    command = [VALIDATA.tool("validata"), "--schema", schema, path]
    status, output = system.capture(
        command, env={**os.environ, "PYTHONWARNINGS": "ignore"}
    )
    if status:
        raise GroundError(f"The national validator failed: {output.strip()[-500:]}.")
    report = json.loads(output)
    found = list(report["errors"])
    for task in report["tasks"]:
        found += [*task["errors"], *task["structure_warnings"]]
    if not (report["tasks"] or found):
        raise GroundError("The national validator read nothing.")
    return [f"{one.get('code')}: {one.get('message')}" for one in found]
