# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo.tests import tagged

from ..tools.typography import THIN
from .common import PaperCase


@tagged("post_install", "-at_install")
class TestPaper(PaperCase):
    def test_letterhead_and_foot(self):
        self.set_body("<p>Body</p><p style='break-before: page'>More</p>", "Letter")
        first, second = self.get_texts(self.print_pdf(self.partners[0]))
        number = f"812{THIN}345{THIN}678{THIN}00012"
        self.assertEqual(first.count(f"SIRET{number}"), 2)
        self.assertPaper(first, "1 Test Street 09000 Testville")
        self.assertPaper(first, "0500000000 · paper@test.example")
        self.assertPaper(first, "Printed on")
        self.assertPaper(first, "Page 1 of 2")
        # The letterhead stands on the first page, a running head on the others.
        self.assertNotPaper(second, "1 Test Street")
        self.assertPaper(second, "Letter")
        self.assertEqual(second.count(f"SIRET{number}"), 1)
        self.assertPaper(second, "Page 2 of 2")

    def test_pages_are_counted_by_document(self):
        self.set_body(
            """<p t-out="doc.name"/>
            <t t-foreach="range(1 if doc.name == 'Beta' else 2)" t-as="i">
                <p class="new_page" t-if="i">next</p></t>"""
        )
        texts = self.get_texts(self.print_pdf(self.partners))
        self.assertEqual(len(texts), 5)
        for text, expected in zip(
            texts,
            ["Page 1 of 2", "Page 2 of 2", "Page 1 of 1", "Page 1 of 2", "Page 2 of 2"],
            strict=True,
        ):
            self.assertPaper(text, expected)

    def test_french(self):
        self.set_body(
            """<p>Total : <t t-out="2314.02" t-options="{
                'widget': 'monetary', 'display_currency': env.ref('base.EUR')}"/> ;
                c'est tout !</p><p>«Oui» ?</p><pre>a : b</pre>""",
            lang="fr_FR",
        )
        self.env.ref("base.EUR").active = True
        (text,) = self.get_texts(self.print_pdf(self.partners[0]))
        text = text.replace(THIN, "_")
        self.assertPaper(text, "Page 1 sur 1")
        self.assertPaper(text, "Imprimé le")
        self.assertPaper(text, "Total_: 2_314,02_€_; c’est tout_!")
        self.assertPaper(text, "«_Oui_»_?")
        self.assertPaper(text, "a : b")

    def test_english_is_left_alone(self):
        self.set_body("<p>Total : 12 345 !</p>")
        (text,) = self.get_texts(self.print_pdf(self.partners[0]))
        self.assertPaper(text, "Total : 12 345 !")

    def test_language_attribute(self):
        self.set_body("<p>x</p>", lang="fr_FR")
        html = self.env["ir.actions.report"]._render_qweb_html(
            self.report.id, self.partners[0].ids
        )[0]
        self.assertIn(b'lang="fr-FR"', html)
        reader = self.print_pdf(self.partners[0])
        self.assertEqual(reader.trailer["/Root"]["/Lang"], "fr-FR")

    def test_registrations(self):
        company = self.env.company
        company.company_registry = "W091000000"
        self.assertEqual(company._get_paper_registrations(), [("RNA", "W091000000")])
        company.company_registry = "AB 12"
        label = company.partner_id.company_registry_label
        self.assertEqual(company._get_paper_registrations(), [(label, "AB 12")])
        company.company_registry = False
        self.assertEqual(company._get_paper_registrations(), [])

    def test_company_of_the_record(self):
        other = self.env["res.company"].create({"name": "Other Association"})
        self.partners[1].company_id = other
        texts = self.get_texts(self.print_pdf(self.partners[:2]))
        self.assertPaper(texts[0], "Test Association")
        self.assertPaper(texts[1], "Other Association")
        self.assertNotPaper(texts[1], "Test Association")

    def test_issuer(self):
        issuer = self.env["res.partner"].create(
            {"name": "Other Body", "company_registry": "21170207200013", "city": "Loix"}
        )
        self.set_body(f"<t t-set='issuer' t-value='doc.browse({issuer.id})'/>")
        (text,) = self.get_texts(self.print_pdf(self.partners[0]))
        self.assertPaper(text, "Other Body", "Loix", "SIRET")
        self.assertNotPaper(text, "Test Association")

    def test_recipient(self):
        self.partners[0].write(
            {
                "street": "2 Far Road",
                "city": "Brussels",
                "country_id": self.env.ref("base.be").id,
            }
        )
        self.set_body("<t t-set='recipient' t-value='doc'/>")
        (text,) = self.get_texts(self.print_pdf(self.partners[0]))
        self.assertPaper(text, "Alpha 2 Far Road Brussels Belgium")

    def test_table_head_is_repeated(self):
        self.set_body(
            """<table><thead><tr><th>Account</th></tr></thead><tbody>
            <tr t-foreach="range(90)" t-as="i"><td>Row <t t-out="i"/></td></tr>
            </tbody><tfoot><tr><td>Sum</td></tr></tfoot></table>"""
        )
        texts = self.get_texts(self.print_pdf(self.partners[0]))
        self.assertEqual(len(texts), 3)
        self.assertEqual([text.count("Account") for text in texts], [1, 1, 1])
        # The total closes the table only, and never stands alone on a page.
        self.assertEqual([text.count("Sum") for text in texts], [0, 0, 1])
        self.assertPaper(texts[2], "Row 89")

    def test_contents_and_landscape(self):
        self.set_body(
            """<ol class="contents"><li><a href="#wide">Wide</a></li></ol>
            <p class="new_page">middle</p>
            <section class="landscape"><h2 id="wide">Wide table</h2></section>"""
        )
        reader = self.print_pdf(self.partners[0])
        boxes = [[round(float(x)) for x in page.mediabox] for page in reader.pages]
        portrait, landscape = [0, 0, 595, 842], [0, 0, 842, 595]
        self.assertEqual(boxes, [portrait, portrait, landscape])
        self.assertRegex(self.get_texts(reader)[0], r"Wide\.*3")

    def test_a_whole_paper_in_landscape(self):
        self.set_body("""<t t-set="paper_class" t-value="'landscape'" /><p>Wide</p>""")
        reader = self.print_pdf(self.partners[0])
        boxes = [[round(float(x)) for x in page.mediabox] for page in reader.pages]
        self.assertEqual(boxes, [[0, 0, 842, 595]])
