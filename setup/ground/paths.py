# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Where things lie, and which addons the repository holds."""

import ast
import contextlib
import os
from pathlib import Path

from .console import GroundError

ROOT = Path(__file__).resolve().parent.parent.parent
GROUND = ROOT / ".ground"
DATA = GROUND / "data"
ODOO_CONF = ROOT / "odoo.conf"
REQUIREMENTS = ROOT / "requirements.txt"


def folder(*names, base=GROUND):
    """A folder inside the ground, made if it is missing."""
    path = Path(base, *names)
    path.mkdir(parents=True, exist_ok=True)
    return path


def log(name):
    return folder("log") / f"{name}.log"


def cache(*names):
    """A folder for downloads: in LCC_CACHE, else in the ground."""
    named = os.environ.get("LCC_CACHE")
    base = Path(named).expanduser().absolute() if named else GROUND / "cache"
    with contextlib.suppress(OSError):
        if os.access(found := folder(*names, base=base), os.W_OK):
            return found
    raise GroundError(
        f"The cache folder {base} cannot be written: "
        "give LCC_CACHE a folder that you may write."
    )


def addons():
    """Every addon of the repository: {name: folder}, addons/ before the top level."""
    found = [
        *sorted((ROOT / "addons").glob("*/__manifest__.py")),
        *sorted(ROOT.glob("*/__manifest__.py")),
    ]
    return {
        path.parent.name: path.parent
        for path in found
        if path.with_name("__init__.py").is_file()
    }


def addons_paths():
    """The folders of the repository that hold addons, for Odoo's addons_path."""
    return list(dict.fromkeys(path.parent for path in addons().values()))


def manifest(name):
    return ast.literal_eval(
        (addons()[name] / "__manifest__.py").read_text(encoding="utf-8")
    )


def foreign_dependencies():
    """The modules that our addons depend on and that are not ours.

    What only glue needs is left out: were it there, Odoo would install the glue beside
    any addon that is tested alone.
    """
    ours = addons()
    manifests = map(manifest, ours)
    depends = {
        name
        for values in manifests
        if not values.get("auto_install")
        for name in values.get("depends", ())
    }
    return sorted(depends - set(ours)) or ["base"]
