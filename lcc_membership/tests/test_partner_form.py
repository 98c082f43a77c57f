# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from datetime import date

from odoo.tests import Form, tagged

from .common import LccMembershipCase

DAY = date(2026, 5, 4)


@tagged("post_install", "-at_install")
class TestPartnerForm(LccMembershipCase):
    """What the form of a contact costs and shows."""

    def _count(self, partner, spec):
        """Queries of reading a form on a cold cache."""
        partner = partner.with_user(self.manager)
        for _time in range(2):  # rights and translations are cached by the first call
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            partner.web_read(spec)
        return self.cr.sql_log_count - before

    def _spec(self):
        partners = self.env["res.partner"].with_user(self.manager)
        view = partners.get_view(self.env.ref("base.view_partner_form").id, "form")
        return partners._get_fields_spec(view)

    def _hide_ours(self):
        views = self.env["ir.ui.view"].search(
            [("model", "=", "res.partner"), ("inherit_id", "!=", False)]
        )
        ours = views.filtered(lambda view: view.xml_id.startswith("lcc_membership."))
        self.assertTrue(ours)
        ours.active = False

    def test_queries_on_top(self):
        stranger = self.env["res.partner"].create({"name": "Shop"})
        self._collect(self.alice, self.dues_year, 20, DAY)
        spec = self._spec()
        with_ours = [self._count(who, spec) for who in (stranger, self.alice)]
        self._hide_ours()
        spec = self._spec()
        without = [self._count(who, spec) for who in (stranger, self.alice)]
        for more, less in zip(with_ours, without, strict=True):
            self.assertLessEqual(more - less, 3)

    def test_who_is_no_member_sees_nothing_new(self):
        stranger = self.env["res.partner"].create({"name": "Shop"})
        forms = [Form(who.with_user(self.manager)) for who in (stranger, self.alice)]
        spec = set(self._spec())
        self._hide_ours()
        ours = {name for name in spec - set(self._spec()) if name.startswith("lcc_")}
        shown, shown_of_member = (
            {name for name in ours if not form._get_modifier(name, "invisible")}
            for form in forms
        )
        self.assertEqual(shown, set())
        self.assertIn("lcc_member_number", shown_of_member)

    def test_charter_on_its_own_page(self):
        self.assertNotIn("lcc_charter_file", self._spec())
        alice = self.alice.with_user(self.manager)
        action = alice.action_lcc_open_charter()
        view = self.env["ir.ui.view"].browse(action["views"][0][0])
        with Form(alice.browse(action["res_id"]), view=view) as form:
            form.lcc_charter_file = "c2lnbmVk"
            form.lcc_charter_date = DAY
        self.assertEqual(self.alice.lcc_charter_file, b"c2lnbmVk")
        self.assertEqual(self.alice.lcc_charter_date, DAY)
