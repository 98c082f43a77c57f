# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import models
from odoo.models import fix_import_export_id_paths

PARTNER = "res.partner"
IDS = {"id", ".id"}
NAMES = IDS | {"name", "complete_name", "display_name"}


class Base(models.AbstractModel):
    """Exports that hold personal data of members need a right, and are logged.

    A document of another model may name its partner, as an invoice does; more than
    the name, that is a path such as `partner_id/email`, is personal data.
    """

    _inherit = "base"

    # True for models whose very records say that a partner is a member
    _lcc_names_are_personal = False
    # Link to the contact whose personal data the records of a model copy, if any
    _lcc_copied_from = None

    def export_data(self, fields_to_export):
        members = self._lcc_count_exported_members(fields_to_export)
        log = self.env["lcc.export.log"]
        if members:
            log._check_may_export()
        result = super().export_data(fields_to_export)
        if members:
            log._log_export(self, members, fields_to_export)
        return result

    def _lcc_count_exported_members(self, paths):
        """Number of members whose personal data lie on these paths of an export."""
        places = {place for path in paths for place in self._lcc_get_places(path)}
        partners = self.env[PARTNER]
        for place in places:
            # whose data it is must be known even of records that cannot be read
            partners |= self.sudo().mapped(place) if place else self.sudo()
        if not partners:
            return 0
        return (
            partners.sudo()
            .with_context(active_test=False)
            .search_count(
                [("id", "in", partners.ids), ("lcc_member_type_id", "!=", False)]
            )
        )

    def _lcc_get_places(self, path):
        """Where on a path of an export there are partners with personal data.

        :param path: field names, separated by slashes
        :return: dotted paths to partners; an empty one for the records themselves
        """
        steps, model, places = fix_import_export_id_paths(path), self, []
        for index, step in enumerate(steps):
            name, place = step.partition(".")[0] or step, ".".join(steps[:index])
            field = model._fields.get(name)
            if model._name == PARTNER and self._lcc_is_personal(name, place):
                places.append(place)
            if name == "display_name" and model._lcc_names_are_personal:
                name = model._rec_name
                field, steps[index] = model._fields.get(name), name
            if model._lcc_copied_from and name not in IDS:
                places.append(f"{place}.{model._lcc_copied_from}".lstrip("."))
            if field is None:
                return places
            if field.inherited and name not in NAMES:
                partner = field.related.partition(".")[0]
                if model._fields[partner].comodel_name == PARTNER:
                    places.append(f"{place}.{partner}".lstrip("."))
            if not field.relational:
                return places
            model = self.env[field.comodel_name]
        if model._name == PARTNER and self._lcc_names_are_personal:
            places.append(".".join(steps))  # exported by its name
        return places

    def _lcc_is_personal(self, name, place):
        is_about_members = self._lcc_names_are_personal or not place
        return name not in (IDS if is_about_members else NAMES)
