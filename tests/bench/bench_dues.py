# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Calls for dues, a campaign, their collection, other invoices, the contact's form.

Each against the addon `membership` alone, in a database without ours.
"""

from contextlib import contextmanager
from datetime import date

from world import at_most, median_seconds

from odoo import Command
from odoo.tests.common import Form
from odoo.tools import mute_logger

from odoo.addons.lcc_membership.models.lcc_dues_collection import Dues

DAY = date(2026, 3, 16)
ROUNDS = 5


class Association:
    """A company with dues for a fixed period, cash, and members."""

    def __init__(self, env, chart, **dues):
        company = (
            env["res.company"]
            .with_context(chart_template_load=True)
            .create({"name": "Benchmark", "country_id": env.ref("base.fr").id})
        )
        with mute_logger("odoo.addons.account.models.chart_template"):
            env["account.chart.template"].try_loading(
                chart, company, install_demo=False
            )
        self.env = env(
            context={
                "allowed_company_ids": company.ids,
                "tracking_disable": True,
                "mail_create_nolog": True,
            }
        )
        self.dues = self.env["product.product"].create(
            {
                "name": "Dues",
                "type": "service",
                "membership": True,
                "membership_type": "fixed",
                "membership_date_from": "2026-01-01",
                "membership_date_to": "2026-12-31",
                "list_price": 20,
                "taxes_id": False,
                **dues,
            }
        )
        self.service = self.env["product.product"].create(
            {"name": "Service", "type": "service", "taxes_id": False}
        )
        journal = self.env["account.journal"].create(
            {"name": "Cash", "type": "cash", "code": "CASH"}
        )
        self.means = journal.inbound_payment_method_line_ids[:1]
        self.means.payment_account_id = journal.default_account_id
        self.made = 0
        env.cr.commit()

    def members(self, how_many, **vals):
        start, self.made = self.made, self.made + how_many
        members = self.env["res.partner"].create(
            [{"name": f"Member {start + i}", **vals} for i in range(how_many)]
        )
        self.env.cr.commit()
        self.env.invalidate_all()
        return members

    def user(self, *groups):
        company = self.env.company
        return self.env["res.users"].create(
            {
                "name": "User",
                "login": "user",
                "company_id": company.id,
                "company_ids": company.ids,
                "group_ids": [
                    self.env.ref(xmlid).id for xmlid in ("base.group_user", *groups)
                ],
            }
        )

    def invoice(self, partners, product):
        moves = self.env["account.move"].create(
            [
                {
                    "move_type": "out_invoice",
                    "partner_id": partner.id,
                    "invoice_line_ids": [
                        Command.create(
                            {
                                "product_id": product.id,
                                "quantity": 1,
                                "price_unit": 20,
                                "tax_ids": [],
                            }
                        )
                    ],
                }
                for partner in partners
            ]
        )
        moves.flush_model()
        return moves


def run(env, baseline):
    ours = Association(env, "fr_asso")
    member_type = env.ref("lcc_membership.lcc_member_type_person").id
    theirs = Association(baseline, "fr")
    return [
        *_partner_form(ours, theirs, member_type),
        _unrelated(ours, theirs),
        _collection(ours, theirs, member_type),
        _calls(ours, theirs, member_type),
        _campaign(ours, theirs),
    ]


def _interleaved(ours, theirs, rounds=ROUNDS):
    """Median seconds of two pieces of work, done in turns."""
    pairs = [
        (median_seconds(ours, 1), median_seconds(theirs, 1)) for _ in range(rounds)
    ]
    return (sorted(seconds)[rounds // 2] for seconds in zip(*pairs, strict=True))


def _calls(ours, theirs, member_type):
    size = 5000
    collection = ours.env["lcc.dues.collection"]

    def call():
        members = next(our_members)
        moves = collection._call(
            [Dues(one, ours.dues, 20, date=DAY) for one in members]
        )
        moves.flush_model()
        assert set(moves._lcc_get_dues().mapped("state")) == {"waiting"}
        ours.env.cr.commit()

    def draft():
        moves = theirs.invoice(next(their_members), theirs.dues)
        lines = moves.invoice_line_ids.membership_line_ids
        assert set(lines.mapped("state")) == {"waiting"}
        theirs.env.cr.commit()

    rounds = 3
    our_members = iter(
        [ours.members(size, lcc_member_type_id=member_type) for _ in range(rounds)]
    )
    their_members = iter([theirs.members(size) for _ in range(rounds)])
    mine, other = _interleaved(call, draft, rounds)
    return at_most("calls for 5,000 members", mine, other, 1.0, "s", 1)


def _campaign(ours, theirs):
    """All of it: who is called, a row and a call for each, in the job's batches."""
    size = 2000
    rounds = 3

    def launch():
        campaign = next(campaigns)
        campaign.action_call()
        while campaign.state == "calling":
            campaign._cron_call()
        campaign.env.flush_all()
        assert campaign.call_count == size

    def draft():
        theirs.invoice(next(their_members), theirs.dues)
        theirs.env.cr.commit()

    def prepare(number):
        member_type = ours.env["lcc.member.type"].create(
            {"name": f"Type {number}", "product_id": ours.dues.id}
        )
        ours.members(size, lcc_member_type_id=member_type.id)
        return ours.env["lcc.dues.campaign"].create(
            {
                "year": 2026,
                "date_start": DAY,
                "member_scope": "all",
                "member_type_ids": member_type.ids,
            }
        )

    campaigns = iter([prepare(number) for number in range(rounds)])
    their_members = iter([theirs.members(size) for _ in range(rounds)])
    mine, other = _interleaved(launch, draft, rounds)
    return at_most("campaign of 2,000 calls", mine, other, 1.0, "s", 1)


def _collection(ours, theirs, member_type):
    size = 1000
    collection = ours.env["lcc.dues.collection"]

    def collect():
        calls, members = next(our_calls)
        collection._collect(
            [
                Dues(one, ours.dues, 20, call=call, date=DAY, means=ours.means)
                for one, call in zip(members, calls, strict=True)
            ]
        )
        ours.env.flush_all()
        assert set(calls._lcc_get_dues().mapped("state")) == {"paid"}
        ours.env.cr.commit()

    def post_and_pay():
        moves = next(their_moves)
        moves.invoice_date = DAY
        moves.action_post()
        wizard = theirs.env["account.payment.register"].with_context(
            active_model="account.move", active_ids=moves.ids
        )
        wizard.create(
            {
                "journal_id": theirs.means.journal_id.id,
                "payment_method_line_id": theirs.means.id,
                "payment_date": DAY,
                "group_payment": False,
            }
        ).action_create_payments()
        theirs.env.flush_all()
        lines = moves.invoice_line_ids.membership_line_ids
        assert set(lines.mapped("state")) == {"paid"}
        theirs.env.cr.commit()

    def called():
        members = ours.members(size, lcc_member_type_id=member_type)
        moves = collection._call(
            [Dues(one, ours.dues, 20, date=DAY) for one in members]
        )
        return moves, members

    rounds = 3
    our_calls = iter([called() for _ in range(rounds)])
    their_moves = iter(
        [theirs.invoice(theirs.members(size), theirs.dues) for _ in range(rounds)]
    )
    mine, other = _interleaved(collect, post_and_pay, rounds)
    return at_most("posting and paying 1,000 dues", mine, other, 1.0, "s", 1)


def _unrelated(ours, theirs):
    size = 1000

    def work(association, members):
        def invoice():
            moves = association.invoice(next(members), association.service)
            moves.action_post()
            association.env.flush_all()
            association.env.cr.commit()

        return invoice

    rounds = 5
    batches = [
        iter([association.members(size) for _ in range(rounds)])
        for association in (ours, theirs)
    ]
    mine, other = _interleaved(work(ours, batches[0]), work(theirs, batches[1]), rounds)
    return at_most("1,000 invoices without dues", mine, other, 1.05, "s", 1)


def _partner_form(ours, theirs, member_type):
    """Queries of opening a contact's form, beyond those without our addons.

    By a user who creates contacts; with our addons, by a manager of the currency.
    """
    their_user = theirs.user("base.group_partner_manager")
    our_user = ours.user("base.group_partner_manager", "lcc_base.group_lcc_manager")
    without = _count_form_queries(theirs.members(2)[1].with_user(their_user))
    results = []
    for name, vals in (
        ("a contact", {}),
        ("a member", {"lcc_member_type_id": member_type}),
    ):
        queries = _count_form_queries(ours.members(2, **vals)[1].with_user(our_user))
        results.append(
            {
                "name": f"form of {name}, queries",
                "ours": queries,
                "reference": without,
                "unit": "queries",
                "ratio": queries - without,
                "bound": "at most 3 more",
                "met": queries - without <= 3,
            }
        )
    return results


def _count_form_queries(partner):
    specification = _form_specification(partner.env)
    partner.web_read(specification)  # caches of rights and views
    partner.env.invalidate_all()
    with _counted(partner.env.cr) as counted:
        partner.web_read(specification)
    return counted[0]


def _form_specification(env):
    """What the web client reads to show a contact."""
    return Form(env["res.partner"])._view["fields_spec"]


@contextmanager
def _counted(cr):
    counted = [cr.sql_log_count]
    yield counted
    counted[0] = cr.sql_log_count - counted[0]
