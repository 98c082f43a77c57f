# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from datetime import date

from freezegun import freeze_time

from odoo.exceptions import AccessError
from odoo.tests import Form, tagged

from ..models.lcc_dues_collection import Dues
from .common import LccMembershipCase

DAY = date(2026, 5, 4)
OPERATIONS = ("read", "write", "create", "unlink")


@tagged("post_install", "-at_install")
class TestAccess(LccMembershipCase):
    """Who reads and writes what, by role; rights on contacts are Odoo's own."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.portal = cls._create_user("portal", "base.group_portal")
        cls.employee = cls._create_user("employee", "base.group_user")
        cls.keeper = cls._create_user("keeper", "lcc_base.group_lcc_keeper")
        limited = "lcc_base.group_lcc_manager,base.group_partner_manager"
        cls.limited = cls._create_user("limited", limited)
        cls.limited.lcc_territory_ids = cls.foix
        cls.grouped = cls._create_user("grouped", limited)
        cls.grouped.lcc_local_group_ids = cls.env["lcc.local.group"].create(
            {"name": "Test hills", "territory_ids": cls.couserans.ids}
        )
        cls.alice.lcc_private_note = "<p>Shy</p>"
        collection = cls.env["lcc.dues.collection"]
        cls.line, cls.far_line = (
            collection._collect(
                [cls._dues(member=member, means=cls.cash)]
            )._lcc_get_dues()
            for member in (cls.alice, cls.bruno)
        )

    @classmethod
    def _dues(cls, **values):
        return Dues(product=cls.dues_year, amount=20, date=DAY, **values)

    def _rights(self, record, user):
        """First letters of the operations that a user may do with a record."""
        return "".join(
            operation[0]
            for operation in OPERATIONS
            if record.with_user(user).has_access(operation)
        )

    def _check_rights(self, record, **expected):
        found = {name: self._rights(record, getattr(self, name)) for name in expected}
        self.assertEqual(found, expected, record._name)

    def test_members(self):
        self._check_rights(
            self.alice,
            portal="",
            employee="r",
            keeper="r",
            auditor="r",
            accountant="r",
            manager="rwcu",
            limited="rwcu",
            grouped="",
        )
        self._check_rights(self.bruno, manager="rwcu", limited="", grouped="rwcu")

    def test_dues_lines(self):
        self._check_rights(
            self.line,
            portal="",
            employee="r",
            keeper="r",
            auditor="r",
            treasurer="rwcu",
            accountant="r",
            manager="r",
            limited="r",
            grouped="",
        )
        self._check_rights(self.far_line, limited="", grouped="r")

    def test_settings(self):
        readers = dict.fromkeys(("employee", "keeper", "auditor", "manager"), "r")
        readers["portal"] = ""
        self._check_rights(
            self.person_type, accountant="r", treasurer="rwcu", **readers
        )
        self._check_rights(
            self.dues_scale.lcc_bracket_ids[:1],
            accountant="r",
            treasurer="rwcu",
            **readers,
        )
        self._check_rights(
            self.association,
            portal="",
            employee="",
            keeper="",
            accountant="",
            auditor="r",
            manager="r",
            limited="r",
            treasurer="rwc",
        )

    def test_wizards(self):
        for name in (
            "lcc.dues.payment",
            "lcc.dues.stack",
            "lcc.member.withdrawal",
            "lcc.member.erasure",
        ):
            model = self.env[name]
            for role in ("portal", "employee", "keeper", "auditor", "accountant"):
                if (name, role) == ("lcc.dues.payment", "keeper"):
                    continue  # where the addon of the counters is, keepers take dues
                user = getattr(self, role)
                self.assertFalse(model.with_user(user).has_access("create"), name)
            for role in ("manager", "limited", "treasurer"):
                user = getattr(self, role)
                self.assertTrue(model.with_user(user).has_access("create"), name)

    def test_private_notes(self):
        for user in (self.accountant, self.manager, self.treasurer, self.auditor):
            partners = self.env["res.partner"].with_user(user)
            self.assertNotIn("lcc_private_note", partners.fields_get())
            alice = self.alice.with_user(user)
            with self.assertRaises(AccessError):
                alice.read(["lcc_private_note"])
            with self.assertRaises(AccessError):
                partners.search([("lcc_private_note", "ilike", "Shy")])
            with self.assertRaises(AccessError):
                partners._read_group([], ["lcc_private_note"])
        self.auditor.group_ids += self.env.ref("lcc_membership.group_lcc_member_notes")
        note = self.alice.with_user(self.auditor).lcc_private_note
        self.assertEqual(note, "<p>Shy</p>")

    def test_accountant_sees_dues(self):
        line = self.line.with_user(self.accountant)
        self.assertEqual((line.lcc_amount, line.partner_id.name), (20, "Alice"))
        self.assertEqual(line.account_invoice_id.amount_total, 20)

    def test_limited_manager_takes_dues_of_own_members(self):
        payment = self.env["lcc.dues.payment"].with_user(self.limited)
        form = Form(payment.with_context(default_partner_id=self.alice.id))
        form.date = date(2027, 1, 4)
        form.payment_method_line_id = self.cash
        form.save()._collect()
        self.assertEqual(self.alice.member_line_ids.mapped("lcc_amount"), [20, 20])
        collection = self.env["lcc.dues.collection"].with_user(self.limited)
        dues = self._dues(member=self.bruno, means=self.cash)
        with self.assertRaises(AccessError):
            collection._collect([dues])
        with self.assertRaises(AccessError):
            collection._call([dues])
        with self.assertRaises(AccessError):
            self.bruno.with_user(self.limited)._lcc_withdraw(DAY, "other")

    def test_manager_finds_the_means_of_payment(self):
        """Without rights on journals, which the means belong to."""
        for name in ("lcc.dues.payment", "lcc.dues.stack"):
            screen = self.env[name].with_user(self.manager)
            screen = screen.new({"company_id": self.company.id})
            means = self.env["account.payment.method.line"].with_user(self.manager)
            found = means.name_search("", [("id", "in", screen.means_ids.ids)])
            ids = {one_id for one_id, _name in found}
            self.assertLessEqual(set((self.cash + self.cheque).ids), ids, name)


@tagged("post_install", "-at_install")
class TestTerritories(LccMembershipCase):
    """What a manager who follows Foix finds of Bruno, who lives in Couserans."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        groups = "lcc_base.group_lcc_manager,base.group_partner_manager"
        cls.limited = cls._create_user("limited", groups)
        cls.limited.lcc_territory_ids = cls.foix
        cls.bruno.email = "bruno@example.org"
        dues = Dues(
            member=cls.bruno,
            product=cls.dues_year,
            amount=20,
            date=DAY,
            means=cls.cash,
        )
        cls.line = cls.env["lcc.dues.collection"]._collect([dues])._lcc_get_dues()
        cls.partners = cls.env["res.partner"].with_user(cls.limited)

    def test_searches(self):
        both = [("id", "in", (self.alice + self.bruno).ids)]
        self.assertEqual(self.partners.search(both), self.alice)
        self.assertEqual(self.partners.search_count(both), 1)
        self.assertFalse(self.partners.name_search("Bruno"))
        self.assertFalse(self.partners.search([("email", "=", "bruno@example.org")]))
        self.assertFalse(
            self.partners.search(
                [("lcc_member_number", "=", self.bruno.lcc_member_number)]
            )
        )

    def test_groups(self):
        both = [("id", "in", (self.alice + self.bruno).ids)]
        for name in ("lcc_territory_id", "membership_state", "lcc_member_type_id"):
            groups = self.partners._read_group(both, [name], ["__count"])
            self.assertEqual([count for _value, count in groups], [1], name)
        lines = self.env["membership.membership_line"].with_user(self.limited)
        mine = [("id", "in", self.line.ids)]
        self.assertEqual(lines._read_group(mine, [], ["lcc_amount:sum"]), [(0,)])
        report = self.env["report.membership"].with_user(self.limited)
        self.assertFalse(report.search([("partner_id", "=", self.bruno.id)]))
        own = self.env["report.membership"].with_user(self.manager)
        self.assertTrue(own.search([("partner_id", "=", self.bruno.id)]))

    def test_counts(self):
        self.assertEqual(
            self.person_type.with_user(self.limited).member_count,
            self.partners.search_count(
                [("lcc_member_type_id", "=", self.person_type.id)]
            ),
        )

    def test_mail_composer(self):
        composer = (
            self.env["mail.compose.message"]
            .with_user(self.limited)
            .with_context(
                default_model="res.partner",
                default_composition_mode="mass_mail",
                default_res_ids=self.bruno.ids,
            )
        )
        with self.assertRaises(AccessError):
            composer.create({"subject": "News", "body": "News"})._action_send_mail()
        suggestions = self.partners.get_mention_suggestions("Bruno")
        self.assertFalse(suggestions.get("res.partner"))

    def test_associated_member_elsewhere(self):
        """A member of Foix through one of Couserans: its form opens all the same."""
        self.alice.associate_member_id = self.bruno
        with freeze_time(DAY):
            form = Form(self.partners.browse(self.alice.id))
        self.assertEqual(form.membership_state, "paid")
        with self.assertRaises(AccessError):
            self.partners.browse(self.alice.id).associate_member_id.read(["email"])

    def test_payer_elsewhere(self):
        """Bruno pays for Alice: her dues are seen, his data are not."""
        collection = self.env["lcc.dues.collection"]
        dues = Dues(
            member=self.alice,
            payer=self.bruno,
            product=self.dues_year,
            amount=20,
            date=DAY,
            means=self.cash,
        )
        line = collection._collect([dues])._lcc_get_dues().with_user(self.limited)
        self.assertEqual((line.partner_id, line.lcc_amount), (self.alice, 20))
        form = Form(self.partners.browse(self.alice.id))
        self.assertEqual(len(form.member_line_ids), 1)
        with self.assertRaises(AccessError):
            self.bruno.with_user(self.limited).read(["email"])

    def test_unassigned_members_are_nobodys(self):
        self.bruno.write({"lcc_territory_id": False, "lcc_commune_id": False})
        self.assertFalse(self.partners.search([("id", "=", self.bruno.id)]))

    def test_a_member_cannot_be_taken_over(self):
        with self.assertRaises(AccessError):
            self.bruno.with_user(self.limited).lcc_territory_id = self.foix
        with self.assertRaises(AccessError):
            self.partners.create(
                {
                    "name": "Dora",
                    "lcc_member_type_id": self.person_type.id,
                    "lcc_territory_id": self.couserans.id,
                }
            )
