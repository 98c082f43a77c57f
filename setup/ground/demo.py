# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""The demo database: made whole or not at all, updated when the addons have changed."""

import os

from . import making, paths, postgres, server, stamps
from .console import GroundError, say, step

# The people of the demo data, each with the login as password.
LOGINS = {
    "admin": "Administrator",
    "comptable": "Accountant",
    "coordination": "Coordinator",
    "comptoir": "Counter keeper",
    "audit": "Auditor",
    "mairie": "Clerk of a commune",
    "elu": "Councillor, in the portal",
}
# Where the database says from which addons it was made.
FINGERPRINT = "lcc.setup.fingerprint"


def ensure(database, source):
    """Make or update the demo database."""
    wanted = stamps.fingerprint(
        source, paths.REQUIREMENTS.read_bytes(), stamps.addons_fingerprint()
    )
    if database not in postgres.databases():
        _make(database, wanted)
        return
    found = _fingerprint(database)
    if not found:
        raise GroundError(
            f"The database {database} exists and was not made by this command: "
            "choose another with --db."
        )
    if found != wanted:
        _update(database, wanted)


def reset(database):
    """Drop the demo database, never one that somebody else made."""
    if database in postgres.databases():
        if not _fingerprint(database):
            raise GroundError(
                f"The database {database} was not made by this command: it stays."
            )
        postgres.drop(database)
        say(f"Dropped the database {database}.")


def logins(database):
    """[(who, login)] of the people to log in as."""
    names = "', '".join(LOGINS)
    rows = postgres.sql(
        database, f"SELECT login FROM res_users WHERE active AND login IN ('{names}')"
    )
    present = {login for (login,) in rows}
    return [(who, login) for login, who in LOGINS.items() if login in present]


def _make(database, fingerprint):
    partial = f"lcc_making_{os.getpid()}_demo"
    postgres.drop_leftovers("lcc_making_")
    postgres.create(partial)
    addons = list(paths.addons()) or ["base"]
    making.install(partial, addons, "The demo database", making.DEMO, making.FRENCH)
    speak_french(partial)
    _write_fingerprint(partial, fingerprint)
    postgres.rename(partial, database)


def _update(database, fingerprint):
    log = paths.log(f"demo-{database}")
    for port, state in server.running().items():
        if state["database"] == database:
            server.stop(port)
    rows = postgres.sql(
        database, "SELECT name FROM ir_module_module WHERE state = 'installed'"
    )
    installed = {name for (name,) in rows} & set(paths.addons())
    new = sorted(set(paths.addons()) - installed)
    options = [making.DEMO, "--i18n-overwrite"]
    if installed:
        options.append(f"--update={','.join(sorted(installed))}")
    with step("Updating the demo database", lambda: server.loading_status(log)):
        status = server.install(database, new, log, *options)
    if status:
        raise GroundError(
            f"The demo database cannot be updated ({server.first_error(log)}); "
            f"see {log}, or make it anew: ./setup/run --reset."
        )
    speak_french(database)
    _write_fingerprint(database, fingerprint)


def speak_french(database):
    postgres.sql(
        database,
        f"UPDATE res_partner SET lang = '{making.LANGUAGE}', "
        "tz = COALESCE(tz, 'Europe/Paris') "
        "WHERE id IN (SELECT partner_id FROM res_users)",
    )


def _fingerprint(database):
    table = postgres.sql(database, "SELECT to_regclass('ir_config_parameter')")
    if table != [["ir_config_parameter"]]:
        return ""
    rows = postgres.sql(
        database, f"SELECT value FROM ir_config_parameter WHERE key = '{FINGERPRINT}'"
    )
    return rows[0][0] if rows else ""


def _write_fingerprint(database, value):
    postgres.sql(
        database,
        f"DELETE FROM ir_config_parameter WHERE key = '{FINGERPRINT}'; "
        "INSERT INTO ir_config_parameter (key, value) "
        f"VALUES ('{FINGERPRINT}', '{value}')",
    )
