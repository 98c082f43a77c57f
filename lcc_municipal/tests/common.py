# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import csv
from pathlib import Path

from odoo import Command

from odoo.addons.lcc_assembly.tests.common import LccAssemblyCase

LOIX = Path(__file__).parent / "loix_deliberations.csv"


class LccMunicipalCase(LccAssemblyCase):
    """The session of Loix, 16 April 2024: 22 deliberations under ten items.

    A commune below 3,500 inhabitants with 14 members in office, eleven named as
    present, and two proxies. Facts and figures are those of its minutes; the persons
    are invented.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.council.write({"register_next": 12, "register_year": 2024})
        with LOIX.open(encoding="utf-8") as file:
            cls.rows = list(csv.DictReader(file))

    def _enter_agenda(self):
        """The agenda of Loix, a deliberation for each row, in the order of numbers."""
        subjects = {row["item"]: row["object"] for row in self.rows}
        self.session.item_ids.unlink()
        self.session.item_ids = [
            Command.create({"name": subject, "sequence": int(item)})
            for item, subject in subjects.items()
        ]
        items = {item.sequence: item for item in self.session.item_ids}
        return self.env["lcc.deliberation"].create(
            [
                {
                    "item_id": items[int(row["item"])].id,
                    "name": row["object"],
                    "sequence": i,
                    "matter_id": self._matter(row["matter_code"]).id,
                    "budget": row["budget"],
                    "amount": float(row["amount"] or 0),
                }
                for i, row in enumerate(self.rows, 1)
            ]
        )

    def _matter(self, code):
        return self.env["lcc.act.matter"].search([("code", "=", code)])

    def _hold_session(self, deliberations):
        """Vote as in Loix: the mayor is out for the grant and for the accounts."""
        self._open()
        self._give(12, 1)
        self._give(13, 2)
        for deliberation, row in zip(deliberations, self.rows, strict=True):
            if row["number"] == "012/24":
                self._set_aside(deliberation.vote_id, 1, "interest")
                deliberation.chair_id = self._presence(2)
            if row["object"].startswith("Compte administratif"):
                deliberation.is_account = True
                self._set_aside(deliberation.vote_id, 1, "account")
                deliberation.chair_id = self._presence(7)
            deliberation.action_unanimous()
