# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo.fields import Domain
from odoo.http import Controller, request, route

from odoo.addons.portal.controllers.portal import pager

STEP = 30
PUBLIC = {"type": "http", "auth": "public", "website": True, "sitemap": False}


class Councils(Controller):
    """What councils have published, for everybody; the rest is not found."""

    @route("/councils", **PUBLIC)
    def councils(self, **kwargs):
        councils = request.env["lcc.session"]._prepare_public_councils()
        return request.render("lcc_municipal.public_councils", {"councils": councils})

    @route(
        [
            "/councils/<int:assembly_id>",
            "/councils/<int:assembly_id>/page/<int:page>",
        ],
        **PUBLIC,
    )
    def council(self, assembly_id, page=1, **kwargs):
        sessions = request.env["lcc.session"]
        councils = sessions._prepare_public_councils(assembly_id)
        if not councils:
            raise request.not_found()
        pages = pager(
            url=f"/councils/{assembly_id}",
            total=councils[0]["count"],
            page=page,
            step=STEP,
        )
        found = sessions._search_public(
            Domain("assembly_id", "=", assembly_id),
            limit=STEP,
            offset=pages["offset"],
        )
        return request.render(
            "lcc_municipal.public_council",
            {
                "council": councils[0],
                "sessions": [session._prepare_public_line() for session in found],
                "pager": pages,
            },
        )

    @route("/councils/sessions/<int:session_id>", **PUBLIC)
    def council_session(self, session_id, **kwargs):
        return request.render(
            "lcc_municipal.public_session",
            {"session": self._get_session(session_id)._prepare_public_values()},
        )

    @route("/councils/sessions/<int:session_id>/minutes", **PUBLIC)
    def council_minutes(self, session_id, **kwargs):
        minutes = self._get_session(session_id)._get_published_minutes()
        if not minutes:
            raise request.not_found()
        return request.env["ir.binary"]._get_stream_from(minutes).get_response()

    @route("/councils/deliberations/<int:deliberation_id>", **PUBLIC)
    def council_deliberation(self, deliberation_id, **kwargs):
        deliberation = request.env["lcc.deliberation"]._get_public(deliberation_id)
        if not deliberation:
            raise request.not_found()
        return request.render(
            "lcc_municipal.public_deliberation",
            {"deliberation": deliberation._prepare_public_values()},
        )

    @route("/councils/deliberations/<int:deliberation_id>/extract", **PUBLIC)
    def council_extract(self, deliberation_id, **kwargs):
        deliberations = request.env["lcc.deliberation"]
        extract = deliberations._get_public_extract(deliberation_id)
        if not extract:
            raise request.not_found()
        return request.env["ir.binary"]._get_stream_from(extract).get_response()

    def _get_session(self, session_id):
        session = request.env["lcc.session"]._search_public(
            Domain("id", "=", session_id)
        )
        if not session:
            raise request.not_found()
        return session
