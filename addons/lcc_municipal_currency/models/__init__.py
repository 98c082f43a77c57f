# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from . import (
    account_move,
    account_move_line,
    agreement_balance,
    agreement_creditor,
    agreement_till,
    lcc_creditor_receipt,
    lcc_creditor_receipt_line,
    lcc_creditor_receipt_post,
    lcc_currency,
    lcc_indemnity_statement,
    lcc_indemnity_statement_line,
    lcc_municipal_follow_up,
    lcc_operation,
    lcc_till_intake,
    lcc_till_intake_line,
    res_partner,
)
