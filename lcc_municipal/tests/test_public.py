# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo.exceptions import AccessError
from odoo.tests import HttpCase, new_test_user, tagged

from odoo.addons.lcc_assembly.tests.portal import OPERATIONS

from .common import LccMunicipalCase


@tagged("post_install", "-at_install")
class TestPublic(LccMunicipalCase, HttpCase):
    """What everybody reads of a council, and what nobody else than the clerk does."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.portal = new_test_user(cls.env, "lcc_portal", groups="base.group_portal")

    def _hold_and_close(self):
        """The session of Loix, one grant decided in secret."""
        self.deliberations = self._enter_agenda()
        self.deliberation = self.deliberations[0]
        self.deliberation.write(
            {
                "considerations": "<p>Considering the budget</p>",
                "decision": "<p>Grants the sum</p>",
                "beneficiary_id": self.env["res.partner"]
                .create({"name": "A beneficiary"})
                .id,
            }
        )
        self.env["lcc.session.override"].create(
            {"session_id": self.session.id, "check": "notice", "reason": "Secret why"}
        )
        self.session.note = "<p>The course of it</p>"
        self.session._get_items()[0].debate = "<p>A lively debate</p>"
        self._hold_session(self.deliberations)
        self.session.action_close()
        # a test's session is that of HTTP, from now on
        self.held, self.session = self.session, None
        self.session_path = f"/councils/sessions/{self.held.id}"
        self.path = f"/councils/deliberations/{self.deliberation.id}"

    def _adopt(self):
        self.held.write({"state": "adopted", "date_adopted": "2024-05-21"})

    def _publish(self):
        self._adopt()
        self.held.action_publish()

    def _get_paths(self):
        return (
            f"/councils/{self.council.id}",
            self.session_path,
            f"{self.session_path}/minutes",
            self.path,
        )

    def test_nothing_before_publication(self):
        self._hold_and_close()
        for adopt in (False, True):
            if adopt:
                self._adopt()
            for path in self._get_paths():
                self.assertEqual(self.url_open(path).status_code, 404, path)
            self.assertNotIn(
                f"/councils/{self.council.id}", self.url_open("/councils").text
            )

    def test_list_once_posted(self):
        """Numbers, objects and results within a week (L2121-25), and nothing else."""
        self._hold_and_close()
        self.held.date_list_posted = "2024-04-23"
        self.assertIn(f"/councils/{self.council.id}", self.url_open("/councils").text)
        page = self.url_open(f"/councils/{self.council.id}").text
        self.assertIn(self.session_path, page)
        page = self.url_open(self.session_path).text
        self.assertEqual(page.count("o_lcc_deliberation"), 22)
        self.assertIn("012/24", page)
        self.assertIn("11 for, 0 against, 0 abstaining, 1 taking no part", page)
        self.assertIn("Compte de gestion 2023 (Mairie)", page)
        for text in (
            *("Considering the budget", "Grants the sum", "The course of it"),
            *("A lively debate", "Secret why", "11 present", "A beneficiary"),
            *("Firmin Audebert", "/councils/deliberations/", "/minutes"),
        ):
            self.assertNotIn(text, page)
        for path in (self.path, f"{self.session_path}/minutes"):
            self.assertEqual(self.url_open(path).status_code, 404, path)
        self.held.action_reopen()
        for path in (f"/councils/{self.council.id}", self.session_path):
            self.assertEqual(self.url_open(path).status_code, 404, path)

    def test_act_once_published(self):
        """Each act from its own publication (L2131-1), the list posted or not."""
        self._hold_and_close()
        self.assertFalse(self.deliberation.url)
        self.deliberation.date_published = "2024-04-19"
        self.assertTrue(self.deliberation.url.endswith(self.path))
        page = self.url_open(self.path).text
        for text in ("012/24", "Considering the budget", "Grants the sum"):
            self.assertIn(text, page)
        self.assertIn("April 19, 2024", page)
        self.assertNotIn("A beneficiary", page)
        page = self.url_open(self.session_path).text
        self.assertEqual(page.count("o_lcc_deliberation"), 1, "no list is posted")
        self.assertIn(self.path, page)
        self.assertNotIn("11 present", page)
        following = f"/councils/deliberations/{self.deliberations[1].id}"
        for path in (following, f"{self.session_path}/minutes"):
            self.assertEqual(self.url_open(path).status_code, 404, path)
        self.held.date_list_posted = "2024-04-23"
        page = self.url_open(self.session_path).text
        self.assertEqual(page.count("o_lcc_deliberation"), 22)
        self.assertIn(self.path, page)
        self.assertNotIn(following, page)

    def test_extract(self):
        """The whole act as PDF, from its publication (R2131-1), without persons."""
        self._hold_and_close()
        path = f"{self.path}/extract"
        self.assertEqual(self.url_open(path).status_code, 404)
        self.held.date_list_posted = "2024-04-23"
        self.assertEqual(self.url_open(path).status_code, 404, "posted in a list only")
        self.deliberation.date_published = "2024-04-19"
        self.assertIn(path, self.url_open(self.path).text)
        response = self.url_open(path)
        self.assertEqual(response.headers["Content-Type"], "application/pdf")
        # in tests Odoo sends what is to be printed, not the PDF
        for text in ("012/24", "Considering the budget", "Grants the sum", "Yvonne"):
            self.assertIn(text, response.text)
        for text in ("A beneficiary", "Secret why", "The course of it", "A lively"):
            self.assertNotIn(text, response.text)
        following = self.deliberations[1].id
        self.assertEqual(
            self.url_open(f"/councils/deliberations/{following}/extract").status_code,
            404,
        )
        draft = self.env["lcc.deliberation"].create(
            {"item_id": self._create_session().item_ids[0].id, "name": "A draft"}
        )
        self.assertEqual(
            self.url_open(f"/councils/deliberations/{draft.id}/extract").status_code,
            404,
        )

    def test_extract_tells_no_votes_of_members(self):
        """Who voted against stands in the clerk's extract, and not online."""
        self.deliberation = self.env["lcc.deliberation"].create(
            {"item_id": self.session.item_ids[0].id, "name": "A grant"}
        )
        self._open()
        self.env["lcc.vote.ballot"].create(
            {
                "vote_id": self.deliberation.vote_id.id,
                "presence_id": self._presence(4).id,
                "choice": "against",
            }
        )
        self.deliberation.action_done()
        self.session.action_close()
        self.deliberation.date_published = "2024-04-19"
        words = self.deliberation.vote_id._get_name_words()
        self.assertIn("Against: Paulin Brossard.", words)
        files = self.env["lcc.deliberation"]._get_public_extract(self.deliberation.id)
        self.assertIn("A grant", files.raw.decode())
        self.assertNotIn("Against: Paulin", files.raw.decode())

    def test_extract_is_printed_once(self):
        self._hold_and_close()
        self.deliberation.date_published = "2024-04-19"
        deliberations = self.env["lcc.deliberation"]

        def get():
            self.env.flush_all()
            return deliberations._get_public_extract(self.deliberation.id)

        first = get()
        self.assertEqual(get(), first)
        forged = (
            self.env["ir.attachment"]
            .with_user(self.clerk)
            .create(
                {
                    "name": "Extract.pdf",
                    "raw": b"What nobody decided",
                    "description": first.description,
                    "res_model": "lcc.deliberation",
                    "res_id": self.deliberation.id,
                }
            )
        )
        self.assertEqual(get(), first)
        first.with_user(self.clerk).raw = b"What nobody decided"
        self.assertNotIn(get(), first + forged)

    def test_bodies_that_publish_nothing(self):
        """What a committee decides is nobody's but its members'."""
        committee = self._create_assembly("Finance committee", "commission", 5)
        session = self._create_session(assembly_id=committee.id)
        session.write({"state": "closed", "date_list_posted": "2024-04-17"})
        self.session = None
        for path in (
            f"/councils/{committee.id}",
            f"/councils/sessions/{session.id}",
            "/councils/99999999999999999999",
            "/councils/sessions/99999999999999999999",
        ):
            self.assertEqual(self.url_open(path).status_code, 404, path)

    def test_published(self):
        self._hold_and_close()
        self._publish()
        page = self.url_open("/councils").text
        self.assertIn("Commune de Testisle", page)
        page = self.url_open(f"/councils/{self.council.id}").text
        self.assertIn(self.session_path, page)
        page = self.url_open(self.session_path).text
        self.assertEqual(page.count("o_lcc_deliberation"), 22)
        self.assertIn("11 for, 0 against, 0 abstaining, 1 taking no part", page)
        self.assertIn("Compte de gestion 2023 (Mairie)", page)
        self.assertIn("11 present, 2 represented, of 14 in office", page)
        page = self.url_open(self.path).text
        for text in ("012/24", "Considering the budget", "Grants the sum", "Adopted"):
            self.assertIn(text, page)

    def test_nothing_else_leaks(self):
        self._hold_and_close()
        self._publish()
        pages = "".join(
            self.url_open(path).text
            for path in ("/councils", *self._get_paths())
            if not path.endswith("minutes")
        )
        for text in (
            "Secret why",
            "example.org",
            "The course of it",
            "A lively debate",
            "A beneficiary",
            "Firmin Audebert",
            self.env.user.name,
        ):
            self.assertNotIn(text, pages)

    def test_forged_ids(self):
        """Published are sessions of councils, and what is in the register."""
        self._hold_and_close()
        self._publish()
        association = self._create_assembly("Steering committee", "steering", 5)
        private = self._create_session(assembly_id=association.id)
        private.write({"state": "published"})
        draft = self.env["lcc.deliberation"].create(
            {"item_id": self._create_session().item_ids[0].id, "name": "A draft"}
        )
        for path in (
            f"/councils/{association.id}",
            f"/councils/sessions/{private.id}",
            f"/councils/sessions/{private.id}/minutes",
            f"/councils/deliberations/{draft.id}",
            f"/councils/sessions/{draft.session_id.id}",
            "/councils/999999999",
            "/councils/sessions/999999999",
            "/councils/deliberations/999999999",
            f"/my/sessions/{self.held.id}",
        ):
            if path.startswith("/my"):
                self.authenticate("lcc_portal", "lcc_portal")
            self.assertEqual(self.url_open(path).status_code, 404, path)

    def test_members_of_no_body_read_the_same(self):
        self._hold_and_close()
        self._publish()
        self.authenticate("lcc_portal", "lcc_portal")
        self.assertIn("Grants the sum", self.url_open(self.path).text)

    def test_minutes(self):
        self._hold_and_close()
        path = f"{self.session_path}/minutes"
        self._adopt()
        self.assertEqual(self.url_open(path).status_code, 404)
        self.held.action_publish()
        self.assertIn(path, self.url_open(self.session_path).text)
        response = self.url_open(path)
        self.assertEqual(response.headers["Content-Type"], "application/pdf")
        # in tests Odoo sends what is to be printed, not the PDF
        for text in ("Compte de gestion 2023", "A lively debate", "The course of it"):
            self.assertIn(text, response.text)
        for text in ("Secret why", "@example.org"):
            self.assertNotIn(text, response.text)

    def test_member_reads_results_once_closed(self):
        """A member reads numbers and counts before the minutes are adopted."""
        member = self.members[11]
        new_test_user(
            self.env,
            "lcc_member",
            groups="base.group_portal",
            partner_id=member.id,
            name=member.name,
        )
        self._hold_and_close()
        self.authenticate("lcc_member", "lcc_member")
        page = self.url_open(f"/my/sessions/{self.held.id}").text
        self.assertIn("014/24 Compte de gestion 2023 (Mairie)", page)
        self.assertIn("13 for, 0 against, 0 abstaining", page)
        for text in ("The course of it", "A lively debate", "Secret why"):
            self.assertNotIn(text, page)

    def test_correction(self):
        """A correction that is not published is not named."""
        self._hold_and_close()
        self._publish()
        following = self._create_session(day="2024-05-21", notice="2024-05-10")
        correction = self.env["lcc.deliberation"].create(
            {
                "item_id": following.item_ids[0].id,
                "name": "Correction",
                "corrects_id": self.deliberation.id,
            }
        )
        self._open(following)
        correction.action_unanimous()
        following.action_close()
        self.assertEqual(correction.number, "034/24")
        self.assertNotIn("034/24", self.url_open(self.path).text)
        following.write({"state": "adopted", "date_adopted": "2024-06-18"})
        following.action_publish()
        self.assertIn("034/24", self.url_open(self.path).text)
        page = self.url_open(f"/councils/deliberations/{correction.id}").text
        self.assertIn(self.path, page)

    def test_address_of_open_data(self):
        self._hold_and_close()
        self.deliberations[1].url = "https://commune.example.org/013"
        self.assertFalse(self.deliberation.url)
        self._publish()
        self.assertEqual(
            self.deliberations[:2].mapped("url"),
            [
                f"{self.deliberation.get_base_url()}{self.path}",
                "https://commune.example.org/013",
            ],
        )

    def test_no_rights_on_models(self):
        public = self.env.ref("base.public_user")
        models = [
            model
            for model in self.env.values()
            if model._original_module == "lcc_municipal" and not model._abstract
        ]
        self.assertIn("lcc.deliberation", [model._name for model in models])
        for user in (self.portal, public):
            for model in models:
                for operation in OPERATIONS:
                    self.assertFalse(
                        model.with_user(user).has_access(operation),
                        f"{user.login}: {operation} {model._name}",
                    )
        self._hold_and_close()
        self._publish()
        with self.assertRaises(AccessError):
            self.deliberation.with_user(public).read(["name"])
