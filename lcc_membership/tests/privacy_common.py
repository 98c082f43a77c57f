# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import base64
from datetime import date

from odoo import Command
from odoo.tools import SQL

from ..models.lcc_dues_collection import Dues
from .common import LccMembershipCase

MARK = "Zyxwmark"
EXPORT = "lcc_membership.group_lcc_member_export"


class PrivacyCase(LccMembershipCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.trusted = cls._create_user(
            "trusted", f"lcc_base.group_lcc_manager,base.group_partner_manager,{EXPORT}"
        )
        cls.member = cls.env["res.partner"].create(
            {
                "name": f"{MARK} Carla",
                "email": f"{MARK}@example.org",
                "phone": "+33 5 61 00 00 01",
                "street": f"1 rue {MARK}",
                "zip": "09991",
                "city": "Testville",
                "function": MARK,
                "comment": f"<p>{MARK}</p>",
                "barcode": MARK,
                "ref": MARK,
                "image_1920": base64.b64encode(
                    base64.b64decode(
                        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk"
                        "+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
                    )
                ),
                "category_id": [Command.create({"name": "Gardener"})],
                "lcc_member_type_id": cls.person_type.id,
                "lcc_entry_date": "2024-01-01",
                "lcc_newsletter_date": "2024-01-02",
                "lcc_charter_date": "2024-01-03",
                "lcc_charter_file": base64.b64encode(b"signed by " + MARK.encode()),
                "lcc_charter_filename": f"{MARK}.pdf",
                "lcc_private_note": f"<p>{MARK} is shy</p>",
                "lcc_volunteer_note": MARK,
                "lcc_directory_text": f"<p>{MARK}</p>",
                "bank_ids": [Command.create({"acc_number": f"{MARK}1"})],
                "child_ids": [
                    Command.create({"name": f"{MARK} home", "type": "other"})
                ],
            }
        )
        cls.invoice = cls._take_dues(cls.member)
        cls.line = cls.invoice._lcc_get_dues()

    @classmethod
    def _take_dues(cls, member):
        dues = Dues(
            member=member,
            product=cls.dues_year,
            amount=20,
            gift=7.5,
            date=date(2024, 1, 4),
            means=cls.cash,
        )
        return cls.env["lcc.dues.collection"]._collect([dues])

    def _where(self, text):
        """Tables in which a text is found; nothing is left in memory."""
        self.env.flush_all()
        tables = self.env.execute_query(
            SQL("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()")
        )
        return [
            table
            for (table,) in tables
            if self.env.execute_query(
                SQL(
                    "SELECT 1 FROM %s one WHERE one::text ILIKE %s LIMIT 1",
                    SQL.identifier(table),
                    f"%{text}%",
                )
            )
        ]
