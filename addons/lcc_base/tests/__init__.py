# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from . import (
    test_access,
    test_browser,
    test_commune,
    test_commune_import,
    test_local_group,
    test_partner,
    test_tools,
    test_workbook,
)
