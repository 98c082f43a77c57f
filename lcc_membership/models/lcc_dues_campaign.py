# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from dateutil.relativedelta import relativedelta

from odoo import Command, api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError

STATES = [
    ("draft", "Draft"),
    ("calling", "Calling"),
    ("open", "Open"),
    ("closed", "Closed"),
    ("cancelled", "Cancelled"),
]


class LccDuesCampaign(models.Model):
    """Dues of a year that are asked of many members at once.

    Who is called, and for how much: lcc_dues_campaign_plan.py. How the calls are made,
    in batches: lcc_dues_campaign_run.py. Mails: lcc_dues_campaign_mail.py. What
    becomes of each call: lcc_dues_call.py.
    """

    _name = "lcc.dues.campaign"
    _description = "Campaign of dues"
    _inherit = ["mail.thread"]
    _order = "year desc, date_start desc, id desc"
    _check_company_auto = True

    name = fields.Char(
        compute="_compute_name",
        store=True,
        precompute=True,
        readonly=False,
        required=True,
        copy=False,
    )
    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        readonly=True,
        default=lambda self: self.env.company,
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    user_id = fields.Many2one(
        "res.users",
        string="Responsible",
        default=lambda self: self.env.user,
        tracking=True,
    )
    state = fields.Selection(
        STATES, default="draft", required=True, readonly=True, copy=False, tracking=True
    )
    year = fields.Integer(
        string="Year of the dues",
        required=True,
        aggregator=False,
        copy=False,
        default=lambda self: self._default_year(),
        help="Each member is called once for the dues of a year.",
    )
    date_start = fields.Date(
        string="Called on",
        required=True,
        copy=False,
        default=fields.Date.context_today,
        help="Mails go from this day on. Dues are reckoned from it, or from the first "
        "day of the year if that is later.",
    )
    date_end = fields.Date(
        string="To be paid by",
        compute="_compute_date_end",
        store=True,
        precompute=True,
        readonly=False,
        required=True,
        copy=False,
        tracking=True,
        help="From the next day on, what is not paid is late.",
    )

    # Who
    member_scope = fields.Selection(
        [
            ("renewal", "Members whose dues run or have lapsed"),
            ("never", "Members who have never paid"),
            ("all", "All members"),
        ],
        string="Members",
        default="renewal",
        required=True,
    )
    lapsed_years = fields.Integer(
        string="Lapsed years at most",
        default=1,
        help="0: who has paid up to the year before. 1: also who has missed one year, "
        "and so on.",
    )
    member_type_ids = fields.Many2many(
        "lcc.member.type",
        string="Types of member",
        help="Leave it empty for all.",
    )
    territory_ids = fields.Many2many(
        "lcc.territory",
        string="Territories",
        default=lambda self: self._default_territory_ids(),
        help="With the territories that they are made of. Leave it empty for all.",
    )
    local_group_ids = fields.Many2many(
        "lcc.local.group",
        string="Local groups",
        help="Leave it empty for all.",
    )

    # What
    product_line_ids = fields.One2many(
        "lcc.dues.campaign.product",
        "campaign_id",
        string="Other dues than usual",
        copy=True,
        help="Dues asked of a type of member in this campaign. The other types are "
        "asked for their default dues.",
    )
    mail_template_id = fields.Many2one(
        "mail.template",
        string="Mail of the call",
        domain=[("model", "=", "lcc.dues.call")],
        ondelete="restrict",
        default=lambda self: self.env.ref(
            "lcc_membership.mail_template_dues_call", raise_if_not_found=False
        ),
        help="Leave it empty if you write to your members by other means.",
    )
    reminder_ids = fields.One2many(
        "lcc.dues.reminder",
        "campaign_id",
        string="Reminders",
        copy=True,
        default=lambda self: [Command.create({"days": days}) for days in (30, 60)],
    )
    call_ids = fields.One2many("lcc.dues.call", "campaign_id", string="Calls")

    _year_check = models.Constraint(
        "CHECK(year BETWEEN 1900 AND 2999)", "Write the year with its four digits."
    )
    _lapsed_check = models.Constraint(
        "CHECK(lapsed_years >= 0)", "The number of lapsed years cannot be negative."
    )

    # Defaults

    @api.model
    def _default_year(self):
        """From October on, it is time to think of next year."""
        return (fields.Date.context_today(self) + relativedelta(months=3)).year

    @api.model
    def _default_territory_ids(self):
        user = self.env.user
        return user.lcc_scope_ids if user.lcc_is_limited else False

    @api.depends("year")
    def _compute_name(self):
        for campaign in self:
            campaign.name = campaign.name or self.env._(
                "Dues %(year)s", year=campaign.year
            )

    @api.depends("date_start")
    def _compute_date_end(self):
        for campaign in self:
            start = campaign.date_start
            if start and (not campaign.date_end or campaign.date_end < start):
                campaign.date_end = start + relativedelta(months=3)

    # Checks

    @api.constrains("year", "date_start", "date_end")
    def _check_dates(self):
        for campaign in self:
            if campaign.date_end < campaign.date_start:
                raise ValidationError(
                    self.env._(
                        "Members cannot be asked to pay before they are called: give "
                        "a later day to pay by."
                    )
                )
            if campaign.date_start.year > campaign.year:
                raise ValidationError(
                    self.env._(
                        "The year %(year)s is over when its dues are called. Correct "
                        "the year, or the day of the call.",
                        year=campaign.year,
                    )
                )

    @api.constrains("mail_template_id")
    def _check_mail_template(self):
        self.mail_template_id._lcc_check_writes_about("lcc.dues.call")

    @api.constrains("territory_ids")
    def _check_territories(self):
        user = self.env.user  # checks run with all rights
        if not user.lcc_is_limited:
            return
        seen = self.env["lcc.territory"].search(
            [("id", "child_of", user.lcc_scope_ids.ids)]
        )
        for campaign in self:
            chosen = campaign.territory_ids._origin
            if not chosen or chosen - seen:
                raise ValidationError(
                    self.env._(
                        "You follow some territories only: choose the territories of "
                        "the campaign among them."
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            if "territory_ids" in vals:
                # told before its lines are refused with a less clear error
                self.new({"territory_ids": vals["territory_ids"]})._check_territories()
        return super().create(vals_list)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_called(self):
        if any(campaign.sudo().call_ids for campaign in self):
            raise UserError(
                self.env._("A campaign that has called members is kept: cancel it.")
            )

    def _check_may_run(self):
        """Managers run the campaigns that they may write; see the record rules."""
        if not self.env.su and not self.env.user.has_group(
            "lcc_base.group_lcc_manager"
        ):
            raise AccessError(
                self.env._("Only managers of the local currency call for dues.")
            )
        self.check_access("write")
        self.lock_for_update()

    # Life

    def action_close(self):
        """No more reminders; what is not paid stays due."""
        self._check_may_run()
        self._drop_calls_to_make()
        running = self.filtered(lambda one: one.state in ("calling", "open"))
        running.sudo().state = "closed"  # states are set by actions alone

    def action_reopen(self):
        self._check_may_run()
        closed = self.filtered(lambda one: one.state == "closed")
        closed.sudo().state = "open"  # states are set by actions alone

    def action_cancel(self):
        """Take back the drafts that are not paid: their members may be called again.

        What was posted stays due: an accountant decides what becomes of it.
        """
        self._check_may_run()
        self._drop_calls_to_make()
        self.sudo().state = "cancelled"  # states are set by actions alone
        calls = self.sudo().call_ids  # checked above
        calls.filtered(
            lambda call: (
                call.state != "paid" and "invoiced" not in call.line_ids.mapped("state")
            )
        ).is_void = True
        self._trigger_calls()

    def _drop_calls_to_make(self):
        """Forget the calls that were not made, or could not be."""
        calls = self.sudo().call_ids  # of a campaign that the user may run
        calls.filtered(lambda call: not call.date).unlink()
