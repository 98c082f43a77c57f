# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""What the user sees: commands, progress of long steps, errors in one sentence."""

import contextlib
import errno
import importlib
import os
import signal
import sys
import threading
import time
import traceback

COMMANDS = ("run", "test", "bench", "i18n", "sentinel")
CLEAR_LINE = "\r\033[K"


class GroundError(Exception):
    """A failure that the user can mend; its text says how, in one sentence."""


class Interrupted(BaseException):
    """Somebody asked the command to stop (a signal); finally blocks still run."""


def main(arguments):
    """Run one command and turn whatever goes wrong into a sentence and a status."""
    for name in ("SIGTERM", "SIGHUP", "SIGINT"):
        signal.signal(getattr(signal, name), _interrupt)
    for stream in filter(None, (sys.stdout, sys.stderr)):
        # A terminal that lacks a character gets a question mark.
        stream.reconfigure(errors="replace")
    command, *rest = arguments or [""]
    if command not in COMMANDS:
        say(f"Commands: {', '.join(COMMANDS[:-1])}.", error=True)
        return 2
    try:
        return importlib.import_module(f"ground.command_{command}").main(rest) or 0
    except GroundError as error:
        say(str(error), error=True)
        return 1
    except Interrupted:
        say("Stopped.", error=True)
        return 130
    except BrokenPipeError:
        return 1
    except Exception as error:
        say(_describe(error), error=True)
        return 1


def say(text="", error=False):
    """Print one line at once, on the error stream where asked."""
    stream = sys.stderr if error else sys.stdout
    try:
        print(text, file=stream, flush=True)
    except BrokenPipeError:
        _mute(stream)


def _mute(stream):
    """Go on without the reader of a pipe, who has left; say so on the other stream."""
    with open(os.devnull, "wb") as nowhere:
        os.dup2(nowhere.fileno(), stream.fileno())
    if stream is sys.stdout:
        say("Nobody reads the output any more; the command goes on.", error=True)


@contextlib.contextmanager
def step(label, status=None):
    """Show a long step: its seconds, and what status() says while it lasts."""
    done = threading.Event()
    start = time.monotonic()
    ticker = threading.Thread(
        target=_tick, args=(label, status, start, done), daemon=True
    )
    ticker.start()
    outcome = "failed"
    try:
        yield
        outcome = "done"
    finally:
        done.set()
        ticker.join()
        clear = CLEAR_LINE if sys.stdout.isatty() else ""
        say(f"{clear}{label}: {outcome} ({time.monotonic() - start:.0f} s)")


def _tick(label, status, start, done):
    tty = sys.stdout.isatty()
    if not tty:
        say(f"{label} …")
    while not done.wait(1 if tty else 30):
        with contextlib.suppress(Exception):
            text = f"{label} … {time.monotonic() - start:.0f} s"
            text += f", {status()}" if status and status() else ""
            print(
                *([CLEAR_LINE + text[:110]] if tty else [text + "\n"]),
                end="",
                flush=True,
            )


def _interrupt(signum, frame):
    signal.signal(signum, signal.SIG_IGN)
    raise Interrupted


def _describe(error):
    """A sentence for an error that nobody foresaw; the details go to a file."""
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
        return "The disk is full: free some space and start the command again."
    from . import paths

    what = f"{type(error).__name__}: {error}".splitlines()[0]
    try:
        log = paths.log("error")
        log.write_text(traceback.format_exc(), encoding="utf-8")
    except OSError as problem:
        return f"{what} (and {paths.GROUND} cannot be written: {problem.strerror})."
    return f"Unexpected failure, {what}; the details are in {log}."
