# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models


class LccTerritory(models.Model):
    _name = "lcc.territory"
    _description = "Territory of a Local Currency"
    _order = "complete_name, id"
    _rec_name = "complete_name"
    _parent_store = True

    name = fields.Char(required=True)
    code = fields.Char(
        help="Short code for lists and files. It is free, and unique if there is one.",
    )
    complete_name = fields.Char(
        compute="_compute_complete_name",
        store=True,
        recursive=True,
    )
    parent_id = fields.Many2one(
        "lcc.territory",
        string="Part of",
        index="btree_not_null",
        ondelete="restrict",
        help="The larger territory that this one lies in.",
    )
    parent_path = fields.Char(index=True)
    child_ids = fields.One2many("lcc.territory", "parent_id", string="Parts")
    active = fields.Boolean(default=True)
    commune_ids = fields.One2many("lcc.commune", "territory_id", string="Communes")
    commune_count = fields.Integer(
        string="Number of Communes", compute="_compute_commune_count"
    )
    local_group_ids = fields.Many2many(
        "lcc.local.group",
        "lcc_local_group_territory_rel",
        "territory_id",
        "local_group_id",
        string="Local Groups",
    )

    _code_uniq = models.Constraint(
        "UNIQUE(code)", "Another territory has this code already. Choose another one."
    )

    @api.depends("name", "parent_id.complete_name")
    def _compute_complete_name(self):
        for territory in self:
            parent = territory.parent_id.complete_name
            name = territory.name or ""
            territory.complete_name = f"{parent} / {name}" if parent else name

    @api.depends("commune_ids")
    def _compute_commune_count(self):
        groups = self.env["lcc.commune"]._read_group(
            [("territory_id", "in", self.ids)], ["territory_id"], ["__count"]
        )
        counts = {territory.id: count for territory, count in groups}
        for territory in self:
            territory.commune_count = counts.get(territory.id, 0)

    @api.model_create_multi
    def create(self, vals_list):
        territories = super().create(vals_list)
        territories.local_group_ids._check_not_own_limit()
        return territories

    def write(self, vals):
        if "local_group_ids" not in vals:
            return super().write(vals)
        self.local_group_ids._check_not_own_limit()  # those that leave
        result = super().write(vals)
        self.local_group_ids._check_not_own_limit()  # those that come
        self.env.registry.clear_cache()  # rules of who follows these groups
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_followed(self):
        self.env["res.users"]._check_lcc_not_followed("lcc_territory_ids", self)

    def action_view_communes(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "lcc_base.lcc_commune_action"
        )
        action["domain"] = [("territory_id", "=", self.id)]
        action["context"] = {"default_territory_id": self.id}
        return action
