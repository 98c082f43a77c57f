# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import Command
from odoo.exceptions import AccessError
from odoo.tests import Form, new_test_user, tagged

from .common_convention import LccConventionCase

MANAGER = "lcc_base.group_lcc_manager,base.group_partner_manager"


@tagged("post_install", "-at_install")
class TestConventionAccess(LccConventionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.manager = new_test_user(cls.env, "conv_manager", groups=MANAGER)
        cls.local = new_test_user(
            cls.env,
            "conv_local",
            groups=MANAGER,
            lcc_territory_ids=[Command.set(cls.coast.ids)],
        )
        cls.auditor = new_test_user(
            cls.env, "conv_auditor", groups="lcc_base.group_lcc_auditor"
        )
        cls.employee = new_test_user(cls.env, "conv_employee", groups="base.group_user")
        cls.reader = new_test_user(
            cls.env,
            "conv_reader",
            groups="base.group_user,agreement.group_agreement_readonly",
        )
        cls.far = cls.env["res.partner"].create(
            {"name": "Commune of the Hills", "lcc_territory_id": cls.hills.id}
        )
        cls.here = cls._convene("adhesion")
        cls.there = cls._convene("adhesion", partner_id=cls.far.id)
        cls.supply = cls.env["agreement"].create(
            {"name": "Supply", "code": "S1", "partner_id": cls.far.id}
        )
        cls.all = cls.here + cls.there + cls.supply

    def _get_seen(self, user, operation="read"):
        seen = self.all.with_user(user)._filtered_access(operation)
        return seen.with_env(self.env)

    def test_who_sees_what(self):
        conventions = self.here + self.there
        for user in (self.clerk, self.manager):
            for operation in ("read", "write", "unlink"):
                self.assertEqual(self._get_seen(user, operation), conventions)
        self.assertEqual(self._get_seen(self.auditor), conventions)
        self.assertFalse(self._get_seen(self.auditor, "write"))
        self.assertFalse(self._get_seen(self.employee))
        self.assertEqual(self._get_seen(self.reader), self.all)
        self.assertFalse(self._get_seen(self.reader, "write"))

    def test_rights_of_agreements_stay(self):
        """A manager with the rights of the addon agreement sees others too."""
        self.manager.group_ids += self.env.ref("agreement.group_agreement_user")
        self.assertEqual(self._get_seen(self.manager), self.all)

    def test_territories(self):
        self.assertEqual(self._get_seen(self.local), self.here)
        self.assertEqual(self._get_seen(self.local, "write"), self.here)
        clauses = (self.here + self.there).lcc_clause_ids.with_user(self.local)
        seen = clauses._filtered_access("read").with_env(self.env)
        self.assertEqual(seen, self.here.lcc_clause_ids)
        self.there.lcc_user_id = self.local
        self.assertEqual(self._get_seen(self.local), self.here + self.there)

    def test_manager_signs(self):
        """By the form, without the rights of agreements; another council's vote."""
        agreements = self.env["agreement"].with_user(self.manager)
        with Form(agreements.with_context(lcc_convention=True)) as form:
            form.agreement_type_id = self._type("adhesion")
            form.partner_id = self.commune
        agreement = form.save()
        self.assertRegex(agreement.code, r"^CPB/\d{4}/\d{4}$")
        self.assertEqual(agreement.lcc_user_id, self.manager)
        self.assertEqual(len(agreement.lcc_clause_ids), 7)
        for clause in agreement.lcc_clause_ids:
            clause.body = "<p>What was agreed.</p>"
        agreement.write(self._elsewhere())
        self._sign(agreement)
        self.assertEqual(agreement.lcc_state, "signed")

    def test_manager_signs_on_a_session_not_published(self):
        agreement = self.here.with_user(self.manager)
        self.here.lcc_deliberation_id = self._deliberate()
        with self.assertRaises(AccessError):
            self.session.with_user(self.manager).check_access("read")
        self._sign(agreement)
        self.assertEqual(agreement.lcc_state, "signed")
        with Form(agreement) as form:
            form.lcc_remind_days = 10

    def test_manager_makes_no_other_agreements(self):
        with self.assertRaises(AccessError):
            self.env["agreement"].with_user(self.manager).create(
                {"name": "Supply", "code": "S2", "partner_id": self.far.id}
            )
        with self.assertRaises(AccessError):
            self.here.with_user(self.manager).agreement_type_id = False

    def test_what_the_type_tells_is_not_written(self):
        """Nobody makes a convention of what is none, nor hides one from its rules."""
        forged = {"lcc_kind": "adhesion", "lcc_territory_id": self.hills.id}
        with self.assertRaises(AccessError):
            self.env["agreement"].with_user(self.manager).create(
                {"name": "Supply", "code": "S3", "partner_id": self.far.id, **forged}
            )
        self.here.with_user(self.manager).write({**forged, "lcc_kind": False})
        self.assertEqual(self.here.lcc_kind, "adhesion")
        self.assertEqual(self.here.lcc_territory_id, self.coast)

    def test_employee(self):
        for model in (
            "lcc.convention.template",
            "lcc.convention.clause",
            "lcc.municipal.follow.up",
        ):
            with self.assertRaises(AccessError):
                self.env[model].with_user(self.employee).search([])

    def test_contacts_without_rights_on_agreements(self):
        """The addon agreement closes the form of contacts to all who have none."""
        groups = "base.group_user,base.group_partner_manager"
        partner_user = new_test_user(self.env, "conv_contacts", groups=groups)
        for user in (partner_user, self.manager, self.clerk):
            partner = self.commune.with_user(user)
            if not partner.has_access("write"):
                Form(partner)
                continue
            with Form(partner) as form:
                form.city = "Testisle"
        self.assertEqual(self.commune.city, "Testisle")

    def test_other_company(self):
        other = self.env["res.company"].create({"name": "Other"})
        stranger = new_test_user(
            self.env,
            "conv_stranger",
            groups=f"{MANAGER},lcc_assembly.group_lcc_clerk",
            company_id=other.id,
            company_ids=[Command.set(other.ids)],
        )
        self.assertFalse(self._get_seen(stranger))
        for model in ("lcc.convention.clause", "lcc.municipal.follow.up"):
            self.assertFalse(self.env[model].with_user(stranger).search([]), model)
