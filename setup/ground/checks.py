# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""The checks that need no running Odoo: linters, packaging; and the translations."""

import json
import os
import re
import shutil
import struct

from . import environment, paths, server, system

METAPACKAGE = paths.ROOT / "setup/_metapackage"
MINIMAL_README = (
    "readme/DESCRIPTION.md",
    "static/description/icon.png",
    "pyproject.toml",
)
ICON_SIZE = (128, 128)


def lint(report):
    """Ruff, pylint-odoo and the OCA hooks over everything."""
    addons = list(paths.addons().values())
    tool = environment.tool
    _tool_check(report, "ruff", [tool("ruff"), "check", "--output-format=concise", "."])
    if not addons:
        return
    # The readme/ folder serves, no README.rst is made of it here; a compute that calls
    # super() returns nothing; the themes of a large model have files of their own.
    disabled = "missing-readme,missing-return,consider-merging-classes-inherited"
    options = ["--rcfile=.pylintrc", f"--disable={disabled}", "--jobs=2"]
    pylint = [*options, *addons]
    _tool_check(report, "pylint-odoo", [tool("pylint"), *pylint])
    _tool_check(
        report, "oca-checks-odoo-module", [tool("oca-checks-odoo-module"), *addons]
    )
    files = sorted(path for addon in addons for path in addon.glob("i18n/*.po*"))
    if files:
        _tool_check(report, "oca-checks-po", [tool("oca-checks-po"), *files])


def _tool_check(report, name, command):
    status, output = system.capture(command, cwd=paths.ROOT, env=server.environ())
    report.add(name, (output.strip() or f"exit status {status}") if status else "")


def packaging(report):
    """Every addon has a package's files, builds as a wheel, and the suite lists it."""
    for name, addon in paths.addons().items():
        report.add(f"package files of {name}", _package_problems(addon))
    report.add("metapackage lists every addon", _metapackage_problems())
    report.add("wheels of the addons and of the suite", _wheel_problems())


def _package_problems(addon):
    problems = [
        f"{name} is missing" for name in MINIMAL_README if not (addon / name).is_file()
    ]
    icon = addon / "static/description/icon.png"
    if icon.is_file():
        size = struct.unpack(">II", icon.read_bytes()[16:24])
        if size != ICON_SIZE:
            problems.append(
                f"the icon measures {size[0]} x {size[1]} instead of 128 x 128"
            )
    return problems


def _metapackage_problems():
    text = (METAPACKAGE / "pyproject.toml").read_text(encoding="utf-8")
    listed = set(re.findall(r'"odoo-addon-([a-z0-9-]+)', text))
    wanted = {name.replace("_", "-") for name in paths.addons()}
    problems = [f"{name} is not listed" for name in sorted(wanted - listed)]
    return problems + [
        f"{name} is listed and does not exist" for name in sorted(listed - wanted)
    ]


def _wheel_problems():
    """Build all wheels from a copy without ignored files, without a network."""
    work = paths.folder("tmp") / "wheels"
    shutil.rmtree(work, ignore_errors=True)
    sources = [*paths.addons().values(), METAPACKAGE]
    copies = [
        shutil.copytree(path, work / "source" / path.name, ignore=_ignored)
        for path in sources
    ]
    log = paths.log("wheels")
    log.unlink(missing_ok=True)
    options = [
        "--no-deps",
        "--no-index",
        "--no-build-isolation",
        "--wheel-dir",
        work / "wheels",
    ]
    # The copies lie in an ignored folder of the repository: git knows nothing of them.
    outside = {**os.environ, "GIT_CEILING_DIRECTORIES": str(work / "source")}
    command = [environment.PYTHON, "-m", "pip", "wheel", *options, *copies]
    status = system.call(command, log, env=outside)
    built = {path.name.partition("-")[0] for path in work.glob("wheels/*.whl")}
    wanted = {f"odoo_addon_{name}" for name in paths.addons()} | {
        "odoo_addons_lcc_suite"
    }
    shutil.rmtree(work)
    problems = [f"no wheel of {name}" for name in sorted(wanted - built)]
    said = log.read_text(encoding="utf-8", errors="replace").splitlines()
    return [*problems, *said[-20:]] if status or problems else []


def _ignored(folder, names):
    return [
        name
        for name in names
        if name == "__pycache__" or name.endswith((".pyc", ".egg-info"))
    ]


def translations(report, exports):
    """The .pot files say what the addons say now; fr.po translates all of it."""
    for name, problems in compare(exports).items():
        report.add(f"template {name}.pot", problems["pot"])
        report.add(f"French of {name}", problems["po"])


def export_pot(database, addons):
    """Export the terms of addons; return {addon: file}."""
    work = paths.folder("tmp", "i18n")
    exports = {}
    for name in addons:
        exports[name] = work / f"{name}.pot"
        command = server.command(
            "i18n", "export", "-d", database, "-l", "pot", "-o", exports[name], name
        )
        exports[name].unlink(missing_ok=True)
        system.run(
            command,
            paths.log("i18n"),
            f"The terms of {name} cannot be exported",
            env=server.environ(),
        )
        if exports[name].is_file():
            _name_files_once(exports[name])
    return exports


def _name_files_once(path):
    """Odoo finds a file of addons/ twice where the folder above is searched, too."""
    lines, seen = [], set()
    text = path.read_text(encoding="utf-8").replace(":addons/addons/", ":addons/")
    for line in text.splitlines():
        if not line.startswith("#:"):
            seen.clear()
        elif line in seen:
            continue
        else:
            seen.add(line)
        lines.append(f"{line}\n")
    path.write_text("".join(lines), encoding="utf-8")


def compare(exports, write=False):
    """What differs between fresh exports and the addons' files.

    :param write: whether to bring the addons' files up to date first
    """
    pairs = [
        [name, str(file), str(paths.addons()[name])] for name, file in exports.items()
    ]
    script = paths.ROOT / "setup/ground/translations.py"
    command = [
        environment.PYTHON,
        script,
        json.dumps(pairs),
        *(["--write"] if write else []),
    ]
    status, output = system.capture(command)
    if status:
        return {name: {"pot": output, "po": output} for name in exports}
    return json.loads(output)
