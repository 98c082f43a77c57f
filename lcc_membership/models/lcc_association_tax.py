# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date

from ..tools.tax_receipt import GROUND_ARTICLES

GROUNDS = [
    ("general", "Body of general interest"),
    ("utility", "Association or foundation of recognised public utility"),
    ("teaching", "Higher or artistic education, not for profit"),
    ("worship", "Association of worship or charity"),
    ("show", "Live shows, exhibitions, festivals"),
    ("fund", "Endowment fund"),
]
TREASURER = "lcc_base.group_lcc_treasurer"


class LccAssociation(models.Model):
    """Who signs the association's papers, and whether its gifts are deductible."""

    _inherit = "lcc.association"

    signatory = fields.Char(tracking=True, help="Who signs receipts and certificates.")
    signatory_role = fields.Char(
        string="Quality of the signatory", help="President, treasurer…"
    )
    signature = fields.Binary(
        attachment=True,
        groups=TREASURER,
        exportable=False,
        help="Picture of the signature, printed on receipts and certificates.",
    )
    tax_is_eligible = fields.Boolean(
        string="Issues tax receipts",
        tracking=True,
        help="Tick this once the association has made sure that gifts to it are "
        "deductible: a ruling of the tax office (rescrit) is the way to be certain. A "
        "receipt knowingly made without right is fined (CGI, article 1740 A), and the "
        "tax office may compare receipts with what was received (Livre des procédures "
        "fiscales, article L14 A). Dues are deductible "
        "only where nothing is given for them; receipts are made for gifts alone. This "
        "is the decision of the association and its accountant.",
    )
    tax_eligible_since = fields.Date(
        string="Eligible since",
        tracking=True,
        help="Gifts before this day have no tax receipt.",
    )
    tax_eligible_user_id = fields.Many2one(
        "res.users", string="Recorded by", readonly=True, copy=False
    )
    tax_ground = fields.Selection(
        GROUNDS,
        string="Legal ground",
        default="general",
        tracking=True,
        help="What makes gifts deductible, in article 200, 1 of the CGI for persons "
        "and 238 bis, 1 for companies. To be confirmed by the association's "
        "accountant.",
    )
    tax_ground_note = fields.Char(
        string="Character",
        tracking=True,
        help="In words, as printed: social, educational, protection of the "
        "environment…",
    )
    tax_is_wealth = fields.Boolean(
        string="Article 978 too",
        help="Gifts also reduce the tax on real-estate wealth (IFI). Few bodies are "
        "concerned: see article 978 of the CGI. To be confirmed by the association's "
        "accountant.",
    )
    tax_object = fields.Text(
        string="Object of the association", help="As in the statutes, in a sentence."
    )
    tax_sequence_id = fields.Many2one(
        "ir.sequence",
        string="Numbers of tax receipts",
        readonly=True,
        copy=False,
        check_company=True,
        ondelete="restrict",
    )

    @api.model_create_multi
    def create(self, vals_list):
        return super().create([self._lcc_record_user(vals) for vals in vals_list])

    def write(self, vals):
        return super().write(self._lcc_record_user(vals))

    @api.model
    def _lcc_record_user(self, vals):
        """Note who records that the association is eligible."""
        if "tax_is_eligible" not in vals:
            return vals
        user_id = self.env.uid if vals["tax_is_eligible"] else False
        return {**vals, "tax_eligible_user_id": user_id}

    def _get_made_line(self, day):
        """Place and day, as they stand above a signature."""
        self.ensure_one()
        date = format_date(self.env, day, date_format="d MMMM y")
        city = self.company_id.sudo().city  # on every paper
        if not city:
            return date
        return self.env._("Made in %(city)s, on %(date)s", city=city, date=date)

    # Eligibility

    def _check_tax_eligible(self):
        """
        :raise UserError: the association issues no tax receipts, or lacks what these
            must say
        """
        self.ensure_one()
        company = self.company_id
        if not self.tax_is_eligible:
            raise UserError(
                self.env._(
                    "%(company)s issues no tax receipts. Once it is certain that gifts "
                    "to it are deductible, the treasurer records it in Configuration / "
                    "Association.",
                    company=company.name,
                )
            )
        if missing := self._get_tax_gaps():
            raise UserError(
                self.env._(
                    "A tax receipt must tell the association's %(missing)s. Complete "
                    "Configuration / Association and the company.",
                    missing=", ".join(missing),
                )
            )

    def _get_tax_gaps(self):
        """What a tax receipt must say of the association, and is not known."""
        company = self.company_id.sudo()  # its own address is on every paper
        is_complete = company.street and company.zip and company.city
        in_euros = company.currency_id == self.env.ref("base.EUR")
        known = {
            self.env._("day of eligibility"): self.tax_eligible_since,
            self.env._("legal ground"): self.tax_ground,
            self.env._("object"): self.tax_object,
            self.env._("signatory"): self.signatory,
            self.env._("quality of the signatory"): self.signatory_role,
            self.env._("full address"): is_complete,
            self.env._("SIREN or RNA number"): company._get_paper_registrations(),
            self.env._("amounts in euros"): in_euros,
        }
        return [label for label, value in known.items() if not value]

    def _get_tax_articles(self, kind):
        """Articles of the CGI that a receipt names.

        :param kind: person or company
        :return: list of str; the first is the legal ground
        """
        ground = GROUND_ARTICLES[self.tax_ground][kind == "company"]
        wealth = kind == "person" and self.tax_is_wealth
        return [ground, "978"] if wealth else [ground]

    # Numbers

    def _get_tax_sequence(self):
        """Sequence without gaps, each civil year from 1; made when needed first.

        Issues of one association come one after the other.
        """
        association = self.sudo()  # sequences are the administrator's
        association._lock()
        if not association.tax_sequence_id:
            association.tax_sequence_id = (
                self.env["ir.sequence"]
                .sudo()
                .create(
                    {
                        "name": self.env._("Tax receipts"),
                        "implementation": "no_gap",
                        "prefix": "%(range_year)s-",
                        "padding": 4,
                        "use_date_range": True,
                        "company_id": self.company_id.id,
                    }
                )
            )
        return association.tax_sequence_id
