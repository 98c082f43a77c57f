# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import Command

from odoo.addons.lcc_base.tools.spreadsheet import RowError


class PlannedLine:
    """A line of the file as it is checked."""

    __slots__ = (
        "dues",
        "is_clear",
        "member",
        "partner_ids",
        "reason",
        "territory",
        "twin",
    )

    def __init__(self, member, match):
        self.member = member
        keys = match.keys if match else []
        self.partner_ids = [id_ for kind, id_ in keys if kind == "partner"]
        twins = [id_ for kind, id_ in keys if kind == "line"]
        self.twin = twins[0] if twins else None
        self.reason = match.reason if match else False
        self.is_clear = bool(match and match.is_clear)
        if self.is_clear and keys[0][0] == "line":
            self.partner_ids = []
        elif self.is_clear:
            self.twin = None
        self.territory = False
        self.dues = []

    def get_partner(self):
        """Whom it is about, where that is clear."""
        return self.partner_ids[0] if self.is_clear and self.partner_ids else None

    def get_key(self):
        """Whom a later line is the same as, if it is the same as this one."""
        if self.is_clear:
            if self.partner_ids:
                return ("partner", self.partner_ids[0])
            return ("line", self.twin)
        return ("line", self.member.line)

    def fail(self, column, value, message):
        error = RowError(self.member.line, column, value, message)
        self.member.errors.append(error)

    def prepare_vals(self, record, choices):
        values = self.member.values
        action = "fill" if self.is_clear else "decide" if self.reason else "new"
        if not (self.partner_ids or self.twin):
            action = "new"  # only somebody unseen is like it, and it is an error
        partner_id = self.partner_ids[0] if self.partner_ids else False
        name, chosen, known = choices.get(self.member.line, (None, None, None))
        if name is not None and name == values.get("name"):
            action, partner_id = chosen, known or partner_id
        return {
            "import_id": record.id,
            "number": self.member.line,
            "name": values.get("name"),
            "email": values.get("email"),
            "phone": values.get("phone"),
            "zip": values.get("zip"),
            "city": values.get("city"),
            "member_type_id": self.member.member_type,
            "territory_id": self.territory,
            "values": {
                key: value.isoformat() if hasattr(value, "isoformat") else value
                for key, value in values.items()
            },
            "private_note": self.member.private_note,
            "dues": self.dues,
            "state": "error" if self.member.errors else "ready",
            "reason": self.reason,
            "action": action,
            "partner_id": partner_id,
            "candidate_ids": [Command.set(self.partner_ids)],
        }
