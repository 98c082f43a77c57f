# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from unittest import SkipTest

from odoo.tests import TransactionCase, tagged


@tagged("post_install", "-at_install")
class TestDemo(TransactionCase):
    """The board has every stage, and conventions of the four kinds in each state."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        epci = cls.env.ref(
            "lcc_municipal_crm.val_brezac_epci", raise_if_not_found=False
        )
        if not epci:
            raise SkipTest("The demo is not installed.")
        company = cls.env.ref("l10n_fr_asso.pyrene_company")
        cls.env = cls.env(context={"allowed_company_ids": company.ids, "lang": "en_US"})

    def _ref(self, name):
        return self.env.ref(f"lcc_municipal_crm.{name}")

    def test_stages(self):
        names = ("castelarrouy", "montbrezac", "saint_aubrac", "vernajoux")
        follow_ups = [self._ref(f"{name}_follow_up") for name in (*names, "val_brezac")]
        self.assertEqual(
            [one.stage for one in follow_ups],
            ["planned", "interest", "voted", "signed", "paying"],
        )
        self.assertEqual(
            [one.deadline_note for one in follow_ups],
            [
                False,
                "Session of the council",
                "Silence of the accountant",
                "Notice",
                "Accounts of the mandate",
            ],
        )
        # 310 + 1,240 + 870 + 2,150
        self.assertEqual(follow_ups[-1].population, 4570)

    def test_conventions(self):
        states = {
            "saint_aubrac_adhesion": ("adhesion", "draft"),
            "saint_aubrac_mandate": ("mandate", "draft"),
            "vernajoux_adhesion": ("adhesion", "signed"),
            "vernajoux_amendment": ("adhesion", "signed"),
            "vernajoux_till": ("till", "draft"),
            "val_brezac_adhesion": ("adhesion", "signed"),
            "val_brezac_mandate": ("mandate", "signed"),
            "val_brezac_till": ("till", "signed"),
            "val_brezac_salary": ("creditor", "signed"),
            "val_brezac_indemnity": ("creditor", "terminated"),
        }
        conventions = {name: self._ref(name) for name in states}
        self.assertEqual(
            {name: (one.lcc_kind, one.lcc_state) for name, one in conventions.items()},
            states,
        )
        opinions = {
            name: one.lcc_accountant_opinion
            for name, one in conventions.items()
            if one.lcc_accountant_opinion
        }
        self.assertEqual(
            opinions,
            {
                "saint_aubrac_mandate": "waiting",
                "vernajoux_till": "refused",
                "val_brezac_mandate": "tacit",
                "val_brezac_till": "conform",
            },
        )

    def test_member_in_the_portal(self):
        session = self.env.ref("lcc_municipal.salins_session_next")
        member = self.env.ref("lcc_municipal.salins_user_elu").partner_id
        self.assertIn(member, session.sudo().presence_ids.partner_id)
        self.assertEqual(session.sudo().state, "convened")
