# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo.http import Controller, content_disposition, request, route


class LccMemberController(Controller):
    @route("/lcc/members/<int:partner_id>/data", type="http", auth="user")
    def hand_over(self, partner_id):
        """All data of a member as a zip; nothing of it stays on the server."""
        member = request.env["res.partner"].browse(partner_id).exists()
        if not member:
            raise request.not_found()
        name, content = member._lcc_hand_over()
        return request.make_response(
            content,
            headers=[
                ("Content-Type", "application/zip"),
                ("Content-Disposition", content_disposition(name)),
            ],
        )
