# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from .common import LccBaseCase

SHARED = ("lcc.territory", "lcc.commune", "lcc.postcode", "lcc.epci", "lcc.local.group")


@tagged("post_install", "-at_install")
class TestAccess(LccBaseCase):
    def _assert_rights(self, user, model, expected):
        rights = "".join(
            operation[0]
            for operation in ("read", "write", "create", "unlink")
            if self.env[model].with_user(user).has_access(operation)
        )
        self.assertEqual(rights, expected, f"{user.login}: {model}")

    def test_rights(self):
        for group, expected, wizard in (
            ("lcc_base.group_lcc_treasurer", "rwcu", "rwcu"),
            ("lcc_base.group_lcc_manager", "rwcu", "rwcu"),
            ("lcc_base.group_lcc_auditor", "r", ""),
            ("lcc_base.group_lcc_keeper", "r", ""),
            ("base.group_user", "r", ""),
            ("base.group_portal", "", ""),
            ("base.group_public", "", ""),
        ):
            user = self._create_user(group)
            for model in SHARED:
                self._assert_rights(user, model, expected)
            self._assert_rights(user, "lcc.commune.import", wizard)
            self._assert_rights(user, "lcc.commune.import.line", wizard)

    def test_hierarchy(self):
        groups = {
            name: self.env.ref(f"lcc_base.group_lcc_{name}")
            for name in ("auditor", "keeper", "manager", "treasurer")
        }
        roots = groups["auditor"] | groups["keeper"]
        self.assertEqual(groups["manager"].implied_ids, roots)
        self.assertEqual(groups["treasurer"].implied_ids, groups["manager"])
        self.assertNotIn(groups["keeper"], groups["auditor"].all_implied_ids)
        self.assertNotIn(groups["auditor"], groups["keeper"].all_implied_ids)
        privilege = self.env.ref("lcc_base.lcc_privilege")
        for group in groups.values():
            self.assertEqual(group.privilege_id, privilege)
        self.assertIn(groups["treasurer"], self.env.ref("base.user_admin").group_ids)

    def test_menus(self):
        root = self.env.ref("lcc_base.lcc_menu_root")
        importer = self.env.ref("lcc_base.lcc_commune_import_menu")
        for group, sees_root, sees_import in (
            ("lcc_base.group_lcc_manager", True, True),
            ("lcc_base.group_lcc_auditor", True, False),
            ("base.group_user", False, False),
        ):
            menus = self.env["ir.ui.menu"].with_user(self._create_user(group))
            visible = menus._visible_menu_ids()
            self.assertEqual(root.id in visible, sees_root, group)
            self.assertEqual(importer.id in visible, sees_import, group)

    def test_local_group_companies(self):
        other = self.env["res.company"].create({"name": "Other"})
        hidden, shared = self.env["lcc.local.group"].create(
            [{"name": "Hidden", "company_id": other.id}, {"name": "Shared"}]
        )
        manager = self._create_user("lcc_base.group_lcc_manager")
        found = self.env["lcc.local.group"].with_user(manager)
        self.assertEqual(found.search([("id", "in", (hidden | shared).ids)]), shared)
        with self.assertRaises(AccessError):
            hidden.with_user(manager).read(["name"])

    def test_imports_are_private(self):
        first = self._create_user("lcc_base.group_lcc_manager")
        second = self._create_user("lcc_base.group_lcc_treasurer")
        wizard = self.env["lcc.commune.import"].with_user(first).create({})
        with self.assertRaises(AccessError):
            wizard.with_user(second).read(["state"])

    def test_ordinary_contact_page(self):
        """Who is outside the suite sees nothing new, and loses nothing."""
        user = self._create_user("base.group_user")
        user.group_ids += self.env.ref("base.group_partner_manager")
        partners = self.env["res.partner"].with_user(user)
        with Form(partners) as form:
            form.name = "Test"
            self.assertNotIn("lcc_commune_id", form._view["fields"])
        form.record.write({"zip": "20137", "city": "Porto-Vecchio"})
        self.assertEqual(form.record.sudo().lcc_commune_id, self.porto)
        manager = self._create_user("lcc_base.group_lcc_manager")
        form = Form(self.env["res.partner"].with_user(manager).browse(form.record.id))
        self.assertIn("lcc_commune_id", form._view["fields"])

    def test_a_limit_is_not_lifted_by_who_is_limited(self):
        """Archiving, deleting or widening what one follows opens nothing."""
        mine, other = self.env["lcc.territory"].create(
            [{"name": "Mine"}, {"name": "Other"}]
        )
        group = self.env["lcc.local.group"].create(
            {"name": "Here", "territory_ids": mine.ids}
        )
        manager = self._create_user("lcc_base.group_lcc_manager")
        manager.write({"lcc_territory_ids": mine.ids, "lcc_local_group_ids": group.ids})
        for record in (mine, group):
            with self.assertRaisesRegex(UserError, "follows it"):
                record.with_user(manager).unlink()
        with self.assertRaisesRegex(UserError, "You follow this group"):
            group.with_user(manager).territory_ids += other
        with self.assertRaisesRegex(UserError, "You follow this group"):
            mine.with_user(manager).local_group_ids -= group
        group.with_user(manager).action_archive()
        mine.with_user(manager).action_archive()
        self.env.invalidate_all()
        self.env.registry.clear_cache()
        self.assertTrue(manager.lcc_is_limited)
        self.assertEqual(manager.lcc_scope_ids, mine)
        with self.assertRaises(AccessError):
            other.with_user(manager).name = "Changed"

    def test_manager_of_territories(self):
        """Who follows some territories reads all and changes these only."""
        mine, other = self.env["lcc.territory"].create(
            [{"name": "Mine"}, {"name": "Other"}]
        )
        inside = self.env["lcc.territory"].create(
            {"name": "Inside", "parent_id": mine.id}
        )
        manager = self._create_user("lcc_base.group_lcc_manager")
        other.with_user(manager).name = "Changed"
        manager.lcc_territory_ids = mine
        inside.with_user(manager).name = "Renamed"
        self.assertEqual(inside.name, "Renamed")
        self.assertEqual(other.with_user(manager).name, "Changed")
        groups = self.env["lcc.local.group"].create(
            [
                {"name": "Here", "territory_ids": inside.ids},
                {"name": "There", "territory_ids": other.ids},
            ]
        )
        epci = self.env["lcc.epci"].search([], limit=1) or self.env["lcc.epci"].create(
            {"name": "Grouping", "siren": "200067940"}
        )
        groups[0].with_user(manager).email = "here@example.com"
        for record in (other, groups[1], epci):
            with self.assertRaises(AccessError):
                record.with_user(manager).write({"name": "Refused"})
