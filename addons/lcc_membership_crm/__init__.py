# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from . import models


def uninstall_hook(env):
    """Archive the applications, whose pipelines go: sales see none of them."""
    leads = env["crm.lead"].with_context(active_test=False, tracking_disable=True)
    applications = leads.search([("team_id.lcc_pipeline", "!=", False)])
    stage = env["crm.stage"].search([("team_ids", "=", False)], limit=1)
    applications.write(
        {
            "active": False,
            "team_id": False,
            "stage_id": stage.id,
            "lost_reason_id": False,
        }
    )
