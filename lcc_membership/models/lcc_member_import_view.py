# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, models


class LccMemberImport(models.Model):
    """What is shown of an import: its lists, and how far it is."""

    _inherit = "lcc.member.import"

    def action_view_lines(self):
        """The lines of the file, and what became of them."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "lcc_membership.lcc_member_import_line_action"
        )
        action["domain"] = [("import_id", "=", self.id)]
        is_over = self.state in ("partial", "done", "undoing", "undone")
        action["context"] = {"lcc_after": is_over}
        return action

    def action_view_members(self):
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "lcc_membership.lcc_member_action"
        )
        action["domain"] = [("id", "in", self.line_ids.result_partner_id.ids)]
        action["context"] = {}
        return action

    def action_view_dues(self):
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "lcc_membership.membership_line_action"
        )
        action["domain"] = [("lcc_import_line_id.import_id", "in", self.ids)]
        action["context"] = {}
        return action

    @api.readonly
    def get_progress(self):
        """How far a run is, for who looks on.

        :return: {is_running, percent, done, total}
        """
        self.ensure_one()
        self.check_access("read")
        is_running = self.state in ("running", "undoing")
        total = self.line_count - self.skip_count
        done = self.done_count + self.failed_count
        if self.state == "undoing":
            done = total - self.done_count
        return {
            "is_running": is_running,
            "percent": 100 * done // max(total, 1) if is_running else 0,
            "done": done,
            "total": total,
        }
