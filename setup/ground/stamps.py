# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Stamps say that a step is done, and from which inputs; fingerprints sum up inputs."""

import hashlib

from . import paths

IGNORED_PARTS = {"__pycache__", "tests", "readme", "description"}


def fingerprint(*inputs):
    digest = hashlib.sha256()
    for item in inputs:
        digest.update(item if isinstance(item, bytes) else str(item).encode())
        digest.update(b"\0")
    return digest.hexdigest()[:16]


def addons_fingerprint():
    """Changes with whatever an installed addon is made of (not tests and readmes)."""
    inputs = []
    for addon in paths.addons().values():
        for path in sorted(addon.rglob("*")):
            if path.is_file() and not IGNORED_PARTS & set(
                path.relative_to(addon).parts
            ):
                inputs += [path.relative_to(paths.ROOT), path.read_bytes()]
    return fingerprint(*inputs)


def is_current(name, value):
    stamp = paths.GROUND / "stamps" / name
    return stamp.is_file() and stamp.read_text(encoding="utf-8") == value


def exists(name):
    return (paths.GROUND / "stamps" / name).is_file()


def clear(name):
    (paths.GROUND / "stamps" / name).unlink(missing_ok=True)


def write(name, value):
    """Write a stamp in one go: a killed command leaves the old one or the new one."""
    stamp = paths.folder("stamps") / name
    partial = stamp.with_suffix(".partial")
    partial.write_text(value, encoding="utf-8")
    partial.replace(stamp)
