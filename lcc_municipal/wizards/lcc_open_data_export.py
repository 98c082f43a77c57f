# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import base64
from datetime import date

from markupsafe import Markup

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..report import scdl
from ..tools import open_data

# Name of the file, as the SCDL has it, by what is exported.
FILES = {"deliberations": "deliberations", "subsidies": "subventions"}
PATHS = {"lcc.deliberation": "deliberations", "lcc.subsidy": "subsidies"}


class LccOpenDataExport(models.TransientModel):
    """Deliberations or subsidies of a body and a period, as a file of open data.

    Either every row is right, or no file is made and what to do is told of each.
    """

    _name = "lcc.open.data.export"
    _description = "Open data"

    content = fields.Selection(
        [("deliberations", "Deliberations"), ("subsidies", "Subsidies")],
        required=True,
        default="deliberations",
    )
    assembly_id = fields.Many2one(
        "lcc.assembly",
        required=True,
        default=lambda self: self._default_assembly_id(),
    )
    date_from = fields.Date(
        string="From", required=True, default=lambda self: self._default_date_from()
    )
    date_to = fields.Date(string="To", required=True, default=fields.Date.context_today)
    is_published_only = fields.Boolean(
        string="Published acts only",
        default=True,
        help="Acts that were published, each by itself or in the minutes; else all "
        "that is in the register.",
    )
    row_count = fields.Integer(string="Rows", compute="_compute_problems")
    person_count = fields.Integer(
        string="Natural persons left out", compute="_compute_problems"
    )
    problems = fields.Html(compute="_compute_problems", sanitize=False)
    file = fields.Binary(readonly=True, attachment=False)
    file_name = fields.Char(readonly=True)

    def _default_assembly_id(self):
        assembly_id = self.env.context.get("default_assembly_id")
        return assembly_id or self.env["lcc.assembly"].search(
            [("kind", "=", "municipal")], limit=1
        )

    def _default_date_from(self):
        today = fields.Date.context_today(self)
        return date(today.year, 1, 1)

    @api.depends_context("lang")
    @api.depends("content", "assembly_id", "date_from", "date_to", "is_published_only")
    def _compute_problems(self):
        for export in self:
            model, domain = export._get_model(), export._get_domain()
            rows = model._get_open_data(domain)
            export.row_count = len(rows)
            export.person_count = export._count_persons(domain)
            export.problems = export._format(model, export._check(rows))

    def _get_model(self):
        is_subsidy = self.content == "subsidies"
        return self.env["lcc.subsidy" if is_subsidy else "lcc.deliberation"]

    def _get_domain(self):
        domain = (
            Domain("assembly_id", "=", self.assembly_id.id)
            & Domain("day", ">=", self.date_from)
            & Domain("day", "<=", self.date_to)
        )
        if self.is_published_only:
            public = self.env["lcc.deliberation"]._get_public_domain()
            if self.content == "subsidies":
                public = Domain("deliberation_id", "any", public)
            domain &= public
        return domain

    def _count_persons(self, domain):
        if self.content != "subsidies":
            return 0
        return self.env["lcc.subsidy"].search_count(
            domain & Domain("kind", "=", "person")
        )

    def _check(self, rows):
        """What is wrong.

        :param rows: list of (id, row)
        :return: list of (id, number, lazy text)
        """
        check = open_data.check_deliberation
        problems = []
        if self.content == "subsidies":
            check = open_data.check_subsidy
            problems = self._check_shares(rows)
        return problems + [
            (record_id, row.number, text)
            for record_id, row in rows
            for text in check(row)
        ]

    def _check_shares(self, rows):
        wrong = open_data.check_shares(row for _id, row in rows)
        first = {}
        for record_id, row in rows:
            first.setdefault((row.number, row.purpose), record_id)
        return [
            (first[key], key[0], open_data.wrong_shares(key[1], total))
            for key, total in wrong.items()
        ]

    def _format(self, model, problems):
        """The problems as a list, each with a link to its record."""
        if not problems:
            return False
        return Markup("<ul class='mb-0'>%s</ul>") % Markup().join(
            Markup("<li><a href='/odoo/%s/%s' target='_blank'>%s</a> %s</li>")
            % (PATHS[model._name], record_id, number, self.env._(text))
            for record_id, number, text in problems
        )

    def action_export(self):
        """Make the file and let the browser save it.

        :raise UserError: a row that is wrong; nothing is made then
        """
        self.ensure_one()
        rows = self._get_model()._get_open_data(self._get_domain())
        period = f"{self.date_from}-{self.date_to}"
        self.write(
            {
                "file": base64.b64encode(self._build(rows)),
                "file_name": f"{FILES[self.content]}-{period}.csv",
            }
        )
        return {
            "type": "ir.actions.act_url",
            "url": f"/web/content/{self._name}/{self.id}/file/{self.file_name}"
            "?download=true",
            "target": "self",
        }

    def _build(self, rows):
        """The file of rows that are right.

        :param rows: list of (id, row)
        :return: bytes
        """
        if not rows:
            raise UserError(
                self.env._("Nothing is there to export: choose another period.")
            )
        if problems := self._check(rows):
            raise UserError(
                self.env._(
                    "No file is made while something is wrong:\n%(problems)s",
                    problems="\n".join(
                        self.env._(
                            "– %(number)s: %(problem)s",
                            number=number,
                            problem=self.env._(text),
                        )
                        for _id, number, text in problems
                    ),
                )
            )
        builders = {
            "deliberations": scdl.build_deliberations,
            "subsidies": scdl.build_subsidies,
        }
        return builders[self.content](row for _id, row in rows)
