# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.exceptions import UserError


class LccRegisterPrint(models.TransientModel):
    """The register of a council on paper: a whole year, or the sheets of one session.

    The register is kept on paper, on sheets that are numbered; a sheet closes each
    session, and a table by date and a table by object end the volume (CGCT, article
    R2121-9).
    """

    _name = "lcc.register.print"
    _description = "Register on paper"

    assembly_id = fields.Many2one(
        "lcc.assembly",
        required=True,
        compute="_compute_assembly_id",
        store=True,
        precompute=True,
        readonly=False,
        ondelete="cascade",
    )
    company_id = fields.Many2one(related="assembly_id.company_id", store=True)
    year = fields.Char(
        required=True,
        compute="_compute_year",
        store=True,
        precompute=True,
        readonly=False,
    )
    session_id = fields.Many2one(
        "lcc.session",
        string="One session only",
        domain="[('assembly_id', '=', assembly_id), "
        "('deliberation_ids.number', '!=', False)]",
        ondelete="cascade",
        help="Its sheets and its closing sheet, to be signed. Empty: the whole year, "
        "with its opening page and its two tables.",
    )
    first_sheet = fields.Integer(
        string="Number of the first sheet",
        default=1,
        required=True,
        help="Where the sheets printed before end, when sessions are printed one by "
        "one. Sheets are numbered (CGCT, article R2121-9).",
    )
    deliberation_count = fields.Integer(
        string="Deliberations", compute="_compute_deliberation_count"
    )

    _sheet_positive = models.Constraint(
        "CHECK(first_sheet > 0)", "Sheets are numbered from 1."
    )

    @api.depends("session_id")
    def _compute_assembly_id(self):
        for wizard in self:
            if wizard.session_id:
                wizard.assembly_id = wizard.session_id.assembly_id

    @api.depends("assembly_id", "session_id")
    def _compute_year(self):
        for wizard in self:
            year = wizard.session_id.day.year if wizard.session_id else False
            wizard.year = str(
                year
                or wizard.assembly_id.register_year
                or fields.Date.context_today(wizard).year
            )

    @api.depends("assembly_id", "session_id", "year")
    def _compute_deliberation_count(self):
        for wizard in self:
            wizard.deliberation_count = self.env["lcc.deliberation"].search_count(
                wizard._get_domain()
            )

    def _get_domain(self):
        """Deliberations in the register of the year."""
        year = self.year or ""
        return [
            ("register_assembly_id", "=", self.assembly_id.id),
            ("register_year", "=", int(year) if year.isdecimal() else 0),
            *([("session_id", "=", self.session_id.id)] if self.session_id else []),
        ]

    def action_print(self):
        self.ensure_one()
        if not self.deliberation_count:
            raise UserError(
                self.env._(
                    "The register of %(assembly)s has no deliberation of %(year)s: "
                    "choose another year, or close its sessions first.",
                    assembly=self.assembly_id.name,
                    year=self.year,
                )
            )
        return self.env.ref("lcc_municipal.lcc_register_report").report_action(self)

    # The paper

    def _get_paper_lang(self):
        partner = self.assembly_id.partner_id
        return partner.lang or self.company_id.partner_id.lang or self.env.lang

    def _get_paper_name(self, _kind):
        self.ensure_one()
        if self.session_id:
            return self.env._("Register %(session)s", session=self.session_id.name)
        return self.env._(
            "Register %(assembly)s %(year)s",
            assembly=self.assembly_id.name,
            year=self.year,
        )

    def _get_register(self):
        """What the register holds.

        :return: dict: deliberations in their order; sessions, list of (lcc.session,
            its deliberations); matters, list of (name, deliberations by object)
        """
        self.ensure_one()
        deliberations = self.env["lcc.deliberation"].search(
            self._get_domain(), order="register_number, id"
        )
        return {
            "deliberations": deliberations,
            "sessions": list(deliberations.grouped("session_id").items()),
            "matters": self._group_by_matter(deliberations),
        }

    def _group_by_matter(self, deliberations):
        by_matter = deliberations.grouped("matter_id")
        matters = by_matter.keys()
        ordered = sorted(
            (matter for matter in matters if matter), key=lambda one: one.sequence
        )
        groups = [(matter.display_name, by_matter[matter]) for matter in ordered]
        if any(not matter for matter in matters):
            without = by_matter[self.env["lcc.act.matter"]]
            groups.append((self.env._("Without a matter"), without))
        return [
            (name, members.sorted(lambda one: (one.name.lower(), one.register_number)))
            for name, members in groups
        ]
