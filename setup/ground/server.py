# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Odoo's own processes: configuration, one-off commands, servers in the background."""

import configparser
import contextlib
import json
import os
import re
import secrets
import signal
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path

from . import environment, odoo_source, paths, postgres, system
from .console import GroundError, say, step

CONF = paths.GROUND / "odoo.conf"
# Chromium makes sockets in the temporary folder, whose path must stay short.
LONGEST_TMPDIR = 60
DEMO_FAILURE = "demo data failed to install"
# A proxy that the environment names is for the network, never for our own servers.
LOCAL = "127.0.0.1,localhost"
DIRECT = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def write_configuration():
    """The committed odoo.conf, completed with what only this machine knows."""
    parser = configparser.ConfigParser(interpolation=None)
    parser.read(CONF, encoding="utf-8")
    password = parser.get(
        "options", "admin_passwd", fallback=None
    ) or secrets.token_urlsafe(24)
    parser = configparser.ConfigParser(interpolation=None)
    parser.read(paths.ODOO_CONF, encoding="utf-8")
    if not parser.has_section("options"):
        parser.add_section("options")
    folders = [*odoo_source.addons_paths(), *paths.addons_paths()]
    settings = {
        "addons_path": ",".join(map(str, folders)),
        "admin_passwd": password,
        "data_dir": paths.folder("data"),
        **postgres.address().odoo_settings(),
    }
    for key, value in settings.items():
        parser.set("options", key, str(value))
    partial = CONF.with_suffix(".partial")
    with open(
        os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600),
        "w",
        encoding="utf-8",
    ) as file:
        parser.write(file)
    partial.replace(CONF)


def environ():
    """Our folders for what Odoo's processes would write elsewhere, no proxy to us."""
    values = {
        **os.environ,
        **{
            name: ",".join(filter(None, [os.environ.get(name), LOCAL]))
            for name in ("no_proxy", "NO_PROXY")
        },
        "XDG_CACHE_HOME": str(paths.folder("home", "cache")),
        "XDG_CONFIG_HOME": str(paths.folder("home", "config")),
    }
    if len(str(temporary_folder())) <= LONGEST_TMPDIR:
        values["TMPDIR"] = str(temporary_folder())
    return values


def temporary_folder(token=None):
    """Where the processes of one command leave temporary files; gone with it."""
    return paths.folder("tmp", (token or system.mark())[:8])


def command(subcommand, *arguments):
    """An Odoo command line with our configuration."""
    return [environment.PYTHON, "-m", "odoo", subcommand, *arguments, "-c", CONF]


def install(database, addons, log, *options):
    """Install addons in a database and end; return the status, write a new log.

    Demo data that fails is a failure, too: Odoo only warns, and goes on without it.
    """
    log.unlink(missing_ok=True)
    arguments = [
        "-d",
        database,
        "--stop-after-init",
        "--workers=0",
        "--max-cron-threads=0",
    ]
    if addons:
        arguments += ["-i", ",".join(addons)]
    arguments += ["--http-port", str(system.free_port()), *options]
    status = system.call(
        command("server", *arguments), log, env=environ(), cwd=paths.ROOT
    )
    return status or int(
        DEMO_FAILURE in log.read_text(encoding="utf-8", errors="replace")
    )


def loading_status(log):
    """How far an installation is, read in its log: for step()."""
    text = log.read_text(encoding="utf-8", errors="replace")
    if tests := text.count(": Starting "):
        return f"{tests} tests run"
    loaded = re.findall(r"Loading module \S+ \((\d+)/(\d+)\)", text)
    return "{} of {} modules".format(*loaded[-1]) if loaded else ""


def first_error(log):
    """The line that tells best why Odoo failed."""
    lines = (
        log.read_text(encoding="utf-8", errors="replace").splitlines()
        if log.is_file()
        else []
    )
    errors = [line for line in lines if re.search(r" \d+ (ERROR|CRITICAL) ", line)]
    raised = [line for line in lines if re.match(r"[\w.]*(Error|Exception)\b", line)]
    return (raised[-1:] or errors[:1] or lines[-1:] or ["no output"])[0][:300]


# ------------------------------------------------------ servers in the background


def _state_file(port):
    return paths.folder("servers") / f"{port}.json"


def running():
    """{port: state} of our servers that are alive; forgets the dead ones."""
    found = {}
    for path in paths.folder("servers").glob("*.json"):
        with contextlib.suppress(OSError, ValueError):
            state = json.loads(path.read_text(encoding="utf-8"))
            if _is_ours(state["pid"]):
                found[state["port"]] = state
            else:
                path.unlink()
    return found


def _is_ours(pid):
    with contextlib.suppress(OSError):
        return os.fsencode(CONF) in Path(f"/proc/{pid}/cmdline").read_bytes().split(
            b"\0"
        )
    return False


def start(database, port):
    """Start a server that outlives the command, and wait until it answers."""
    log = paths.log(f"odoo-{port}")
    arguments = [
        "-d",
        database,
        "--db-filter",
        f"^{re.escape(database)}$",
        "--http-port",
        str(port),
    ]
    # The server holds the database server's lock as long as it lives.
    held = () if postgres.named_server() else (postgres.use(),)
    unmarked = {**environ(), "TMPDIR": str(paths.folder("tmp"))}
    unmarked.pop(system.MARK, None)
    with open(log, "wb") as output:
        process = subprocess.Popen(
            [str(part) for part in command("server", *arguments)],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            env=unmarked,
            cwd=paths.ROOT,
            start_new_session=True,
            pass_fds=held,
        )
    _state_file(port).write_text(
        json.dumps({"pid": process.pid, "port": port, "database": database}),
        encoding="utf-8",
    )
    try:
        with step("Starting Odoo"):
            _wait(process, port, log)
    except BaseException:
        _end(process.pid)
        _state_file(port).unlink(missing_ok=True)
        raise


def _wait(process, port, log):
    deadline = time.monotonic() + 180
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise GroundError(f"Odoo did not start ({first_error(log)}); see {log}.")
        if answers(port):
            return
        time.sleep(0.3)
    raise GroundError(
        f"Odoo does not answer on port {port} after three minutes; see {log}."
    )


def answers(port):
    try:
        with DIRECT.open(f"http://127.0.0.1:{port}/web/login", timeout=60) as response:
            return response.status == 200
    except (urllib.error.URLError, OSError):
        return False


def stop(port):
    state = running().get(port)
    if state:
        _end(state["pid"])
        _state_file(port).unlink(missing_ok=True)
        say(f"Stopped Odoo on port {port}.")
    return bool(state)


def stop_all():
    return [stop(port) for port in list(running())]


def _end(pid):
    for signum, seconds in ((signal.SIGTERM, 20), (signal.SIGKILL, 5)):
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signum)
        deadline = time.monotonic() + seconds
        while system.is_alive(pid) and time.monotonic() < deadline:
            time.sleep(0.1)
