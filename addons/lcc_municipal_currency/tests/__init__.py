# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from . import (
    test_access,
    test_cancel,
    test_demo,
    test_follow_up,
    test_forgery,
    test_handover,
    test_months,
    test_orders,
    test_public_body,
    test_receipt,
    test_statements,
    test_till,
    test_wording,
)
