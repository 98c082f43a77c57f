# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from datetime import date
from decimal import Decimal

from odoo import fields, models
from odoo.exceptions import UserError

from odoo.addons.lcc_base.tools.spreadsheet import header_name

from ..tools.dues import rolling
from ..tools.dues_cells import MEANS_WORDS, period_of_year
from .lcc_dues_collection import Dues


class LccMemberImport(models.Model):
    """Dues of a file: history, calls, or entries in the books.

    Each line of dues keeps the line of the file that it comes from. A year that a
    member has dues of already gets no second ones (lcc_member_import_dues_known.py).
    """

    _inherit = "lcc.member.import"

    # Checking

    def _check_dues(self, plan):
        """Say of each line what dues it would make; what is wrong is an error."""
        checked, gifts = {}, Decimal(0)
        for line in plan:
            product = self._get_dues_product(line.member.member_type)
            for dues in line.member.dues:
                if self.dues_mode != "books":
                    gifts += dues.gift
                    if dues.gift and not dues.amount:
                        continue  # a gift alone
                key = (product.id, dues._replace(column="", value="", reference=""))
                if key not in checked:
                    checked[key] = self._try_dues(product, dues)
                found, message = checked[key]
                if message:
                    line.fail(dues.column, dues.value, message)
                else:
                    line.dues.append({**found, "reference": dues.reference})
        self.sudo().gift_amount = float(gifts)  # what the file tells

    def _try_dues(self, product, dues):
        """
        :return: values of the dues and nothing, or nothing and what is wrong
        """
        try:
            return self._prepare_dues(product, dues), None
        except UserError as error:
            return None, str(error)

    def _prepare_dues(self, product, dues):
        self._check_day(dues)
        if dues.gift and not dues.amount:
            product = product.browse()  # a gift alone
        elif not product:
            raise UserError(
                self.env._(
                    "Which dues are these? Choose them for the whole file, or let the "
                    "treasurer give this type of member its default dues."
                )
            )
        amount = self._get_dues_amount(product, dues)
        is_booked = self.dues_mode == "books"
        gift = dues.gift if is_booked else Decimal(0)
        means = self._find_means(dues.means) if is_booked else None
        if is_booked:
            collection = self.env["lcc.dues.collection"]
            partner = self.env["res.partner"]
            collection._check_dues(
                Dues(
                    partner,
                    product,
                    float(amount),
                    float(gift),
                    None,
                    None,
                    dues.date,
                    means,
                )
            )
        return {
            "year": dues.year,
            "date": dues.date.isoformat() if dues.date else None,
            "amount": str(amount),
            "gift": str(gift),
            "product": product.id,
            "means": means.id if means else None,
        }

    def _check_day(self, dues):
        today = fields.Date.context_today(self)
        if dues.year > today.year + 1:
            raise UserError(
                self.env._("Dues of %(year)s are too far ahead.", year=dues.year)
            )
        if self.dues_mode == "called":
            return
        if dues.date and dues.date > today:
            raise UserError(
                self.env._("Dues cannot be paid on a day to come: correct the date.")
            )
        if self.dues_mode == "books" and not dues.date:
            raise UserError(
                self.env._(
                    "The books need the day of the payment: give it in a column."
                )
            )

    def _get_dues_amount(self, product, dues):
        if dues.amount is not None or not product:
            return dues.amount or Decimal(0)
        if product.lcc_price_policy != "fixed":
            raise UserError(
                self.env._(
                    "The amount is missing. %(product)s has no fixed price: write how "
                    "much was paid.",
                    product=product.name,
                )
            )
        return Decimal(str(product.list_price))

    def _get_dues_product(self, type_id):
        member_type = self.env["lcc.member.type"].browse(type_id or ())
        return self.product_id or member_type.product_id

    def _find_means(self, kind):
        """The means of payment that a word of the file names."""
        if not kind:
            if not self.payment_method_line_id:
                raise UserError(
                    self.env._(
                        "How was it paid? Choose the means of payment of the file, or "
                        "write it in a column."
                    )
                )
            return self.payment_method_line_id
        found = self._get_means().get(kind)
        if not found or len(found) > 1:
            raise UserError(
                self.env._(
                    "No means of payment of this company, or more than one, is called "
                    "%(kind)s. Let an accountant name one so, or leave the cell empty "
                    "and choose the means of the whole file.",
                    kind=MEANS_WORDS[kind].split()[0],
                )
            )
        return found

    def _get_means(self):
        """Means of payment of this company by kind, as their names tell."""
        # means of payment are read by name only; journals are the accountant's
        lines = self.env["account.payment.method.line"].sudo()
        domain = [
            ("payment_type", "=", "inbound"),
            ("journal_id.type", "in", ("bank", "cash")),
            ("journal_id.company_id", "=", self.company_id.id),
        ]
        found = {}
        for line in lines.search(domain):
            names = {*header_name(line.name).split("_")}
            for kind, words in MEANS_WORDS.items():
                is_cash = kind == "cash" and line.journal_id.type == "cash"
                if is_cash or names & set(words.split()):
                    found[kind] = found.get(kind, lines) | line
        return {kind: lines.sudo(False) for kind, lines in found.items()}

    # Writing

    def _write_dues(self, lines):
        """The dues of lines whose members are there."""
        members = lines.result_partner_id
        others, own = self._get_known_dues(members), self._get_own_dues(members)
        wanted = []
        for line in lines:
            told = []
            for dues in line.dues or []:
                paid_for, payment = self._get_dues_keys(line, dues)
                if paid_for in others or payment in own:
                    told.append(self._tell_known_dues(dues))
                else:
                    wanted.append((line, dues))
                own.add(payment)
            if told:
                line.message = " ".join(told)
        renewed = others | {(partner, year) for partner, year, *_payment in own}
        method = "history" if self.dues_mode == "history" else "moves"
        getattr(self, f"_create_dues_{method}")(wanted, renewed)

    def _get_period(self, product, partner, dues, renewed):
        year, day = dues["year"], fields.Date.to_date(dues["date"])
        template = product.product_tmpl_id
        start, end = template.membership_date_from, template.membership_date_to
        if template.membership_type == "fixed" and start and start.year == year:
            return start, end
        if template.membership_type == "variable":
            first = day if day and day.year == year else date(year, 1, 1)
            unit = template.membership_interval_unit
            return rolling(first, None, unit, template.membership_interval_qty)
        return period_of_year(year, day, (partner.id, year - 1) in renewed)

    def _create_dues_history(self, wanted, renewed):
        products = self.env["product.product"]
        vals_list = []
        for line, dues in wanted:
            product = products.browse(dues["product"])
            partner = line.result_partner_id
            start, end = self._get_period(product, partner, dues, renewed)
            vals_list.append(
                {
                    "partner_id": partner.id,
                    "membership_id": product.id,
                    "member_price": float(dues["amount"]),
                    "date": dues["date"] or start,
                    "date_from": start,
                    "date_to": end,
                    "state": "paid",
                    "company_id": self.company_id.id,
                    "lcc_import_line_id": line.id,
                }
            )
        # managers may write these members; dues without invoices are no documents
        self.env["membership.membership_line"].sudo().create(vals_list)

    def _create_dues_moves(self, wanted, renewed):
        """Calls or collected dues, those of one year at a time."""
        by_year = {}
        for line, dues in wanted:
            by_year.setdefault(dues["year"], []).append((line, dues))
        for year in sorted(by_year):
            many = [
                self._prepare_collected(line, dues, renewed)
                for line, dues in by_year[year]
            ]
            collection = self.env["lcc.dues.collection"]
            is_called = self.dues_mode == "called"
            moves = collection._call(many) if is_called else collection._collect(many)
            for (line, _dues), move in zip(by_year[year], moves, strict=True):
                move._lcc_get_dues().lcc_import_line_id = line

    def _prepare_collected(self, line, dues, renewed):
        member = self.env["res.partner"].browse(line.result_partner_id.id)
        product = self.env["product.product"].browse(dues["product"] or ())
        means = self.env["account.payment.method.line"].browse(dues["means"] or ())
        return Dues(
            member=member,
            product=product,
            amount=float(dues["amount"]),
            gift=float(dues["gift"]),
            date=fields.Date.to_date(dues["date"]),
            means=means,
            reference=dues["reference"],
            period=product and self._get_period(product, member, dues, renewed),
        )
