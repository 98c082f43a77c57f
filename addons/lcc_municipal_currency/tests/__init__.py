# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from . import (
    test_access,
    test_demo,
    test_follow_up,
    test_handover,
    test_months,
    test_receipt,
    test_statements,
    test_till,
)
