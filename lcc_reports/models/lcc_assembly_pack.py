# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import Command, api, fields, models
from odoo.exceptions import UserError

from odoo.addons.lcc_base.tools.contexts import without_defaults

from ..tools.periods import Period, following

# Set by actions and the job alone: whoever wrote them would print with others' rights.
PROTECTED = ("state", "step", "error", "runner_id")


class LccAssemblyPack(models.Model):
    """What an association hands to its general assembly: texts, pictures and figures.

    Texts are kept with its chapters, figures are read anew at each generation, by
    `lcc_assembly_pack_run`.
    """

    _name = "lcc.assembly.pack"
    _description = "Report to the general assembly"
    _inherit = ["mail.thread"]
    _order = "date_to desc, id desc"
    _check_company_auto = True

    name = fields.Char(
        string="Title",
        required=True,
        tracking=True,
        default=lambda self: self._default_name(),
    )
    subtitle = fields.Char(help="Printed below the title, on the cover.")
    cover_picture = fields.Image(max_width=2400, max_height=2400)
    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        default=lambda self: self.env.company,
    )
    date_from = fields.Date(
        string="From",
        required=True,
        tracking=True,
        default=lambda self: self._default_period().date_from,
    )
    date_to = fields.Date(
        string="To",
        required=True,
        tracking=True,
        default=lambda self: self._default_period().date_to,
    )
    compare = fields.Selection(
        selection=lambda self: self.env["lcc.report"]._get_comparisons(),
        string="Beside it",
        required=True,
        default="fiscal_year",
        help="The figures printed beside those of the period.",
    )
    compare_from = fields.Date(string="Compared from")
    compare_to = fields.Date(string="Compared to")
    session_id = fields.Many2one(
        "lcc.session",
        string="General assembly",
        check_company=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
        domain="[('kind', '=', 'general')]",
        help="The session to which the report is made: its deliberations, and the "
        "mandates that end by its day.",
    )
    chapter_ids = fields.One2many(
        "lcc.assembly.pack.chapter",
        "pack_id",
        string="Chapters",
        copy=True,
        default=lambda self: self._default_chapters(),
    )
    file_ids = fields.One2many("lcc.assembly.pack.file", "pack_id", string="Files")
    state = fields.Selection(
        [("draft", "Draft"), ("final", "Final")],
        required=True,
        default="draft",
        readonly=True,
        copy=False,
        tracking=True,
    )
    step = fields.Selection(
        [
            ("waiting", "Waiting for its turn"),
            ("figures", "Reading the figures"),
            ("pages", "Laying out the pages"),
        ],
        readonly=True,
        copy=False,
        help="How far the generation is; nothing when none goes on.",
    )
    error = fields.Text(readonly=True, copy=False)
    runner_id = fields.Many2one(
        "res.users", copy=False, groups=fields.NO_ACCESS, ondelete="set null"
    )

    _dates_ordered = models.Constraint(
        "CHECK(date_to >= date_from)", "The last day stands before the first."
    )

    def _default_period(self):
        return self.env["lcc.report"]._get_default_period()

    def _default_name(self):
        year = self._default_period().date_to.year
        return self.env._("Moral and financial report %(year)s", year=year)

    def _default_chapters(self):
        kinds = self.env["lcc.assembly.pack.chapter"]._get_first_kinds()
        return [
            Command.create({"kind": kind, "title": title, "sequence": 10 * place})
            for place, (kind, title) in enumerate(kinds, 1)
        ]

    @api.model_create_multi
    def create(self, vals_list):
        self = without_defaults(self, PROTECTED)
        for vals in vals_list:
            self._check_protected(vals)
        return super().create(vals_list)

    def write(self, vals):
        self._check_protected(vals)
        if not self.env.su:
            self._check_draft()
        return super().write(vals)

    def _check_protected(self, vals):
        if not self.env.su and not vals.keys().isdisjoint(PROTECTED):
            raise UserError(
                self.env._("The state of a report is set by its buttons alone.")
            )

    def _check_draft(self):
        for pack in self:
            if pack.state == "final":
                raise UserError(
                    self.env._(
                        "“%(pack)s” is final. Take it back to draft to change it.",
                        pack=pack.name,
                    )
                )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_final(self):
        self._check_draft()

    def action_draft(self):
        """Take a final report back."""
        self.check_access("write")
        self.sudo().state = "draft"  # states are set by actions alone

    def action_new_from(self):
        """The report of the next period, with the texts of this one."""
        self.ensure_one()
        new = self._copy_next()
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": new.id,
            "view_mode": "form",
        }

    def _copy_next(self):
        """A copy for the following period, its usage tables begun from these.

        :return: the new report
        """
        period = self._get_next_period()
        new = self.copy(
            {
                "name": self._get_next_name(period),
                "date_from": period.date_from,
                "date_to": period.date_to,
                "compare_from": self.date_from,
                "compare_to": self.date_to,
            }
        )
        for chapter in new.chapter_ids.filtered("usage_table_id"):
            chapter.usage_table_id = chapter.usage_table_id._copy_next(period)
        return new

    def _get_next_period(self):
        """The next fiscal year where it begins then, or else a period as long."""
        period = following(Period(self.date_from, self.date_to))
        report = self.env["lcc.report"].with_company(self.company_id)
        year = report._get_fiscal_year(period.date_from)
        return year if year.date_from == period.date_from else period

    def _get_next_name(self, period):
        old, new = str(self.date_to.year), str(period.date_to.year)
        if old != new and old in self.name:
            return self.name.replace(old, new)
        return self.env._("%(name)s (copy)", name=self.name)

    def _add_chapters(self, vals_list):
        """Add chapters after those that stand there.

        :param vals_list: as for `create`; those of a kind that is not known here are
            left out
        """
        self.ensure_one()
        Chapter = self.env["lcc.assembly.pack.chapter"]
        known = dict(Chapter._selection_kind())
        last = max(self.chapter_ids.mapped("sequence"), default=0)
        found = [vals for vals in vals_list if vals["kind"] in known]
        return Chapter.create(
            [
                {"pack_id": self.id, "sequence": last + 10 * place, **vals}
                for place, vals in enumerate(found, 1)
            ]
        )
