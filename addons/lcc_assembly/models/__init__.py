# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from . import lcc_session_part, lcc_vote_part  # what others inherit

# isort: split
from . import (
    lcc_assembly,
    lcc_assembly_college,
    lcc_mandate,
    lcc_presence,
    lcc_presence_live,
    lcc_presence_paper,
    lcc_presence_portal,
    lcc_proxy,
    lcc_session,
    lcc_session_check,
    lcc_session_item,
    lcc_session_item_portal,
    lcc_session_live,
    lcc_session_live_actions,
    lcc_session_members,
    lcc_session_notice,
    lcc_session_override,
    lcc_session_paper,
    lcc_session_paper_members,
    lcc_session_portal,
    lcc_session_published,
    lcc_session_suspension,
    lcc_vote,
    lcc_vote_aside,
    lcc_vote_ballot,
    lcc_vote_candidate,
    lcc_vote_check,
    lcc_vote_college,
    lcc_vote_live,
    lcc_vote_paper,
    lcc_vote_result,
)
