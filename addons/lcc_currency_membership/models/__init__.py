# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from . import (
    account_move,
    account_move_line,
    lcc_currency,
    lcc_dues_collection,
    lcc_operation,
    lcc_place,
)
