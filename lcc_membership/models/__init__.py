# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from . import (
    account_move,
    account_move_line,
    base,
    lcc_association,
    lcc_dues_bracket,
    lcc_dues_collection,
    lcc_export_log,
    lcc_local_group,
    lcc_member_type,
    membership_line,
    privacy_log,
    product_template,
    report_membership,
    res_partner,
    res_partner_erasure,
    res_partner_handover,
    res_partner_member,
    res_partner_privacy,
    res_partner_status,
)
