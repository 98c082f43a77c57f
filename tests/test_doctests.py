# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""The examples in the docstrings of every addon's tools/ folder."""

import doctest
import importlib
import os

from ground import paths

SELECTED = set(filter(None, os.environ.get("LCC_TEST_ADDONS", "").split(",")))


def _modules():
    for name, addon in paths.addons().items():
        if not SELECTED or name in SELECTED:
            for path in sorted(addon.glob("tools/*.py")):
                if ">>>" in path.read_text():
                    yield f"odoo.addons.{name}.tools.{path.stem}"


def pytest_generate_tests(metafunc):
    metafunc.parametrize("module_name", list(_modules()))


def test_examples(odoo, module_name):
    module = importlib.import_module(module_name)
    result = doctest.testmod(module, optionflags=doctest.NORMALIZE_WHITESPACE)
    assert result.attempted
    assert not result.failed
