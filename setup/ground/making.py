# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Make the whole ground: what run, test, bench and i18n have in common."""

import contextlib
import os

from . import environment, odoo_source, paths, postgres, server, stamps, system
from .console import GroundError, step

# What a first run writes: Odoo, Python packages with their downloads, a few databases.
SPACE_FIRST, SPACE_LATER = 5000, 500
LANGUAGE = "fr_FR"
TEMPLATE_PREFIX = "lcc_template"


@contextlib.contextmanager
def ground(for_tests=False):
    """Everything that a command needs, made if it is missing; cleaned up behind it."""
    _check_writable()
    sentinel = system.sentinel()
    try:
        system.require_packages(for_tests)
        with system.lock(
            "ground", "Waiting for another command that prepares the project"
        ):
            made = stamps.exists("venv") and stamps.exists("odoo")
            system.require_space(SPACE_LATER if made else SPACE_FIRST)
            source = odoo_source.ensure()
            environment.ensure()
            postgres.ensure()
            server.write_configuration()
        yield source
    finally:
        postgres.release()
        sentinel.stdin.close()
        sentinel.wait()


def _check_writable():
    if not os.access(paths.GROUND if paths.GROUND.exists() else paths.ROOT, os.W_OK):
        raise GroundError(
            f"You may not write in {paths.ROOT}: clone the project into a folder of yours."
        )


def template(source, name, addons, with_demo=True):
    """The database that holds modules which are not ours, made once for many copies."""
    options = ["--with-demo", f"--load-language={LANGUAGE}"] if with_demo else []
    value = stamps.fingerprint(source, paths.REQUIREMENTS.read_bytes(), *addons)
    prefix = f"{TEMPLATE_PREFIX}_{name}_"
    with system.lock(
        f"template-{name}", "Waiting for another command that makes the same database"
    ):
        if prefix + value not in postgres.databases(prefix):
            partial = f"lcc_making_{os.getpid()}_{name}"
            postgres.drop_leftovers("lcc_making_")
            postgres.create_scratch(partial)
            log = paths.log(f"template-{name}")
            with step(
                "Installing the modules of Odoo itself",
                lambda: server.loading_status(log),
            ):
                status = server.install(partial, addons, log, *options)
            if status:
                postgres.drop(partial)
                raise GroundError(
                    f"Odoo cannot install its own modules ({server.first_error(log)}); see {log}."
                )
            for old in postgres.databases(prefix):
                postgres.drop(old)
            postgres.rename(partial, prefix + value)
    return prefix + value
