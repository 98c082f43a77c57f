# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""The demo server answers, and lets nobody manage databases."""

import pytest

from conftest import RpcError


def test_demo_speaks_french(rpc):
    admin = rpc("admin")
    (user,) = admin.call("res.users", "read", [admin.uid], ["lang"])
    assert user["lang"] == "fr_FR"


def test_database_list_is_closed(rpc):
    with pytest.raises(RpcError, match="Access Denied"):
        rpc("admin").post("/jsonrpc", service="db", method="list", args=[])
