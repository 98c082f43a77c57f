# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from . import (
    lcc_commune,
    lcc_epci,
    lcc_import_error_mixin,
    lcc_local_group,
    lcc_place_mixin,
    lcc_postcode,
    lcc_territory,
    res_partner,
    res_users,
)
