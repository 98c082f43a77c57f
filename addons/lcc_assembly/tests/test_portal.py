# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import new_test_user, tagged

from .portal import OPERATIONS, LccPortalCase


@tagged("post_install", "-at_install")
class TestPortal(LccPortalCase):
    """What a member may read and do, whatever the page."""

    def _give_as(self, user, giver, holder, session=None):
        session = session or self.coming
        self._presence(giver, session).with_user(user)._give_proxy_on_portal(
            self._presence(holder, session).id
        )

    def test_no_rights_on_models(self):
        models = self._get_closed_models("lcc_assembly")
        self.assertIn("lcc.session", [model._name for model in models])
        for user in (self.firmin, self.public):
            for model in models:
                for operation in OPERATIONS:
                    self.assertFalse(
                        model.with_user(user).has_access(operation),
                        f"{user.login}: {operation} {model._name}",
                    )

    def test_own_sessions_once_convened(self):
        draft = self._create_session()
        elsewhere = self._create_assembly("Other council", "municipal")
        other = self._create_session(assembly_id=elsewhere.id)
        other.action_convene()
        sessions = self.env["lcc.session"].with_user(self.firmin)
        self.assertEqual(
            sessions.sudo().search(sessions._get_portal_domain()), self.coming
        )
        self.assertFalse(sessions._get_portal_session(draft.id))
        self.assertFalse(sessions._get_portal_session(other.id))
        self.assertFalse(
            self.env["lcc.session"]
            .with_user(self.public)
            ._get_portal_session(self.coming.id)
        )

    def test_give_and_revoke(self):
        self._give_as(self.firmin, 12, 1)
        proxy = self.coming.proxy_ids
        self.assertEqual(
            (proxy.giver_id.rank, proxy.holder_id.rank, proxy.channel),
            (12, 1, "portal"),
        )
        self.assertEqual(proxy.create_uid, self.firmin)
        with self._refused(UserError, "Your proxy is with Yvonne Trégan"):
            self._give_as(self.firmin, 12, 2)
        self._presence(12, self.coming).with_user(self.firmin)._revoke_proxy_on_portal()
        self.assertTrue(proxy.date_revoked)
        self._give_as(self.firmin, 12, 2)
        self.assertEqual(
            self._presence(12, self.coming).proxy_holder_id,
            self._presence(2, self.coming),
        )

    def test_rules_in_words(self):
        self._give(13, 1, self.coming)
        with self._refused(ValidationError, "Ghislaine Naulleau already.*L2121-20"):
            self._give_as(self.firmin, 12, 1)
        with self._refused(UserError, "Ghislaine Naulleau does not attend"):
            self._give_as(self.firmin, 12, 13)
        self._presence(2, self.coming).status = "excused"
        with self._refused(UserError, "Marius Lafitte-Ré does not attend"):
            self._give_as(self.firmin, 12, 2)
        with self._refused(AccessError, "given to a member"):
            self._presence(12, self.coming).with_user(
                self.firmin
            )._give_proxy_on_portal(self._presence(3).id)
        free = self._presence(12, self.coming)._get_free_holders()
        self.assertEqual(sorted(free.mapped("rank")), [*range(3, 12), 14])

    def test_fourth_proxy_in_a_row(self):
        for days in (16, 17, 18):
            self._give(12, 1, self._create_coming(days))
        with self._refused(ValidationError, "last 3 sessions"):
            self._give_as(self.firmin, 12, 1)

    def test_others_proxy(self):
        stranger = new_test_user(self.env, "lcc_stranger", groups="base.group_portal")
        employee = new_test_user(self.env, "lcc_employee", groups="base.group_user")
        self._give(13, 2, self.coming)
        for user in (self.firmin, stranger, employee, self.public):
            with self._refused(AccessError, "their own proxy"):
                self._give_as(user, 14, 1)
            with self._refused(AccessError, "their own proxy"):
                self._presence(13, self.coming).with_user(
                    user
                )._revoke_proxy_on_portal()
        self.assertEqual(len(self.coming.proxy_ids), 1)

    def test_draft(self):
        draft = self._create_session()
        with self._refused(AccessError, "their own proxy"):
            self._give_as(self.firmin, 12, 1, draft)

    def test_too_late(self):
        self._give(12, 1, self.session)
        self.session.action_convene()
        with self._refused(UserError, "has begun"):
            self._presence(12).with_user(self.firmin)._revoke_proxy_on_portal()
        self._begin(self.coming)
        with self._refused(UserError, "has begun"):
            self._give_as(self.firmin, 12, 1)
        self.coming.action_close()
        with self._refused(UserError, "is over"):
            self._give_as(self.firmin, 12, 1)

    def test_no_proxies_by_the_statutes(self):
        self.council.write({"rules": "statutes", "proxies_per_holder": 0})
        with self._refused(UserError, "give no proxies"):
            self._give_as(self.firmin, 12, 1)

    def test_internal_member(self):
        """Who works with Odoo is a member like others, and reads no more."""
        user = self._create_user(13, groups="base.group_user")
        session = self.env["lcc.session"].with_user(user)
        self.assertEqual(session._get_portal_session(self.coming.id), self.coming)
        self._give_as(user, 13, 1)
        self.assertEqual(self.coming.proxy_ids.giver_id.rank, 13)
        with self.assertRaises(AccessError):
            self.coming.with_user(user).read(["note"])

    def test_contact_of_a_member(self):
        """A legal person is a member of an assembly: its contact acts for it."""
        company = self.env["res.partner"].create(
            {"name": "Grocery", "is_company": True, "email": "grocery@example.org"}
        )
        contact = self.env["res.partner"].create(
            {"name": "Contact", "parent_id": company.id}
        )
        user = new_test_user(
            self.env, "lcc_contact", groups="base.group_portal", partner_id=contact.id
        )
        self.env["lcc.mandate"].create(
            {
                "assembly_id": self.council.id,
                "partner_id": company.id,
                "rank": 15,
                "date_from": "2020-05-25",
            }
        )
        session = self._create_coming(21)
        self._give_as(user, 15, 1, session)
        self.assertEqual(session.proxy_ids.giver_id.partner_id, company)

    def test_substitute(self):
        """A substitute reads, and gives a proxy in the member's place only."""
        person = self.env["res.partner"].create({"name": "Substitute"})
        user = new_test_user(
            self.env,
            "lcc_substitute",
            groups="base.group_portal",
            partner_id=person.id,
            name="Substitute",
        )
        self.council.write({"kind": "syndicate", "rules": "grouping"})
        self.mandates[13].substitute_id = person
        sessions = self.env["lcc.session"].with_user(user)
        self.assertEqual(sessions._get_portal_session(self.coming.id), self.coming)
        with self._refused(AccessError, "their own proxy"):
            self._give_as(user, 14, 1)
        self._presence(14, self.coming).is_substituted = True
        self._give_as(user, 14, 1)
        self.assertEqual(len(self.coming.proxy_ids), 1)

    def test_notice_tells_the_address(self):
        """Who has an account is told where to give a proxy; others are not."""
        template = self.env.ref("lcc_assembly.mail_template_notice")
        with_account, without = (
            self._presence(12, self.coming),
            self._presence(13, self.coming),
        )
        bodies = template._render_field(
            "body_html", (with_account + without).ids, compute_lang=True
        )
        address = f"/my/sessions/{self.coming.id}"
        self.assertIn(address, bodies[with_account.id])
        self.assertNotIn(address, bodies[without.id])
