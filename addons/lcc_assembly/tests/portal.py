# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from datetime import timedelta

from odoo import fields
from odoo.tests import new_test_user

from .common import LccAssemblyCase

OPERATIONS = ("read", "write", "create", "unlink")


class LccPortalCase(LccAssemblyCase):
    """Firmin, twelfth of the table, has a portal account, and a session is to come."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.firmin = cls._create_user(12)
        cls.public = cls.env.ref("base.public_user")
        cls.coming = cls._create_coming()

    @classmethod
    def _create_user(cls, rank, groups="base.group_portal"):
        member = cls.members[rank - 1]
        return new_test_user(
            cls.env,
            f"lcc_member_{rank}",
            groups=groups,
            partner_id=member.id,
            name=member.name,
            email=member.email,
        )

    @classmethod
    def _create_coming(cls, days=20, **vals):
        """A session to come, whose notice went by letter today."""
        today = fields.Date.today()
        session = cls._create_session(
            day=today + timedelta(days=days), notice=today, **vals
        )
        session.item_ids[0].description = "<p>Why we give</p>"
        session.action_convene()
        return session

    def _begin(self, session):
        """Open a convened session: eleven are present, the mayor chairs."""
        for rank in range(1, 12):
            self._presence(rank, session).status = "present"
        session.chair_id = self._presence(1, session)
        session.action_open()
        session.secretary_id = self._presence(3, session)

    def _get_closed_models(self, module):
        """Models of an addon that hold records."""
        return [
            model
            for name, model in self.env.items()
            if model._original_module == module and not model._abstract
        ]
