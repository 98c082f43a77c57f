# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""The Python environment: a venv with the locked packages and Odoo's path."""

import hashlib
import os
import platform
import re
import shutil
import sys
from pathlib import Path

from . import odoo_source, paths, server, stamps, system
from .console import GroundError, step

VENV = paths.GROUND / "venv"
PYTHON = VENV / "bin/python"
BUILD_TOOLS = ("setuptools", "wheel")


def ensure():
    """Make the environment, from scratch where its inputs have changed."""
    value = stamps.fingerprint(
        paths.REQUIREMENTS.read_bytes(),
        sys.version,
        Path(sys.executable).resolve(),
        VENV,
    )
    if not stamps.is_current("venv", value) or not _works():
        with system.replacing():
            stamps.clear("venv")
            _build()
            stamps.write("venv", value)
    # In the encoding of the machine, as Python reads it.
    (site_packages() / "odoo.pth").write_text(f"{odoo_source.home()}\n")


def site_packages():
    """Where the packages lie, whichever Python runs this command."""
    return next(VENV.glob("lib/python3*/site-packages"), VENV / "site-packages")


def tool(name):
    return VENV / "bin" / name


def _works():
    return not system.capture([PYTHON, "-c", "import lxml.etree, psycopg2"])[0]


def _build():
    server.stop_all()
    log = paths.log("pip")
    log.unlink(missing_ok=True)
    shutil.rmtree(VENV, ignore_errors=True)
    with step("Making the Python environment"):
        system.run(
            [sys.executable, "-m", "venv", VENV],
            log,
            "The Python environment cannot be made",
        )
    requirements = _split(paths.REQUIREMENTS.read_text(encoding="utf-8"))
    files = _downloads(log, requirements)
    try:
        _install(files, log, requirements)
    except GroundError as error:
        if broken := _remove_broken(files):
            raise GroundError(
                "Downloaded files were broken and have been removed "
                f"({', '.join(broken)}): start again."
            ) from error
        raise


def _install(files, log, requirements):
    with step("Installing Python packages"):
        offline = ["--no-index", "--find-links", files]
        for part, options in _stages(requirements):
            _pip(
                ["install", *offline, *options, "-r", part],
                log,
                "The Python packages cannot be installed",
            )


def _downloads(log, requirements):
    """The folder of the locked files: in the cache, else filled from the registry."""
    # Which files are wanted depends on the last digit of the version, too.
    version = platform.python_version()
    tag = f"{sys.implementation.name}-{version}-{platform.machine()}"
    files = (
        paths.cache("python")
        / f"{stamps.fingerprint(paths.REQUIREMENTS.read_bytes())}-{tag}"
    )
    with system.cache_lock():
        if not files.is_dir():
            _fill(_partial(files), log, requirements)
            _partial(files).replace(files)
    return files


def _partial(files):
    return files.with_name(f"{files.name}.partial")


def _fill(partial, log, requirements):
    partial.mkdir(exist_ok=True)
    failure = (
        "The Python packages cannot be downloaded: check the network and start again"
    )
    with step(
        "Downloading Python packages",
        lambda: _progress(partial, log, len(requirements)),
    ):
        for part, options in _stages(requirements):
            _pip(["download", *options, "-d", partial, "-r", part], log, failure)
            if "--no-build-isolation" not in options:
                offline = ["--no-index", "--find-links", partial]
                _pip(["install", *options, *offline, "-r", part], log, failure)


def _remove_broken(files):
    """Remove the files whose sums are not the locked ones; return their names.

    What is left becomes the partial folder, which the next command completes.
    """
    locked = set(
        re.findall(r"sha256:(\w{64})", paths.REQUIREMENTS.read_text(encoding="utf-8"))
    )
    with system.cache_lock():
        broken = [path for path in files.glob("*") if _sum(path) not in locked]
        if broken:
            for path in broken:
                path.unlink()
            shutil.rmtree(_partial(files), ignore_errors=True)
            files.replace(_partial(files))
    return [path.name for path in broken]


def _sum(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _stages(requirements):
    """First what builds the few packages that come as sources, then everything."""
    tools = paths.folder("tmp") / "build-tools.txt"
    tools.write_text(
        "".join(requirements[name] for name in BUILD_TOOLS), encoding="utf-8"
    )
    yield tools, ["--only-binary", ":all:"]
    yield paths.REQUIREMENTS, ["--no-build-isolation", "--use-pep517"]


def _pip(arguments, log, failure):
    environ = {**os.environ, "PIP_CACHE_DIR": str(paths.cache("pip"))}
    environ.setdefault("PIP_DISABLE_PIP_VERSION_CHECK", "1")
    command, *rest = arguments
    checked = ["--no-deps", "--require-hashes", "--no-input", "--progress-bar", "off"]
    system.run(
        [PYTHON, "-m", "pip", command, *checked, *rest], log, failure, env=environ
    )


def _split(text):
    """The requirements by name, each with its hashes."""
    found = re.findall(r"^([A-Za-z0-9._-]+)==(?:.*\\\n)+.*\n", text, re.MULTILINE)
    blocks = re.findall(r"^[A-Za-z0-9._-]+==(?:.*\\\n)+.*\n", text, re.MULTILINE)
    return dict(zip(found, blocks, strict=True))


def _progress(partial, log, total):
    seen = len(
        re.findall(
            r"^(?:Collecting|Requirement already)",
            log.read_text(encoding="utf-8", errors="replace"),
            re.MULTILINE,
        )
    )
    return f"{min(100, 100 * seen // total)} %"
