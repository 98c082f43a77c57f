# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import Command, api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date

from odoo.addons.lcc_base.tools.contexts import without_defaults
from odoo.addons.lcc_municipal.tools import convention_law as law


class LccIndemnityStatement(models.Model):
    """Yearly statement of the indemnities of a council's members.

    Article L2123-24-1-1 (CGCT) for communes, article L5211-12-1 for groupings: all
    indemnities of the year, in euros, for mandates and offices in the commune itself,
    in syndicates and in local public companies.
    """

    _name = "lcc.indemnity.statement"
    _description = "Yearly statement of indemnities"
    _inherit = ["mail.thread"]
    _order = "year desc, authority_id, id"
    _check_company_auto = True

    authority_id = fields.Many2one(
        "res.partner",
        string="Commune or grouping",
        required=True,
        check_company=True,
        index=True,
        ondelete="restrict",
        tracking=True,
    )
    territory_id = fields.Many2one(
        related="authority_id.lcc_territory_id", string="Territory"
    )
    year = fields.Integer(
        required=True,
        default=lambda self: fields.Date.context_today(self).year - 1,
        tracking=True,
    )
    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        default=lambda self: self.env.company,
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    line_ids = fields.One2many(
        "lcc.indemnity.statement.line", "statement_id", string="Indemnities", copy=True
    )
    gross_total = fields.Monetary(string="Gross total", compute="_compute_totals")
    local_total = fields.Monetary(
        string="Paid in local currency", compute="_compute_totals"
    )
    date_communicated = fields.Date(
        string="Communicated on",
        copy=False,
        tracking=True,
        help="Every year, to all members of the council, before they examine the "
        "budget (CGCT, articles L2123-24-1-1 and L5211-12-1).",
    )
    state = fields.Selection(
        [("draft", "Draft"), ("issued", "Issued")],
        required=True,
        default="draft",
        readonly=True,
        copy=False,
        tracking=True,
    )

    _body_uniq = models.Constraint(
        "UNIQUE(company_id, authority_id, year)",
        "This commune or grouping has a statement of that year already.",
    )
    _year_plausible = models.Constraint(
        "CHECK(year BETWEEN 2000 AND 2100)", "Enter the year with four digits."
    )

    @api.depends("line_ids.gross", "line_ids.local_amount")
    def _compute_totals(self):
        for statement in self:
            statement.gross_total = sum(statement.line_ids.mapped("gross"))
            statement.local_total = sum(statement.line_ids.mapped("local_amount"))

    @api.depends("authority_id", "year")
    def _compute_display_name(self):
        for statement in self:
            statement.display_name = f"{statement.authority_id.name} {statement.year}"

    @api.model_create_multi
    def create(self, vals_list):
        self = without_defaults(self, {"state"})
        if any(vals.get("state", "draft") != "draft" for vals in vals_list):
            raise UserError(self.env._("A statement is issued by its button."))
        return super().create(vals_list)

    def write(self, vals):
        content = vals.keys() - self._get_later_fields()
        if content - {"state"}:
            self._check_draft()
        if "state" in vals:
            self._check_state(vals["state"])
            # an issued line is not computed any more
            self.line_ids.flush_recordset(["local_amount"])
        return super().write(vals)

    @api.model
    def _get_later_fields(self):
        """What may still change once a statement is issued."""
        return {
            "date_communicated",
            *(name for name in self._fields if name.startswith("message_")),
        }

    def _check_state(self, state):
        """An issued statement never goes back; each line has its amount."""
        for statement in self:
            statement._check_draft()
            if state == "issued" and not statement.line_ids:
                raise UserError(
                    self.env._("Enter the indemnities before you issue the statement.")
                )
            if state == "issued":
                statement._check_gross()

    def _check_gross(self):
        """What was paid in local currency is a part of the gross amount."""
        for member, lines in self.line_ids.grouped("partner_id").items():
            gross = sum(lines.mapped("gross"))
            local = sum(lines.mapped("local_amount"))
            if self.currency_id.compare_amounts(local, gross) > 0:
                raise UserError(
                    self.env._(
                        "%(member)s was paid %(local)s in local currency, which is "
                        "more than the gross amount of %(gross)s: correct it.",
                        member=member.name,
                        local=self.currency_id.format(local),
                        gross=self.currency_id.format(gross),
                    )
                )

    def _check_draft(self):
        for statement in self:
            if statement.state != "draft":
                raise UserError(
                    self.env._(
                        "The statement of %(name)s is issued and does not change.",
                        name=statement.display_name,
                    )
                )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_issued(self):
        self._check_draft()

    def action_fill(self):
        """Name the council's members of the year, and who is paid on a mandate."""
        for statement in self:
            statement._check_draft()
            known = statement.line_ids.partner_id
            statement.line_ids = [
                Command.create({"partner_id": partner.id, "office": office})
                for partner, office in statement._get_persons().items()
                if partner not in known
            ]

    def _get_persons(self):
        """Members of the council in that year, where it is kept here, and creditors.

        :return: dict of res.partner to the name of its office, or False
        """
        first, last = f"{self.year}-01-01", f"{self.year}-12-31"
        offices = self.env["lcc.mandate"]._fields["office"]
        names = dict(offices._description_selection(self.env))
        mandates = self.env["lcc.mandate"].search(
            [
                ("assembly_id.partner_id", "=", self.authority_id.id),
                ("assembly_id.kind", "in", ("municipal", "community", "syndicate")),
                ("date_from", "<=", last),
                "|",
                ("date_to", "=", False),
                ("date_to", ">=", first),
            ]
        )
        persons = {one.partner_id: names[one.office] for one in mandates}
        creditors = self.env["agreement"].search(
            [
                ("lcc_kind", "=", law.CREDITOR),
                ("lcc_claim", "=", "indemnity"),
                ("lcc_state", "!=", "draft"),
                ("lcc_public_body_id", "=", self.authority_id.id),
                ("company_id", "in", [self.company_id.id, False]),
                ("start_date", "<=", last),
            ]
        )
        for partner in creditors.partner_id:
            persons.setdefault(partner, False)
        return persons

    def action_issue(self):
        self.write({"state": "issued"})

    def _get_paper_lang(self):
        return (
            self.authority_id.lang or self.company_id.partner_id.lang or self.env.lang
        )

    def _get_subtitle(self):
        return self.env._(
            "%(body)s, year %(year)s", body=self.authority_id.name, year=self.year
        )

    def _get_communicated_line(self):
        return self.env._(
            "Communicated to the members of the council on %(date)s.",
            date=format_date(self.env, self.date_communicated),
        )

    def _get_paper_name(self):
        return self.env._("Indemnities %(name)s", name=self.display_name)
