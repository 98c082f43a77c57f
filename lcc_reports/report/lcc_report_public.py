# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, models
from odoo.tools import format_date

from odoo.addons.lcc_municipal.tools import convention_law as law

from ..tools.table import Column, Table, line, total

STATES = ("draft", "to_begin", "in_force", "over", "terminated")


class LccReportPublic(models.AbstractModel):
    """Local currency in public bodies: conventions by state at the last day, how far
    communes have come, payments of the period, and its deliberations."""

    _name = "lcc.report.public"
    _inherit = ["lcc.report.public.payments", "lcc.report"]
    _description = "Local currency in public bodies"

    @api.model
    def _get_title(self):
        return self.env._("Local currency in public bodies")

    @api.model
    def _get_obstacle(self, options):
        if self._get_conventions() or self._get_follow_ups():
            return ""
        if self._get_deliberations(options["periods"][0]):
            return ""
        return self.env._(
            "No public body is followed and no convention is prepared. Follow communes "
            "in the municipal menu: they are then told here."
        )

    @api.model
    def _get_tables(self, options):
        tables = [
            self._get_conventions_table(options["date_to"]),
            self._get_stages_table(),
            *self._get_payments_tables(options),
            self._get_deliberations_table(options),
        ]
        return [table for table in tables if table]

    # ------------------------------------------------------------------
    # Conventions by state
    # ------------------------------------------------------------------

    @api.model
    def _get_conventions(self):
        """Conventions of the company, archived ones too; amendments are none."""
        return (
            self.env["agreement"]
            .with_context(active_test=False)
            .search(
                [
                    ("lcc_kind", "!=", False),
                    ("lcc_amends_id", "=", False),
                    ("company_id", "in", [self.env.company.id, False]),
                ]
            )
        )

    @api.model
    def _get_state(self, agreement, day):
        """State of a convention at a day; nothing where it was not there yet."""
        signed = agreement.signature_date
        if agreement.lcc_state == "draft" or not signed or signed > day:
            return "draft" if agreement.create_date.date() <= day else None
        last = agreement.lcc_terminated_on
        if agreement.lcc_state == "terminated" and last and last < day:
            return "terminated"
        term = agreement._lcc_get_term()
        end = law.term_on(day, term.end_date or None, term._lcc_get_months())
        if end and end < day:
            return "over"
        start = agreement.start_date
        return "to_begin" if start and start > day else "in_force"

    @api.model
    def _get_conventions_table(self, day):
        found = {}
        for agreement in self._get_conventions():
            if state := self._get_state(agreement, day):
                key = (agreement.lcc_kind, state)
                found[key] = found.get(key, agreement.browse()) | agreement
        if not found:
            return None
        labels = {
            "draft": self.env._("Draft"),
            "to_begin": self.env._("Signed, to begin"),
            "in_force": self.env._("In force"),
            "over": self.env._("Over"),
            "terminated": self.env._("Terminated"),
        }
        columns = [Column(labels[state], "count") for state in STATES]
        kinds = self.env["agreement.type"]._fields["lcc_kind"]
        rows = []
        for kind, label in kinds._description_selection(self.env):
            cells = [found.get((kind, state)) for state in STATES]
            if any(cells):
                rows.append(self._prepare_conventions(label, cells, columns))
        rows.append(total(self.env._("Total"), rows, range(len(rows)), columns))
        title = self.env._("Conventions at %(date)s", date=format_date(self.env, day))
        return Table(
            "conventions",
            title,
            columns,
            rows,
            label=self.env._("Convention"),
            notes=self._get_scope_notes(),
        )

    @api.model
    def _prepare_conventions(self, label, cells, columns):
        opens = [
            {"res_model": "agreement", "domain": [("id", "in", cell.ids)]}
            if cell
            else None
            for cell in cells
        ]
        counts = [len(cell) if cell else 0 for cell in cells]
        return line(label, counts, columns, opens=opens)

    # ------------------------------------------------------------------
    # How far they have come
    # ------------------------------------------------------------------

    @api.model
    def _get_follow_ups(self):
        return self.env["lcc.municipal.follow.up"].search(
            [("company_id", "=", self.env.company.id)]
        )

    @api.model
    def _get_stages_table(self):
        by_stage = self._get_follow_ups().grouped("stage")
        if not by_stage:
            return None
        columns = [
            Column(self.env._("Communes and groupings"), "count"),
            Column(self.env._("Inhabitants"), "count"),
        ]
        stages = self.env["lcc.municipal.follow.up"]._fields["stage"]
        rows = []
        for stage, label in stages._description_selection(self.env):
            followed = by_stage.get(stage)
            if not followed:
                rows.append(line(label, [0, 0], columns))
                continue
            opener = {
                "res_model": followed._name,
                "domain": [("id", "in", followed.ids)],
            }
            cells = [len(followed), sum(followed.mapped("population"))]
            rows.append(line(label, cells, columns, opens=[opener, None]))
        rows.append(total(self.env._("Total"), rows, range(len(rows)), columns))
        title = self.env._("Public bodies today, by stage")
        note = self.env._(
            "The inhabitants of a grouping are those of its communes: who is followed "
            "in both counts twice."
        )
        label = self.env._("Stage")
        return Table("stages", title, columns, rows, label=label, notes=[note])

    # ------------------------------------------------------------------
    # Deliberations
    # ------------------------------------------------------------------

    @api.model
    def _get_deliberations(self, period):
        """Votes of councils in a period, as conventions, follow-ups and registers tell.

        :return: list of (day, body, number, subject, record), the first day first;
            a vote that two of them tell is there once
        """
        told = {}
        for day, body, number, subject, record in self._read_deliberations(period):
            if not day or not period.date_from <= day <= period.date_to:
                continue
            # what comes later of the same body and day is the same vote without number
            if number or not any(key[:2] == (day, body) for key in told):
                told.setdefault((day, body, number), (subject, record))
        return [
            (*key, *value)
            for key, value in sorted(told.items(), key=lambda item: item[0])
        ]

    @api.model
    def _read_deliberations(self, period):
        """Those of the period, and others that conventions and follow-ups tell.

        :return: iterator of (day, name of the body, number, subject, record)
        """
        registered = self.env["lcc.deliberation"].search(
            [
                ("company_id", "=", self.env.company.id),
                ("state", "=", "done"),
                ("day", ">=", period.date_from),
                ("day", "<=", period.date_to),
            ]
        )
        for one in registered:
            name = one.assembly_id.name or ""
            yield one.day, name, one.number or "", one.name, one
        for agreement in self._get_conventions():
            body = agreement.lcc_public_body_id.name or ""
            vote = agreement.lcc_deliberation_id
            if vote not in registered:
                day = vote.day or agreement.lcc_deliberation_date
                number = vote.number or agreement.lcc_deliberation_number or ""
                yield day, body, number, agreement.name, agreement
        for followed in self._get_follow_ups():
            body = followed.partner_id.name or followed.name
            subject = self.env._("Vote on the local currency")
            yield followed.date_voted, body, "", subject, followed

    @api.model
    def _get_deliberations_table(self, options):
        found = self._get_deliberations(options["periods"][0])
        if not found:
            return None
        columns = [
            Column(self.env._("Voted on"), "date"),
            Column(self.env._("Number"), "text"),
            Column(self.env._("Subject"), "text"),
        ]
        rows = [
            line(
                body,
                [day, number, subject],
                columns,
                opens=[
                    {"res_model": record._name, "domain": [("id", "=", record.id)]},
                    None,
                    None,
                ],
            )
            for day, body, number, subject, record in found
        ]
        title = self.env._("Deliberations: %(count)s", count=len(found))
        label = self.env._("Public body")
        return Table("deliberations", title, columns, rows, label=label)
