# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Run one benchmark in an Odoo environment; a program for the venv's Python.

bench_runner.py CONFIGURATION BENCHMARK.py RESULT.json DATABASE [BASELINE]
"""

import contextlib
import importlib.util
import json
import sys
from pathlib import Path

import odoo.tools
from odoo.api import SUPERUSER_ID, Environment
from odoo.modules.registry import Registry


def main(configuration, benchmark, output, *databases):
    options = [
        "-c",
        configuration,
        "-d",
        databases[0],
        "--log-level=warn",
        "--max-cron-threads=0",
    ]
    odoo.tools.config.parse_config(options, setup_logging=True)
    sys.path.insert(0, str(Path(benchmark).parent))
    spec = importlib.util.spec_from_file_location(Path(benchmark).stem, benchmark)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    with contextlib.ExitStack() as stack:
        cursors = [stack.enter_context(Registry(name).cursor()) for name in databases]
        results = module.run(*(Environment(cr, SUPERUSER_ID, {}) for cr in cursors))
    Path(output).write_text(json.dumps(results), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
