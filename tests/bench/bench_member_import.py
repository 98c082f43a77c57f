# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Importing 20,000 members with dues of two years, as volunteers keep them."""

import base64
import re
import time
from pathlib import Path

from world import at_most, new_user

from odoo import Command
from odoo.tools import mute_logger

LINES = 20_000
KNOWN = 1_000  # members who are there already
TWICE = 20  # every so many lines, the same member again


def run(env):
    root, user = _association(env)
    record = _create_import(root, user)
    Path("/proc/self/clear_refs").write_text("5")  # forget the peak so far
    memory = _memory("VmRSS")
    check = _timed(record.action_check)
    assert not record.error_ids, record.error_ids.mapped("message")[:5]
    record.with_context(lcc_choice="fill").action_decide()
    queries = [root.cr.sql_log_count]
    record.action_import()
    write = _timed(root["lcc.member.import"]._cron_run)
    queries.append(root.cr.sql_log_count)
    megabytes = _memory("VmHWM") - memory
    record.invalidate_recordset()
    assert record.state == "done", record.line_ids.mapped("message")
    assert record.new_count == LINES - KNOWN - (LINES - KNOWN) // TWICE
    batches = LINES // 500
    undo = _timed(lambda: _undo(root, record))
    return [
        at_most("check of 20,000 lines", check, 180, 0.25, unit="s", scale=1),
        at_most("check and import", check + write, 180, 1, unit="s", scale=1),
        at_most("memory of them", megabytes, 400, 1, unit="MB", scale=1),
        at_most(
            "queries for a line",
            (queries[1] - queries[0]) / batches / 500,
            6,
            1,
            unit="",
            scale=1,
        ),
        at_most("undoing it", undo, 180, 1, unit="s", scale=1),
    ]


def _timed(work):
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _undo(root, record):
    record.action_undo()
    root["lcc.member.import"]._cron_run()
    record.invalidate_recordset()
    assert record.state == "undone"


def _association(env):
    company = (
        env["res.company"]
        .with_context(chart_template_load=True)
        .create({"name": "Benchmark", "country_id": env.ref("base.fr").id})
    )
    with mute_logger("odoo.addons.account.models.chart_template"):
        env["account.chart.template"].try_loading(
            "fr_asso", company, install_demo=False
        )
    user = new_user(env, "bench", company, "lcc_base.group_lcc_treasurer")
    user.group_ids += env.ref("base.group_partner_manager")
    root = env(context={"allowed_company_ids": company.ids})
    root["product.product"].create(
        {
            "name": "Dues",
            "type": "service",
            "membership": True,
            "membership_type": "lcc_civil_year",
            "list_price": 15,
            "taxes_id": False,
            "company_id": company.id,
        }
    )
    territory = root["lcc.territory"].create({"name": "Benchmark"})
    root["lcc.commune"].create(
        [
            {
                "name": f"Bench {number}",
                "code": f"097{number:02}",
                "territory_id": territory.id,
                "postcode_ids": [Command.create({"name": f"099{number:02}"})],
            }
            for number in range(50)
        ]
    )
    root["res.partner"].create(
        [
            {"name": f"Jean Membre{n}", "email": f"m{n}@bench.example.org"}
            for n in range(KNOWN)
        ]
    )
    return root, user


def _create_import(root, user):
    product = root["product.product"].search([("name", "=", "Dues")], limit=1)
    lines = ["Nom;Prénom;Mail;Téléphone;Adresse;Newsletter;2019;Date 2019;2020"]
    for number in range(LINES):
        one = number - 1 if number % TWICE == TWICE - 1 else number
        lines.append(
            f"MEMBRE{one};jean;M{one}@bench.example.org;"
            f"06.39.{one // 10000:02}.{one // 100 % 100:02}.{one % 100:02};"
            f"{one % 200} rue des Lilas 099{one % 50:02} BENCH {one % 50};oui;"
            f"{10 + one % 3} €;{1 + one % 28}/03/2019;10+5 don"
        )
    imports = root["lcc.member.import"].with_user(user)
    record = imports.create(
        {
            "file": base64.b64encode("\r\n".join(lines).encode("cp1252")),
            "filename": "members.csv",
            "product_id": product.id,
        }
    )
    root.cr.commit()
    root.invalidate_all()
    return record


def _memory(name):
    status = Path("/proc/self/status").read_text()
    return int(re.search(rf"{name}:\s+(\d+) kB", status)[1]) / 1024
