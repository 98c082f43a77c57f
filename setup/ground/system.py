# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""The machine: system packages, processes, locks, ports, disk space."""

import contextlib
import ctypes
import errno
import fcntl
import os
import shutil
import signal
import socket
import subprocess
import sys
import uuid
from pathlib import Path

from . import paths
from .console import GroundError, say, step

# What a command starts for itself carries this mark; the sentinel ends what is left.
MARK = "LCC_GROUND_RUN"

# What is looked for, and the Debian package that brings it.
LIBRARIES = {
    "libpango-1.0.so.0": "libpango-1.0-0",
    "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
    "libharfbuzz-subset.so.0": "libharfbuzz-subset0",
}
TEST_COMMANDS = {
    "chromium": "chromium",
    "msgfmt": "gettext",
    "pdftotext": "poppler-utils",
    "git": "git",
}
SPACE_OF_A_FULL_DISK = 10 * 2**20
# From the header linux/prctl.h.
PR_SET_CHILD_SUBREAPER = 36
BROWSERS = ("chromium", "google-chrome", "chromium-browser", "google-chrome-stable")
FONT_FOLDERS = (
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "~/.fonts",
    "~/.local/share/fonts",
)


def is_root():
    return os.geteuid() == 0


def require_packages(for_tests=False):
    """Install the missing system packages where that is allowed, else name them."""
    missing = sorted(_missing_packages(for_tests))
    if not missing:
        return
    names = " ".join(missing)
    if not (is_root() and shutil.which("apt-get")):
        raise GroundError(
            f"System packages are missing: {names}. Have them installed by an "
            f"administrator (on Debian: apt-get install {names}) and start again."
        )
    say(f"Installing system packages: {names}")
    apt = ["apt-get", "-q", "-y", "--no-install-recommends"]
    environ = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    log = paths.log("apt-install")
    with step("Installing system packages"):
        run(
            ["apt-get", "-q", "update"],
            log,
            "The package lists cannot be updated: is there a network?",
        )
        run(
            [*apt, "install", *missing],
            log,
            f"The packages {names} cannot be installed",
            env=environ,
        )
    if still := _missing_packages(for_tests):
        raise GroundError(
            f"Still missing after the installation: {' '.join(sorted(still))}; "
            f"see {log}."
        )


def _missing_packages(for_tests):
    missing = {package for name, package in LIBRARIES.items() if not _has_library(name)}
    if not any(_has_font(Path(name).expanduser()) for name in FONT_FOLDERS):
        missing.add("fonts-dejavu-core")
    if for_tests:
        missing |= {
            package for name, package in TEST_COMMANDS.items() if not shutil.which(name)
        }
        if any(map(shutil.which, BROWSERS)):
            missing.discard("chromium")
    return missing


def _has_library(name):
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def _has_font(folder):
    return any(any(folder.rglob(f"*.{kind}")) for kind in ("ttf", "otf", "pfb"))


def require_space(megabytes):
    """Refuse early what a full disk would break later."""
    free = shutil.disk_usage(paths.folder()).free // 2**20
    if free < megabytes:
        raise GroundError(
            f"Only {free} MB are free where the project lies and {megabytes} MB are "
            "needed: free some space and start again."
        )


@contextlib.contextmanager
def lock(name, waiting, folder=None, shared=False):
    """Hold a lock, telling what is being waited for; a dead holder frees it."""
    kind = fcntl.LOCK_SH if shared else fcntl.LOCK_EX
    with open((folder or paths.folder("locks")) / name, "w") as handle:
        try:
            fcntl.flock(handle, kind | fcntl.LOCK_NB)
        except BlockingIOError:
            say(waiting)
            fcntl.flock(handle, kind)
        yield


def using():
    """Say that a command works with Odoo and the Python environment of this clone."""
    return lock("users", "Waiting for a command that replaces them", shared=True)


def replacing():
    """Wait until no command of this clone uses what is going to be replaced."""
    return lock("users", "Waiting for the other commands of this clone to end")


def cache_lock():
    """Hold the lock of the downloads, which several clones may share."""
    waiting = "Waiting for another command that fills the cache of downloads"
    return lock("lock", waiting, paths.cache())


def port_is_free(port):
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def is_alive(pid):
    """Whether a thread of a process runs still (a zombie does not)."""
    for stat in Path(f"/proc/{pid}/task").glob("*/stat"):
        with contextlib.suppress(OSError):
            if stat.read_bytes().rpartition(b")")[2].split()[0] not in b"ZX":
                return True
    return False


def run(command, log, failure, **kwargs):
    """Run a program to its end, all it says going to a log; GroundError if it fails."""
    status = call(command, log, **kwargs)
    if status and _disk_is_full(log):
        raise GroundError(
            f"The disk is full: free some space and start again; see {log}."
        )
    if status:
        raise GroundError(f"{failure} ({last_words(log)}); see {log}.")


def call(command, log, **kwargs):
    """Run a program to its end in a session of its own; return its status."""
    with (
        open(log, "ab") as output,
        spawn(command, stdout=output, stderr=subprocess.STDOUT, **kwargs) as process,
    ):
        try:
            return process.wait()
        finally:
            if process.poll() is None:
                end_group(process)


def capture(command, **kwargs):
    """Run a program that is quick; return (status, what it said)."""
    with spawn(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        **kwargs,
    ) as process:
        try:
            output = process.communicate()[0]
        finally:
            if process.poll() is None:
                end_group(process)
    return process.returncode, output


def spawn(command, **kwargs):
    """Start a program that never outlives the command (see sentinel())."""
    kwargs.setdefault("env", os.environ)
    kwargs["env"] = {**kwargs["env"], MARK: mark()}
    kwargs.setdefault("stdin", subprocess.DEVNULL)
    try:
        return subprocess.Popen(
            [str(part) for part in command], start_new_session=True, **kwargs
        )
    except FileNotFoundError as error:
        raise GroundError(
            f"The program {error.filename} was not found: install it and start again."
        ) from error


def end_group(process, seconds=20):
    """Ask a program and its children to end, then insist."""
    for signum in (signal.SIGTERM, signal.SIGKILL):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signum)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(seconds)
    process.wait()


def mark():
    return os.environ.setdefault(MARK, uuid.uuid4().hex)


def adopt_orphans():
    """Become the parent of what our processes leave: some containers have no other."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def reap():
    """Take note of the end of adopted processes, so that none stays as a zombie."""
    with contextlib.suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass


def sentinel():
    """Start the process that cleans up after this one, however this one ends.

    It waits for the end of its input, that is for our end, ends the marked processes
    that are left, and stops the embedded database server when nobody uses it any more.
    """
    return subprocess.Popen(
        [sys.executable, str(paths.ROOT / "setup"), "sentinel", mark()],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        env={key: value for key, value in os.environ.items() if key != MARK},
    )


def marked_processes(token):
    """The ids of the processes that carry the mark of one command."""
    needle = f"{MARK}={token}".encode()
    for environ in Path("/proc").glob("[0-9]*/environ"):
        with contextlib.suppress(OSError):
            if needle in environ.read_bytes().split(b"\0"):
                yield int(environ.parent.name)


def _disk_is_full(log):
    return (
        shutil.disk_usage(paths.GROUND).free < SPACE_OF_A_FULL_DISK
        or os.strerror(errno.ENOSPC)
        in Path(log).read_text(encoding="utf-8", errors="replace")[-5000:]
    )


def last_words(log):
    lines = [
        line.strip()
        for line in Path(log).read_text(encoding="utf-8", errors="replace").splitlines()
    ]
    telling = [
        line for line in lines if line and not line.startswith(("WARNING", "[notice]"))
    ]
    return telling[-1][:200] if telling else "no output"
