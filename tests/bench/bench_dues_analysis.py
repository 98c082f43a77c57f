# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Members and dues by territory and year over 200,000 dues lines, by an auditor."""

from world import at_most, median_seconds, new_user

LINES = 200_000
MEMBERS = 50_000
TERRITORIES = 37
YEARS = [2022, 2023]
ROUNDS = 9

PARTNERS = """
INSERT INTO res_partner (name, complete_name, active, type, autopost_bills,
    lcc_member_type_id, lcc_territory_id)
SELECT 'Bench ' || n, 'Bench ' || n, true, 'contact', 'ask', %(type)s,
       (%(territories)s)[1 + n %% %(count)s]
  FROM generate_series(1, %(members)s) n
RETURNING id
"""

DUES = """
INSERT INTO membership_membership_line (partner_id, membership_id, company_id,
    lcc_company_currency_id, date, date_from, date_to, state, member_price, lcc_year,
    lcc_member_type_id, lcc_territory_id, lcc_territory_gap, lcc_amount,
    lcc_amount_paid, lcc_date_paid)
SELECT (%(members)s)[1 + n %% %(member_count)s], %(product)s, %(company)s,
       %(currency)s, make_date(y, 3, 1), make_date(y, 1, 1), make_date(y, 12, 31),
       CASE WHEN n %% 20 = 0 THEN 'waiting' ELSE 'paid' END, 15.1, y, %(type)s,
       CASE WHEN n %% 25 != 0 THEN (%(territories)s)[1 + n %% %(count)s] END,
       CASE WHEN n %% 50 = 0 THEN 'address' WHEN n %% 25 = 0 THEN 'commune' END,
       15.1, CASE WHEN n %% 20 = 0 THEN 0 ELSE 15.1 END,
       CASE WHEN n %% 20 = 0 THEN NULL ELSE make_date(y, 3, 1) END
  FROM generate_series(1, %(lines)s) n, LATERAL (SELECT 2020 + n / 50000 AS y) years
"""

# What one writes by hand for the same table: each year and the one before it.
BY_HAND = """
  SELECT lcc_year, lcc_territory_id,
         CASE WHEN lcc_territory_id IS NOT NULL THEN NULL
              WHEN lcc_territory_gap IS NULL THEN 'unknown'
              WHEN lcc_territory_gap = 'address' THEN 'address'
              ELSE 'outside' END,
         COUNT(DISTINCT partner_id), SUM(lcc_amount_paid)
    FROM membership_membership_line
   WHERE company_id = %(company)s AND state IN ('paid', 'free')
     AND date_from IS NOT NULL AND lcc_year IN (2021, 2022, 2023)
GROUP BY GROUPING SETS ((1, 2, 3), (1))
"""


def run(env):
    company, auditor = _fill(env)
    table = env(user=auditor, context={"allowed_company_ids": company.ids})[
        "lcc.dues.table"
    ]

    def ours():
        return table.get_table(YEARS)

    def by_hand():
        env.cr.execute(BY_HAND, {"company": company.id})
        return env.cr.fetchall()

    _check(ours(), by_hand())
    return [
        at_most(
            "dues by territory and year, 200,000 lines",
            median_seconds(ours, ROUNDS),
            median_seconds(by_hand, ROUNDS),
            1.5,
        )
    ]


def _fill(env):
    company = env["res.company"].create({"name": "Benchmark of dues"})
    product = env["product.product"].create(
        {
            "name": "Dues",
            "type": "service",
            "membership": True,
            "membership_type": "lcc_civil_year",
        }
    )
    territories = env["lcc.territory"].create(
        [{"name": f"Bench {number:02}"} for number in range(TERRITORIES)]
    )
    auditor = new_user(env, "bench-dues", company, "lcc_base.group_lcc_auditor")
    env.flush_all()
    parameters = {
        "type": env.ref("lcc_membership.lcc_member_type_person").id,
        "territories": territories.ids,
        "count": TERRITORIES,
        "members": MEMBERS,
        "member_count": MEMBERS,
        "lines": LINES,
        "company": company.id,
        "currency": company.currency_id.id,
        "product": product.id,
    }
    env.cr.execute(PARTNERS, parameters)
    parameters["members"] = [partner_id for (partner_id,) in env.cr.fetchall()]
    env.cr.execute(DUES, parameters)
    env.cr.commit()
    env.cr._cnx.autocommit = True
    env.cr.execute("VACUUM ANALYZE membership_membership_line")
    env.cr._cnx.autocommit = False
    return company, auditor


def _check(table, rows):
    """Both say the same."""
    for year, cell in zip(YEARS, table["total"]["cells"], strict=True):
        # all of a year is the largest group of it
        members, amount = max(row[3:] for row in rows if row[0] == year)
        assert (cell["members"], cell["amount"]) == (members, float(amount))
    assert len(table["rows"]) == TERRITORIES + 2
