# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""The process that cleans up after a command; started by system.sentinel()."""

import os
import shutil
import signal
import sys
import time

from . import postgres, server, system


def main(arguments):
    (token,) = arguments
    for name in ("SIGTERM", "SIGHUP", "SIGINT"):
        signal.signal(getattr(signal, name), signal.SIG_IGN)
    sys.stdin.read()
    for signum, seconds in ((signal.SIGTERM, 10), (signal.SIGKILL, 5)):
        _end(token, signum, seconds)
    shutil.rmtree(server.temporary_folder(token), ignore_errors=True)
    postgres.stop_if_unused()


def _end(token, signum, seconds):
    deadline = time.monotonic() + seconds
    while left := [
        pid for pid in system.marked_processes(token) if system.is_alive(pid)
    ]:
        if time.monotonic() > deadline:
            return
        for pid in left:
            try:
                os.kill(pid, signum)
            except ProcessLookupError:
                continue
        time.sleep(0.5)
