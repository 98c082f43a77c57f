# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo.api import SUPERUSER_ID, Environment
from odoo.tools.convert import convert_file


def migrate(cr, version):
    """Rules are not updated with their addon: load those that know local groups."""
    env = Environment(cr, SUPERUSER_ID, {})
    convert_file(
        env, "lcc_base", "security/lcc_base_rules.xml", {}, mode="init", noupdate=True
    )
