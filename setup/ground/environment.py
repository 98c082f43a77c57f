# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""The Python environment of Odoo: its locked packages, and Odoo's path."""

from . import odoo_source, paths, server, system
from .packages import Environment

ODOO = Environment(
    "venv",
    "the Python environment",
    paths.REQUIREMENTS,
    "lxml.etree, psycopg2",
    "pip",
)
VENV = ODOO.folder
PYTHON = ODOO.python
site_packages = ODOO.site_packages
tool = ODOO.tool


def ensure():
    """Make the environment, from scratch where its inputs have changed."""
    if not ODOO.is_current():
        with system.replacing():
            server.stop_all()
            ODOO.make()
    # In the encoding of the machine, as Python reads it.
    (site_packages() / "odoo.pth").write_text(f"{odoo_source.home()}\n")
