# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import csv
from datetime import date

from odoo import api, models
from odoo.tools import file_open

from ..models.lcc_dues_collection import Dues

FOLDER = "lcc_membership/demo/"
LANGUAGE = "fr_FR"
MEANS = {"cash": "Espèces", "transfer": "Virement"}
MOVED = "moved from "


class LccMembershipDemo(models.AbstractModel):
    """Loads the members of the Pyrène: people invented, figures as printed.

    Called by the demo file only. Members and dues stand in CSV files that anyone can
    read beside this one.
    """

    _name = "lcc.membership.demo"
    _description = "Demo of the members of the Pyrène"

    @api.model
    def _load_story(self, company_id):
        company = self.env["res.company"].browse(company_id)
        self = self.with_company(company).with_context(
            tracking_disable=True, mail_create_nolog=True, lcc_demo=True
        )
        if self.env["res.lang"]._get_data(code=LANGUAGE):
            self = self.with_context(lang=LANGUAGE)
        rows = self._read("pyrene_members.csv")
        dues = self._read("pyrene_dues.csv")
        moved = {
            row["member"]: row["note"].removeprefix(MOVED)
            for row in dues
            if row["note"].startswith(MOVED)
        }
        members = self._load_members(rows, moved)
        for year in ("2019", "2020", "2021"):
            if year == "2021":
                self._move_members(rows, moved, members)
            self._load_dues([row for row in dues if row["year"] == year], members, year)
        for row in rows:
            if row["withdrawal_date"]:
                members[row["xmlid"]]._lcc_withdraw(
                    row["withdrawal_date"], row["withdrawal_reason"]
                )

    @api.model
    def _read(self, name):
        with file_open(FOLDER + name) as file:
            return list(csv.DictReader(file))

    # Members

    @api.model
    def _load_members(self, rows, moved):
        """Contacts of the demo become members; others are made.

        :return: dict of names in the file to res.partner
        """
        types = {
            one.kind: one
            for one in self.env["lcc.member.type"].search([]).sorted()[::-1]
        }
        partners = self.env["res.partner"]._load_records(
            [
                {
                    "xml_id": self._get_xmlid(row["xmlid"]),
                    "values": self._prepare_member_vals(row, types, moved),
                    "noupdate": True,
                }
                for row in rows
            ]
        )
        return dict(zip((row["xmlid"] for row in rows), partners, strict=True))

    @api.model
    def _get_xmlid(self, name):
        return name if "." in name else f"lcc_membership.{name}"

    @api.model
    def _prepare_member_vals(self, row, types, moved):
        address = {"zip": row["zip"], "city": row["city"]}
        if row["xmlid"] in moved:
            address["zip"], address["city"] = moved[row["xmlid"]].split(" ", 1)
        vals = {
            "name": row["name"],
            "is_company": row["kind"] != "person",
            "email": row["email"] or False,
            "phone": row["phone"] or False,
            "street": row["street"] or False,
            **address,
            "lang": self.env.lang,
            "lcc_member_type_id": types[row["kind"]].id,
            "lcc_entry_date": row["entry_date"],
            "lcc_is_volunteer": bool(row["is_volunteer"]),
            "lcc_newsletter_date": row["newsletter_consent"] or False,
            "lcc_directory_date": row["directory_consent"] or False,
            "lcc_activity": row["activity"] or False,
            "lcc_accepts_coupons": bool(row["accepts_coupons"]),
        }
        if row["territory_set_by_hand"]:
            vals["lcc_territory_id"] = self.env.ref(row["territory"]).id
        return vals

    @api.model
    def _move_members(self, rows, moved, members):
        for row in rows:
            if row["xmlid"] in moved:
                members[row["xmlid"]].write({"zip": row["zip"], "city": row["city"]})

    # Dues

    @api.model
    def _load_dues(self, rows, members, year):
        """Collect the dues of one year, each on its day."""
        first, last = date(int(year), 1, 1), date(int(year), 12, 31)
        periods = {}
        for row in rows:
            member = members[row["member"]]
            start = max(first, min(member.lcc_entry_date, last))
            periods[member.id] = (start, last)
        self.env["lcc.dues.collection"]._collect(
            [self._prepare_dues(row, members, periods) for row in rows]
        )

    @api.model
    def _prepare_dues(self, row, members, periods):
        member = members[row["member"]]
        kind = member.lcc_member_type_id.kind
        return Dues(
            member=member,
            product=self._ref("dues_person" if kind == "person" else "dues_body"),
            amount=float(row["amount"]),
            gift=float(row["gift"] or 0),
            date=date.fromisoformat(row["date_paid"]),
            means=self._find_means(MEANS.get(row["means"], "Espèces")),
            reference=row["note"] if not row["note"].startswith(MOVED) else "",
            period=periods[member.id],
        )

    @api.model
    def _ref(self, name):
        return self.env.ref(f"lcc_membership.pyrene_{name}")

    @api.model
    def _find_means(self, name):
        means = self.env["account.payment.method.line"].sudo()
        return means.search(
            [
                ("journal_id.company_id", "=", self.env.company.id),
                ("payment_type", "=", "inbound"),
                ("name", "=", name),
            ],
            limit=1,
        )
