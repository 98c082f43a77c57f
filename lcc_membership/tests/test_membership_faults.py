# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from datetime import date

from freezegun import freeze_time

from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools import convert_file

from .common import LccMembershipCase

OPERATIONS = ("read", "write", "create", "unlink")


@tagged("post_install", "-at_install")
class TestFaultsOfMembership(LccMembershipCase):
    """The two faults of the addon `membership` that are mended from here."""

    def _product_rights(self, user):
        products = self.env["product.template"].with_user(user)
        return [operation for operation in OPERATIONS if products.has_access(operation)]

    def test_products_are_not_everybodys(self):
        employee = self._create_user("employee", "base.group_user")
        self.assertEqual(self._product_rights(employee), ["read"])
        with self.assertRaises(AccessError):
            self.dues_year.with_user(employee).list_price = 1

    def test_products_after_an_update(self):
        """An update of `membership` updates what depends on it, too."""
        employee = self._create_user("employee", "base.group_user")
        update = {"mode": "update", "noupdate": False}
        path = "security/ir.model.access.csv"
        convert_file(self.env, "membership", path, {}, **update)
        self.assertIn("unlink", self._product_rights(employee))
        path = "security/lcc_membership_groups.xml"
        convert_file(self.env, "lcc_membership", path, {}, **update)
        self.assertEqual(self._product_rights(employee), ["read"])

    def _states(self):
        """Status of Alice as each way of asking has it."""
        self.env.invalidate_all()
        partners = self.env["res.partner"].with_user(self.auditor)
        alice = [("id", "=", self.alice.id)]
        state = partners.browse(self.alice.id).membership_state
        found = partners.search([*alice, ("membership_state", "=", state)])
        self.assertEqual(found.ids, self.alice.ids, "search")
        [(grouped, _count)] = partners._read_group(
            alice, ["membership_state"], ["__count"]
        )
        report = self.env["report.membership"].search(
            [("partner_id", "=", self.alice.id)]
        )
        today = self.alice._lcc_get_membership_states(date.today())[self.alice]
        return {state, grouped, today, *report.mapped("membership_state")}

    def test_status_needs_no_cron(self):
        with freeze_time("2025-12-31 12:00"):
            self._collect(self.alice, self.dues_rolling, 15, date(2025, 6, 1))
        for moment, state in (
            ("2025-05-31", "none"),
            ("2025-06-01", "paid"),
            ("2026-05-31", "paid"),
            ("2026-06-01", "old"),
            ("2030-01-01", "old"),
        ):
            with freeze_time(f"{moment} 12:00"):
                self.assertEqual(self._states(), {state}, moment)

    def test_states_have_their_french(self):
        """French of the addon `membership` is there first, and does not stay."""
        self.env["res.lang"]._activate_lang("fr_FR")
        for model, name, expected in (
            ("membership.membership_line", "state", "Payée"),
            ("res.partner", "membership_state", "À jour"),
            ("report.membership", "membership_state", "À jour"),
        ):
            records = self.env[model].with_context(lang="fr_FR")
            names = dict(records.fields_get([name])[name]["selection"])
            self.assertEqual(names["paid"], expected, model)
