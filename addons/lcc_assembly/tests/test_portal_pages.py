# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from unittest.mock import patch

from odoo import Command
from odoo.http import Request
from odoo.tests import HttpCase, new_test_user, tagged
from odoo.tools import mute_logger

from ..controllers.portal import SessionPortal
from .portal import LccPortalCase


@tagged("post_install", "-at_install")
class TestPortalPages(LccPortalCase, HttpCase):
    browser_size = "390x844"

    def setUp(self):
        super().setUp()
        # a test's session is that of HTTP, from now on
        self.past, self.session = self.session, None

    def _open_page(self, path, user="lcc_member_12"):
        self.authenticate(user, user)
        return self.url_open(path, allow_redirects=False)

    def _post(self, path, **data):
        self.authenticate("lcc_member_12", "lcc_member_12")
        return self.url_open(
            path,
            data={"csrf_token": Request.csrf_token(self), **data},
            allow_redirects=False,
        )

    def _get_proxy_path(self, rank, action="", session=None):
        session = session or self.coming
        presence = self._presence(rank, session)
        return f"/my/sessions/{session.id}/proxy/{presence.id}{action}"

    def _attach(self, session):
        file = self.env["ir.attachment"].create(
            {"name": "Plan.txt", "raw": b"The plan", "mimetype": "text/plain"}
        )
        session.notice_attachment_ids = [Command.link(file.id)]
        return f"/my/sessions/{session.id}/files/{file.id}"

    def test_proxy_tour(self):
        self.start_tour(
            "/my/sessions", "lcc_assembly_portal_proxy", login="lcc_member_12"
        )
        proxies = self.coming.proxy_ids.sorted("id")
        self.assertEqual(proxies.holder_id.mapped("rank"), [1, 2])
        self.assertEqual(
            (bool(proxies[0].date_revoked), bool(proxies[1].date_revoked)),
            (True, False),
        )
        self.assertEqual(set(proxies.mapped("channel")), {"portal"})

    def test_list(self):
        for days in (21, 22):
            self._create_coming(days, place=f"Place {days}")
        with patch.object(SessionPortal, "_items_per_page", 2):
            first = self._open_page("/my/sessions").text
            second = self._open_page("/my/sessions/page/2?sortby=assembly").text
        self.assertEqual(
            [first.count("o_lcc_session"), second.count("o_lcc_session")], [2, 1]
        )
        self.assertIn("Place 22", first)
        self.assertIn(f"/my/sessions/{self.coming.id}", second)
        self.assertEqual(self._open_page("/my/sessions?sortby=x").status_code, 200)

    def test_home(self):
        self.authenticate("lcc_member_12", "lcc_member_12")
        counters = self.make_jsonrpc_request(
            "/my/counters", {"counters": ["lcc_session_count"]}
        )
        self.assertEqual(counters["lcc_session_count"], 1)
        self.assertIn("/my/sessions", self.url_open("/my").text)

    def test_page_before_the_session(self):
        self.council.partner_id.email = "town.hall@example.org"
        item = self.coming.item_ids[0]
        item.debate = "<p>A lively debate</p>"
        self.coming.note = "<p>Draft of the course</p>"
        self.env["lcc.session.override"].create(
            {"session_id": self.coming.id, "check": "notice", "reason": "Secret why"}
        )
        self._vote(session=self.coming, name="Shall we dance?")
        page = self._open_page(f"/my/sessions/{self.coming.id}").text
        for text in ("Town hall", "Grants", "Why we give", "Edmée Fradin", "Mayor"):
            self.assertIn(text, page)
        for text in (
            "example.org",
            "A lively debate",
            "Draft of the course",
            "Secret why",
            "Set aside",
            "Shall we dance?",
            "Absent",
        ):
            self.assertNotIn(text, page)

    def test_results_once_closed(self):
        self._begin(self.coming)
        vote = self._vote(session=self.coming, name="Shall we dance?")
        self.env["lcc.vote.ballot"].create(
            {
                "vote_id": vote.id,
                "presence_id": self._presence(4, self.coming).id,
                "choice": "against",
            }
        )
        vote.action_done()
        path = f"/my/sessions/{self.coming.id}"
        self.assertNotIn("Shall we dance?", self._open_page(path).text)
        self.coming.item_ids.write({"debate": "<p>A lively debate</p>"})
        self.coming.action_close()
        page = self._open_page(path).text
        self.assertIn("Shall we dance?", page)
        self.assertIn("10 for, 1 against, 0 abstaining", page)
        self.assertNotIn("A lively debate", page)
        self.assertNotIn(f"{path}/minutes", page)
        self.assertEqual(self._open_page(f"{path}/minutes").status_code, 404)

    def test_papers(self):
        path = self._attach(self.coming)
        self.assertIn(path, self._open_page(f"/my/sessions/{self.coming.id}").text)
        response = self._open_page(path)
        self.assertEqual(response.content, b"The plan")
        self.assertIn("attachment", response.headers["Content-Disposition"])
        response = self._open_page(f"/my/sessions/{self.coming.id}/notice")
        self.assertEqual(response.headers["Content-Type"], "application/pdf")
        # in tests Odoo sends what is to be printed, not the PDF
        self.assertIn("Grants", response.text)

    def test_nothing_of_others(self):
        """Ids of what is not theirs, or of another kind, are not found."""
        draft = self._create_session()
        other = self._create_session(
            assembly_id=self._create_assembly("Other council", "municipal").id
        )
        other.action_convene()
        own = f"/my/sessions/{self.coming.id}"
        others_file = self._attach(other)
        paths = [
            f"/my/sessions/{draft.id}",
            f"/my/sessions/{other.id}",
            f"/my/sessions/{other.id}/notice",
            f"/my/sessions/{other.id}/minutes",
            f"/my/sessions/{draft.id}/notice",
            "/my/sessions/999999999",
            others_file,
            f"{own}/files/{others_file.rsplit('/', 1)[1]}",
            self._get_proxy_path(13),
        ]
        for path in paths:
            self.assertEqual(self._open_page(path).status_code, 404, path)
        self.assertEqual(self._open_page(own).status_code, 200)

    def test_forged_proxies(self):
        mine = self._presence(12, self.coming)
        elsewhere = self._presence(1, self.past).id
        mayor = self._presence(1, self.coming).id
        draft = self._create_session()
        self._give(13, 2, self.coming)
        give = "/give"
        for path, data in (
            (self._get_proxy_path(14, give), {"holder_id": mayor}),
            (self._get_proxy_path(12, give, draft), {"holder_id": mayor}),
            (f"/my/sessions/{draft.id}/proxy/{mine.id}/give", {"holder_id": mayor}),
            (
                self._get_proxy_path(12, give),
                {"holder_id": elsewhere},
            ),
            (self._get_proxy_path(12, give), {"holder_id": "1 OR 1=1"}),
            (self._get_proxy_path(12, give), {}),
            (self._get_proxy_path(13, "/revoke"), {}),
        ):
            self.assertEqual(self._post(path, **data).status_code, 404, path)
        self.assertEqual(self.coming.proxy_ids.giver_id.rank, 13)
        self.assertFalse(self.coming.proxy_ids.date_revoked)
        self.assertEqual(
            self._post(self._get_proxy_path(12, give), holder_id=mayor).status_code, 303
        )
        self.assertEqual(mine.proxy_holder_id.id, mayor)

    def test_token_is_needed(self):
        self.authenticate("lcc_member_12", "lcc_member_12")
        with mute_logger("odoo.http"):
            response = self.url_open(
                self._get_proxy_path(12, "/give"),
                data={"holder_id": self._presence(1, self.coming).id},
            )
        self.assertEqual(response.status_code, 400)
        self.assertFalse(self.coming.proxy_ids)

    def test_errors_in_words(self):
        self._give(13, 1, self.coming)
        holder = self._presence(1, self.coming).id
        response = self._post(self._get_proxy_path(12, "/give"), holder_id=holder)
        self.assertEqual(response.status_code, 200)
        self.assertIn("o_lcc_error", response.text)
        self.assertIn("Ghislaine Naulleau already", response.text)
        self.assertFalse(self._presence(12, self.coming).proxy_holder_id)
        self._begin(self.coming)
        response = self._post(
            self._get_proxy_path(12, "/give"),
            holder_id=self._presence(2, self.coming).id,
        )
        self.assertIn("has begun", response.text)
        self.assertEqual(len(self.coming.proxy_ids), 1)

    def test_visitors(self):
        """Nobody reads or does anything without an account."""
        for path in (
            "/my/sessions",
            f"/my/sessions/{self.coming.id}",
            f"/my/sessions/{self.coming.id}/notice",
            self._attach(self.coming),
            self._get_proxy_path(12),
        ):
            response = self.url_open(path, allow_redirects=False)
            self.assertEqual(response.status_code, 303, path)
            self.assertIn("/web/login", response.headers["Location"])

    def test_member_of_nothing(self):
        new_test_user(self.env, "lcc_stranger", groups="base.group_portal")
        page = self._open_page("/my/sessions", "lcc_stranger").text
        self.assertIn("convened to no session", page)
        for path in (f"/my/sessions/{self.coming.id}", self._get_proxy_path(12)):
            self.assertEqual(self._open_page(path, "lcc_stranger").status_code, 404)

    def test_minutes_are_printed_once(self):
        """They are a file once published, printed anew when the session is signed."""
        self._begin(self.coming)
        self.coming.action_close()
        path = f"/my/sessions/{self.coming.id}/minutes"
        self.assertEqual(self._open_page(path).status_code, 404)
        self.coming.write({"state": "adopted", "date_adopted": self.coming.day})
        self.assertEqual(self._open_page(path).status_code, 404)
        self.coming.action_publish()
        response = self._open_page(path)
        self.assertEqual(response.headers["Content-Type"], "application/pdf")
        self.assertIn("Grants", response.text)
        first = self.coming._get_published_minutes()
        self._open_page(path)
        self.assertEqual(self.coming._get_published_minutes(), first)
        self.coming.date_signed_chair = self.coming.day
        self.env.flush_all()
        # what is written in one transaction has one time
        self.env.cr.execute("UPDATE lcc_session SET write_date = '2030-01-01'")
        self.coming.invalidate_recordset()
        second = self.coming._get_published_minutes()
        self.assertNotEqual(second, first)
        self.assertFalse(first.exists())
