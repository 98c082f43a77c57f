# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, models
from odoo.exceptions import UserError

# What may still be written on a session that is over, beside its later states.
LATER_FIELDS = {
    "state",
    "date_adopted",
    "adopted_in_id",
    "date_signed_chair",
    "date_signed_secretary",
    "date_published",
    "date_list_posted",
}


class LccSession(models.Model):
    """What a session that is over, or published, keeps as it is."""

    _inherit = "lcc.session"

    def _check_assembly(self, vals):
        """A session that was convened is of the assembly whose members were."""
        if "assembly_id" not in vals:
            return
        for session in self:
            is_other = session.assembly_id.id != vals["assembly_id"]
            if is_other and session.state != "draft":
                raise UserError(
                    self.env._(
                        "%(session)s was convened: it stays with its assembly. Make "
                        "another session.",
                        session=session.display_name,
                    )
                )

    def _check_open(self, vals):
        """What a closed session says stays as it is."""
        fixed = set(vals) - LATER_FIELDS - self._get_free_fields()
        over = self.filtered(
            lambda session: (
                session._is_over(session.state)
                and fixed - session._get_minutes_fields()
            )
        )
        if over:
            raise UserError(
                self.env._(
                    "%(session)s is over: what it says does not change any more. "
                    "Reopen it while its minutes are a draft, or correct it in a later "
                    "session.",
                    session=over[0].display_name,
                )
            )
        for session in self.filtered(lambda one: one.state == "published"):
            told = [
                name
                for name in LATER_FIELDS & set(vals) - {"state"}
                if session._is_told(name, vals[name])
            ]
            if told:
                raise UserError(
                    self.env._(
                        "%(session)s is published: “%(field)s” does not change any "
                        "more.",
                        session=session.display_name,
                        field=self._fields[told[0]]._description_string(self.env),
                    )
                )

    def _is_told(self, name, value):
        """Whether a date of what followed a published session would change."""
        field = self._fields[name]
        kept = field.convert_to_cache(self[name], self)
        return bool(kept) and kept != field.convert_to_cache(value, self)

    @api.model
    def _get_guarded_fields(self):
        return {"state", "adopted_in_id", "date_adopted", "kept_rules"}

    def _get_minutes_fields(self):
        """What the secretary writes after the session, until its minutes are adopted.

        Items of the agenda guard what they hold themselves.
        """
        return {"note", "item_ids"} if self.state == "closed" else set()

    @api.model
    def _get_free_fields(self):
        """Fields that say nothing of the session: messages, activities, files."""
        return {
            name
            for name, field in self._fields.items()
            if name.startswith(("message_", "activity_", "my_activity_", "website_"))
            or name in ("access_token",)
        }
