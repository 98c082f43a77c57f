# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
# ruff: noqa: I001  the ledger's mixins come before the models that inherit them
from . import lcc_ledger
from . import lcc_books
from . import (
    account_journal,
    account_move,
    account_payment,
    account_payment_method_line,
    ir_sequence,
    lcc_coupon_series,
    lcc_currency,
    lcc_denomination,
    lcc_emission,
    lcc_emission_line,
    lcc_flow,
    lcc_operation,
    lcc_operation_checks,
    lcc_operation_form,
    lcc_operation_import,
    lcc_operation_import_error,
    lcc_operation_import_names,
    lcc_operation_import_result,
    lcc_operation_import_run,
    lcc_operation_import_template,
    lcc_operation_line,
    lcc_operation_posting,
    lcc_operation_reversal,
    lcc_place,
    lcc_place_balance,
)
