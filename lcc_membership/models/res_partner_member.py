# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

WITHDRAWAL_REASONS = [
    ("resignation", "Resignation"),
    ("moved", "Moved away"),
    ("death", "Death"),
    ("closure", "Closure of the business or association"),
    ("exclusion", "Exclusion"),
    ("other", "Other"),
]


class ResPartner(models.Model):
    """A member: who it is since when, what it agreed to, and its withdrawal.

    A partner is a member as soon as it has a type of member. Whether its dues are
    paid is another matter: see res_partner_status.py.
    """

    _inherit = "res.partner"

    lcc_member_type_id = fields.Many2one(
        "lcc.member.type",
        string="Type of member",
        index="btree_not_null",
        ondelete="restrict",
        tracking=True,
        help="Choosing a type makes this contact a member, with a number.",
    )
    lcc_member_kind = fields.Selection(related="lcc_member_type_id.kind")
    lcc_member_number = fields.Char(
        string="Member number",
        copy=False,
        help="Given by the software when the contact becomes a member. It stays after "
        "a withdrawal.",
    )
    lcc_entry_date = fields.Date(string="Member since", copy=False, tracking=True)
    lcc_withdrawal_date = fields.Date(
        string="Withdrawn on", copy=False, readonly=True, tracking=True
    )
    lcc_withdrawal_reason = fields.Selection(
        WITHDRAWAL_REASONS, string="Reason of withdrawal", copy=False, readonly=True
    )
    lcc_is_volunteer = fields.Boolean(string="Volunteer")
    lcc_volunteer_note = fields.Char(
        string="Volunteers for", help="Markets, posters, accounts, visits to shops…"
    )
    lcc_newsletter_date = fields.Date(
        string="Agreed to the newsletter on",
        copy=False,
        help="Empty: this member did not agree, or does no longer.",
    )
    lcc_directory_date = fields.Date(
        string="Agreed to the directory on",
        copy=False,
        help="Empty: this member is not shown in the public directory.",
    )
    lcc_charter_date = fields.Date(string="Charter signed on", copy=False)
    lcc_charter_file = fields.Binary(
        string="Signed charter", copy=False, attachment=True
    )
    lcc_charter_filename = fields.Char(string="Name of the charter's file", copy=False)
    lcc_private_note = fields.Html(
        string="Private notes",
        copy=False,
        groups="lcc_membership.group_lcc_member_notes",
        help="Seen by those only who have the right to private notes.",
    )

    # What the directory tells of a professional
    lcc_activity = fields.Char(
        string="Activity", help="In a few words: Bakery, plumber."
    )
    lcc_directory_text = fields.Html(string="Text of the directory", translate=True)
    lcc_opening_hours = fields.Text(string="Opening hours")
    lcc_discount = fields.Char(string="Discounts to members")
    lcc_accepts_coupons = fields.Boolean(string="Accepts coupons")
    lcc_accepts_digital = fields.Boolean(string="Accepts digital units")

    _lcc_member_number_uniq = models.UniqueIndex(
        "(lcc_member_number) WHERE lcc_member_number IS NOT NULL",
        "Another member has this number already.",
    )

    @api.constrains("lcc_member_type_id", "lcc_entry_date", "lcc_withdrawal_date")
    def _check_lcc_withdrawal(self):
        for partner in self:
            entry, withdrawal = partner.lcc_entry_date, partner.lcc_withdrawal_date
            if entry and withdrawal and withdrawal < entry:
                raise ValidationError(
                    self.env._(
                        "%(member)s cannot withdraw before becoming a member on "
                        "%(date)s.",
                        member=partner.display_name,
                        date=entry,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        partners = super().create(self._lcc_prepare_enrolment(vals_list))
        # the type may come from the context, as in the lists that make contacts
        given = any(vals.get("lcc_member_type_id") for vals in vals_list)
        if given or self.env.context.get("default_lcc_member_type_id"):
            partners._lcc_enrol()
        return partners

    def write(self, vals):
        result = super().write(vals)
        if vals.get("lcc_member_type_id"):
            self._lcc_enrol()
        return result

    @api.model
    def _lcc_prepare_enrolment(self, vals_list):
        """Values of new contacts: members with their number and their date of entry."""
        today = fields.Date.context_today(self)
        prepared = [dict(vals) for vals in vals_list]
        members = [vals for vals in prepared if vals.get("lcc_member_type_id")]
        new = [vals for vals in members if not vals.get("lcc_member_number")]
        for vals, number in zip(new, self._lcc_take_numbers(len(new)), strict=True):
            vals["lcc_member_number"] = number
        for vals in members:
            vals["lcc_entry_date"] = vals.get("lcc_entry_date") or today
        return prepared

    @api.model
    def _lcc_get_number_sequence(self):
        sequences = self.env["ir.sequence"].sudo()  # nobody's own
        companies = [self.env.company.id, False]
        domain = [("code", "=", "lcc.member"), ("company_id", "in", companies)]
        return sequences.search(domain, order="company_id", limit=1)

    @api.model
    def _lcc_take_numbers(self, count):
        """The next numbers of members; the sequence is looked up once."""
        sequence = count and self._lcc_get_number_sequence()
        return [sequence._next() if sequence else False for _ in range(count)]

    def _lcc_enrol(self):
        """Give new members their number and their date of entry."""
        today = fields.Date.context_today(self)
        for partner in self.filtered("lcc_member_type_id"):
            vals = {}
            if not partner.lcc_member_number:
                vals["lcc_member_number"] = self._lcc_take_numbers(1)[0]
            if not partner.lcc_entry_date:
                vals["lcc_entry_date"] = today
            if vals:
                partner.write(vals)

    def _lcc_prepare_member_day_vals(self):
        """What dues are counted by, as it is today; fields of membership lines."""
        return {
            "lcc_member_type_id": self.lcc_member_type_id.id,
            "lcc_territory_id": self.lcc_territory_id.id,
            "lcc_local_group_id": self.lcc_local_group_id.id,
        }

    def _lcc_get_covered(self, company=None, exclude=None):
        """Last day that this member has paid, or owes, dues for in a company.

        Calls that are drafts do not count, nor what was cancelled.

        :param company: the current one unless given
        :param exclude: dues lines to leave out
        :return: date, or False
        """
        lines = self.member_line_ids - (exclude or self.member_line_ids.browse())
        states = self._membership_member_states()
        company = company or self.env.company
        standing = lines.filtered(
            lambda line: (
                line.state in states
                and line.date_to
                and not line.date_cancel
                and line.company_id == company
            )
        )
        return max(standing.mapped("date_to"), default=False)

    # Becoming a member and leaving

    def action_lcc_enrol(self):
        """Make members of these contacts: companies professionals, others persons."""
        types = self.env["lcc.member.type"].search(
            [("kind", "in", ("person", "professional"))]
        )
        for partner in self.filtered(lambda p: not p.lcc_member_type_id):
            kind = "professional" if partner.is_company else "person"
            partner.lcc_member_type_id = types.filtered(
                lambda one, kind=kind: one.kind == kind
            )[:1]

    def action_lcc_withdraw(self):
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Withdrawal"),
            "res_model": "lcc.member.withdrawal",
            "view_mode": "form",
            "target": "new",
            "context": {"default_partner_ids": self.ids},
        }

    def _lcc_withdraw(self, day, reason):
        """Members leave: no dues run on after the day, and open calls are cancelled.

        Dues that were paid stay paid, and keep their place in every table.

        :param day: last day of membership
        :param reason: one of WITHDRAWAL_REASONS
        """
        self.check_access("write")
        day = fields.Date.to_date(day)
        self.write({"lcc_withdrawal_date": day, "lcc_withdrawal_reason": reason})
        # the accountant's documents follow what a manager decides of a member
        lines = self.sudo().member_line_ids
        calls = lines.filtered(lambda line: line.state == "waiting").account_invoice_id
        calls.filtered(lambda move: move.state == "draft").button_cancel()
        running = lines.filtered(
            lambda line: (
                line.state != "canceled"
                and not line.date_cancel
                and line.date_to
                and line.date_to > day
            )
        )
        running.write({"date_cancel": day})

    def action_lcc_readmit(self):
        """Undo a withdrawal: dues that were cut run on again."""
        self.check_access("write")
        for partner in self.filtered("lcc_withdrawal_date"):
            # as in _lcc_withdraw
            lines = partner.sudo().member_line_ids
            lines.filtered(
                lambda line, day=partner.lcc_withdrawal_date: (
                    line.date_cancel == day and line.state != "canceled"
                )
            ).write({"date_cancel": False})
        self.write({"lcc_withdrawal_date": False, "lcc_withdrawal_reason": False})

    def action_lcc_pay(self):
        """Take dues of this member."""
        self.ensure_one()
        if self.lcc_withdrawal_date:
            raise UserError(
                self.env._(
                    "%(member)s withdrew on %(date)s: readmit this member first.",
                    member=self.display_name,
                    date=self.lcc_withdrawal_date,
                )
            )
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "lcc_membership.lcc_dues_payment_action"
        )
        action["context"] = {"default_partner_id": self.id}
        return action
