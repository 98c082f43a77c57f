# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from . import (
    lcc_dues_payment,
    lcc_dues_stack,
    lcc_member_erasure,
    lcc_member_withdrawal,
    privacy_lookup_wizard,
)
