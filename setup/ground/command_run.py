# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""./setup/run: the demo, running."""

import argparse
import re

from . import demo, making, postgres, server, system
from .console import GroundError, say

DATABASE, PORT = "lcc_demo", 8069
# Databases that PostgreSQL needs, and those that the commands make and drop unasked.
RESERVED = re.compile(r"postgres|template.*|lcc_(test|making|template).*")


def main(arguments):
    options = _parse(arguments)
    if options.stop:
        return _stop()
    _check(options)
    with making.ground() as source:
        if options.reset:
            _stop_servers_of(options.db)
            demo.reset(options.db)
        with system.lock(
            "demo", "Waiting for another command that makes a demo database"
        ):
            demo.ensure(options.db, source)
        if options.port not in server.running():
            _require_port(options.port)
            server.start(options.db, options.port)
        _tell(options)
    return 0


def _parse(arguments):
    parser = argparse.ArgumentParser(
        prog="./setup/run",
        description="Make everything the project needs, and start Odoo with the "
        "demo database.",
        epilog="ODOO_HOME names an Odoo 19 to use; PGHOST, PGPORT, PGUSER, PGPASSWORD "
        "(or odoo.conf) a PostgreSQL server; LCC_CACHE a folder for downloads that "
        "several clones share; LCC_PYTHON a Python.",
    )
    parser.add_argument(
        "--db",
        default=DATABASE,
        metavar="NAME",
        help="name of the database (%(default)s)",
    )
    parser.add_argument(
        "--port",
        default=PORT,
        type=int,
        metavar="N",
        help="port on 127.0.0.1 (%(default)s)",
    )
    parser.add_argument(
        "--reset", action="store_true", help="make the demo database anew"
    )
    parser.add_argument(
        "--stop", action="store_true", help="stop what this command has started"
    )
    return parser.parse_args(arguments)


def _check(options):
    if not re.fullmatch(r"[a-z0-9][a-z0-9_-]{0,49}", options.db):
        raise GroundError(
            "A database name is made of small letters, digits, - and _, "
            f"at most 50 of them: {options.db!r} is not one."
        )
    if RESERVED.fullmatch(options.db):
        raise GroundError(
            f"The name {options.db} is kept for databases of PostgreSQL or of these "
            "commands: choose another with --db."
        )
    if not 1024 <= options.port <= 65535:
        raise GroundError(
            f"A port lies between 1024 and 65535: {options.port} does not."
        )
    state = server.running().get(options.port)
    if state and state["database"] != options.db:
        raise GroundError(
            f"Port {options.port} already serves the database {state['database']}: "
            "choose another with --port, or stop it with ./setup/run --stop."
        )
    if not state:
        _require_port(options.port)


def _require_port(port):
    if not system.port_is_free(port):
        raise GroundError(
            f"Port {port} is used by another program: choose another with --port."
        )


def _stop_servers_of(database):
    for port, state in server.running().items():
        if state["database"] == database:
            server.stop(port)


def _stop():
    stopped = server.stop_all()
    if not postgres.stop_if_unused():
        say("PostgreSQL goes on: another command uses it.")
    elif not stopped:
        say("Nothing was running.")
    return 0


def _tell(options):
    say()
    say(f"Odoo with the demo is on http://127.0.0.1:{options.port}")
    say("Log in as (the password is the login):")
    for who, login in demo.logins(options.db):
        say(f"  {login:<14}{who}")
    say("Stop it with ./setup/run --stop")
