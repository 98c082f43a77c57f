# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import base64
from dataclasses import dataclass, field
from itertools import islice

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import split_every

from ..tools import communes as files
from ..tools.spreadsheet import (
    RowError,
    SpreadsheetError,
    normalise_name,
    read_records,
)

BATCH = 5000
PREVIEW_LINES = 20
REPORTED_ERRORS = 1000


@dataclass
class ImportPlan:
    """What a file would do, before anything is written."""

    layout: files.Layout
    headings: dict[str, str]
    creates: list[dict] = field(default_factory=list)
    updates: dict[int, dict] = field(default_factory=dict)
    samples: list[dict] = field(default_factory=list)
    errors: list[RowError] = field(default_factory=list)
    unchanged: int = 0
    ignored: int = 0


class LccCommuneImport(models.TransientModel):
    """Import of the official lists of communes, postcodes, populations and EPCI.

    `_make_plan` reads the file and compares it with the database; the preview shows
    the plan and `action_import` carries it out. Nothing is written before.
    """

    _name = "lcc.commune.import"
    _description = "Import of Communes"

    state = fields.Selection(
        [("file", "File"), ("preview", "Preview"), ("done", "Done")], default="file"
    )
    file = fields.Binary(attachment=False)
    filename = fields.Char()
    departments = fields.Char(
        string="Only These Departments",
        help="Codes separated by commas, such as 09, 31. Leave empty to take them all. "
        "Postcodes, populations and groupings of communes are taken for the "
        "departments that have communes already.",
    )
    population_year = fields.Integer(
        string="Year of the Population",
        help="For a file of populations that does not name its year.",
    )
    layout = fields.Selection(
        [
            ("cog", "Communes (INSEE, official geographic code)"),
            ("postcodes", "Postcodes (La Poste)"),
            ("population", "Populations (INSEE)"),
            ("population_series", "Populations of several years (INSEE)"),
            ("epci", "Groupings of communes (EPCI)"),
        ],
        string="Kind of File",
        readonly=True,
    )
    new_count = fields.Integer(string="To Create", readonly=True)
    changed_count = fields.Integer(string="To Change", readonly=True)
    unchanged_count = fields.Integer(string="Unchanged", readonly=True)
    ignored_count = fields.Integer(
        string="Left Out",
        readonly=True,
        help="Former communes, other departments, other years: no fault of the file.",
    )
    error_count = fields.Integer(string="Errors", readonly=True)
    sample_ids = fields.One2many(
        "lcc.commune.import.line",
        "import_id",
        string="First Lines",
        domain=[("kind", "!=", "error")],
        readonly=True,
    )
    error_ids = fields.One2many(
        "lcc.commune.import.line",
        "import_id",
        string="Errors by Line",
        domain=[("kind", "=", "error")],
        readonly=True,
    )

    @api.model
    def default_get(self, fields):
        """Opening the wizard is refused to those who could not finish."""
        if self.env.user.lcc_is_limited:
            raise UserError(
                self.env._(
                    "You follow some territories only, and an import concerns the "
                    "communes of all. Ask a manager who follows all territories to do "
                    "it."
                )
            )
        return super().default_get(fields)

    def action_preview(self):
        self.ensure_one()
        plan = self._make_plan()
        errors = [
            {
                "kind": "error",
                "line": error.line,
                "column": error.column,
                "value": str(error.value),
                "message": self.env._(error.message),
            }
            for error in islice(plan.errors, REPORTED_ERRORS)
        ]
        self.sample_ids.unlink()
        self.error_ids.unlink()
        lines = self.env["lcc.commune.import.line"].create(
            [{"import_id": self.id, **line} for line in plan.samples + errors]
        )
        self.invalidate_recordset(["sample_ids", "error_ids"])
        self.write(
            {
                "state": "preview",
                "layout": plan.layout.name,
                "new_count": len(plan.creates),
                "changed_count": len(plan.updates),
                "unchanged_count": plan.unchanged,
                "ignored_count": plan.ignored,
                "error_count": len(plan.errors),
            }
        )
        lines.flush_recordset()
        return self._reopen()

    def action_import(self):
        self.ensure_one()
        plan = self._make_plan()
        if plan.layout is files.POSTCODES:
            self._create_in_batches("lcc.postcode", plan.creates)
        else:
            self._create_in_batches("lcc.commune", plan.creates)
            self._update_communes(plan)
        self.write({"state": "done", "file": False})
        return self._reopen()

    def action_back(self):
        self.ensure_one()
        self.state = "file"
        return self._reopen()

    def action_view_communes(self):
        return self.env["ir.actions.act_window"]._for_xml_id(
            "lcc_base.lcc_commune_action"
        )

    def _reopen(self):
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Import Communes"),
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "target": "new",
        }

    def _create_in_batches(self, model, vals_list):
        for batch in split_every(BATCH, vals_list):
            self.env[model].create(list(batch))
            self.env[model].flush_model()

    def _update_communes(self, plan):
        epcis = self._get_epcis(plan) if plan.layout is files.EPCI else {}
        for commune_id, values in plan.updates.items():
            commune = self.env["lcc.commune"].browse(commune_id)
            if plan.layout is files.EPCI:
                values = {"epci_id": epcis.get(values["siren"])}
            commune.write(values)

    def _get_epcis(self, plan):
        """Groupings of communes by SIREN; made or renamed as the file says."""
        names = {
            values["siren"]: values["epci_name"]
            for values in plan.updates.values()
            if values["siren"]
        }
        existing = self.env["lcc.epci"].search([("siren", "in", list(names))])
        for epci in existing:
            if epci.name != names[epci.siren]:
                epci.name = names[epci.siren]
        missing = names.keys() - set(existing.mapped("siren"))
        created = existing.create(
            [{"siren": siren, "name": names[siren]} for siren in sorted(missing)]
        )
        return {epci.siren: epci.id for epci in existing | created}

    # The plan

    def _make_plan(self):
        """Read the file and compare it with what is there.

        :raise UserError: no file, or one that cannot be read at all
        """
        content = base64.b64decode(self.with_context(bin_size=False).file or b"")
        try:
            if not content:
                raise UserError(self.env._("Choose a file first."))
            layout, records = read_records(content, self.filename or "", *files.LAYOUTS)
            plan = ImportPlan(layout, records.headings)
            rows = self._parse_records(plan, records)
        except SpreadsheetError as error:
            raise UserError(self.env._(error.message)) from error
        if layout is files.POSTCODES:
            self._plan_postcodes(plan, rows)
        else:
            self._plan_communes(plan, rows)
        return plan

    def _parse_records(self, plan, records):
        """Lines that can be used: tuples of the line's number and its values."""
        wanted = self._get_wanted_departments(plan.layout)
        rows = []
        for line, record in records:
            try:
                values = files.parse_record(plan.layout, record)
            except SpreadsheetError as error:
                value = record.get(error.column, "")
                self._add_error(plan, line, error.column, value, error.message)
                continue
            department = values and files.department_of(values["code"])
            if values and (wanted is None or department in wanted):
                rows.append((line, values))
            else:
                plan.ignored += 1
        return rows

    def _get_wanted_departments(self, layout):
        """Codes of departments, None for all."""
        if self.departments:
            codes = self.departments.upper().replace(";", ",").split(",")
            return {code.strip().zfill(2) for code in codes if code.strip()}
        if layout is files.COG:
            return None
        groups = self.env["lcc.commune"]._read_group([], ["department_code"])
        if not groups:
            raise UserError(
                self.env._(
                    "There is no commune yet. Import INSEE's list of communes first: "
                    "a file v_commune_….csv."
                )
            )
        return {code for (code,) in groups}

    def _plan_postcodes(self, plan, rows):
        communes = self._get_communes(rows)
        existing = {
            (commune.id, name, key or "")
            for commune, name, key in self.env["lcc.postcode"]._read_group(
                [], ["commune_id", "name", "locality_key"]
            )
        }
        for line, values in rows:
            commune = communes.get(values["code"])
            if not commune:
                self._add_unknown(plan, line, values)
                continue
            key = normalise_name(values["locality"])
            if key == commune["name_key"]:
                key = ""
            identity = (commune["id"], values["postcode"], key)
            if identity in existing:
                plan.unchanged += 1
                continue
            existing.add(identity)
            locality = values["locality"] if key else False
            plan.creates.append(
                {
                    "commune_id": commune["id"],
                    "name": values["postcode"],
                    "locality": locality,
                }
            )
            detail = f"{values['postcode']} {locality or ''}".strip()
            self._add_sample(plan, "new", line, commune, detail)

    def _plan_communes(self, plan, rows):
        communes = self._get_communes(rows)
        for line, values in self._drop_repeated(plan, rows):
            commune = communes.get(values["code"])
            if not commune and plan.layout is not files.COG:
                self._add_unknown(plan, line, values)
                continue
            if plan.layout is files.POPULATION and "population_year" not in values:
                values["population_year"] = self._get_population_year(plan)
            if not commune:
                plan.creates.append(values)
                self._add_sample(plan, "new", line, values, values["name"])
                continue
            changes = {
                name: value for name, value in values.items() if commune[name] != value
            }
            if not changes:
                plan.unchanged += 1
                continue
            plan.updates[commune["id"]] = values
            detail = ", ".join(
                " → ".join(
                    # Nobody lives in some communes: zero is a number like another.
                    "—" if told == "" or told is False else str(told)
                    for told in (commune[name], value)
                )
                for name, value in changes.items()
            )
            self._add_sample(plan, "changed", line, commune, detail)

    def _get_population_year(self, plan):
        heading = plan.headings["population"]
        year = files.year_of_heading(heading) or self.population_year
        if not year:
            raise UserError(
                self.env._(
                    "The file does not say what year its populations are of. Fill in "
                    "“Year of the Population”."
                )
            )
        return year

    def _drop_repeated(self, plan, rows):
        """One line per commune; of several years the last one."""
        kept = {}
        for line, values in rows:
            known = kept.setdefault(values["code"], (line, values))
            if known[1] is values:
                continue
            if plan.layout is files.POPULATION_SERIES:
                plan.ignored += 1
                if values["population_year"] > known[1]["population_year"]:
                    kept[values["code"]] = (line, values)
                continue
            message = self.env._(
                "This commune stands on line %(line)s already. Keep one of them.",
                line=known[0],
            )
            self._add_error(plan, line, "code", values["code"], message)
        return kept.values()

    def _get_communes(self, rows):
        """Known communes of these lines by code, archived ones too, as values."""
        codes = list({values["code"] for _line, values in rows})
        communes = self.env["lcc.commune"].with_context(active_test=False)
        epcis = {epci.id: epci for epci in self.env["lcc.epci"].search([])}
        known = communes.search_read(
            [("code", "in", codes)],
            ["code", "name", "name_key", "population", "population_year", "epci_id"],
        )
        for commune in known:
            epci = epcis.get(commune["epci_id"] and commune["epci_id"][0])
            commune["siren"] = epci.siren if epci else ""
            commune["epci_name"] = epci.name if epci else ""
        return {commune["code"]: commune for commune in known}

    @api.model
    def _add_sample(self, plan, kind, line, commune, detail):
        if len(plan.samples) < PREVIEW_LINES:
            plan.samples.append(
                {
                    "kind": kind,
                    "line": line,
                    "value": f"{commune['name']} ({commune['code']})",
                    "message": detail,
                }
            )

    def _add_unknown(self, plan, line, values):
        message = self.env._(
            "No commune has this INSEE code. It may have merged into another one, or "
            "be missing: import a newer list of communes."
        )
        self._add_error(plan, line, "code", values["code"], message)

    @api.model
    def _add_error(self, plan, line, column, value, message):
        heading = plan.headings.get(column, "")
        plan.errors.append(RowError(line, heading, value, message))


class LccCommuneImportLine(models.TransientModel):
    _name = "lcc.commune.import.line"
    _description = "Line of an Import of Communes"
    _order = "line, id"

    import_id = fields.Many2one("lcc.commune.import", required=True, ondelete="cascade")
    kind = fields.Selection(
        [("new", "New"), ("changed", "Changed"), ("error", "Error")], required=True
    )
    line = fields.Integer(help="Number of the line in the file.")
    column = fields.Char()
    value = fields.Char()
    message = fields.Char()
