# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from . import (
    lcc_act_matter,
    lcc_assembly,
    lcc_deliberation,
    lcc_deliberation_after,
    lcc_deliberation_template,
    lcc_session,
    lcc_session_item,
    lcc_vote,
)
