# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Several persons hand the same units over at once, over real connections."""

import functools

import pytest

import association
from conftest import RpcClient, RpcError
from test_concurrency import press, together

SESSIONS = 6
RECEIVED, EACH = 40, 10  # four of six hand-overs are paid for


@pytest.fixture(scope="module")
def world(demo_db, odoo):
    """An association whose treasurers serve one mandate, by plain numbers."""
    from odoo.api import SUPERUSER_ID, Environment
    from odoo.modules.registry import Registry

    with Registry(demo_db).cursor() as cr:
        made = association.create(
            Environment(cr, SUPERUSER_ID, {}),
            "Mandates",
            [f"hand{number}" for number in range(SESSIONS)],
        )
        cr.commit()
        yield made
    Registry.delete(demo_db)
    odoo.sql_db.close_db(demo_db)


@pytest.fixture(scope="module")
def sessions(world, server):
    return [RpcClient(server, f"hand{number}") for number in range(SESSIONS)]


@pytest.fixture
def mandate(world):
    """A signed mandate for which 40.00 euros were received on 3 February 2021."""
    commune, person = world.env["res.partner"].create(
        [{"name": "Commune", "is_company": True}, {"name": "Councillor"}]
    )
    signed = {
        "lcc_signatory": "Councillor",
        "lcc_signed_on": "2021-01-10",
        "lcc_company_signatory": "Co-president",
        "lcc_company_signed_on": "2021-01-10",
    }
    agreement = (
        world.env["agreement"]
        .with_context(lcc_convention=True)
        .create(
            {
                "agreement_type_id": world.env.ref(
                    "lcc_municipal.agreement_type_creditor"
                ).id,
                "partner_id": person.id,
                "lcc_authority_id": commune.id,
                "lcc_claim": "indemnity",
                "start_date": "2021-01-15",
                **signed,
            }
        )
    )
    agreement.lcc_clause_ids.body = "<p>What was agreed.</p>"
    agreement.action_lcc_sign()
    means = world.cash
    receipt = world.env["lcc.creditor.receipt"].create(
        {
            "date": "2021-02-03",
            "authority_id": commune.id,
            "payment_method_line_id": means.id,
            "line_ids": [
                (
                    0,
                    0,
                    {
                        "agreement_id": agreement.id,
                        "month": "2021-01-01",
                        "amount": RECEIVED,
                    },
                )
            ],
        }
    )
    receipt.action_post()
    world.env.cr.commit()
    return agreement


def check(world, mandate, results):
    """Four hand-overs went through; the others were told why not, in words."""
    refused = [one for one in results if isinstance(one, Exception)]
    assert all(isinstance(one, RpcError) for one in refused), refused
    assert all("more in units than the euros" in str(one) for one in refused), refused
    assert len(refused) == SESSIONS - RECEIVED // EACH
    world.env.cr.rollback()
    world.env.invalidate_all()
    posted = mandate.lcc_operation_ids.filtered(lambda one: one.state == "posted")
    assert sum(posted.mapped("amount")) == RECEIVED
    assert (mandate.lcc_handed, mandate.lcc_kept) == (RECEIVED, 0)


def open_handover(client, world, mandate):
    values = {
        "lcc_currency_id": world.currency.id,
        "agreement_ids": [(6, 0, mandate.ids)],
        "place_id": world.vault.id,
        "date": "2021-02-10",
    }
    [number] = client.call("lcc.creditor.handover", "create", [values])
    [handover] = client.call("lcc.creditor.handover", "read", [number], ["line_ids"])
    client.call(
        "lcc.creditor.handover.line", "write", handover["line_ids"], {"amount": EACH}
    )
    return number


def test_drafts_of_one_balance(world, sessions, mandate):
    """Each presses the button of a draft of 10.00; the button waits for others."""
    calls = []
    for client in sessions:
        number = open_handover(client, world, mandate)
        action = client.call("lcc.creditor.handover", "action_prepare", [number])
        calls.append(functools.partial(press, client, "action_post", action["res_id"]))
    check(world, mandate, together(calls))


def test_wizards_of_one_balance(world, sessions, mandate):
    """Each hands 10.00 over in the window that proposes 40.00."""
    calls = []
    for client in sessions:
        number = open_handover(client, world, mandate)
        calls.append(
            functools.partial(
                client.call, "lcc.creditor.handover", "action_hand_over", [number]
            )
        )
    check(world, mandate, together(calls))
