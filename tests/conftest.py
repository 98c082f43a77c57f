# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Fixtures for tests that need real servers, connections and processes.

They work on copies of the database that ./setup/test has prepared: every addon, demo
data, French. A copy is shared by the tests of one file.
"""

import itertools
import json
import os
import signal
import time
import urllib.request
from http.cookiejar import CookieJar

import psycopg2
import pytest

from ground import paths, postgres, system
from ground import server as odoo_server

_numbers = itertools.count(1)


class OdooServer:
    """An Odoo process on one database and a free port of 127.0.0.1."""

    def __init__(self, database, *options):
        self.database = database
        self.options = options
        self.log = paths.log(f"test-server-{database}")
        self.process = None
        self.start()

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}"

    def start(self):
        self.port = system.free_port()
        arguments = [
            "-d",
            self.database,
            "--http-port",
            str(self.port),
            "--max-cron-threads=0",
        ]
        command = odoo_server.command("server", *arguments, *self.options)
        with open(self.log, "ab") as output:
            self.process = system.spawn(
                command, stdout=output, stderr=output, env=odoo_server.environ()
            )
        deadline = time.monotonic() + 120
        while not odoo_server.answers(self.port):
            assert self.process.poll() is None, f"Odoo did not start, see {self.log}"
            assert time.monotonic() < deadline, f"Odoo does not answer, see {self.log}"
            time.sleep(0.2)

    def stop(self):
        system.end_group(self.process)

    def kill(self):
        """End the server as a power cut would."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


class RpcError(Exception):
    """The server refused a call; data is what it says (name, message, debug)."""

    def __init__(self, error):
        self.data = error.get("data") or {}
        super().__init__(self.data.get("message") or error.get("message"))


class RpcClient:
    """A logged-in session, calling as the web client does."""

    def __init__(self, server, login, password=None):
        self.url = server.url
        self.opener = urllib.request.build_opener(
            urllib.request.ProxyHandler({}),
            urllib.request.HTTPCookieProcessor(CookieJar()),
        )
        answer = self.post(
            "/web/session/authenticate",
            db=server.database,
            login=login,
            password=password or login,
        )
        self.uid = answer["uid"]

    def post(self, route, **params):
        """Call a JSON-RPC route; return its result or raise RpcError."""
        body = json.dumps(
            {"jsonrpc": "2.0", "method": "call", "params": params}
        ).encode()
        request = urllib.request.Request(
            self.url + route, body, {"Content-Type": "application/json"}
        )
        with self.opener.open(request, timeout=120) as response:
            answer = json.load(response)
        if "error" in answer:
            raise RpcError(answer["error"])
        return answer.get("result")

    def call(self, model, method, *args, **kwargs):
        route = f"/web/dataset/call_kw/{model}/{method}"
        return self.post(route, model=model, method=method, args=args, kwargs=kwargs)


@pytest.fixture(scope="session")
def prepared_db():
    """The database that ./setup/test has prepared; tests work on copies of it."""
    name = os.environ.get("LCC_TEST_DATABASE")
    if not name:
        pytest.exit(
            "These tests need a prepared database: run ./setup/test tests/FILE.py", 1
        )
    return name


@pytest.fixture(scope="module")
def clone_db(prepared_db):
    """A function that makes one more copy of the prepared database."""
    made = []

    def clone():
        made.append(f"{prepared_db}_{next(_numbers)}")
        postgres.create_scratch(made[-1], prepared_db)
        return made[-1]

    yield clone
    for name in made:
        postgres.drop(name)


@pytest.fixture(scope="module")
def demo_db(clone_db):
    """The name of this file's own copy of the demo database."""
    return clone_db()


@pytest.fixture(scope="module")
def start_server():
    """A function (database, *Odoo options) that starts one more server."""
    servers = []

    def start(database, *options):
        servers.append(OdooServer(database, *options))
        return servers[-1]

    yield start
    for server in servers:
        server.stop()


@pytest.fixture(scope="module")
def server(demo_db, start_server):
    """An Odoo server on this file's copy: .url .port .stop() .kill() .start()."""
    return start_server(demo_db)


@pytest.fixture(scope="module")
def rpc(server):
    """A function (login, password=login) that returns an RpcClient of the server."""
    return lambda login, password=None: RpcClient(server, login, password)


@pytest.fixture(scope="module")
def connect():
    """A function (database) that opens a psycopg2 connection; closed with the file."""
    connections = []

    def open_connection(database):
        address = postgres.address()
        connections.append(
            psycopg2.connect(
                dbname=database,
                host=address.host or None,
                port=address.port or None,
                user=address.user,
                password=address.password or None,
            )
        )
        return connections[-1]

    yield open_connection
    for connection in connections:
        connection.close()


@pytest.fixture(scope="session")
def odoo():
    """The odoo package, configured for the project's addons."""
    import odoo.http
    import odoo.modules.module
    import odoo.tools

    odoo.tools.config.parse_config(["-c", str(odoo_server.CONF)])
    odoo.modules.module.initialize_sys_path()
    return odoo


@pytest.fixture(scope="module")
def registry(odoo, demo_db):
    """Odoo's registry on this file's copy of the demo database, in this process."""
    from odoo.modules.registry import Registry

    yield Registry(demo_db)
    Registry.delete(demo_db)
    odoo.sql_db.close_db(demo_db)


@pytest.fixture
def env(registry):
    """A superuser's environment; whatever the test does is rolled back."""
    from odoo.api import SUPERUSER_ID, Environment

    with registry.cursor() as cr:
        yield Environment(cr, SUPERUSER_ID, {})
        cr.rollback()
