# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Odoo 19: the one that ODOO_HOME names, else Debian's package unpacked here.

The package comes from the suite sid through an apt configuration of our own: the
machine's settings are read (mirror, keyring), never touched, and nothing is installed.
apt checks the signatures of the lists; the packages are checked against the sums that
the lists give.
"""

import hashlib
import os
import re
import shlex
import shutil
from pathlib import Path

from . import paths, server, stamps, system
from .console import GroundError, step

PACKAGES = (
    "odoo-19",
    "fonts-roboto-unhinted",
    "fonts-montserrat",
    "fonts-inconsolata",
    "fonts-ocr-b",
    "fonts-glyphicons-halflings",
    "libjs-jquery",
    "libjs-jquery-form",
    "libjs-underscore",
)
# sid's version has moved the files that Odoo links to.
STABLE_PACKAGES = ("fonts-font-awesome",)
# Debian leaves this file out, and every browser test asks for it: an empty one serves.
MISSING_FILE = "mail/static/lib/selfie_segmentation/selfie_segmentation.js"

OWN_ODOO = "set ODOO_HOME to the folder of an Odoo 19 (Community) and start again"


def home():
    """The folder from which ``odoo`` is imported."""
    if named := os.environ.get("ODOO_HOME"):
        return _check_home(Path(named).expanduser().absolute())
    return paths.GROUND / "odoo/usr/lib/python3/dist-packages"


def addons_paths():
    """Odoo's own folders of addons: a package has one of them, a clone two."""
    packaged, cloned = home() / "odoo/addons", home() / "addons"
    return [packaged] if (packaged / "web").is_dir() else [cloned, packaged]


def ensure():
    """Make Odoo's source available; return a stamp of what it is."""
    if os.environ.get("ODOO_HOME"):
        return stamps.fingerprint(home(), (home() / "odoo/release.py").read_bytes())
    value = stamps.fingerprint(PACKAGES, STABLE_PACKAGES, MISSING_FILE)
    if not stamps.is_current("odoo", value):
        with step("Getting Odoo 19 and its fonts", _downloaded), system.cache_lock():
            archives = _fetch()
        with system.replacing(), step("Unpacking Odoo 19"):
            _unpack(archives)
        stamps.write("odoo", value)
    return value


def _check_home(folder):
    release = folder / "odoo/release.py"
    if not release.is_file():
        raise GroundError(
            f"ODOO_HOME={folder} holds no Odoo: "
            "name the folder that contains odoo/release.py."
        )
    if not re.search(
        r"version_info\s*=\s*\(\s*19\s*,", release.read_text(encoding="utf-8")
    ):
        raise GroundError(
            f"ODOO_HOME={folder} is not an Odoo 19: name the folder of a version 19."
        )
    return folder


def _fetch():
    """The verified package files, from the cache or the mirror."""
    for program in ("apt-get", "dpkg"):
        if not shutil.which(program):
            raise GroundError(
                f"This machine is not a Debian ({program} is missing): {OWN_ODOO}."
            )
    mirror, keyring, suite = _debian_mirror()
    apt = _write_apt_configuration(mirror, keyring, suite)
    wanted = _wanted(apt, suite)
    if not wanted or not all(path.is_file() for path in wanted):
        if system.call(
            ["apt-get", "-c", apt, "-q", "update", "--error-on=any"], paths.log("apt")
        ):
            raise GroundError(_mirror_failure(mirror, paths.log("apt")))
        wanted = _wanted(apt, suite)
        if not wanted:
            raise GroundError(
                f"The mirror {mirror} does not offer Odoo 19 (suite sid): {OWN_ODOO}."
            )
    for path, (uri, sha256) in wanted.items():
        if not path.is_file():
            _download(apt, path, uri)
        if hashlib.sha256(path.read_bytes()).hexdigest() != sha256:
            path.unlink()
            raise GroundError(
                f"The file {path.name} was broken and has been removed: start again."
            )
    return list(wanted)


def _mirror_failure(mirror, log):
    words = system.last_words(log)
    if "lists" in words and " lock" in words:
        return (
            f"Another apt-get works on the lists in {paths.cache('apt', 'lists')}: "
            "start again when it has ended."
        )
    return (
        f"The mirror {mirror} cannot be read ({words}): "
        f"check the network and start again, or {OWN_ODOO}."
    )


def _wanted(apt, suite):
    """{file in the cache: (what to ask apt for, SHA-256)} as the signed lists say."""
    names = [*PACKAGES, *(f"{name}/{suite}" for name in STABLE_PACKAGES)]
    status, output = system.capture(
        ["apt-get", "-c", apt, "-q", "--print-uris", "download", *names]
    )
    found = re.findall(r"^'(\S+)' (\S+) \d+ SHA256:(\w{64})", output, re.MULTILINE)
    if status or len(found) != len(names):
        return {}
    by_package = {name.partition("/")[0]: name for name in names}
    return {
        paths.cache("debs") / f"{sha256[:16]}_{file.partition('_')[0]}.deb": (
            by_package[file.partition("_")[0]],
            sha256,
        )
        for _uri, file, sha256 in found
    }


def _download(apt, path, package):
    work = paths.cache("debs") / f"partial-{os.getpid()}"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir()
    try:
        system.run(
            ["apt-get", "-c", apt, "-q", "download", package],
            paths.log("apt"),
            f"The package {package} cannot be downloaded: "
            "check the network and start again",
            cwd=work,
        )
        (file,) = work.glob("*.deb")
        file.replace(path)
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _downloaded():
    files = [path for path in paths.cache("debs").rglob("*") if path.is_file()]
    return f"{sum(path.stat().st_size for path in files) // 2**20} of about 130 MB"


def _unpack(archives):
    """Unpack beside the present folder, then take its place."""
    target, partial = paths.GROUND / "odoo", paths.GROUND / "odoo.partial"
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir()
    for archive in archives:
        system.run(
            ["dpkg", "-x", archive, partial],
            paths.log("dpkg"),
            f"{archive.name} cannot be unpacked",
        )
    missing = partial / "usr/lib/python3/dist-packages/odoo/addons" / MISSING_FILE
    missing.parent.mkdir(parents=True, exist_ok=True)
    missing.touch()
    server.stop_all()
    shutil.rmtree(target, ignore_errors=True)
    partial.replace(target)


def _write_apt_configuration(mirror, keyring, suite):
    base = paths.folder("apt", "sources").parent
    lists, archives = paths.cache("apt", "lists"), paths.cache("apt", "archives")
    for folder in (lists, archives):
        (folder / "partial").mkdir(exist_ok=True)
    (base / "sources" / "odoo.sources").write_text(
        f"Types: deb\nURIs: {mirror}\nSuites: sid {suite}\nComponents: main\n"
        + (f"Signed-By: {keyring}\n" if keyring else ""),
        encoding="utf-8",
    )
    settings = {
        "Dir::State::Lists": lists,
        "Dir::State::status": "/dev/null",
        "Dir::Cache": archives.parent,
        "Dir::Cache::Archives": archives,
        "Dir::Etc::SourceList": "/dev/null",
        "Dir::Etc::SourceParts": base / "sources",
        "Dir::Etc::Preferences": "/dev/null",
        "Dir::Etc::PreferencesParts": "/dev/null",
        "Acquire::Languages": "none",
        "Acquire::Retries": "2",
        "Dpkg::Use-Pty": "false",
    }
    if system.is_root():
        # The user _apt may be unable to enter the project's folder.
        settings["APT::Sandbox::User"] = "root"
    configuration = base / "apt.conf"
    configuration.write_text(
        "".join(f'{key} "{value}";\n' for key, value in settings.items()),
        encoding="utf-8",
    )
    return configuration


def _debian_mirror():
    """(mirror, keyring, suite of the machine) out of the machine's own apt sources."""
    for uri, suites, keyring in _apt_sources():
        for suite in suites:
            if (
                re.fullmatch(r"[a-z]+", suite)
                and "debian" in uri
                and "security" not in uri
            ):
                return (
                    uri,
                    keyring,
                    "stable" if suite in ("sid", "unstable", "testing") else suite,
                )
    raise GroundError(
        f"No Debian mirror stands in this machine's apt sources: {OWN_ODOO}."
    )


def _apt_sources():
    """(URI, suites, keyring) of each source of binary packages, of both file forms."""
    folder = Path("/etc/apt/sources.list.d")
    for path in sorted(folder.glob("*.sources")):
        for paragraph in re.split(
            r"\n\s*\n", path.read_text(encoding="utf-8", errors="replace")
        ):
            fields = dict(
                re.findall(r"^([A-Za-z-]+):[ \t]*(.*)$", paragraph, re.MULTILINE)
            )
            if (
                "deb" in fields.get("Types", "").split()
                and fields.get("Enabled", "yes") != "no"
            ):
                for uri in fields.get("URIs", "").split():
                    yield (
                        uri,
                        fields.get("Suites", "").split(),
                        fields.get("Signed-By", ""),
                    )
    for path in (Path("/etc/apt/sources.list"), *sorted(folder.glob("*.list"))):
        for line in (
            path.read_text(encoding="utf-8", errors="replace").splitlines()
            if path.is_file()
            else ()
        ):
            if match := re.match(r"\s*deb\s+(?:\[(.*?)\]\s*)?(\S+)\s+(\S+)", line):
                options = dict(
                    part.split("=", 1)
                    for part in shlex.split(match[1] or "")
                    if "=" in part
                )
                yield match[2], [match[3]], options.get("signed-by", "")
