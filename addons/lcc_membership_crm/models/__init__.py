# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from . import (
    agreement,
    crm_lead,
    crm_lead_assignment,
    crm_lead_duplicate,
    crm_lead_erasure,
    crm_lead_membership,
    crm_lead_pipeline,
    crm_team,
    res_partner,
)
