# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""A register of 2,000 deliberations and 40,000 votes: list, search, open data, and
the closing of a large session."""

import csv
import io
import statistics
import sys
from pathlib import Path

from lxml import etree
from world import at_most, median_seconds, new_user

from odoo import Command
from odoo.tools import SQL

sys.path.insert(0, str(Path(__file__).parent.parent))
import council  # noqa: E402

MEMBERS = 20
SESSIONS, BY_SESSION = 100, 20
LARGE = 60
PAGE = 80  # rows of a list
MOST = 10001  # what the web client counts at most

REGISTER = """
INSERT INTO lcc_session (assembly_id, company_id, rules, state, date_start, day, name)
SELECT %(council)s, %(company)s, 'commune_small', 'published',
       TIMESTAMP '2015-01-06 18:00' + n * INTERVAL '28 days',
       DATE '2015-01-06' + n * 28, 'B' || n
  FROM generate_series(1, %(sessions)s) n;
INSERT INTO lcc_session_item (session_id, company_id, sequence, name, kind)
SELECT s.id, s.company_id, n, 'Item ' || n, 'decision'
  FROM lcc_session s, generate_series(1, %(by_session)s) n
 WHERE s.assembly_id = %(council)s;
INSERT INTO lcc_presence (session_id, company_id, partner_id, mandate_id, rank, status)
SELECT s.id, s.company_id, m.partner_id, m.id, m.rank, 'present'
  FROM lcc_session s JOIN lcc_mandate m ON m.assembly_id = s.assembly_id
 WHERE s.assembly_id = %(council)s;
INSERT INTO lcc_vote (item_id, session_id, company_id, assembly_id, day, sequence,
    name, state, method, majority, in_favour, against, abstentions, blank,
    aside_count, in_office_count, present_count, represented_count, voter_count,
    quorum, has_quorum, outcome, ballot_number)
SELECT i.id, s.id, s.company_id, s.assembly_id, s.day, 10,
       'Convention number ' || i.id || ' for the works of the year', 'done',
       'roll_call', 'cast', %(members)s - 2, 1, 1, 0, 0, %(members)s, %(members)s, 0,
       %(members)s, %(members)s / 2 + 1, true, 'adopted', 1
  FROM lcc_session_item i JOIN lcc_session s ON s.id = i.session_id
 WHERE s.assembly_id = %(council)s;
INSERT INTO lcc_vote_ballot (vote_id, session_id, company_id, presence_id, choice)
SELECT v.id, v.session_id, v.company_id, p.id,
       CASE p.rank WHEN 1 THEN 'against' WHEN 2 THEN 'abstention' ELSE 'in_favour' END
  FROM lcc_vote v JOIN lcc_presence p ON p.session_id = v.session_id
 WHERE v.assembly_id = %(council)s;
INSERT INTO lcc_deliberation (vote_id, company_id, currency_id,
    register_assembly_id, register_year, register_number, register_order, number,
    matter_id, matter_code, amount, budget, budget_year, is_transmissible,
    date_published, date_transmitted, date_executory)
SELECT v.id, v.company_id, %(currency)s, v.assembly_id, year, place, ord,
       LPAD(place::text, 3, '0') || '/' || yy,
       %(matter)s, '7.5', 1000 + place, 'Main', year, true,
       v.day + 3, v.day + 2, v.day + 3
  FROM (SELECT v.*, EXTRACT(year FROM day)::int AS year, TO_CHAR(day, 'YY') AS yy,
               ROW_NUMBER() OVER (PARTITION BY EXTRACT(year FROM day)
                                  ORDER BY day, id) AS place,
               ROW_NUMBER() OVER (PARTITION BY session_id ORDER BY id) AS ord
          FROM lcc_vote v WHERE v.assembly_id = %(council)s) v;
"""

# What one writes by hand for the same page.
COLUMNS = """
SELECT d.id, d.number, v.day, v.name, d.budget, d.matter_code, d.currency_id,
       d.amount, v.outcome, d.date_transmitted, d.date_published, d.date_executory
"""
TABLES = """
  FROM lcc_deliberation d
  JOIN lcc_vote v ON v.id = d.vote_id
 WHERE d.company_id = ANY(%(companies)s)
"""
NEWEST = " ORDER BY v.day DESC, d.register_order DESC, d.id DESC LIMIT %(limit)s"
FOUND = " AND (d.number ILIKE %(text)s OR v.name ILIKE %(text)s)"

OPEN_DATA = """
SELECT body.name, body.company_registry, d.number, v.day, m.code, m.name, v.name,
       d.budget_year, d.budget, a.prefecture_code, d.date_transmitted,
       v.in_office_count, v.in_favour + v.against + v.abstentions, v.in_favour,
       v.against, v.abstentions, d.url
  FROM lcc_deliberation d
  JOIN lcc_vote v ON v.id = d.vote_id
  JOIN lcc_session s ON s.id = v.session_id
  JOIN lcc_assembly a ON a.id = d.register_assembly_id
  JOIN res_partner body ON body.id = a.partner_id
  LEFT JOIN lcc_act_matter m ON m.id = d.matter_id
 WHERE a.id = %(council)s AND s.state = 'published'
   AND v.day BETWEEN '2015-01-01' AND '2024-12-31'
 ORDER BY v.day, d.register_number, d.id
"""


class Register:
    """A council with its register, and its clerk."""

    def __init__(self, env):
        user = new_user(env, "bench", env.company, "lcc_assembly.group_lcc_clerk")
        self.council = council.create(env, "Bench", MEMBERS)
        self.env = env(user=user)
        parameters = {
            "council": self.council.id,
            "company": env.company.id,
            "currency": env.company.currency_id.id,
            "sessions": SESSIONS,
            "by_session": BY_SESSION,
            "members": MEMBERS,
            "matter": env["lcc.act.matter"].search([("code", "=", "7.5")]).id,
        }
        env.flush_all()
        env.cr.execute(REGISTER, parameters)
        env.cr.commit()
        env.cr._cnx.autocommit = True
        for table in ("session", "vote", "vote_ballot", "deliberation", "presence"):
            env.cr.execute(SQL("VACUUM ANALYZE %s", SQL.identifier(f"lcc_{table}")))
        env.cr._cnx.autocommit = False
        env.invalidate_all()
        self.deliberations = self.env["lcc.deliberation"]
        self.specification = _specification(self.deliberations)

    def by_hand(self, query, **parameters):
        self.env.cr.execute(query, parameters)
        return self.env.cr.dictfetchall()


def run(env):
    register = Register(env)
    return [
        _list(register, f"list of {SESSIONS * BY_SESSION:,}", []),
        _list(
            register,
            "search for a number",
            _typed("012/19"),
            FOUND,
            text="%012/19%",
        ),
        _list(
            register,
            "search for words",
            _typed("number 10"),
            FOUND,
            text="%number 10%",
        ),
        _open_data(register),
        _close(register),
    ]


def _in_turns(ours, theirs, rounds=61):
    """Median seconds of two pieces of work of milliseconds, done in turns."""
    pairs = [
        (median_seconds(ours, 1), median_seconds(theirs, 1)) for _ in range(rounds)
    ]
    return map(statistics.median, zip(*pairs, strict=True))


def _typed(text):
    """What the search box asks for."""
    return ["|", ("number", "ilike", text), ("name", "ilike", text)]


def _specification(model):
    """What the web client reads for a row of the list."""
    arch = etree.fromstring(model.get_view(view_type="list")["arch"])
    found = {}
    for node in arch.iter("field"):
        name = node.get("name")
        found[name] = {}
        if model._fields[name].type == "many2one":
            shown = {} if node.get("column_invisible") == "1" else {"display_name": {}}
            found[name] = {"fields": shown}
    return found


def _list(register, name, domain, where="", **parameters):
    """A page of the list, with the count, as the web client asks for it."""
    model = register.deliberations
    parameters |= {"companies": register.env.companies.ids, "limit": PAGE}

    def ours():
        model.env.invalidate_all()
        return model.web_search_read(
            domain, register.specification, limit=PAGE, count_limit=MOST
        )

    def by_hand():
        rows = register.by_hand(COLUMNS + TABLES + where + NEWEST, **parameters)
        if len(rows) < PAGE:
            return rows, len(rows)
        count = f"SELECT count(*) {TABLES}{where}"
        return rows, register.by_hand(count, **parameters)[0]["count"]

    found, (rows, count) = ours(), by_hand()
    assert found["length"] == count
    assert [one["id"] for one in found["records"]] == [one["id"] for one in rows]
    assert rows, name
    return at_most(name, *_in_turns(ours, by_hand), 2)


def _open_data(register):
    export = register.env["lcc.open.data.export"].create(
        {
            "assembly_id": register.council.id,
            "date_from": "2015-01-01",
            "date_to": "2024-12-31",
        }
    )

    def ours():
        export.env.invalidate_all()
        return export._build(export._get_model()._get_open_data(export._get_domain()))

    def by_hand():
        register.env.cr.execute(OPEN_DATA, {"council": register.council.id})
        stream = io.StringIO(newline="")
        writer = csv.writer(stream)
        writer.writerow(range(17))
        writer.writerows(register.env.cr.fetchall())
        return stream.getvalue().encode()

    mine, other = ours().splitlines(), by_hand().splitlines()
    assert mine[1:] == other[1:] and len(mine) == SESSIONS * BY_SESSION + 1
    return at_most("open data of 2,000 deliberations", *_in_turns(ours, by_hand), 2)


def _close(register):
    """Every vote by roll call: 50 members present, 2 represented, 8 absent."""
    env = register.env
    large = council.create(register.council.env, "Large", LARGE).with_env(env)
    session = env["lcc.session"].create(
        {
            "assembly_id": large.id,
            "date_start": "2024-04-16 18:00:00",
            "date_notice": "2024-04-09 08:00:00",
            "place": "Town hall",
            "item_ids": [
                Command.create({"name": f"Item {i}", "sequence": i})
                for i in range(LARGE)
            ],
        }
    )
    deliberations = env["lcc.deliberation"].create(
        [{"item_id": item.id, "name": item.name} for item in session.item_ids]
    )
    council.open_session(session, present=50)
    for deliberation in deliberations:
        deliberation.write({"method": "roll_call", "askers": 30})
        deliberation.action_call_roll()
        deliberation.action_done()
    env.flush_all()
    env.cr.commit()
    env.invalidate_all()

    def close():
        session.action_close()
        env.flush_all()
        env.cr.commit()

    seconds = median_seconds(close, 1)
    assert deliberations[-1].number == "071/24"
    return at_most(
        "closing 60 members, 60 roll calls", seconds, 2, 1, unit="s", scale=1
    )
