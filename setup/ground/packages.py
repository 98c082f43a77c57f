# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Python environments: a venv each, of locked packages whose files are cached."""

import hashlib
import os
import platform
import re
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from . import paths, stamps, system
from .console import GroundError, step

BUILD_TOOLS = ("setuptools", "wheel")


@dataclass(frozen=True)
class Environment:
    """A venv in the ground, made from a file of locked requirements.

    :ivar name: of its folder and of its stamp
    :ivar what: what the user is told that is made
    :ivar requirements: file of requirements with their hashes
    :ivar imports: modules, comma-separated, that an environment in order imports
    :ivar log: name of pip's log
    """

    name: str
    what: str
    requirements: Path
    imports: str
    log: str

    @property
    def folder(self):
        return paths.GROUND / self.name

    @property
    def python(self):
        return self.tool("python")

    def tool(self, name):
        return self.folder / "bin" / name

    def site_packages(self):
        """Where the packages lie, whichever Python runs this command."""
        return next(
            self.folder.glob("lib/python3*/site-packages"),
            self.folder / "site-packages",
        )

    def is_current(self):
        return stamps.is_current(self.name, self._fingerprint()) and self._works()

    def make(self):
        """Make the environment from scratch."""
        stamps.clear(self.name)
        log = paths.log(self.log)
        log.unlink(missing_ok=True)
        shutil.rmtree(self.folder, ignore_errors=True)
        with step(f"Making {self.what}"):
            system.run(
                [sys.executable, "-m", "venv", self.folder],
                log,
                "The Python environment cannot be made",
            )
        requirements = _split(self.requirements.read_text(encoding="utf-8"))
        files = self._downloads(log, requirements)
        try:
            self._install(files, log, requirements)
        except GroundError as error:
            if broken := self._remove_broken(files):
                raise GroundError(
                    "Downloaded files were broken and have been removed "
                    f"({', '.join(broken)}): start again."
                ) from error
            raise
        stamps.write(self.name, self._fingerprint())

    def _fingerprint(self):
        return stamps.fingerprint(
            self.requirements.read_bytes(),
            sys.version,
            Path(sys.executable).resolve(),
            self.folder,
        )

    def _works(self):
        return not system.capture([self.python, "-c", f"import {self.imports}"])[0]

    def _install(self, files, log, requirements):
        with step("Installing Python packages"):
            offline = ["--no-index", "--find-links", files]
            for part, options in self._stages(requirements):
                self._pip(
                    ["install", *offline, *options, "-r", part],
                    log,
                    "The Python packages cannot be installed",
                )

    def _downloads(self, log, requirements):
        """The folder of the locked files: in the cache, else filled from the
        registry."""
        # Which files are wanted depends on the last digit of the version, too.
        version = platform.python_version()
        tag = f"{sys.implementation.name}-{version}-{platform.machine()}"
        fingerprint = stamps.fingerprint(self.requirements.read_bytes())
        files = paths.cache("python") / f"{fingerprint}-{tag}"
        with system.cache_lock():
            if not files.is_dir():
                self._fill(_partial(files), log, requirements)
                _partial(files).replace(files)
        return files

    def _fill(self, partial, log, requirements):
        partial.mkdir(exist_ok=True)
        failure = (
            "The Python packages cannot be downloaded: "
            "check the network and start again"
        )
        with step(
            "Downloading Python packages",
            lambda: _progress(partial, log, len(requirements)),
        ):
            for part, options in self._stages(requirements):
                self._pip(
                    ["download", *options, "-d", partial, "-r", part], log, failure
                )
                if "--no-build-isolation" not in options:
                    offline = ["--no-index", "--find-links", partial]
                    self._pip(["install", *options, *offline, "-r", part], log, failure)

    def _remove_broken(self, files):
        """Remove the files whose sums are not the locked ones; return their names.

        What is left becomes the partial folder, which the next command completes.
        """
        text = self.requirements.read_text(encoding="utf-8")
        locked = set(re.findall(r"sha256:(\w{64})", text))
        with system.cache_lock():
            broken = [path for path in files.glob("*") if _sum(path) not in locked]
            if broken:
                for path in broken:
                    path.unlink()
                shutil.rmtree(_partial(files), ignore_errors=True)
                files.replace(_partial(files))
        return [path.name for path in broken]

    def _stages(self, requirements):
        """First what builds the few packages that come as sources, then everything."""
        tools = paths.folder("tmp") / f"build-tools-{self.name}.txt"
        tools.write_text(
            "".join(requirements[name] for name in BUILD_TOOLS), encoding="utf-8"
        )
        yield tools, ["--only-binary", ":all:"]
        yield self.requirements, ["--no-build-isolation", "--use-pep517"]

    def _pip(self, arguments, log, failure):
        environ = {**os.environ, "PIP_CACHE_DIR": str(paths.cache("pip"))}
        environ.setdefault("PIP_DISABLE_PIP_VERSION_CHECK", "1")
        command, *rest = arguments
        checked = ["--no-deps", "--require-hashes", "--no-input"]
        checked += ["--progress-bar", "off"]
        system.run(
            [self.python, "-m", "pip", command, *checked, *rest],
            log,
            failure,
            env=environ,
        )


def _partial(files):
    return files.with_name(f"{files.name}.partial")


def _sum(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


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
