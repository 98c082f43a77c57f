# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""A council that holds the session of Loix, for tests that need a whole world.

Facts are those of a real session of 16 April 2024; the body and its members are
invented.
"""

import csv
from pathlib import Path

LOIX = Path(__file__).parent.parent / "lcc_municipal/tests/loix_deliberations.csv"

MEMBERS, PRESENT = 14, 11
SIRET = "21199999000016"
OTHER_SIRETS = ("90000001900019", "90000002700012")


def loix():
    """Rows of the agenda, one for each deliberation."""
    with LOIX.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def create(env, name="Testisle", members=MEMBERS):
    """A municipal council; its members are in office from 2020 on.

    :return: lcc.assembly
    """
    body = env["res.partner"].create(
        {"name": f"Commune de {name}", "is_company": True, "company_registry": SIRET}
    )
    council = env["lcc.assembly"].create(
        {
            "name": "Conseil municipal",
            "kind": "municipal",
            "seats": members,
            "partner_id": body.id,
            "tz": "Europe/Paris",
            "register_next": 12,
            "register_year": 2024,
            "prefecture_code": "PREF017",
        }
    )
    partners = env["res.partner"].create(
        [{"name": f"Member {rank}"} for rank in range(1, members + 1)]
    )
    offices = {1: "mayor", 2: "deputy", 3: "deputy"}
    env["lcc.mandate"].create(
        [
            {
                "assembly_id": council.id,
                "partner_id": partner.id,
                "office": offices.get(rank, "councillor"),
                "rank": rank,
                "date_from": "2020-05-25",
            }
            for rank, partner in enumerate(partners, 1)
        ]
    )
    return council


def hold_loix(council):
    """Hold the session, its minutes published.

    :return: the 22 deliberations, 012/24 to 033/24
    """
    env = council.env
    rows = loix()
    session = env["lcc.session"].create(
        {
            "assembly_id": council.id,
            "date_start": "2024-04-16 18:00:00",
            "date_notice": "2024-04-09 08:00:00",
            "place": "Mairie",
            "item_ids": [
                (0, 0, {"name": subject, "sequence": int(item)})
                for item, subject in {
                    row["item"]: row["object"] for row in rows
                }.items()
            ],
        }
    )
    deliberations = _enter(session, rows)
    open_session(session)
    mayor, deputy, other = session.presence_ids.sorted("rank")[:3]
    for deliberation, row in zip(deliberations, rows, strict=True):
        is_account = row["object"].startswith("Compte administratif")
        if is_account or row["number"] == "012/24":
            deliberation.is_account = is_account
            deliberation.aside_ids.create(
                {
                    "vote_id": deliberation.vote_id.id,
                    "presence_id": mayor.id,
                    "reason": "account" if is_account else "interest",
                }
            )
            deliberation.chair_id = other if is_account else deputy
        deliberation.action_unanimous()
    session.action_close()
    session.write({"state": "published"})
    return deliberations


def _enter(session, rows):
    items = {item.sequence: item for item in session.item_ids}
    matters = session.env["lcc.act.matter"].search([]).grouped("code")
    return session.env["lcc.deliberation"].create(
        [
            {
                "item_id": items[int(row["item"])].id,
                "name": row["object"],
                "sequence": i,
                "matter_id": matters[row["matter_code"]].id,
                "budget": row["budget"],
                "budget_year": row["budget"] and "2023",
                "amount": float(row["amount"] or 0),
            }
            for i, row in enumerate(rows, 1)
        ]
    )


def open_session(session, present=PRESENT):
    """The first of the table are present, the next two are represented."""
    session.action_convene()
    members = session.presence_ids.sorted("rank")
    members[:present].status = "present"
    session.chair_id = members[0]
    session.action_open()
    session.secretary_id = members[2]
    session.env["lcc.proxy"].create(
        [
            {
                "session_id": session.id,
                "giver_id": members[present + i].id,
                "holder_id": members[i].id,
            }
            for i in range(2)
        ]
    )


def grant(deliberation):
    """Three subsidies: one alone, and one shared between two.

    :return: lcc.subsidy
    """
    env = deliberation.env
    players, school = env["res.partner"].create(
        [
            {"name": name, "is_company": True, "company_registry": siret}
            for name, siret in zip(("Baladins", "École"), OTHER_SIRETS, strict=True)
        ]
    )
    fair = {
        "name": "Fête de la mer, « édition 2024 »",
        "amount": 30000.5,
        "nature": "both",
        "conditions": "instalments",
        "date_payment_end": "2024-12-01",
        "date_convention": "2024-05-02",
    }
    return env["lcc.subsidy"].create(
        [
            {
                "deliberation_id": deliberation.id,
                "date_payment": "2024-06-03",
                "date_engagement": "2024-01-15",
                **vals,
            }
            for vals in (
                {"beneficiary_id": players.id, "amount": 1000},
                {"beneficiary_id": players.id, "share": 0.3333, **fair},
                {"beneficiary_id": school.id, "share": 0.6667, **fair},
            )
        ]
    )
