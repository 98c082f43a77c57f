# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from . import (
    lcc_dues_books,
    lcc_dues_bridge,
    lcc_dues_bridge_paper,
    lcc_dues_bridge_print,
    lcc_dues_bridge_xlsx,
    lcc_dues_report,
    lcc_dues_table,
    lcc_dues_table_paper,
    lcc_dues_table_print,
    lcc_dues_table_words,
    lcc_dues_table_xlsx,
    lcc_member_import_xlsx,
)
