# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import Command
from odoo.tests import new_test_user

from odoo.addons.base.tests.common import BaseCommon

from ..models.lcc_dues_collection import Dues


class LccMembershipCase(BaseCommon):
    """An association on the French chart, with dues of each policy; no demo data.

    Two territories, Foix (commune Testville, 9,765 inhabitants, postcode 09991) and
    Couserans (Villetest, 480 inhabitants, 09992). Alice lives in Testville, Bruno in
    Villetest. Dues: `dues_year` 20.00 for a
    civil year; `dues_rolling` 12 months, free price from 5.00, suggestion 15.00,
    proposals 10.00, 15.00, 30.00; `dues_until` 12.00 from 2026-01-01 to 2026-08-31;
    `dues_scale` by population for a civil year: 30.00 below 500 inhabitants, then
    0.10 for each, at most 250.00.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company = cls._create_association("Test association")
        cls.env = cls.env(
            context={**cls.env.context, "allowed_company_ids": cls.company.ids}
        )
        cls.manager = cls._create_user(
            "manager", "lcc_base.group_lcc_manager,base.group_partner_manager"
        )
        cls.treasurer = cls._create_user("treasurer", "lcc_base.group_lcc_treasurer")
        cls.auditor = cls._create_user("auditor", "lcc_base.group_lcc_auditor")
        cls.accountant = cls._create_user("accountant", "account.group_account_user")
        cls._create_geography()
        cls._create_means_of_payment()
        cls._create_dues()
        cls.association = cls.env["lcc.association"]._get(cls.company)
        cls.alice, cls.bruno = cls.env["res.partner"].create(
            [
                {
                    "name": "Alice",
                    "email": "alice@example.org",
                    "zip": "09991",
                    "city": "Testville",
                    "lcc_member_type_id": cls.person_type.id,
                    "lcc_entry_date": "2020-01-01",
                },
                {
                    "name": "Bruno",
                    "zip": "09992",
                    "city": "Villetest",
                    "lcc_member_type_id": cls.person_type.id,
                    "lcc_entry_date": "2020-01-01",
                },
            ]
        )

    # Set up

    @classmethod
    def _create_association(cls, name):
        company = (
            cls.env["res.company"]
            .with_context(chart_template_load=True)
            .create({"name": name, "country_id": cls.env.ref("base.fr").id})
        )
        cls.env["account.chart.template"].try_loading(
            "fr_asso", company=company, install_demo=False
        )
        return company

    @classmethod
    def _create_user(cls, name, groups, **vals):
        return new_test_user(
            cls.env,
            login=f"lcc_membership_{name}",
            groups=groups,
            company_id=cls.company.id,
            company_ids=[Command.set(cls.company.ids)],
            **vals,
        )

    @classmethod
    def _account(cls, code):
        return cls.env["account.account"].search(
            [("code", "=", code), ("company_ids", "in", cls.company.ids)]
        )

    @classmethod
    def _create_geography(cls):
        cls.foix, cls.couserans = cls.env["lcc.territory"].create(
            [{"name": "Test Foix"}, {"name": "Test Couserans"}]
        )
        cls.testville, cls.villetest = cls.env["lcc.commune"].create(
            [
                {
                    "name": name,
                    "code": code,
                    "territory_id": territory.id,
                    "population": population,
                    "population_year": 2021,
                    "postcode_ids": [Command.create({"name": postcode})],
                }
                for name, code, postcode, population, territory in (
                    ("Testville", "09901", "09991", 9765, cls.foix),
                    ("Villetest", "09902", "09992", 480, cls.couserans),
                )
            ]
        )

    @classmethod
    def _create_means_of_payment(cls):
        """Cash on 530000, a bank on 512001, cheques on 511200."""
        cls.dues_journal, cls.cash_journal, cls.bank_journal = cls.env[
            "account.journal"
        ].create(
            [
                {"name": "Test dues", "type": "sale", "code": "TADH", "sequence": 1},
                {
                    "name": "Test cash",
                    "type": "cash",
                    "code": "TCSH",
                    "default_account_id": cls._account("530000").id,
                },
                {
                    "name": "Test bank",
                    "type": "bank",
                    "code": "TBNK",
                    "default_account_id": cls._account("512001").id,
                },
            ]
        )
        cls.cash = cls.cash_journal.inbound_payment_method_line_ids[:1]
        cls.cash.payment_account_id = cls._account("530000")
        cls.bank = cls.bank_journal.inbound_payment_method_line_ids[:1]
        cls.bank.payment_account_id = cls._account("512001")
        cls.cheque = cls.bank.copy(
            {"name": "Cheque", "payment_account_id": cls._account("511200").id}
        )

    @classmethod
    def _create_dues(cls):
        cls.dues_year = cls._create_dues_product(
            "Test dues of the year", list_price=20, membership_type="lcc_civil_year"
        )
        cls.dues_rolling = cls._create_dues_product(
            "Test dues of twelve months",
            list_price=15,
            membership_type="variable",
            membership_interval_unit="months",
            membership_interval_qty=12,
            lcc_price_policy="free",
            lcc_price_minimum=5,
            lcc_proposal_1=10,
            lcc_proposal_2=15,
            lcc_proposal_3=30,
        )
        cls.dues_until = cls._create_dues_product(
            "Test dues until the summer",
            list_price=12,
            membership_type="fixed",
            membership_date_from="2026-01-01",
            membership_date_to="2026-08-31",
        )
        cls.dues_scale = cls._create_dues_product(
            "Test dues of communes",
            list_price=0,
            membership_type="lcc_civil_year",
            lcc_price_policy="scale",
            lcc_scale_basis="population",
            lcc_bracket_ids=[
                Command.create({"threshold": 0, "amount": 30}),
                Command.create({"threshold": 500, "rate": 0.1, "ceiling": 250}),
            ],
        )
        types = {
            kind: cls.env.ref(f"lcc_membership.lcc_member_type_{kind}")
            for kind in ("person", "professional", "association", "commune", "grouping")
        }
        cls.person_type = types["person"]
        cls.professional_type = types["professional"]
        cls.association_type = types["association"]
        cls.commune_type = types["commune"]
        cls.grouping_type = types["grouping"]
        cls.person_type.product_id = cls.dues_year
        cls.professional_type.product_id = cls.dues_rolling
        cls.commune_type.product_id = cls.dues_scale

    @classmethod
    def _create_dues_product(cls, name, **vals):
        return cls.env["product.product"].create(
            {
                "name": name,
                "type": "service",
                "membership": True,
                "company_id": cls.company.id,
                "taxes_id": False,
                **vals,
            }
        )

    # Acting

    def _collect(self, member, product, amount, day, gift=0, **kwargs):
        """Take dues on a day, in cash unless told otherwise: the invoice."""
        kwargs.setdefault("means", self.cash)
        dues = Dues(
            member=member,
            product=product,
            amount=amount,
            gift=gift,
            date=day,
            **kwargs,
        )
        return self.env["lcc.dues.collection"]._collect([dues])

    def _balance(self, prefix):
        """Balance of the accounts that begin so, credit positive."""
        lines = self.env["account.move.line"].search(
            [
                ("account_id.code", "=like", f"{prefix}%"),
                ("company_id", "=", self.company.id),
                ("parent_state", "=", "posted"),
            ]
        )
        return -sum(lines.mapped("balance"))
