# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Members and dues out of a spreadsheet, as volunteers keep it.

No database here: what the file may name is given as `Names`. Each line becomes a
`FileMember`, with all that is wrong with it; no error stops the reading.
"""

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from odoo.tools.translate import LazyTranslate

from odoo.addons.lcc_base.tools.communes import FRENCH_COUNTRIES
from odoo.addons.lcc_base.tools.spreadsheet import header_name, parse_date

from .contact_cells import (
    Address,
    parse_emails,
    parse_phones,
    parse_zip,
    split_address,
)
from .dues_cells import parse_dues, parse_kind, parse_means, parse_year
from .member_cells import (
    clean_text,
    format_city,
    format_organisation,
    format_person,
    is_blank,
    parse_consent,
    parse_yes_no,
)
from .member_line import FileDues, FileMember, LineCells

_lt = LazyTranslate(__name__, default_lang="en_US")

TOTALS = frozenset("total totaux total_general sous_total somme totals".split())


class Names(NamedTuple):
    """What a file may name: names as `header_name` writes them, and what they are.

    :ivar types: id of the type of member by name; by kind in `kind_types`
    :ivar kinds: kind by id of the type
    :ivar default_type: of the lines that do not say it; None to ask for it
    :ivar countries: (id, code) by name or code
    """

    types: dict[str, int]
    kind_types: dict[str, int]
    kinds: dict[int, str]
    default_type: int | None
    countries: dict[str, tuple[int, str]]
    territories: dict[str, int]
    local_groups: dict[str, int]
    today: date


class MemberReader:
    """Reads lines whose columns are known."""

    def __init__(self, titles: list[str], columns: list, names: Names):
        """
        :param columns: `Column` for each of the titles
        """
        self.names = names
        self.titles = titles
        self.places = {}
        for position, column in enumerate(columns):
            if column.field:
                self.places.setdefault(tuple(column), []).append(position)
        self.years = sorted({column.year for column in columns if column.year})

    def read_row(self, line: int, row: list) -> FileMember | None:
        """
        :return: None for a line that tells of no member: blank, or a total
        """
        member = FileMember(line)
        cells = LineCells(self, member, row)
        if cells.is_empty() or header_name(cells.get("name", "last_name")) in TOTALS:
            return None
        self._read_identity(cells)
        self._read_contact(cells)
        self._read_address(cells)
        self._read_membership(cells)
        self._read_dues(cells)
        return member

    def _read_identity(self, cells):
        values = cells.member.values
        type_id = self._find_type(cells)
        kind = self.names.kinds.get(type_id, "person")
        person = format_person(cells.get("name"))
        if not person:
            fields = ["last_name", "first_name"]
            fields.sort(key=lambda name: self.places.get((name, 0), [99]))
            person = format_person(" ".join(cells.text(name) for name in fields))
        company = format_organisation(cells.get("company_name"))
        note = cells.notes
        if kind == "person":
            values["name"] = person
            if company and person:
                note.append(company)
        else:
            raw = cells.text("name") or cells.text("last_name")
            values["name"] = company or format_organisation(raw)
            if company and person and person != company:
                note.append(person)
            values["is_company"] = True
        cells.member.member_type = type_id
        if not values["name"]:
            cells.fail("name", company, self._no_name(company))

    @staticmethod
    def _no_name(company):
        if company:
            return _lt(
                "This organisation is read as a person. Say in a column what kind of "
                "member it is: professional, association, commune."
            )
        return _lt("The name is missing. Write it, or take the line out.")

    def _find_type(self, cells):
        value = cells.get("member_type")
        if is_blank(value):
            if not self.names.default_type:
                cells.fail("member_type", "", _lt("The kind of member is missing."))
            return self.names.default_type
        found = self.names.types.get(header_name(value)) or self.names.kind_types.get(
            parse_kind(value)
        )
        if not found:
            message = _lt(
                '"%(value)s" is no type of member. Write person, professional, '
                "association, commune or grouping, or the name of a type.",
                value=value,
            )
            cells.fail("member_type", value, message)
        else:
            cells.member.values["lcc_member_type_id"] = found
        return found

    def _read_contact(self, cells):
        member = cells.member
        for position in self.places.get(("email", 0), ()):
            member.emails += cells.parse_at(position, parse_emails) or []
        for position in self.places.get(("phone", 0), ()):
            member.phones += cells.parse_at(position, parse_phones) or []
        member.emails = list(dict.fromkeys(member.emails))
        member.phones = list(dict.fromkeys(member.phones))
        cells.set("email", member.emails[:1])
        cells.set("phone", member.phones[:1])
        cells.notes += member.emails[1:] + member.phones[1:]
        cells.set("website", [cells.text("website")])

    def _read_address(self, cells):
        country, code = None, "FR"
        if not is_blank(value := cells.get("country")):
            country, code = self._look_up(cells, "country", self.names.countries, value)
            cells.member.values["country_id"] = country
        is_french = code in FRENCH_COUNTRIES
        postcode = cells.parse("zip", lambda cell: parse_zip(cell, is_french)) or ""
        street, city = cells.lines("address"), cells.get("city")
        if not postcode and is_french:
            inline = split_address(city)
            address = split_address(street)
            if inline.zip:
                postcode, city = inline.zip, inline.city
            elif address.zip:
                street, postcode = address.street, address.zip
                city = address.city or city
        address = Address(clean_text(street), postcode, format_city(city))
        for name, text in address._asdict().items():
            cells.set(name, [text])
        cells.set("street2", [cells.text("street2")])

    def _look_up(self, cells, field, known, value):
        found = known.get(header_name(value))
        if not found:
            message = _lt(
                'There is no "%(value)s" here. Check how it is written, or leave the '
                "cell empty.",
                value=value,
            )
            cells.fail(field, value, message)
        return found or (None, "") if field == "country" else found

    def _read_membership(self, cells):
        names = self.names
        for field, known in (
            ("territory", names.territories),
            ("local_group", names.local_groups),
        ):
            if not is_blank(value := cells.get(field)):
                found = self._look_up(cells, field, known, value)
                cells.set(f"lcc_{field}_id", [found])
        number = cells.get("member_number")
        cells.set("lcc_member_number", ["" if is_blank(number) else clean_text(number)])
        siret = "".join(cells.text("siret").split())
        cells.set("company_registry", ["" if is_blank(siret) else siret])
        cells.set("lcc_activity", [cells.text("activity")])
        if not is_blank(cells.get("entry_date")):
            cells.set("lcc_entry_date", [cells.parse("entry_date", parse_date)])
        for field in ("newsletter", "directory", "charter"):
            day = cells.parse(field, lambda cell: parse_consent(cell, names.today))
            cells.set(f"lcc_{field}_date", [day])
        for field, target in (
            ("volunteer", "lcc_is_volunteer"),
            ("accepts_coupons", "lcc_accepts_coupons"),
        ):
            cells.set(target, [cells.parse(field, parse_yes_no)])
        cells.notes += self._read_notes(cells, "note")
        cells.set("comment", ["\n".join(cells.notes)])
        cells.member.private_note = "\n".join(self._read_notes(cells, "private_note"))

    def _read_notes(self, cells, field):
        places = self.places.get((field, 0), ())
        return list(filter(None, (clean_text(cells.row[place]) for place in places)))

    # Dues

    def _read_dues(self, cells):
        known_errors = len(cells.member.errors)
        found = [self._read_one_dues(cells, year) for year in (0, *self.years)]
        dues = list(filter(None, found))
        if len(cells.member.errors) > known_errors:
            return
        years = [one.year for one in dues]
        for one in dues:
            if years.count(one.year) > 1:
                message = _lt(
                    "The line tells of dues of %(year)s twice. Keep one of them.",
                    year=one.year,
                )
                cells.fail("dues", str(one.year), message, one.column)
                return
        cells.member.dues = dues
        days = [one.date or date(one.year, 1, 1) for one in dues]
        if days and not cells.member.values.get("lcc_entry_date"):
            cells.member.values["lcc_entry_date"] = min(days)

    def _read_one_dues(self, cells, year):
        position = self.places.get(("dues", year))
        column = self.titles[position[0]] if position else self.get_title("total", year)
        cell = cells.parse("dues", parse_dues, year)
        day = self._parse_filled(cells, "dues_date", parse_date, year)
        gift = cells.parse("gift", parse_dues, year)
        gift = gift.amount if gift else None
        total = cells.parse("total", parse_dues, year) if not year else None
        amount, cell_gift, means, reference, cell_day = cell or (None, 0, "", "", None)
        if total and total.amount is not None and amount is None:
            amount = total.amount - (gift or 0)
            if amount < 0:
                message = _lt("The total is less than the gift. Correct one of them.")
                cells.fail("total", cells.get("total"), message)
                return None
        if not (cell or gift or (total and total.amount)):
            return None
        if not cell and not total:
            amount = Decimal(0)
        day = day or cell_day
        given = self._parse_filled(cells, "means", parse_means, year)
        means, reference = given or (means, reference)
        reference = cells.text("reference", year) or reference
        return FileDues(
            column,
            cells.row[position[0]] if position else "",
            year or self._find_year(cells, day),
            day,
            amount,
            gift or cell_gift or Decimal(0),
            means,
            reference,
        )

    def _find_year(self, cells, day):
        year = self._parse_filled(cells, "dues_year", parse_year)
        if year or day:
            return year or day.year
        if len(cells.member.errors) == 0:
            message = _lt(
                "The year of these dues is missing: give a year, or the day when they "
                "were paid."
            )
            cells.fail("dues_year", "", message)
        return 0

    @staticmethod
    def _parse_filled(cells, field, parse, year=0):
        if is_blank(cells.get(field, year=year)):
            return None
        return cells.parse(field, parse, year)

    def get_title(self, field, year=0):
        positions = self.places.get((field, year))
        return self.titles[positions[0]] if positions else ""
