# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.exceptions import AccessError

# Kinds that read tables without being reports of the menus.
OWN_REPORTS = {"mandates": "lcc.report.mandates", "decisions": "lcc.report.decisions"}
# Kinds that are about the session of the assembly.
OF_SESSION = ("decisions", "discharge")
# Texts do not each need a page of their own.
FLOWING = ("discharge", "decisions")


class LccAssemblyPackChapter(models.Model):
    """A part of the report: a text, a report of figures, or something to vote on."""

    _name = "lcc.assembly.pack.chapter"
    _description = "Chapter of the report to the assembly"
    _order = "pack_id, sequence, id"
    _rec_name = "title"
    _check_company_auto = True

    pack_id = fields.Many2one(
        "lcc.assembly.pack", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="pack_id.company_id", store=True)
    sequence = fields.Integer(default=1000)
    kind = fields.Selection(selection="_selection_kind", required=True, default="text")
    title = fields.Char(
        required=True,
        compute="_compute_title",
        store=True,
        precompute=True,
        readonly=False,
    )
    is_included = fields.Boolean(string="Included", default=True)
    is_new_page = fields.Boolean(
        string="On a new page",
        compute="_compute_is_new_page",
        store=True,
        precompute=True,
        readonly=False,
    )
    text_before = fields.Html()
    text_after = fields.Html()
    picture_ids = fields.One2many(
        "lcc.assembly.pack.picture", "chapter_id", string="Pictures", copy=True
    )
    options = fields.Json(
        help="What the report's own filters are set to, such as its form."
    )
    filters = fields.Json(compute="_compute_filters")
    usage_table_id = fields.Many2one(
        "lcc.usage.table", check_company=True, ondelete="restrict"
    )
    session_id = fields.Many2one(related="pack_id.session_id")
    motion = fields.Text(
        string="Proposed resolution",
        compute="_compute_motion",
        store=True,
        precompute=True,
        readonly=False,
        help="The text on which the assembly votes.",
    )
    vote_id = fields.Many2one(
        "lcc.vote",
        domain="[('session_id', '=', session_id)]",
        copy=False,
        ondelete="restrict",
        help="Its result is printed once it is voted.",
    )
    refusal = fields.Char(compute="_compute_refusal")

    @api.model
    def _selection_kind(self):
        names = {
            "text": self.env._("Free text"),
            **{
                name: self.env[name]._get_title()
                for name in self.env["lcc.report.book"]._get_report_models()
            },
            "usage": self.env._("Table of usage"),
            "mandates": self.env._("Mandates and seats"),
            "decisions": self.env._("Deliberations of the assembly"),
            "discharge": self.env._("Vote of discharge"),
        }
        return list(names.items())

    @api.model
    def _get_first_kinds(self):
        """Chapters of a new report.

        :return: list of (kind, title)
        """
        kinds = [one for one in self._selection_kind() if self._is_first(one[0])]
        return [("text", self.env._("Moral report")), *kinds]

    @api.model
    def _is_first(self, kind):
        if kind in ("text", "usage"):
            return False
        return kind not in self.env or self.env[kind]._report_is_for_assembly

    @api.depends("kind")
    def _compute_title(self):
        titles = dict(self._selection_kind())
        for chapter in self:
            if not chapter.title or chapter.title in titles.values():
                chapter.title = titles.get(chapter.kind)

    @api.depends("kind")
    def _compute_is_new_page(self):
        for chapter in self:
            chapter.is_new_page = chapter.kind not in FLOWING

    @api.depends("kind")
    def _compute_motion(self):
        for chapter in self:
            if chapter.kind == "discharge" and not chapter.motion:
                chapter.motion = self.env._(
                    "The general assembly, having heard the moral report and the "
                    "financial report, approves the accounts of the period and gives "
                    "discharge to the members of the board for their management."
                )

    @api.depends("kind", "options", "pack_id.date_from", "pack_id.date_to")
    @api.depends_context("lang", "uid")
    def _compute_filters(self):
        """Those of its report, for who may read its figures."""
        for chapter in self:
            report = chapter._get_report()
            has_dates = chapter.pack_id.date_from and chapter.pack_id.date_to
            if report is None or not has_dates or chapter._get_books_refusal():
                chapter.filters = []
                continue
            given = report._read_options(chapter._get_options())
            chapter.filters = report._get_own_filters(given)

    @api.depends("kind", "usage_table_id", "vote_id", "session_id")
    @api.depends_context("uid")
    def _compute_refusal(self):
        for chapter in self:
            chapter.refusal = chapter._get_refusal()

    @api.model_create_multi
    def create(self, vals_list):
        chapters = super().create(vals_list)
        chapters.pack_id._check_draft()
        return chapters

    def write(self, vals):
        self.pack_id._check_draft()
        result = super().write(vals)
        self.pack_id._check_draft()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_final(self):
        self.pack_id._check_draft()

    def _get_report(self):
        """The report whose tables the chapter prints.

        :return: a model, or None
        """
        if self.kind in OWN_REPORTS:
            return self.env[OWN_REPORTS[self.kind]]
        if self.kind in self.env["lcc.report.book"]._get_report_models():
            return self.env[self.kind]
        return None

    def _get_refusal(self):
        """Why the user may not print this chapter, in words; or nothing."""
        self.ensure_one()
        return self._get_books_refusal() or self._get_session_refusal()

    def _get_books_refusal(self):
        """Why the user may not read the figures of its report; or nothing."""
        report = self._get_report()
        if report is None:
            return ""
        try:
            report._check_reader()
        except AccessError as error:
            return str(error)
        return ""

    def _get_session_refusal(self):
        session = self.pack_id.session_id
        if self.kind not in OF_SESSION:
            return ""
        if not (session.has_access("read") and self.vote_id.has_access("read")):
            return self.env._(
                "“%(chapter)s” tells of a session that is its clerk's until it is "
                "published. Ask a clerk to generate the report, or leave the chapter "
                "out.",
                chapter=self.title,
            )
        return ""

    def _needs_books(self):
        """Whether it prints figures that not every auditor may read."""
        report = self._get_report()
        return report is not None and (
            "lcc_base.group_lcc_auditor" not in report._report_groups
        )
