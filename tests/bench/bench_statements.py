# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Statements over 500,000 journal items, and a workbook of 100,000 of them."""

import io
import re
from pathlib import Path

import xlsxwriter
from world import at_most, median_seconds, new_user

from odoo.tools import mute_logger

MOVES, PARTS = 62_500, 8  # 500,000 journal items over five years
ROUNDS = 5
YEAR = {"date_from": "2021-01-01", "date_to": "2021-12-31"}
ITEMS = 100_000
# As many of them and some more stand in these days: 34 or 35 entries a day.
ENTRIES = {"date_from": "2020-01-01", "date_to": "2020-12-31"}

FILL = """
INSERT INTO account_move (name, journal_id, company_id, currency_id, state, move_type,
    date, auto_post, ref)
SELECT 'B/' || n, %(journal)s, %(company)s, %(currency)s, 'posted', 'entry',
       DATE '2020-01-01' + (n %% 1826), 'no', 'Reference ' || n
  FROM generate_series(1, %(moves)s) n;
INSERT INTO account_move_line (move_id, move_name, journal_id, company_id,
    company_currency_id, currency_id, account_id, date, parent_state, display_type,
    name, debit, credit, balance, amount_currency)
SELECT m.id, m.name, m.journal_id, m.company_id, %(currency)s, %(currency)s,
       (%(accounts)s)[1 + (m.id * 7 + part) %% %(account_count)s], m.date, 'posted',
       'product', 'Label of a journal item ' || part,
       CASE WHEN part %% 2 = 0 THEN 10.25 ELSE 0 END,
       CASE WHEN part %% 2 = 1 THEN 10.25 ELSE 0 END,
       CASE WHEN part %% 2 = 0 THEN 10.25 ELSE -10.25 END,
       CASE WHEN part %% 2 = 0 THEN 10.25 ELSE -10.25 END
  FROM account_move m, generate_series(0, %(parts)s - 1) part
 WHERE m.journal_id = %(journal)s;
ANALYZE account_move;
ANALYZE account_move_line;
"""


def run(env):
    company, user = _fill(env)
    env = env(user=user, context={"allowed_company_ids": company.ids})
    return [*_measure_income(env), *_measure_entries(env)]


def _fill(env):
    company = (
        env["res.company"]
        .with_context(chart_template_load=True)
        .create({"name": "Bench of statements", "country_id": env.ref("base.fr").id})
    )
    with mute_logger("odoo.addons.account.models.chart_template"):
        env["account.chart.template"].try_loading(
            "fr_asso", company, install_demo=False
        )
    env = env(context={"allowed_company_ids": company.ids})
    journal = env["account.journal"].search(
        [("type", "=", "general"), ("company_id", "=", company.id)], limit=1
    )
    accounts = env["account.account"].search(
        [("company_ids", "in", company.ids), ("code", "=like", "_____0")]
    )
    user = new_user(env, "bench-books", company, "account.group_account_user")
    user.group_ids |= env.ref("lcc_base.group_lcc_auditor")
    user.group_ids |= (
        env.ref("mis_builder.group_user", raise_if_not_found=False)
        or (env["res.groups"])
    )
    env.flush_all()
    env.cr.execute(
        FILL,
        {
            "journal": journal.id,
            "company": company.id,
            "currency": company.currency_id.id,
            "moves": MOVES,
            "accounts": accounts.ids,
            "account_count": len(accounts),
            "parts": PARTS,
        },
    )
    env.cr.commit()
    return company, user


# The income statement, beside a stock report of as many expressions.


def _measure_income(env):
    template = env.ref("lcc_reports.mis_report_income")
    stock = _make_stock_report(env, template)
    report = env["lcc.report.income"]

    def ours():
        env.invalidate_all()
        return report.get_report({**YEAR, "compare": "none"})

    def theirs():
        env.invalidate_all()
        return stock.compute()

    ours(), theirs()
    name = f"income statement, {MOVES * PARTS:,} journal items"
    return [
        at_most(name, median_seconds(ours, ROUNDS), median_seconds(theirs, ROUNDS), 1.5)
    ]


def _make_stock_report(env, template):
    """A MIS report as its makers show it: as many expressions on prefixes."""
    count = sum(1 for kpi in template.sudo().kpi_ids if "[" in (kpi.expression or ""))
    root = env["mis.report"].sudo()
    report = root.create(
        {
            "name": "Stock",
            "kpi_ids": [
                (
                    0,
                    0,
                    {
                        "name": f"k{n}",
                        "description": f"Line {n}",
                        "expression": f"balp[{6 + n % 2}{n % 10}%]",
                    },
                )
                for n in range(count)
            ],
        }
    )
    instance = (
        env["mis.report.instance"]
        .sudo()
        .create(
            {
                "name": "Stock",
                "report_id": report.id,
                "company_id": env.company.id,
                "period_ids": [
                    (
                        0,
                        0,
                        {
                            "name": "2021",
                            "mode": "fix",
                            "manual_date_from": YEAR["date_from"],
                            "manual_date_to": YEAR["date_to"],
                        },
                    )
                ],
            }
        )
    )
    return instance.with_env(env)


# The workbook of entries, beside a bare loop over the same rows.


def _measure_entries(env):
    report = env["report.lcc_reports.entries_xlsx"]
    options = env["lcc.report.entries"]._read_options(ENTRIES)

    def ours():
        return report.with_context(active_model="res.company").create_xlsx_report(
            env.company.ids, {"options": ENTRIES}
        )

    def bare():
        workbook = xlsxwriter.Workbook(io.BytesIO())
        sheet = workbook.add_worksheet()
        day = workbook.add_format({"num_format": "yyyy-mm-dd"})
        for row, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                if column == 2:
                    sheet.write_datetime(row, column, cell, day)
                else:
                    sheet.write(row, column, cell)
        workbook.close()

    Path("/proc/self/clear_refs").write_text("5")  # forget the peak so far
    before = _memory("VmRSS")
    ours()
    grown = _memory("VmHWM") - before
    [period] = options["periods"]
    rows = report._read_rows(env["lcc.report.entries"], period, options)
    assert len(rows) >= ITEMS, len(rows)
    del rows[ITEMS:]
    times = [median_seconds(work, ROUNDS) for work in (ours, bare)]
    return [
        at_most(f"workbook of {ITEMS:,} journal items", *times, 1.3),
        at_most("memory of that workbook", grown, 150, 1, unit="MB", scale=1),
    ]


def _memory(name):
    status = Path("/proc/self/status").read_text()
    return int(re.search(rf"{name}:\s+(\d+) kB", status)[1]) / 1024
