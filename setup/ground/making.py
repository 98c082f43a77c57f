# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Make the whole ground: what run, test, bench and i18n have in common."""

import contextlib
import os

from . import environment, odoo_source, paths, postgres, server, stamps, system
from .console import GroundError, step

# What a first run writes: Odoo, Python packages with their downloads, a few databases.
SPACE_FIRST, SPACE_LATER = 5000, 500
# Odoo's command loadlang knows a language by its ISO code.
LANGUAGE, ISO_LANGUAGE = "fr_FR", "fr"
DEMO, FRENCH = "--with-demo", f"--load-language={LANGUAGE}"
TEMPLATE_PREFIX = "lcc_template"


@contextlib.contextmanager
def ground(for_tests=False):
    """Everything that a command needs, made if it is missing; cleaned up behind it."""
    _check_writable()
    postgres.forget_stray_variables()
    system.adopt_orphans()
    sentinel = system.sentinel()
    using = contextlib.ExitStack()
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
            using.enter_context(system.using())
        yield source
    finally:
        using.close()
        postgres.release()
        sentinel.stdin.close()
        sentinel.wait()
        system.reap()


def _check_writable():
    if not os.access(paths.GROUND if paths.GROUND.exists() else paths.ROOT, os.W_OK):
        raise GroundError(
            f"You may not write in {paths.ROOT}: "
            "clone the project into a folder of yours."
        )


def template(source, name, modules, *options):
    """A database with modules that are not ours, made once for many copies."""
    inputs = [source, paths.REQUIREMENTS.read_bytes(), *modules, *options]
    prefix = f"{TEMPLATE_PREFIX}_{name}_"
    database = prefix + stamps.fingerprint(*inputs)
    waiting = "Waiting for another command that makes the same database"
    with system.lock(f"template-{name}", waiting):
        existing = postgres.databases(prefix)
        if database not in existing:
            partial = f"lcc_making_{os.getpid()}_{name}"
            postgres.drop_leftovers("lcc_making_")
            postgres.create(partial)
            install(partial, modules, "The modules of Odoo itself", *options)
            for old in existing:
                postgres.drop(old)
            postgres.rename(partial, database)
    return database


def install(database, modules, what, *options):
    """Install modules in a new database; a database where this fails is dropped."""
    log = paths.log(f"install-{database.rpartition('_')[2]}")
    try:
        with step(f"{what}: installing", lambda: server.loading_status(log)):
            if server.install(database, modules, log, *options):
                raise GroundError(
                    f"{what} cannot be installed ({server.first_error(log)}); "
                    f"see {log}."
                )
    except BaseException:
        postgres.drop(database)
        raise
    return log
