# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""The situation at a past date over a million ledger lines, and the dashboard."""

from datetime import date

from world import Currency, at_most, median_seconds

LINES = 1_000_000
PAST = date(2023, 6, 17)

LEDGER = """
INSERT INTO lcc_operation (name, kind, date, state, lcc_currency_id, company_id,
    currency_id, place_from_id, place_to_id, amount, payment_mode, books_state)
SELECT 'B' || n, 'exchange', DATE '2020-01-01' + (n %% 1500)::int, 'posted',
       %(currency)s, %(company)s, %(money)s,
       (%(counters)s)[1 + n %% %(count)s], %(holders)s, 17, 'journal', 'done'
  FROM generate_series(1, %(operations)s) n;
INSERT INTO lcc_operation_line (operation_id, denomination_id, series_id, quantity,
    is_return, kind, date, lcc_currency_id, company_id, currency_id, state,
    place_from_id, place_to_id, face_value, amount, circulation_amount)
SELECT o.id, d.id, %(series)s, 1, false, o.kind, o.date, o.lcc_currency_id,
       o.company_id, o.currency_id, o.state, o.place_from_id, o.place_to_id,
       d.value, d.value, d.value
  FROM lcc_operation o
  JOIN lcc_denomination d ON d.lcc_currency_id = o.lcc_currency_id AND d.value <= 5
 WHERE o.name LIKE 'B%%' AND o.lcc_currency_id = %(currency)s;
INSERT INTO lcc_flow (company_id, lcc_currency_id, month, place_from_id, place_to_id,
    series_id, denomination_id, quantity, amount)
SELECT company_id, lcc_currency_id, date_trunc('month', date), place_from_id,
       place_to_id, series_id, denomination_id, SUM(quantity), SUM(amount)
  FROM lcc_operation_line WHERE kind = 'exchange' AND lcc_currency_id = %(currency)s
 GROUP BY 1, 2, 3, 4, 5, 6, 7;
"""

# What one writes by hand over the same lines.
AGGREGATE = """
  SELECT place_id, series_id, denomination_id, SUM(quantity)
    FROM (SELECT place_to_id AS place_id, series_id, denomination_id, quantity
            FROM lcc_operation_line
           WHERE state = 'posted' AND lcc_currency_id = %(currency)s
             AND date <= %(date)s
       UNION ALL
          SELECT place_from_id, series_id, denomination_id, -quantity
            FROM lcc_operation_line
           WHERE state = 'posted' AND lcc_currency_id = %(currency)s
             AND date <= %(date)s
         ) moves
GROUP BY 1, 2, 3 HAVING SUM(quantity) != 0
"""


def run(env):
    currency = Currency(env, counters=50)
    cr = env.cr
    cr.execute(
        LEDGER,
        {
            "currency": currency.currency.id,
            "company": currency.company.id,
            "money": currency.company.currency_id.id,
            "counters": [place.id for place in currency.counters],
            "count": len(currency.counters),
            "holders": currency.holders.id,
            "series": currency.series.id,
            "operations": LINES // 3,
        },
    )
    cr.commit()
    cr._cnx.autocommit = True
    cr.execute("VACUUM ANALYZE lcc_operation_line")
    cr.execute("VACUUM ANALYZE lcc_flow")
    cr._cnx.autocommit = False
    return [_past_date(currency), _dashboard(currency)]


def _past_date(currency):
    env = currency.env
    parameters = {"currency": currency.currency.id, "date": PAST}

    def ours():
        return env["lcc.situation"]._get_holdings(currency.currency, PAST)

    def by_hand():
        env.cr.execute(AGGREGATE, parameters)
        return env.cr.fetchall()

    assert sorted(ours()) == sorted(by_hand())  # both say the same
    return at_most(
        "situation at a past date, 1,000,000 lines",
        median_seconds(ours, 15),
        median_seconds(by_hand, 9),
        0.25,
    )


def _dashboard(currency):
    env = currency.env
    # A running server knows its users' rights; the figures are read anew.
    env["lcc.dashboard"].get_dashboard(currency.currency.id)
    env.invalidate_all()
    before = env.cr.sql_log_count
    env["lcc.dashboard"].get_dashboard(currency.currency.id)
    return at_most(
        "dashboard with 50 counters",
        env.cr.sql_log_count - before,
        10,
        0.9,
        "queries",
        1,
    )
