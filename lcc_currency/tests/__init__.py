# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from . import (
    test_access,
    test_bad_input,
    test_books,
    test_dashboard,
    test_demo,
    test_forged_values,
    test_guarantee_fund,
    test_guards,
    test_immutability,
    test_migration,
    test_operation_form,
    test_operation_import,
    test_performance,
    test_propose,
    test_reversal,
    test_situation,
    test_till_payment,
    test_tours,
    test_translation,
)
