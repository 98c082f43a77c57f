# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from . import (
    lcc_card_check,
    lcc_dues_payment,
    lcc_dues_payment_amounts,
    lcc_dues_stack,
    lcc_member_erasure,
    lcc_member_withdrawal,
    lcc_tax_declaration,
    lcc_tax_receipt_batch,
    lcc_tax_receipt_cancel,
    privacy_lookup_wizard,
)
