# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.tools import SQL

from ..models.res_partner import TERRITORY_GAPS

# Dues that count as paid: free ones are owed nothing.
SETTLED = ("paid", "free")
STATES = [
    ("waiting", "Called"),
    ("invoiced", "Entered, not paid"),
    ("paid", "Paid"),
    ("free", "Free"),
    ("canceled", "Cancelled"),
    ("old", "Over"),
]
# An address of no known commune lies outside as far as one can tell: associations
# know the communes of their territories.
GAPS = [
    ("address", "(unassigned 1) No address"),
    ("outside", "(unassigned 2) Address outside the territories"),
    ("unknown", "(unassigned 3) Reason not known"),
]


class LccDuesReport(models.Model):
    """Dues line by line, for pivots and graphs, and behind the table of dues.

    Everything is that of the line's own day. Addons add columns by extending
    `_select`, and joins by `_from`.
    """

    _name = "lcc.dues.report"
    _description = "Analysis of dues"
    _auto = False
    _rec_name = "partner_id"
    _order = "year desc, date_paid desc, id desc"
    _lcc_names_are_personal = True  # see models/base.py

    year = fields.Integer(string="Year of the dues", aggregator=False, readonly=True)
    partner_id = fields.Many2one("res.partner", string="Member", readonly=True)
    member_count = fields.Integer(
        string="Members",
        aggregator="count_distinct",
        readonly=True,
        help="A member with several dues counts once in each figure.",
    )
    member_type_id = fields.Many2one(
        "lcc.member.type", string="Type of member", readonly=True
    )
    territory_id = fields.Many2one("lcc.territory", readonly=True)
    gap = fields.Selection(
        GAPS,
        string="Unassigned",
        readonly=True,
        help="What the table of dues tells apart where there is no territory.",
    )
    territory_gap = fields.Selection(
        TERRITORY_GAPS, string="Why there is no territory", readonly=True
    )
    local_group_id = fields.Many2one(
        "lcc.local.group", string="Local group", readonly=True
    )
    product_id = fields.Many2one("product.product", readonly=True)
    state = fields.Selection(STATES, string="Status", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    currency_id = fields.Many2one("res.currency", readonly=True)
    amount = fields.Monetary(string="Amount of the dues", readonly=True)
    amount_paid = fields.Monetary(string="Amount paid", readonly=True)
    date_called = fields.Date(
        string="Called on",
        readonly=True,
        help="Day of the call, or the first day of the dues where it is not known.",
    )
    date_paid = fields.Date(
        string="Paid on",
        readonly=True,
        help="Day of the last payment. For free dues, and dues without one, the day "
        "on which they were called.",
    )
    date_from = fields.Date(string="From", readonly=True)
    date_to = fields.Date(string="To", readonly=True)

    _depends = {
        "membership.membership_line": [
            "partner_id",
            "membership_id",
            "company_id",
            "state",
            "date",
            "date_from",
            "date_to",
            "lcc_year",
            "lcc_member_type_id",
            "lcc_territory_id",
            "lcc_territory_gap",
            "lcc_local_group_id",
            "lcc_company_currency_id",
            "lcc_amount",
            "lcc_amount_paid",
            "lcc_date_paid",
        ],
    }

    @property
    def _table_query(self) -> SQL:
        return SQL("%s %s %s", self._select(), self._from(), self._where())

    @api.model
    def _select(self) -> SQL:
        return SQL(
            """
            SELECT line.id,
                   line.lcc_year AS year,
                   line.partner_id,
                   line.partner_id AS member_count,
                   line.lcc_member_type_id AS member_type_id,
                   line.lcc_territory_id AS territory_id,
                   CASE WHEN line.lcc_territory_id IS NOT NULL THEN NULL
                        WHEN line.lcc_territory_gap IS NULL THEN 'unknown'
                        WHEN line.lcc_territory_gap = 'address' THEN 'address'
                        ELSE 'outside' END AS gap,
                   CASE WHEN line.lcc_territory_id IS NULL
                        THEN line.lcc_territory_gap END AS territory_gap,
                   line.lcc_local_group_id AS local_group_id,
                   line.membership_id AS product_id,
                   line.state,
                   line.company_id,
                   line.lcc_company_currency_id AS currency_id,
                   line.lcc_amount AS amount,
                   line.lcc_amount_paid AS amount_paid,
                   COALESCE(line.date, line.date_from) AS date_called,
                   CASE WHEN line.state IN %(settled)s
                        THEN COALESCE(line.lcc_date_paid, line.date, line.date_from)
                   END AS date_paid,
                   line.date_from,
                   line.date_to
            """,
            settled=SETTLED,
        )

    @api.model
    def _from(self) -> SQL:
        return SQL("FROM membership_membership_line line")

    @api.model
    def _where(self) -> SQL:
        return SQL("WHERE line.date_from IS NOT NULL AND line.state != 'none'")

    def action_open_dues(self):
        """The dues line itself."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Dues"),
            "res_model": "membership.membership_line",
            "res_id": self.id,
            "views": [
                [self.env.ref("lcc_membership.membership_line_view_form").id, "form"]
            ],
        }
