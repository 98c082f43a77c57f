# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models

from ..tools import convention_law as law


class Agreement(models.Model):
    """What each kind of convention has beside its parties, text and term."""

    _inherit = "agreement"

    # Mandate to collect receipts

    lcc_receipts = fields.Selection(
        [
            ("access", "Access to culture, sport and tourism"),
            ("domain", "Income of buildings under management, or of the domain"),
            (
                "contract",
                "Services under a contract: water, sewerage or by decree",
            ),
            ("funding", "Participative financing of a public service"),
            ("decree", "Other receipts named by decree"),
        ],
        string="Receipts entrusted",
        tracking=True,
        help="The law has a closed list (CGCT, article L1611-7-1), which decrees "
        "complete (such as article D1611-32-9): to be confirmed by the public "
        "accountant. Never the enforcement of a debt.",
    )
    lcc_receipts_note = fields.Char(
        string="Which receipts",
        tracking=True,
        help="As the list of the law names them. Where a decree names them, tell its "
        "article and item: to be confirmed by the public accountant.",
    )
    lcc_accounts_due = fields.Date(
        string="Next accounts due on",
        tracking=True,
        help="The accounts are rendered at least once a year (CGCT, articles L1611-7-1 "
        "and D1611-32-7).",
    )

    # Public accountant

    lcc_accountant = fields.Char(
        string="Public accountant", tracking=True, help="The office that is asked."
    )
    lcc_accountant_asked = fields.Date(
        string="Draft received by the accountant on",
        copy=False,
        tracking=True,
        help="Every draft of a mandate is submitted before signature (CGCT, article "
        "D1611-32-2). The creation of a till is too (article R1617-2).",
    )
    lcc_accountant_date = fields.Date(string="Answered on", copy=False, tracking=True)
    lcc_accountant_answer = fields.Selection(
        [(law.CONFORM, "Conforming"), (law.REFUSED, "Not conforming")],
        string="Answer",
        copy=False,
        tracking=True,
        help="Without a conforming opinion nothing is signed. An opinion that is not "
        "conforming gives its reasons.",
    )
    lcc_accountant_tacit_on = fields.Date(
        string="Silence agrees from",
        compute="_compute_lcc_accountant_tacit_on",
        help="After a month of silence the opinion on a mandate is deemed to be "
        "conforming (CGCT, article D1611-32-2). The last day of the month still "
        "belongs to the accountant: to be confirmed.",
    )
    lcc_accountant_opinion = fields.Selection(
        [
            (law.UNASKED, "Not asked"),
            (law.WAITING, "Waiting"),
            (law.CONFORM, "Conforming"),
            (law.TACIT, "Conforming by silence"),
            (law.REFUSED, "Not conforming"),
        ],
        string="Opinion",
        compute="_compute_lcc_accountant_opinion",
    )

    # Till (régie)

    lcc_till_name = fields.Char(
        string="Till",
        tracking=True,
        help="Name of the régie, such as “Town pool”.",
    )
    lcc_till_act = fields.Char(
        string="Act of the till",
        tracking=True,
        help="Number of the act that creates the till or changes it. It names what is "
        "collected, and allows the units of the currency as a means of collection "
        "(CGCT, articles R1617-6 and R1617-7).",
    )
    lcc_till_act_date = fields.Date(string="Act of", tracking=True)
    lcc_till_coupons = fields.Boolean(string="Coupons accepted", tracking=True)
    lcc_till_digital = fields.Boolean(string="Digital units accepted", tracking=True)
    lcc_till_means = fields.Char(
        string="Means of collection", compute="_compute_lcc_till_means"
    )
    lcc_till_redeem = fields.Selection(
        [
            ("week", "Every week"),
            ("fortnight", "Every two weeks"),
            ("month", "Every month"),
        ],
        string="Units redeemed",
        tracking=True,
        help="Units are held until the association redeems them in euros. A till pays "
        "over what it collects at least once a month (CGCT, article R1617-8).",
    )
    lcc_till_most = fields.Monetary(
        string="Most units held",
        currency_field="lcc_currency_id",
        tracking=True,
        help="From this amount on they are redeemed at once; 0 for none.",
    )

    # Mandate of a creditor

    lcc_claim = fields.Selection(
        [
            ("indemnity", "Indemnities of an elected member"),
            ("salary", "Salary"),
            ("subsidy", "Subsidy"),
            ("other", "Other claim"),
        ],
        string="Sums received",
        tracking=True,
        help="The creditor gives the association power to receive them (code civil, "
        "article 1984). The public accountant pays euros; the association hands over "
        "units.",
    )
    lcc_amount = fields.Monetary(
        string="Amount",
        currency_field="lcc_currency_id",
        tracking=True,
        help="Each month for indemnities and salaries, in all for other sums; 0 if "
        "it is not fixed.",
    )
    lcc_currency_id = fields.Many2one(
        "res.currency", compute="_compute_lcc_currency_id", store=True, precompute=True
    )

    @api.depends("company_id")
    def _compute_lcc_currency_id(self):
        for agreement in self:
            company = agreement.company_id or self.env.company
            agreement.lcc_currency_id = company.currency_id

    @api.depends("lcc_till_coupons", "lcc_till_digital")
    @api.depends_context("lang")
    def _compute_lcc_till_means(self):
        for agreement in self:
            means = []
            if agreement.lcc_till_coupons:
                means.append(self.env._("coupons"))
            if agreement.lcc_till_digital:
                means.append(self.env._("digital units"))
            agreement.lcc_till_means = ", ".join(means)

    @api.depends("lcc_kind", "lcc_accountant_asked", "lcc_accountant_answer")
    def _compute_lcc_accountant_tacit_on(self):
        for agreement in self:
            asked = agreement.lcc_accountant_asked
            is_waiting = (
                agreement.lcc_kind == law.MANDATE
                and asked
                and not agreement.lcc_accountant_answer
            )
            agreement.lcc_accountant_tacit_on = is_waiting and law.tacit_on(asked)

    @api.depends(
        "lcc_kind",
        "lcc_accountant_asked",
        "lcc_accountant_date",
        "lcc_accountant_answer",
    )
    def _compute_lcc_accountant_opinion(self):
        today = fields.Date.context_today(self)
        for agreement in self:
            agreement.lcc_accountant_opinion = agreement._lcc_get_opinion(today)

    def _lcc_get_opinion(self, day):
        """What the public accountant's opinion amounts to on a day; see the tool."""
        self.ensure_one()
        if self.lcc_kind not in (law.MANDATE, law.TILL):
            return False
        return law.opinion_on(
            day,
            self.lcc_accountant_asked or None,
            self.lcc_accountant_date or None,
            self.lcc_accountant_answer or None,
            self.lcc_kind,
        )
