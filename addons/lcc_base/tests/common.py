# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo.tests import TransactionCase, new_test_user


class LccBaseCase(TransactionCase):
    """Two territories of Corsica and three communes; no demo data is needed."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env = cls.env(context={**cls.env.context, "tracking_disable": True})
        cls.france = cls.env.ref("base.fr")
        cls.coast, cls.hills = cls.env["lcc.territory"].create(
            [{"name": "Test coast"}, {"name": "Test hills"}]
        )
        cls.ajaccio = cls._create_commune("2A004", "Ajaccio", "20000", cls.coast)
        cls.sainte = cls._create_commune(
            "2A272", "Sari-Solenzara", "20145", cls.hills, "Solenzara"
        )
        cls.porto = cls._create_commune(
            "2A247", "Porto-Vecchio", "20137", cls.coast, "Sainte-Trinité"
        )

    @classmethod
    def _create_commune(cls, code, name, postcode, territory, locality=False):
        """A commune, whether the demo data has it or not."""
        commune = cls.env["lcc.commune"].search([("code", "=", code)])
        commune.postcode_ids.unlink()
        values = {
            "code": code,
            "name": name,
            "territory_id": territory.id,
            "postcode_ids": [
                (0, 0, {"name": postcode, "locality": place})
                for place in {False, locality}
            ],
        }
        if commune:
            commune.write(values)
        return commune or commune.create(values)

    @classmethod
    def _create_user(cls, group):
        name = group.rpartition(".")[2]
        return new_test_user(cls.env, login=f"lcc_base_{name}", groups=group)
