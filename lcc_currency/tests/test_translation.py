# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo.tests import tagged

from .common import LccCurrencyCase


@tagged("post_install", "-at_install")
class TestTranslation(LccCurrencyCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("fr_FR")
        french = cls.env(context={**cls.env.context, "lang": "fr_FR"})
        for xmlid, label in (
            ("selection__lcc_operation__kind__exchange", "Échange"),
            ("selection__lcc_operation__state__posted", "Validée"),
        ):
            french.ref(f"lcc_currency.{xmlid}").name = label

    def test_copied_selections(self):
        """What copies the kind and the state of operations says them in French."""
        for model, name, value in (
            ("lcc.operation.line", "kind", ("exchange", "Échange")),
            ("lcc.operation.line", "state", ("posted", "Validée")),
            ("lcc.operation.import.summary", "kind", ("exchange", "Échange")),
        ):
            with self.subTest(model=model, field=name):
                records = self.env[model].with_context(lang="fr_FR")
                selection = records.fields_get([name])[name]["selection"]
                self.assertIn(value, selection)

    def test_entries_in_the_association_language(self):
        """The nightly close has no language; the books have the association's."""
        self.company.partner_id.lang = "fr_FR"
        operations = self._exchange({20: 1}) + self._exchange({5: 1})
        operations.with_context(lang=None)._post_books()
        names = operations.sudo().move_id.line_ids.mapped("name")
        self.assertEqual(set(names), {"Échange"})
