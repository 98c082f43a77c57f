# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from . import (
    test_access,
    test_association,
    test_guard,
    test_law,
    test_migration,
    test_papers,
    test_portal,
    test_portal_pages,
    test_published,
    test_session,
    test_session_day,
    test_session_live,
    test_session_odd,
    test_tours,
    test_vote,
    test_vote_odd,
)
