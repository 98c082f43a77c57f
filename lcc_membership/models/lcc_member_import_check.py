# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import fields, models
from odoo.tools import SQL, split_every

from ..tools.contact_cells import phone_key
from ..tools.member_match import Identity, Matcher
from .lcc_member_import_plan import PlannedLine

BATCH = 1000
MAX_ERRORS = 1000


class LccMemberImport(models.Model):
    """Checking: who each line is, where it lives, what it would write.

    Nothing is written but the lines of the import itself.
    """

    _inherit = "lcc.member.import"

    def action_check(self):
        """Read the file, and say what it would do and what is wrong with it."""
        self._begin()
        self._check_open()
        self = self.with_company(self.company_id)
        if self.state == "new":
            self._read_columns()
        choices = self._get_choices()
        self._forget_check()
        members = self._read_members()
        plan = self._match(members)
        self._place(plan)
        self._check_dues(plan)
        self._keep_lines(plan, choices)
        self.sudo().write(  # what the file tells
            {"state": "checked", "checked_at": fields.Datetime.now()}
        )
        self._refresh_summary()
        return True

    def _get_choices(self):
        """What was decided of lines at the last check, by number of line."""
        return {
            line.number: (line.name, line.action, line.partner_id.id)
            for line in self.line_ids
            if line.reason or line.action == "skip"
        }

    # Who it is

    def _match(self, members):
        """
        :return: list of `PlannedLine`
        """
        matcher = Matcher()
        identities = [self._get_identity(member) for member in members]
        for contact in self._get_known_contacts(identities):
            matcher.add(contact)
        plan = []
        for member, identity in zip(members, identities, strict=True):
            line = PlannedLine(member, matcher.find(identity))
            plan.append(line)
            matcher.add(identity._replace(key=line.get_key()))
        self._hide_unseen(plan)
        return plan

    @staticmethod
    def _get_identity(member):
        return Identity(
            ("line", member.line),
            member.values.get("name", ""),
            member.values.get("zip", ""),
            tuple(member.emails),
            tuple(member.phones),
            member.values.get("lcc_member_number", ""),
        )

    def _get_known_contacts(self, identities, among=None):
        """Contacts who may be one of these, whoever may see them.

        :param identities: list of `Identity`
        :param among: ids of contacts to look at; all of them if it is left out
        """
        partners = self.env["res.partner"]
        partners.flush_model(
            ["name", "email", "phone", "zip", "lcc_member_number", "company_id"]
        )
        emails = {email for one in identities for email in one.emails}
        phones = {phone_key(phone) for one in identities for phone in one.phones}
        looked_at = SQL("TRUE") if among is None else SQL("id IN %s", tuple(among))
        rows = self.env.execute_query(
            SQL(
                """
                SELECT id, name, regexp_replace(zip, '\\s', '', 'g'), email, phone,
                       lcc_member_number
                  FROM res_partner
                 WHERE (company_id IS NULL OR company_id = %(company)s)
                   AND COALESCE(type, 'contact') IN ('contact', 'other')
                   AND name IS NOT NULL AND %(looked_at)s
                   AND (lower(trim(email)) IN (SELECT unnest(%(emails)s::text[]))
                     OR right(regexp_replace(phone, '\\D', '', 'g'), 9)
                        IN (SELECT unnest(%(phones)s::text[]))
                     OR regexp_replace(zip, '\\s', '', 'g')
                        IN (SELECT unnest(%(zips)s::text[]))
                     OR lcc_member_number IN (SELECT unnest(%(numbers)s::text[])))
              ORDER BY active DESC, lcc_member_number IS NULL, id
                """,
                company=self.company_id.id,
                looked_at=looked_at,
                emails=list(emails),
                phones=list(phones),
                zips=list({one.zip for one in identities} - {""}),
                numbers=list({one.number for one in identities} - {""}),
            )
        )
        for id_, name, postcode, email, phone, number in rows:
            yield Identity(
                ("partner", id_),
                name,
                postcode or "",
                (email.strip(),) if email else (),
                (phone,) if phone else (),
                number or "",
            )

    def _hide_unseen(self, plan):
        """Who follows some territories is told of nobody else's name."""
        ids = {id_ for line in plan for id_ in line.partner_ids}
        partners = self.env["res.partner"].with_context(active_test=False)
        seen = set(partners.search([("id", "in", list(ids))]).ids)
        for line in plan:
            if not seen.issuperset(line.partner_ids):
                line.fail(
                    "",
                    line.member.values.get("name"),
                    self.env._(
                        "Somebody with the same e-mail, phone, or name and postcode is "
                        "a member of a territory that you do not follow. Ask a manager "
                        "who follows it."
                    ),
                )
                line.partner_ids = [id_ for id_ in line.partner_ids if id_ in seen]

    # Where it lives

    def _place(self, plan):
        """Find the territories, of all lines at once; refuse those not followed."""
        addresses = {self._get_address(line.member) for line in plan}
        found = self.env["res.partner"]._lcc_find_territories(addresses)
        settled = self._get_settled_territories(plan)
        user = self.env.user
        scope = user.lcc_scope_ids
        followed = set(scope.search([("id", "child_of", scope.ids)]).ids)
        by_number = {line.member.line: line for line in plan}
        for line in plan:
            same = by_number[line.twin] if line.is_clear and line.twin else None
            line.territory = (
                (same and same.territory)
                or settled.get(line.get_partner())
                or line.member.values.get("lcc_territory_id")
                or found.get(self._get_address(line.member), scope.browse()).id
            )
            if user.lcc_is_limited and line.territory not in followed:
                place = self.env["lcc.territory"].browse(line.territory).name
                line.fail(
                    "",
                    place or line.member.values.get("city") or "",
                    self.env._(
                        "You follow some territories only, and this address is in none "
                        "of them. Leave the line out, or ask a manager who follows all "
                        "territories to import it."
                    ),
                )

    def _get_address(self, member):
        values = member.values
        return values.get("zip", ""), values.get("city", ""), values.get("country_id")

    def _get_settled_territories(self, plan):
        ids = set(filter(None, (line.get_partner() for line in plan)))
        partners = self.env["res.partner"].with_context(active_test=False)
        rows = partners.search_fetch([("id", "in", list(ids))], ["lcc_territory_id"])
        return {partner.id: partner.lcc_territory_id.id for partner in rows}

    # What is kept of it

    def _keep_lines(self, plan, choices):
        lines = self.env["lcc.member.import.line"].sudo()  # the system's own rows
        ids = {}
        for batch in split_every(BATCH, plan):
            created = lines.create([line.prepare_vals(self, choices) for line in batch])
            for line, record in zip(batch, created, strict=True):
                ids[line.member.line] = record.id
            self.env.flush_all()
            lines.invalidate_model(flush=False)
        for line in plan:
            if line.twin:
                lines.browse(ids[line.member.line]).twin_id = ids[line.twin]
        self._keep_errors(plan)

    def _keep_errors(self, plan):
        errors = [error for line in plan for error in line.member.errors]
        # users only read what the check has found
        self.env["lcc.member.import.error"].sudo().create(
            [
                {
                    "import_id": self.id,
                    "line": error.line,
                    "column": error.column,
                    "value": "" if error.value is None else str(error.value),
                    "message": self.env._(error.message),
                }
                for error in errors[:MAX_ERRORS]
            ]
        )

    def _refresh_summary(self):
        """Dues by year and amount, of the lines that are to be imported."""
        lines = self.env["lcc.member.import.line"]
        lines.flush_model(["import_id", "dues", "action", "state"])
        rows = self.env.execute_query(
            SQL(
                """
                SELECT (dues.one->>'year')::int, (dues.one->>'amount')::numeric,
                       COUNT(*)
                  FROM lcc_member_import_line line
            CROSS JOIN jsonb_array_elements(line.dues) dues(one)
                 WHERE line.import_id = %s AND line.action != 'skip'
                   AND line.state IN ('ready', 'failed', 'done')
                   AND dues.one->>'product' IS NOT NULL
              GROUP BY 1, 2
                """,
                self.id,
            )
        )
        self._keep_summary(rows)

    def _keep_summary(self, rows):
        system = self.sudo()  # the system's own rows
        system.summary_ids.unlink()
        system.summary_ids.create(
            [
                {
                    "import_id": self.id,
                    "year": year,
                    "amount": float(amount),
                    "count": count,
                    "total": float(amount * count),
                }
                for year, amount, count in sorted(rows, reverse=True)
            ]
        )
