# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from contextlib import contextmanager
from datetime import datetime

from odoo import Command
from odoo.tests import new_test_user

from odoo.addons.base.tests.common import BaseCommon

NAMES = [
    "Yvonne Trégan",
    "Marius Lafitte-Ré",
    "Odile Sauvaget",
    "Paulin Brossard",
    "Solange Martineau",
    "Théodore Guillet",
    "Armelle Pénichon",
    "Basile Chauvière",
    "Colette Rivalin",
    "Désiré Mounereau",
    "Edmée Fradin",
    "Firmin Audebert",
    "Ghislaine Naulleau",
    "Hector Pillet",
]


class LccAssemblyCase(BaseCommon):
    """A small commune's council of 14 members, and its session of 16 April 2024.

    The mayor Yvonne Trégan comes first, then two deputies, then councillors. Eleven
    are present; Firmin, Ghislaine and Hector are not.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env.user.tz = "Europe/Paris"
        cls.clerk = new_test_user(
            cls.env, "lcc_clerk", groups="lcc_assembly.group_lcc_clerk"
        )
        cls.commune = cls.env["res.partner"].create(
            {"name": "Commune de Testisle", "is_company": True}
        )
        cls.council = cls._create_assembly("Municipal council", "municipal", 14)
        cls.members = cls.env["res.partner"].create(
            [
                {"name": name, "email": f"member{i}@example.org"}
                for i, name in enumerate(NAMES)
            ]
        )
        offices = ["mayor", "deputy", "deputy"] + ["councillor"] * 11
        cls.mandates = cls.env["lcc.mandate"].create(
            [
                {
                    "assembly_id": cls.council.id,
                    "partner_id": member.id,
                    "office": office,
                    "rank": rank,
                    "date_from": "2020-05-25",
                }
                for rank, (member, office) in enumerate(
                    zip(cls.members, offices, strict=True), 1
                )
            ]
        )
        cls.session = cls._create_session()

    @classmethod
    def _create_assembly(cls, name, kind, seats=0, **vals):
        return cls.env["lcc.assembly"].create(
            {
                "name": name,
                "kind": kind,
                "seats": seats,
                "partner_id": cls.commune.id,
                "tz": "Europe/Paris",
                **vals,
            }
        )

    @classmethod
    def _create_session(cls, day="2024-04-16", notice="2024-04-09", **vals):
        """A session at eight in the evening, its notice sent in the morning."""
        start = datetime.fromisoformat(f"{day} 18:00:00")
        session = cls.env["lcc.session"].create(
            {
                "assembly_id": cls.council.id,
                "date_start": start,
                "date_notice": notice and f"{notice} 08:00:00",
                "place": "Town hall",
                "item_ids": [
                    Command.create({"name": "Grants", "sequence": 1}),
                    Command.create({"name": "Staff", "sequence": 2}),
                    Command.create({"name": "Accounts", "sequence": 3}),
                ],
                **vals,
            }
        )
        cls.env.flush_all()
        return session

    @contextmanager
    def _refused(self, error, text):
        """What is done in here is refused with this text, and nothing of it is kept."""
        with self.assertRaisesRegex(error, text), self.env.cr.savepoint():
            yield

    def _presence(self, rank, session=None):
        """Presence of the member of this rank, the mayor's being 1."""
        session = session or self.session
        return session.presence_ids.filtered(lambda one: one.rank == rank)

    def _open(self, session=None, present=11):
        """Open a session: the first members are present, the mayor chairs."""
        session = session or self.session
        session.action_convene()
        for rank in range(1, present + 1):
            self._presence(rank, session).status = "present"
        session.chair_id = self._presence(1, session)
        session.date_opened = session.date_start
        session.action_open()
        session.secretary_id = self._presence(3, session)

    def _give(self, giver, holder, session=None, **vals):
        session = session or self.session
        return self.env["lcc.proxy"].create(
            {
                "session_id": session.id,
                "giver_id": self._presence(giver, session).id,
                "holder_id": self._presence(holder, session).id,
                **vals,
            }
        )

    def _vote(self, item=0, name="Shall we?", session=None, **vals):
        session = session or self.session
        return self.env["lcc.vote"].create(
            {"item_id": session._get_items()[item].id, "name": name, **vals}
        )

    def _set_aside(self, vote, rank, reason="interest", **vals):
        return self.env["lcc.vote.aside"].create(
            {
                "vote_id": vote.id,
                "presence_id": self._presence(rank, vote.session_id).id,
                "reason": reason,
                **vals,
            }
        )
