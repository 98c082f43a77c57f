# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, models
from odoo.exceptions import UserError, ValidationError


class LccSessionGuard(models.AbstractModel):
    """What no client writes: states, which actions set, and what the rules compute.

    The system itself may: migrations, and actions, once they have checked what they do.
    """

    _name = "lcc.session.guard"
    _description = "Guard of a session"

    @api.model_create_multi
    def create(self, vals_list):
        if self.env.su:
            return super().create(vals_list)
        own = self._get_own_fields()
        # a context may bring defaults of any field along: these are taken away
        context = {
            key: value
            for key, value in self.env.context.items()
            if not (key.startswith("default_") and self._is_guarded(key[8:]))
        }
        # pylint: disable=context-overridden
        return super(LccSessionGuard, self.with_context(context)).create(
            [
                {
                    name: vals[name]
                    for name in vals
                    if name in own or not self._is_guarded(name)
                }
                for vals in vals_list
            ]
        )

    def write(self, vals):
        guarded = [name for name in vals if self._is_guarded(name)]
        if guarded and not self.env.su:
            raise UserError(
                self.env._(
                    "“%(field)s” follows from the rest, or from the buttons of the "
                    "form: it is not written by hand.",
                    field=self._fields[guarded[0]]._description_string(self.env),
                )
            )
        return super().write(vals)

    @api.model
    def _get_guarded_fields(self):
        """Fields that actions set, beside those that are computed."""
        return set()

    @api.model
    def _get_own_fields(self):
        """Fields that `create` of the model tells itself, whatever it is given."""
        return set()

    @api.model
    def _is_guarded(self, name):
        field = self._fields.get(name)
        if not field:
            return False
        is_computed = field.compute and field.store and field.readonly
        return bool(is_computed) or name in self._get_guarded_fields()

    def _check_of_session(self, *names):
        """Refuse links to what belongs to another session.

        :param names: fields that link to parts of a session
        """
        for record in self:
            session = record if record._name == "lcc.session" else record.session_id
            for name in names:
                strangers = record[name].filtered(
                    lambda one, session=session: one.session_id != session
                )
                if strangers:
                    raise ValidationError(
                        self.env._(
                            "“%(record)s” belongs to another session: choose one of "
                            "%(session)s.",
                            record=strangers[0].display_name,
                            session=session.display_name,
                        )
                    )
