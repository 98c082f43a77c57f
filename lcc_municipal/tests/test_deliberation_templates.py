# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo.tests import Form, tagged

from .common import LccMunicipalCase


@tagged("post_install", "-at_install")
class TestDeliberationTemplates(LccMunicipalCase):
    def _template(self, purpose):
        return self.env.ref(f"lcc_municipal.lcc_deliberation_template_{purpose}")

    def test_models(self):
        codes = {
            "adhesion": "9.1",
            "indemnity": "5.6",
            "till": "7.10",
            "subsidy": "7.5",
        }
        for purpose, code in codes.items():
            template = self._template(purpose)
            self.assertEqual(template.matter_id.code, code)
            self.assertEqual(template.purpose, purpose)
            self.assertTrue(template.considerations and template.decision)
            self.assertTrue(template.is_transmissible)

    def test_text_comes_in_the_language_of_the_body(self):
        self.env["res.lang"]._activate_lang("fr_FR")
        self.commune.lang = "fr_FR"
        template = self._template("subsidy")
        template.with_context(lang="fr_FR").decision = "<p>Attribue une subvention.</p>"
        clerk = self.env["lcc.deliberation"].with_user(self.clerk)
        with Form(clerk.with_context(lang="en_US")) as form:
            form.item_id = self.session.item_ids[0]
            form.name = "A grant"
            form.template_id = template
        deliberation = form.save()
        self.assertEqual(str(deliberation.decision), "<p>Attribue une subvention.</p>")
        self.assertEqual(deliberation.matter_id.code, "7.5")
