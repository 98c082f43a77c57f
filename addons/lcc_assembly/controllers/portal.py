# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo.exceptions import AccessError, UserError
from odoo.http import content_disposition, request, route

from odoo.addons.portal.controllers.portal import CustomerPortal, pager

PAGE = "/my/sessions/<int:session_id>"


class SessionPortal(CustomerPortal):
    """Sessions of the bodies of which the user is a member.

    What the user may read and do is told by lcc.session and lcc.presence; what is none
    of theirs is not found.
    """

    def _prepare_home_portal_values(self, counters):
        values = super()._prepare_home_portal_values(counters)
        if "lcc_session_count" in counters:
            sessions = request.env["lcc.session"]
            # members have no rights on sessions: the domain tells which ones are theirs
            values["lcc_session_count"] = sessions.sudo().search_count(
                sessions._get_portal_domain()
            )
        return values

    def _get_session_sortings(self):
        return {
            "date": {
                "label": request.env._("Newest"),
                "order": "date_start desc, id desc",
            },
            "assembly": {
                "label": request.env._("Assembly"),
                "order": "assembly_id, date_start desc, id desc",
            },
        }

    @route(
        ["/my/sessions", "/my/sessions/page/<int:page>"],
        type="http",
        auth="user",
        website=True,
    )
    def portal_my_sessions(self, page=1, sortby=None, **kwargs):
        sortings = self._get_session_sortings()
        sortby = sortby if sortby in sortings else "date"
        sessions = request.env["lcc.session"]
        domain = sessions._get_portal_domain()
        # members have no rights on sessions: the domain tells which ones are theirs
        sessions = sessions.sudo()
        pages = pager(
            url="/my/sessions",
            url_args={"sortby": sortby},
            total=sessions.search_count(domain),
            page=page,
            step=self._items_per_page,
        )
        found = sessions.search(
            domain,
            order=sortings[sortby]["order"],
            limit=self._items_per_page,
            offset=pages["offset"],
        )
        values = {
            **self._prepare_portal_layout_values(),
            "page_name": "lcc_sessions",
            "default_url": "/my/sessions",
            "pager": pages,
            "searchbar_sortings": sortings,
            "sortby": sortby,
            "sessions": [session._prepare_portal_line() for session in found],
        }
        return request.render("lcc_assembly.portal_my_sessions", values)

    @route(PAGE, type="http", auth="user", website=True)
    def portal_my_session(self, session_id, **kwargs):
        return self._render_session(self._get_session(session_id))

    @route(f"{PAGE}/notice", type="http", auth="user", website=True)
    def portal_my_session_notice(self, session_id, **kwargs):
        session = self._get_session(session_id)
        name = f"{session._get_paper_name('notice')}.pdf"
        return request.make_response(
            session._print_paper("lcc_assembly.lcc_session_notice_report"),
            headers=[
                ("Content-Type", "application/pdf"),
                ("Content-Disposition", content_disposition(name)),
            ],
        )

    @route(f"{PAGE}/files/<int:attachment_id>", type="http", auth="user", website=True)
    def portal_my_session_file(self, session_id, attachment_id, **kwargs):
        """What was sent with the notice; always downloaded, never shown as a page."""
        files = self._get_session(session_id).notice_attachment_ids
        return self._send(files.filtered(lambda file: file.id == attachment_id))

    @route(f"{PAGE}/minutes", type="http", auth="user", website=True)
    def portal_my_session_minutes(self, session_id, **kwargs):
        return self._send(self._get_session(session_id)._get_published_minutes())

    @route(
        f"{PAGE}/proxy/<int:presence_id>",
        type="http",
        auth="user",
        website=True,
        methods=["GET"],
    )
    def portal_my_proxy(self, session_id, presence_id, holder_id=None, **kwargs):
        """Ask whether the proxy is to be given."""
        session = self._get_session(session_id)
        values = session._prepare_portal_values()
        own = [one for one in values["own"] if one["id"] == presence_id]
        holders = [
            choice
            for one in own
            for choice in one["choices"]
            if str(choice["id"]) == holder_id
        ]
        if not own:
            raise request.not_found()
        if not holders:
            return request.redirect(f"/my/sessions/{session_id}")
        return request.render(
            "lcc_assembly.portal_my_proxy",
            {
                **self._prepare_portal_layout_values(),
                "page_name": "lcc_session",
                "session": values,
                "own": own[0],
                "holder": holders[0],
            },
        )

    @route(
        f"{PAGE}/proxy/<int:presence_id>/give",
        type="http",
        auth="user",
        website=True,
        methods=["POST"],
    )
    def portal_my_proxy_give(self, session_id, presence_id, holder_id=None, **kwargs):
        if not (holder_id or "").isdecimal():
            raise request.not_found()
        return self._change_proxy(
            session_id,
            presence_id,
            lambda presence: presence._give_proxy_on_portal(int(holder_id)),
        )

    @route(
        f"{PAGE}/proxy/<int:presence_id>/revoke",
        type="http",
        auth="user",
        website=True,
        methods=["POST"],
    )
    def portal_my_proxy_revoke(self, session_id, presence_id, **kwargs):
        return self._change_proxy(
            session_id,
            presence_id,
            lambda presence: presence._revoke_proxy_on_portal(),
        )

    def _get_session(self, session_id):
        session = request.env["lcc.session"]._get_portal_session(session_id)
        if not session:
            raise request.not_found()
        return session

    def _change_proxy(self, session_id, presence_id, change):
        """Do something with the user's proxy, and tell what the rules do not allow."""
        session = self._get_session(session_id)
        presence = session._get_own_presences().filtered(
            lambda one: one.id == presence_id
        )
        if not presence:
            raise request.not_found()
        try:
            with request.env.cr.savepoint():
                change(presence)
        except AccessError as error:
            raise request.not_found() from error
        except UserError as error:
            return self._render_session(session, error=str(error))
        return request.redirect(f"/my/sessions/{session_id}")

    def _render_session(self, session, **values):
        return request.render(
            "lcc_assembly.portal_my_session",
            {
                **self._prepare_portal_layout_values(),
                "page_name": "lcc_session",
                "session": session._prepare_portal_values(),
                **values,
            },
        )

    def _send(self, file):
        """Send a file that was checked to be the reader's."""
        if not file:
            raise request.not_found()
        stream = request.env["ir.binary"]._get_stream_from(file)
        return stream.get_response(as_attachment=True)
