# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import base64
from itertools import chain, islice

from odoo import fields, models
from odoo.exceptions import UserError

from odoo.addons.lcc_base.tools.spreadsheet import (
    HEADER_SEARCH_LINES,
    SpreadsheetError,
    header_name,
    read_rows,
)

from ..tools.member_cells import clean_text, is_blank
from ..tools.member_headings import (
    REPEATED,
    Column,
    find_headings,
    guess_columns,
    headings_key,
)
from ..tools.member_reader import MemberReader, Names
from .lcc_member_import_column import NOTES_GROUP

SAMPLES = 3
SAMPLE_WIDTH = 40


class LccMemberImport(models.Model):
    """Reading the file, and what its columns hold.

    What a column holds is guessed from its heading. What somebody chose for a file
    with the same headings is remembered.
    """

    _inherit = "lcc.member.import"

    def _read_rows(self):
        """Lines of the file, the one of its headings included.

        :raise UserError: it cannot be read
        """
        content = base64.b64decode(self.with_context(bin_size=False).file or b"")
        if not content:
            raise UserError(self.env._("Put the file here first."))
        try:
            yield from read_rows(content, self.filename or "")
        except SpreadsheetError as error:
            raise UserError(self.env._(error.message)) from error

    def _read_columns(self):
        """Find the line of headings and say what each column holds."""
        rows = list(islice(self._read_rows(), HEADER_SEARCH_LINES + SAMPLES))
        headings = find_headings(rows)
        if not headings:
            raise UserError(
                self.env._(
                    "No line of headings was found in %(file)s. Give each column a "
                    "heading, as in the template.",
                    file=self.filename,
                )
            )
        key = headings_key(headings.titles)
        chosen = self._get_remembered(headings.titles, key)
        lines = [row for number, row in rows if number > headings.line]
        system = self.sudo()  # the system's own rows
        system.column_ids.unlink()
        system.column_ids.create(
            [
                {
                    "import_id": self.id,
                    "position": position,
                    "heading": title,
                    "heading_key": header_name(title),
                    "samples": self._get_samples(lines, position, column),
                    "field_name": self._get_allowed(column.field) or False,
                    "year": column.year,
                }
                for position, (title, column) in enumerate(
                    zip(headings.titles, chosen, strict=True)
                )
                if title
            ]
        )
        system.write(
            {
                "headings_key": key,
                "headings_line": headings.line,
                "state": "mapped",
            }
        )

    def _get_allowed(self, field):
        """What a column may hold: private notes are left out without the right."""
        is_private = field == "private_note"
        return "" if is_private and not self.env.user.has_group(NOTES_GROUP) else field

    @staticmethod
    def _get_samples(lines, position, column):
        if column.field == "private_note":
            return ""  # others see the samples
        cells = (row[position] if position < len(row) else "" for row in lines)
        texts = (
            clean_text(cell)[:SAMPLE_WIDTH] for cell in cells if not is_blank(cell)
        )
        return " · ".join(islice(texts, SAMPLES))

    def _get_remembered(self, titles, key):
        """What was chosen for the same headings before, else what they say."""
        before = self.search(
            [
                ("headings_key", "=", key),
                ("company_id", "=", self.company_id.id),
                ("id", "!=", self.id),
            ],
            limit=1,
        )
        if not before:
            return guess_columns(titles)
        known = {}
        for column in before.column_ids:
            chosen = Column(column.field_name or "", column.year)
            known.setdefault(column.heading_key, []).append(chosen)
        return [
            known[name].pop(0) if known.get(name) else Column("")
            for name in map(header_name, titles)
        ]

    def _read_members(self):
        """
        :return: list of `FileMember`
        :raise UserError: a column is missing, or stands twice
        """
        self._check_columns()
        columns = {column.position: column for column in self.column_ids}
        width = max(columns) + 1
        titles = [columns[i].heading if i in columns else "" for i in range(width)]
        held = [
            Column(columns[i].field_name or "", columns[i].year)
            if i in columns
            else Column("")
            for i in range(width)
        ]
        reader = MemberReader(titles, held, self._get_names())
        members, ignored = [], 0
        for number, row in self._read_rows():
            if number > self.headings_line:
                member = reader.read_row(number, row)
                if member:
                    members.append(member)
                else:
                    ignored += 1
        self.sudo().ignored_count = ignored  # what the file tells
        return members

    def _check_columns(self):
        self.column_ids._check_private()
        held = [
            (column.field_name, column.year)
            for column in self.column_ids
            if column.field_name not in (False, *REPEATED)
        ]
        labels = dict(
            self.column_ids._fields["field_name"]._description_selection(self.env)
        )
        for name, year in held:
            if held.count((name, year)) > 1:
                raise UserError(
                    self.env._(
                        "Two columns hold the same: %(field)s. Choose one of them, or "
                        "give each its year.",
                        field=labels[name],
                    )
                )
        names = {"name", "last_name", "company_name"}
        if names.isdisjoint(name for name, _year in held):
            raise UserError(
                self.env._(
                    "Say which column holds the names of the members, then check again."
                )
            )

    # What the file may name

    # pylint: disable=no-search-all
    # a file may name any of them, and these tables are short

    def _get_names(self):
        types = self.env["lcc.member.type"].search([])
        kind_types = {}
        for member_type in types:
            kind_types.setdefault(member_type.kind, member_type.id)
        return Names(
            types=self._index(types),
            kind_types=kind_types,
            kinds={member_type.id: member_type.kind for member_type in types},
            default_type=self.member_type_id.id or None,
            countries=self._index_countries(),
            territories=self._index(self.env["lcc.territory"].search([])),
            local_groups=self._index(self.env["lcc.local.group"].search([])),
            today=fields.Date.context_today(self),
        )

    def _get_languages(self):
        installed = dict(self.env["res.lang"].get_installed())
        return dict.fromkeys(chain([self.env.lang or "en_US", "en_US"], installed))

    def _index(self, records):
        """Records by their name, in every language that is installed."""
        index = {}
        for lang in self._get_languages():
            for record in records.with_context(lang=lang):
                index.setdefault(header_name(record.name), record.id)
        return index

    def _index_countries(self):
        countries = self.env["res.country"].search([])
        codes = {country.id: country.code for country in countries}
        index = {
            name: (id_, codes[id_]) for name, id_ in self._index(countries).items()
        }
        for country in countries:
            index.setdefault(header_name(country.code), (country.id, country.code))
        return index
