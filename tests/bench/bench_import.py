# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Importing a file of 100,000 lines, reading and checks included, against stock."""

import base64
import re
import time
from datetime import date, timedelta
from pathlib import Path

from world import DATE, Currency, Stock, at_least, at_most, median_seconds

DEPENDS = ["stock"]
LINES = 100_000


def run(env):
    currency = Currency(env)
    stock = Stock(env, currency.company)
    stock.transfer(5)  # warm
    before = median_seconds(lambda: stock.transfer(200), 2) / 200
    seconds, megabytes = _import(currency, _file(currency))
    after = median_seconds(lambda: stock.transfer(200), 2) / 200
    return [
        at_least(
            "import of 100,000 lines, each",
            (before + after) / 2,  # both sides, so that both meet the same machine
            seconds / LINES,
            25,
        ),
        at_most("memory of that import", megabytes, 300, 1, unit="MB", scale=1),
    ]


def _file(currency):
    """Exchanges of three lines, as a French spreadsheet saves them."""
    lines = ["Date;Nature;De;Vers;Coupure;Quantité;Montant;Référence;Moyen"]
    first = date.fromisoformat(DATE)
    for number in range((LINES + 2) // 3):
        day = (first + timedelta(days=number // 100)).strftime("%d/%m/%Y")
        counter = currency.counters[number % len(currency.counters)].name
        for face, quantity in ((10, 1), (5, 1), (2, 1)):
            lines.append(
                f"{day};Échange;{counter};;{face} B;{quantity};"
                f"{face * quantity},00;E{number};Espèces"
            )
    return "\r\n".join(lines[: LINES + 1]).encode("cp1252")


def _import(currency, content):
    """Seconds that the import takes, and megabytes that memory grows by at most."""
    operations = currency.env["lcc.operation.import"].create(
        {
            "file": base64.b64encode(content),
            "filename": "operations.csv",
            "lcc_currency_id": currency.currency.id,
            "books": "waiting",
        }
    )
    currency.env.cr.commit()
    currency.env.invalidate_all()
    Path("/proc/self/clear_refs").write_text("5")  # forget the peak so far
    memory = _memory("VmRSS")
    start = time.perf_counter()
    operations.action_import()
    currency.env.cr.commit()
    seconds = time.perf_counter() - start
    assert operations.state == "done", operations.error_ids.mapped("message")
    assert operations.line_count == LINES
    return seconds, _memory("VmHWM") - memory


def _memory(name):
    status = Path("/proc/self/status").read_text()
    return int(re.search(rf"{name}:\s+(\d+) kB", status)[1]) / 1024
