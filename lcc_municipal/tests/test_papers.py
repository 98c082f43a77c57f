# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, new_test_user, tagged

from odoo.addons.lcc_assembly.tests.papers import PaperMixin
from odoo.addons.report_weasyprint.tests.archive import get_archive_faults

from .common import LccMunicipalCase

MINUTES = "lcc_assembly.lcc_session_minutes_report"
LIST = "lcc_municipal.lcc_session_list_report"
EXTRACT = "lcc_municipal.lcc_deliberation_extract_report"
REGISTER = "lcc_municipal.lcc_register_report"
REASON = "The clerk was ill that week"


@tagged("post_install", "-at_install")
class TestPapers(PaperMixin, LccMunicipalCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.commune.lang = "en_US"
        cls.council.court = "tribunal administratif de Poitiers"

    def _close_loix(self):
        deliberations = self._enter_agenda()
        deliberations[0].write(
            {
                "considerations": "<p>Considering the show of the summer,</p>",
                "decision": "<p>A grant of 1,000 € is paid.</p>",
            }
        )
        self._hold_session(deliberations)
        self.session.action_close()
        return deliberations

    def _decide_later(self, **vals):
        """One more deliberation, in the session of May."""
        following = self._create_session(day="2024-05-21", notice="2024-05-10")
        deliberation = self.env["lcc.deliberation"].create(
            {"item_id": following.item_ids[0].id, "name": "Grants again", **vals}
        )
        self._open(following)
        deliberation.action_unanimous()
        following.action_close()
        return deliberation

    def _print(self, **vals):
        return self.env["lcc.register.print"].create(
            {"assembly_id": self.council.id, "year": "2024", **vals}
        )

    # Minutes

    def test_minutes(self):
        """What article L2121-15 lists, with the deliberations under their items."""
        self._close_loix()
        words = self._words(MINUTES, self.session)
        self.assertWords(
            words,
            "Deliberation no. 012/24",
            "Considering the show of the summer, The assembly, having deliberated, "
            "decides: A grant of 1,000 € is paid. The proposal is adopted unanimously: "
            "11 votes for. Marius Lafitte-Ré chairs.",
            "Deliberation no. 033/24",
            "Budget Zone de mouillages Amount $",
            "they are adopted when the next session begins (CGCT, article L2121-15)",
            "Mayor Yvonne Trégan Secretary of the session Odile Sauvaget",
        )
        self.assertEqual(words.count("The proposal is adopted unanimously"), 22)
        self.session.write({"state": "adopted", "date_adopted": "2024-05-21"})
        self.assertWords(
            self._words(MINUTES, self.session),
            "at the beginning of the session of May 21, 2024 (CGCT, article L2121-15)",
        )

    def test_minutes_tell_each_ballot_once(self):
        self.session.item_ids[0].name = "Delegates"
        deliberation = self.env["lcc.deliberation"].create(
            {
                "item_id": self.session.item_ids[0].id,
                "name": "A delegate",
                "is_nomination": True,
                "method": "secret",
            }
        )
        self._open()
        first = deliberation.vote_id
        first.candidate_ids = [
            Command.create({"name": "Colette", "voices": 5}),
            Command.create({"name": "Edmée", "voices": 5}),
        ]
        deliberation.action_done()
        deliberation.action_next_ballot()
        colette, edmee = deliberation.vote_id.candidate_ids
        colette.voices, edmee.voices = 7, 4
        deliberation.action_done()
        self.session.action_close()
        words = self._words(MINUTES, self.session)
        self.assertEqual(words.count("Nobody is elected in ballot 1."), 1)
        self.assertEqual(words.count("Colette is elected in ballot 2"), 1)
        self.assertLess(words.index("ballot 1"), words.index("ballot 2"))

    # List

    def test_list(self):
        deliberations = self._enter_agenda()
        self._hold_session(deliberations)
        draft = self._words(LIST, self.session)
        self.assertWords(draft, "DRAFT", "– Association : participation 2024")
        self.session.action_close()
        self.session.date_list_posted = "2024-04-22"
        words = self._words(LIST, self.session)
        self.assertWords(
            words,
            "012/24 Association : participation 2024 (spectacle) Adopted unanimously "
            "(11)",
            "033/24 Budget supplémentaire 2024 (Zone salicole) Adopted unanimously "
            "(13)",
            "Posted on April 22, 2024",
            "by April 23, 2024 at the latest",
            "L2121-25",
        )
        self.assertNotIn("DRAFT", words)
        self.assertEqual(
            len(self._pdf(LIST, self.session).pages), 1, "one page to post"
        )

    def test_list_tells_what_was_rejected(self):
        deliberation = self.env["lcc.deliberation"].create(
            {"item_id": self.session.item_ids[0].id, "name": "A tower"}
        )
        self._open()
        deliberation.write({"in_favour": 4, "against": 6, "abstentions": 1})
        deliberation.action_done()
        self.session.action_close()
        self.assertWords(
            self._words(LIST, self.session),
            "A tower Rejected. For: 4; against: 6; abstentions: 1.",
        )
        extract = self._words(EXTRACT, deliberation)
        self.assertIn("The proposal is rejected.", extract)
        self.assertNotIn("Certificate", extract, "what is rejected is not executory")

    # Extract

    def test_extract(self):
        deliberation = self._close_loix()[0]
        words = self._words(EXTRACT, deliberation)
        self.assertWords(
            words,
            "Commune de Testisle",
            "Municipal council, session of Tuesday, April 16, 2024",
            "Deliberation no. 012/24",
            "Notice of April 9, 2024",
            "in office: 14; present: 10; represented: 1; voting: 11.",
            "Members present (10) Marius Lafitte-Ré (deputy), Odile",
            "Members represented (1) Ghislaine Naulleau (represented by Marius",
            "Members taking no part (1) Yvonne Trégan (mayor)",
            "Members absent (2) Firmin Audebert, Hector Pillet",
            "Considering the show of the summer,",
            "Executory on not executory yet",
            "tribunal administratif de Poitiers",
            "article R421-1",
        )
        self.assertNotIn("DRAFT", words)
        deliberation.write(
            {
                "date_published": "2024-04-23",
                "date_transmitted": "2024-04-24",
                "acknowledgement": "017-211702070-20240416-012_S24-DE",
            }
        )
        self.assertWords(
            self._words(EXTRACT, deliberation),
            "Received by the prefecture on April 24, 2024 Acknowledgement "
            "017-211702070-20240416-012_S24-DE Published on April 23, 2024 Executory "
            "on April 24, 2024",
        )

    def test_extract_is_one_page(self):
        """Of a short deliberation, with its certificate and a court's address."""
        self.commune.write(
            {"street": "1 Quay", "zip": "17111", "city": "Testisle"}
            | {"company_registry": "73282932000074", "phone": "05 36 49 17 99"}
        )
        self.council.court = "tribunal administratif, 15 rue de Test, 86000 Poitiers"
        self.session.place = "Town hall, room of the council"
        deliberation = self._enter_agenda()[0]
        line = "<p>Considering a reason that takes about one line of the paper;</p>"
        deliberation.write(
            {
                "considerations": line * 4,
                "decision": "<p>Grants 1,000 € for the show of the summer.</p>" * 2,
            }
        )
        self._hold_session(self.session.deliberation_ids.sorted("sequence"))
        self.session.action_close()
        self.assertEqual(len(self._pdf(EXTRACT, deliberation).pages), 1)

    def test_extract_of_an_act_that_is_not_transmitted(self):
        deliberation = self._decide_later(is_transmissible=False)
        deliberation.date_published = "2024-05-22"
        words = self._words(EXTRACT, deliberation)
        self.assertWords(
            words, "not subject to transmission", "Executory on May 22, 2024"
        )
        self.assertNotIn("Received by the prefecture", words)

    def test_extract_before_the_register(self):
        deliberation = self._enter_agenda()[0]
        words = self._words(EXTRACT, deliberation)
        self.assertWords(words, "DRAFT", "Draft deliberation")
        self.assertNotIn("How to contest", words)

    def test_correction(self):
        first = self._close_loix()[0]
        second = self._decide_later(corrects_id=first.id)
        self.assertIn(
            "This deliberation corrects deliberation 012/24 of April 16, 2024.",
            self._words(EXTRACT, second),
        )
        self.assertIn(
            "Corrected by deliberation 034/24 of May 21, 2024.",
            self._words(EXTRACT, first),
        )

    # Register

    def test_register(self):
        self._close_loix()
        self._decide_later()
        words = self._words(REGISTER, self._print())
        self.assertWords(
            words,
            "From April 16, 2024 To May 21, 2024 Sessions 2 Deliberations 23 (012/24 – "
            "034/24)",
            "Session of Tuesday, April 16, 2024",
            "012/24 (1). Association : participation 2024 (spectacle)",
            "in office: 14; present: 10; represented: 1; voting: 11.",
            "033/24 (22). Budget supplémentaire 2024",
            "Closing sheet of the session of Tuesday, April 16, 2024 Order No. Object",
            "22 033/24 Budget supplémentaire 2024 (Zone salicole) Members present (11)",
            "Mayor Yvonne Trégan Secretary of the session Odile Sauvaget",
            "034/24 (1). Grants again",
            "Table by date",
            "April 16, 2024 012/24 Association",
            "May 21, 2024 034/24 Grants again",
            "Table by object",
            "7.5 finances locales/subventions Association : participation 2024",
            "Without a matter Grants again 034/24 05/21/2024",
        )
        by_object = words[words.index("Table by object") :]
        self.assertLess(by_object.index("4.1 "), by_object.index("7.1 "))
        self.assertLess(
            by_object.index("Affectation du résultat 2023 (Ecotaxe)"),
            by_object.index("Budget supplémentaire 2024 (Mairie)"),
        )

    def test_sheets_are_numbered(self):
        """On from the sheets of earlier sessions; each has commune, session, number."""
        self._close_loix()
        reader = self._pdf(
            REGISTER, self._print(session_id=self.session.id, first_sheet=41)
        )
        texts = [page.extract_text().replace(" ", "") for page in reader.pages]
        self.assertIn("Sheet41", texts[0])
        self.assertIn("Sheet42", texts[1])
        for text in texts:
            self.assertIn("CommunedeTestisle", text)
            self.assertIn("April16,2024", text)
            self.assertNotIn("Tableby", text)
        self.assertIn("Closingsheet", "".join(texts))

    def test_tables_tell_the_sheet(self):
        self._decide_later()
        reader = self._pdf(REGISTER, self._print())
        texts = [page.extract_text().replace(" ", "") for page in reader.pages]
        # opening, session, closing sheet, two tables; the session stands on sheet 2
        self.assertEqual(len(texts), 5)
        self.assertIn("1–5", texts[0])
        self.assertRegex(texts[3], r"012/24\s*Grantsagain\s*2")

    def test_register_of_other_years_and_bodies(self):
        self._decide_later()
        with self._refused(UserError, "no deliberation of 2023"):
            self._print(year="2023").action_print()
        other = self._create_assembly("Other council", "municipal", 11)
        with self._refused(UserError, "Other council has no deliberation"):
            self._print(assembly_id=other.id).action_print()

    def test_register_by_the_form(self):
        self._decide_later()
        wizards = self.env["lcc.register.print"].with_user(self.clerk)
        with Form(wizards.with_context(default_assembly_id=self.council.id)) as form:
            self.assertEqual((form.year, form.deliberation_count), ("2024", 1))
        action = form.record.action_print()
        self.assertEqual(action["report_name"], "lcc_municipal.lcc_register")
        session = self.council.session_ids.filtered("deliberation_ids")
        with Form(wizards.with_context(default_session_id=session.id)) as form:
            self.assertEqual(form.assembly_id, self.council)
        user = new_test_user(self.env, "lcc_employee", groups="base.group_user")
        with self.assertRaises(AccessError):
            self.env["lcc.register.print"].with_user(user).create(
                {"assembly_id": self.council.id}
            )

    # All of them

    def test_reasons_are_on_no_paper(self):
        deliberations = self._enter_agenda()
        self._hold_session(deliberations)
        self.session.told_present = 12
        self.env["lcc.session.override"].with_user(self.clerk).create(
            {"session_id": self.session.id, "check": "count", "reason": REASON}
        )
        self.session.action_close()
        for report, record in (
            (MINUTES, self.session),
            (LIST, self.session),
            (EXTRACT, deliberations[0]),
            (REGISTER, self._print()),
        ):
            words = self._words(report, record)
            self.assertIn("012/24", words)
            self.assertNotIn(REASON, words)
            self.assertNotIn(self.clerk.name, words)

    def test_archivable(self):
        deliberation = self._decide_later()
        for report, record in (
            (MINUTES, deliberation.session_id),
            (LIST, deliberation.session_id),
            (EXTRACT, deliberation),
            (REGISTER, self._print()),
        ):
            reader = self._pdf(report, record)
            self.assertEqual(get_archive_faults(reader), [], report)
        self.assertEqual(
            self._pdf(EXTRACT, deliberation).metadata.title, "Extract 012-24"
        )
        self.assertEqual(
            self._pdf(EXTRACT, deliberation).trailer["/Root"]["/Lang"], "en-US"
        )

    def test_french(self):
        self._speak_french("lcc_municipal", "lcc_assembly", "report_weasyprint")
        self.commune.lang = "fr_FR"
        deliberation = self._close_loix()[0]
        self.assertWords(
            self._words(EXTRACT, deliberation),
            "Extrait du registre des délibérations",
            "séance du mardi 16 avril 2024",
            "Délibération n° 012/24",
            "Après en avoir délibéré, l’assemblée décide :",
            "La proposition est adoptée à l’unanimité : 11 voix pour.",
            "Certifié exécutoire",
            "Voies et délais de recours.",
        )
        self.assertWords(
            self._words(LIST, self.session),
            "Liste des délibérations examinées",
            "Adoptée à l’unanimité (13 voix)",
            "À afficher au plus tard le 23 avril 2024",
        )
        self.assertWords(
            self._words(REGISTER, self._print()),
            "Registre des délibérations",
            "Feuillet de clôture de la séance du mardi 16 avril 2024",
            "Table par date",
            "Table par objet",
        )
