# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""lcc_currency comes into a database that works already, and leaves it as it was."""

import pytest

from ground import making, odoo_source, paths, postgres, system
from ground import server as odoo_server

OURS = ["lcc_currency", "lcc_base", "l10n_fr_asso", "report_weasyprint"]
# Tables in which Odoo keeps the modules themselves: their code, models, fields, views,
# menus, rights, crons and messages between processes.
OF_MODULES = ("bus_", "ir_", "rel_modules_", "mail_message_subtype", "wizard_")
# Rows of others that Odoo itself writes: (table, column, id). OdooBot (user 1, contact
# 2) and the administrator (user 2, contact 3) enter the suite's groups, as they enter
# those of every module, and leave them: Odoo notes when, and computes again whether
# their contacts are internal. No value but these dates changes.
TOUCHED = {
    ("res_partner", "write_date", 2),
    ("res_partner", "write_date", 3),
    ("res_users", "write_date", 1),
    ("res_users", "write_date", 2),
}


@pytest.fixture(scope="module")
def working_db(odoo):
    """A database with accounting of its own: French company, users, posted entries."""
    template = making.template(
        odoo_source.ensure(), "plain", paths.foreign_dependencies()
    )
    name = f"lcc_test_install_{template.rpartition('_')[2]}"
    postgres.drop(name)
    postgres.create_scratch(name, template)
    in_odoo(odoo, name, work)
    yield name
    postgres.drop(name)


def in_odoo(odoo, database, function):
    """Call a function of env in this process, commit, and forget the registry."""
    from odoo.api import SUPERUSER_ID, Environment
    from odoo.modules.registry import Registry

    try:
        with Registry(database).cursor() as cr:
            function(Environment(cr, SUPERUSER_ID, {}))
            cr.commit()
    finally:
        Registry.delete(database)
        odoo.sql_db.close_db(database)


def work(env):
    """A firm on the chart `fr`: an invoice, its payment, an entry, a lock date."""
    company = (
        env["res.company"]
        .with_context(chart_template_load=True)
        .create({"name": "Working firm", "country_id": env.ref("base.fr").id})
    )
    env["account.chart.template"].try_loading("fr", company=company, install_demo=False)
    env = env(context={"allowed_company_ids": company.ids})
    for login, group in (
        ("firm accountant", "account.group_account_manager"),
        ("firm clerk", "account.group_account_invoice"),
        ("firm visitor", "base.group_portal"),
    ):
        env["res.users"].with_context(no_reset_password=True).create(
            {
                "name": login,
                "login": login,
                "company_id": company.id,
                "company_ids": [(6, 0, company.ids)],
                "group_ids": [(6, 0, [env.ref(group).id])],
            }
        )
    customer = env["res.partner"].create({"name": "Customer", "is_company": True})
    invoice = env["account.move"].create(
        {
            "move_type": "out_invoice",
            "partner_id": customer.id,
            "invoice_date": "2021-03-01",
            "invoice_line_ids": [(0, 0, {"name": "Work", "price_unit": 100})],
        }
    )
    invoice.action_post()
    env["account.payment.register"].with_context(
        active_model="account.move", active_ids=invoice.ids
    ).create({})._create_payments()
    company.fiscalyear_lock_date = "2020-12-31"


def use(env):
    """The firm issues coupons: one exchange, entered in the books."""
    company = env["res.company"].search([("name", "=", "Working firm")])
    env = env(context={"allowed_company_ids": company.ids})
    currency = env["lcc.currency"].create(
        {
            "name": "Local currency",
            "symbol": "LCC",
            "company_id": company.id,
            "denomination_ids": [(0, 0, {"value": 10})],
            "series_ids": [(0, 0, {"name": "A", "date_from": "2021-01-01"})],
        }
    )
    # A French chart has no account of coupons in circulation; one is made by hand.
    currency.coupon_account_id = env["account.account"].create(
        {
            "name": "Coupons in circulation",
            "code": "463300",
            "account_type": "liability_current",
            "company_ids": [(6, 0, company.ids)],
        }
    )
    vault = env["lcc.place"].create(
        {"name": "Vault", "kind": "vault", "lcc_currency_id": currency.id}
    )
    bank = env["account.journal"].search(
        [("type", "=", "bank"), ("company_id", "=", company.id)], limit=1
    )
    method = bank.inbound_payment_method_line_ids[:1]
    line = {
        "denomination_id": currency.denomination_ids.id,
        "series_id": currency.series_ids.id,
        "quantity": 5,
    }
    opening, exchange = env["lcc.operation"]._create_posted(
        [
            {
                "kind": kind,
                "date": "2021-03-01",
                "lcc_currency_id": currency.id,
                "place_from_id": source.id,
                "place_to_id": target.id,
                "payment_method_line_id": method.id,
                "line_ids": [(0, 0, line)],
            }
            for kind, source, target in (
                ("opening", currency._get_place("printer"), vault),
                ("exchange", vault, currency._get_place("holders")),
            )
        ]
    )
    assert (opening + exchange)._post_books().state == "posted"


def tables(cr):
    """Columns by table, the tables of modules left out."""
    cr.execute(
        "SELECT table_name, array_agg(column_name::text ORDER BY column_name)"
        " FROM information_schema.columns JOIN information_schema.tables"
        " USING (table_schema, table_name)"
        " WHERE table_schema = 'public' AND table_type = 'BASE TABLE' GROUP BY 1"
    )
    return {
        table: columns
        for table, columns in cr.fetchall()
        if not table.startswith(OF_MODULES)
    }


def snapshot(connection, columns_of):
    """Rows by table, each as a set of (column, value)."""
    rows = {}
    with connection, connection.cursor() as cr:
        present = tables(cr)
        for table, columns in columns_of.items():
            if table not in present:
                rows[table] = None
                continue
            names = ", ".join(f'"{column}"' for column in columns)
            cr.execute(f'SELECT to_jsonb(r) FROM (SELECT {names} FROM "{table}") r')
            rows[table] = [row for (row,) in cr.fetchall()]
    return rows


def changes(before, after):
    """What became of rows that were there: set of (table, column or "gone", id)."""
    found = set()
    for table, rows in before.items():
        if after[table] is None:
            found.add((table, "gone", None))
        elif rows and "id" in rows[0]:
            now = {row["id"]: row for row in after[table]}
            for row in rows:
                new = now.get(row["id"])
                if new is None:
                    found.add((table, "gone", row["id"]))
                else:
                    found |= {
                        (table, column, row["id"])
                        for column, value in row.items()
                        if new[column] != value
                    }
        elif [row for row in rows if row not in after[table]]:
            found.add((table, "gone", None))
    return found


def uninstall(database):
    command = odoo_server.command("module", "uninstall", *OURS, "-d", database)
    log = paths.log("test-uninstall")
    assert system.call(command, log, env=odoo_server.environ()) == 0, log


def test_install_uninstall_install(working_db, odoo, connect):
    connection = connect(working_db)
    with connection, connection.cursor() as cr:
        columns_of = tables(cr)
    before = snapshot(connection, columns_of)
    assert len(before["account_move"]) == 2
    assert len(before["account_account"]) > 500

    def unchanged(step):
        difference = changes(before, snapshot(connection, columns_of))
        assert difference <= TOUCHED, step

    def install():
        log = paths.log("test-install")
        assert odoo_server.install(working_db, ["lcc_currency"], log) == 0

    install()
    unchanged("installed")
    in_odoo(odoo, working_db, use)
    unchanged("used")
    uninstall(working_db)
    unchanged("uninstalled")
    install()
    unchanged("installed again")
