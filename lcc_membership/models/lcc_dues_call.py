# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

STATES = [
    ("planned", "To call"),
    ("called", "Called"),
    ("late", "Late"),
    ("paid", "Paid"),
    ("refused", "Refused"),
    ("cancelled", "Cancelled"),
    ("error", "Not possible"),
]
UNPAID = ("called", "late")


class LccDuesCall(models.Model):
    """What a campaign asks of one member, and what became of it.

    The state is worked out when asked, from the dues lines: a payment, wherever it is
    entered, makes the call paid, and an unpaid call is late by the date alone. See
    lcc_dues_call_actions.py for what may be done with a call.
    """

    _name = "lcc.dues.call"
    _description = "Call for dues"
    _inherit = ["mail.thread"]
    _mail_post_access = "read"
    _rec_name = "partner_id"
    _order = "id"

    campaign_id = fields.Many2one(
        "lcc.dues.campaign",
        required=True,
        index=True,
        readonly=True,
        ondelete="cascade",
    )
    company_id = fields.Many2one(
        related="campaign_id.company_id", store=True, precompute=True
    )
    currency_id = fields.Many2one(
        related="company_id.currency_id", store=True, precompute=True
    )
    year = fields.Integer(
        string="Year of the dues",
        related="campaign_id.year",
        store=True,
        precompute=True,
        aggregator=False,
    )
    partner_id = fields.Many2one(
        "res.partner",
        string="Member",
        required=True,
        index=True,
        readonly=True,
        ondelete="restrict",
    )
    email = fields.Char(related="partner_id.email")
    phone = fields.Char(related="partner_id.phone")
    member_number = fields.Char(related="partner_id.lcc_member_number")
    member_type_id = fields.Many2one(related="partner_id.lcc_member_type_id")
    territory_id = fields.Many2one(related="partner_id.lcc_territory_id")
    local_group_id = fields.Many2one(related="partner_id.lcc_local_group_id")
    product_id = fields.Many2one(
        "product.product", string="Kind of dues", readonly=True, ondelete="restrict"
    )
    amount = fields.Monetary(
        string="Amount called",
        readonly=True,
        help="Dues, or what is suggested where the price is free.",
    )
    date = fields.Date(
        string="Called on", readonly=True, help="Empty: the call is not made yet."
    )
    date_end = fields.Date(related="campaign_id.date_end")
    line_ids = fields.One2many(
        "membership.membership_line", "lcc_call_id", string="Lines of dues"
    )
    amount_paid = fields.Monetary(
        string="Amount paid", compute="_compute_amounts", compute_sudo=True
    )
    amount_due = fields.Monetary(
        string="To pay",
        compute="_compute_amounts",
        compute_sudo=True,
        help="What is open of this call.",
    )
    state = fields.Selection(
        STATES, compute="_compute_state", search="_search_state", compute_sudo=True
    )
    is_refused = fields.Boolean(
        string="Refused", readonly=True, help="The member does not want to renew."
    )
    is_void = fields.Boolean(
        string="Taken back",
        readonly=True,
        help="Taken back with its campaign, or replaced by another campaign's: the "
        "member may be called again.",
    )
    error = fields.Char(
        readonly=True,
        help="Why the call could not be made, not be sent, or not be taken back.",
    )
    is_kept = fields.Boolean(
        string="Not taken back",
        readonly=True,
        help="Its draft could not be cancelled, and is left until it is tried again.",
    )
    mail_date = fields.Date(string="Sent on", readonly=True)
    last_mail_date = fields.Date(
        string="Last written on",
        readonly=True,
        help="Day of the last mail or letter, reminders included.",
    )
    reminder_ids = fields.Many2many(
        "lcc.dues.reminder",
        "lcc_dues_call_reminder_rel",
        "call_id",
        "reminder_id",
        string="Reminders",
        readonly=True,
    )
    reminder_count = fields.Integer(
        string="Number of reminders", compute="_compute_reminder_count"
    )

    # Two managers, a second click or a restart: a member is called once for a year.
    _member_year_uniq = models.UniqueIndex(
        "(company_id, partner_id, year) WHERE is_void IS NOT TRUE",
        "A member is called once for the dues of a year. Another campaign has called "
        "one of these members meanwhile: look at the preview again.",
    )
    _to_make_idx = models.Index("(campaign_id) WHERE date IS NULL")

    @api.depends("line_ids.lcc_amount", "line_ids.lcc_amount_paid", "line_ids.state")
    def _compute_amounts(self):
        for call in self:
            lines = call.line_ids
            standing = lines.filtered(lambda line: line._lcc_is_open())
            call.amount_paid = sum(lines.mapped("lcc_amount_paid"))
            call.amount_due = sum(standing.mapped("lcc_amount")) - sum(
                standing.mapped("lcc_amount_paid")
            )

    @api.depends("reminder_ids")
    def _compute_reminder_count(self):
        for call in self:
            call.reminder_count = len(call.reminder_ids)

    # State

    @api.depends(
        "date",
        "date_end",
        "error",
        "is_refused",
        "is_void",
        "line_ids.state",
        "line_ids.date_cancel",
        "partner_id.member_line_ids.state",
    )
    def _compute_state(self):
        query = self._search([("id", "in", self.ids)], bypass_access=True)
        state = self._state_sql(query.table)
        rows = self.env.execute_query(
            query.select(SQL.identifier(query.table, "id"), state)
        )
        states = dict(rows)
        for call in self:
            call.state = states.get(call._origin.id)

    def _search_state(self, operator, value):
        if operator != "in":
            return NotImplemented

        def to_sql(model, alias, _query):
            return SQL("%s IN %s", model._state_sql(alias), tuple(value))

        return Domain.custom(to_sql=to_sql, predicate=lambda call: call.state in value)

    def _field_to_sql(self, alias, field_expr, query=None):
        """Lists are grouped and sorted by the state of today."""
        if field_expr == "state":
            return self._state_sql(alias)
        return super()._field_to_sql(alias, field_expr, query)

    @api.model
    def _state_sql(self, alias, day=None):
        """The state of a call on a day, in the order in which reasons prevail.

        A call is paid once nothing of it is open, or when the member has other dues
        for the same time; so is it when a part was paid and the rest waived. Other
        dues that end before those of the call begin are for another time.

        :param alias: the call's table in the query
        :param day: today unless given
        """
        self.env["membership.membership_line"].flush_model(
            [
                "company_id",
                "date_cancel",
                "date_from",
                "date_to",
                "lcc_call_id",
                "lcc_year",
                "partner_id",
                "state",
            ]
        )
        self.env["lcc.dues.campaign"].flush_model(["date_start", "date_end"])
        self.flush_model(
            ["campaign_id", "company_id", "date", "error", "is_refused", "is_void"]
            + ["partner_id", "year"]
        )
        return SQL(
            """
            (SELECT CASE
                WHEN own.is_paid AND NOT own.is_open THEN 'paid'
                WHEN EXISTS (
                    SELECT FROM membership_membership_line line
                     WHERE line.partner_id = call.partner_id
                       AND line.company_id = call.company_id
                       AND line.lcc_call_id IS DISTINCT FROM call.id
                       AND line.state IN ('paid', 'free')
                       AND (own.date_from IS NULL OR line.date_to >= own.date_from)
                       AND (GREATEST(campaign.date_end, make_date(call.year, 1, 1))
                                BETWEEN line.date_from AND line.date_to
                         OR line.lcc_year = call.year AND line.date_to >= GREATEST(
                                campaign.date_start, make_date(call.year, 1, 1)))
                    ) THEN 'paid'
                WHEN call.is_void THEN 'cancelled'
                WHEN call.is_refused THEN 'refused'
                WHEN call.date IS NULL AND call.error IS NOT NULL THEN 'error'
                WHEN call.date IS NULL THEN 'planned'
                WHEN own.is_open IS NOT TRUE THEN 'cancelled'
                WHEN campaign.date_end < %(day)s THEN 'late'
                ELSE 'called' END
               FROM lcc_dues_call call
               JOIN lcc_dues_campaign campaign ON campaign.id = call.campaign_id
              CROSS JOIN LATERAL (
                    SELECT min(line.date_from) AS date_from,
                           bool_or(line.state IN ('paid', 'free')) AS is_paid,
                           bool_or(line.state IN ('waiting', 'invoiced')
                               AND line.date_cancel IS NULL) AS is_open
                      FROM membership_membership_line line
                     WHERE line.lcc_call_id = call.id) own
              WHERE call.id = %(id)s)
            """,
            day=day or fields.Date.context_today(self),
            id=SQL.identifier(alias, "id"),
        )
