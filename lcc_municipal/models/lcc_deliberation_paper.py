# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, models
from odoo.tools import format_amount


class LccDeliberation(models.Model):
    """What minutes, register and extracts say of a deliberation."""

    _inherit = "lcc.deliberation"

    def _get_paper_lang(self):
        return self.session_id._get_paper_lang()

    def _get_paper_name(self, kind):
        """Name of the file of a paper.

        :param kind: extract
        """
        self.ensure_one()
        return self.env._(
            "Extract %(number)s",
            number=(self.number or self.name).replace("/", "-"),
        )

    def _get_ballots(self):
        """Its votes: the earlier ballots of a nomination, then the last one."""
        self.ensure_one()
        ballots = vote = self.vote_id
        while vote.previous_id:
            vote = vote.previous_id
            ballots = vote + ballots
        return ballots

    def _get_paper_facts(self):
        """Figures and names that the decision turns on.

        :return: list of (label, text), without empty ones
        """
        self.ensure_one()
        budget = " ".join(filter(None, [self.budget, self.budget_year]))
        facts = [
            (self.env._("Budget"), budget),
            (
                self.env._("Amount"),
                self.amount and format_amount(self.env, self.amount, self.currency_id),
            ),
            (self.env._("Reporter"), self.reporter_id.name),
            *self._get_paper_persons(),
        ]
        return [(label, text) for label, text in facts if text]

    @api.model
    def _is_online(self):
        """Whether a paper is printed for everybody."""
        return bool(self.env.context.get("lcc_online"))

    def _get_paper_persons(self):
        """Facts that may name persons who are no members: none of them online.

        :return: list of (label, text), empty ones among them
        """
        self.ensure_one()
        if self._is_online():
            return []
        return [
            (self.env._("Beneficiary"), self.beneficiary_id.name),
            (self.env._("Annexes"), ", ".join(self.annex_ids.mapped("name"))),
        ]

    def _get_heading(self):
        self.ensure_one()
        if not self.number:
            return self.env._("Draft deliberation")
        return self.env._("Deliberation no. %(number)s", number=self.number)

    def _get_object(self):
        """Its object and its budget, as lists and tables of the register tell it."""
        self.ensure_one()
        return f"{self.name} ({self.budget})" if self.budget else self.name

    def _get_roll_words(self):
        """Members in office, present, represented and voting, at this vote."""
        self.ensure_one()
        return self.env._(
            "Members in office: %(members)s; present: %(present)s; represented: "
            "%(represented)s; voting: %(voters)s.",
            members=self.in_office_count,
            present=self.present_count,
            represented=self.represented_count,
            voters=self.voter_count,
        )

    def _get_correction_words(self):
        """Which deliberation this one corrects, and which ones correct it.

        :return: list of sentences
        """
        self.ensure_one()
        texts = []
        if self.corrects_id:
            texts.append(
                self.env._(
                    "This deliberation corrects deliberation %(number)s of %(date)s.",
                    **self.corrects_id._prepare_reference(),
                )
            )
        for other in self.corrected_by_ids.filtered("number"):
            texts.append(
                self.env._(
                    "Corrected by deliberation %(number)s of %(date)s.",
                    **other._prepare_reference(),
                )
            )
        return texts

    def _prepare_reference(self):
        return {
            "number": self.number or self.name,
            "date": self.session_id._get_long_date(self.day),
        }

    # The mayor's certificate

    def _get_certificate_lines(self):
        """What the certificate tells; a day that is not known is left to write.

        The day from which the act is executory follows from the others (CGCT, article
        L2131-1): it is printed once it is known, and never left to write.

        :return: list of (label, text or False)
        """
        self.ensure_one()
        date = self.session_id._get_long_date
        lines = []
        if self.is_transmissible:
            lines = [
                (
                    self.env._("Received by the prefecture on"),
                    date(self.date_transmitted),
                ),
                (self.env._("Acknowledgement"), self.acknowledgement),
            ]
        lines += [
            (self.env._("Published on"), date(self.date_published)),
            (
                self.env._("Executory on"),
                date(self.date_executory) or self.env._("not executory yet"),
            ),
        ]
        return lines

    def _get_certificate_words(self):
        if self.is_transmissible:
            return self.env._(
                "Certified by the undersigned, who answers for it (CGCT, article "
                "L2131-1):"
            )
        return self.env._(
            "Certified by the undersigned, who answers for it; this act is not "
            "subject to transmission to the prefecture (CGCT, article L2131-1):"
        )

    def _get_recourse_words(self):
        """Ways and times of contesting the act (CJA, article R421-1)."""
        court = self.assembly_id.court or self.env._("tribunal administratif")
        return self.env._(
            "Before this court: %(court)s, within the time that article R421-1 of the "
            "Code de justice administrative sets, two months from its publication or "
            "notification. The application may be sent online: www.telerecours.fr. The "
            "author of the act may also be asked to reconsider it within this time.",
            court=court,
        )
