# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""The national validator reads what is exported as open data."""

import base64
import hashlib

import pytest

import council
from ground import paths, validata

SCHEMAS = {
    "deliberations": "deliberations_2.1.5.schema.json",
    "subsidies": "subventions_2.1.1.schema.json",
}
# The national files, byte for byte.
SUMS = {
    "deliberations": "6c55e62776895fbe352cc3750733200f98b3e7f763b0acdcc79b888c4bb3abb6",
    "subsidies": "2c2c2ca25ef6a3295f3e54be321453f1f720f2497d89abaad62b9ab04a6549d7",
}
COUNTS = {"deliberations": 22, "subsidies": 3}


@pytest.fixture(scope="session", autouse=True)
def validator():
    validata.ensure()


@pytest.fixture
def assembly(env):
    return council.create(env)


@pytest.fixture
def exported(assembly):
    """A function of what is exported: the bytes of the session of Loix."""
    council.grant(council.hold_loix(assembly)[0])

    def export(content):
        wizard = assembly.env["lcc.open.data.export"].create(
            {
                "content": content,
                "assembly_id": assembly.id,
                "date_from": "2024-01-01",
                "date_to": "2024-12-31",
            }
        )
        assert not wizard.problems
        wizard.action_export()
        return base64.b64decode(wizard.file)

    return export


def schema(content):
    return paths.addons()["lcc_municipal"] / "tests/scdl" / SCHEMAS[content]


@pytest.mark.parametrize("content", SCHEMAS)
def test_schema_is_the_national_one(content):
    assert hashlib.sha256(schema(content).read_bytes()).hexdigest() == SUMS[content]


@pytest.mark.parametrize("content", SCHEMAS)
def test_exported_file_is_valid(exported, tmp_path, content):
    path = tmp_path / f"{content}.csv"
    path.write_bytes(exported(content))
    assert len(path.read_text(encoding="utf-8").splitlines()) == COUNTS[content] + 1
    assert validata.problems(path, schema(content)) == []


@pytest.mark.parametrize(
    ("content", "right", "wrong", "code"),
    [
        ("deliberations", ",14,13,13,0,0,", ",14,13,12,0,0,", "sum-columns-value"),
        ("deliberations", ",14,13,13,0,0,", ",12,13,13,0,0,", "compare-columns-value"),
        ("deliberations", council.SIRET, "21199999000017", "french-siret-value"),
        ("deliberations", "finances locales/", "finances/", "nomenclature-actes-value"),
        ("deliberations", ",2023,Mairie,", ",,Mairie,", "cohesive-columns-value"),
        ("deliberations", "DELIB_URL", "DELIB_LINK", "missing-header"),
        ("subsidies", council.OTHER_SIRETS[0], "", "one-of-required"),
        ("subsidies", "échelonné,2024-06-03/", "échelonné,03/06/", "constraint-error"),
        ("subsidies", "aide en numéraire", "argent", "constraint-error"),
    ],
)
def test_broken_file_is_refused(exported, tmp_path, content, right, wrong, code):
    text = exported(content).decode()
    assert right in text
    path = tmp_path / f"{content}.csv"
    path.write_text(text.replace(right, wrong, 1), encoding="utf-8", newline="")
    found = validata.problems(path, schema(content))
    assert any(code in problem for problem in found), found
