# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from . import (
    test_blanks,
    test_convention,
    test_convention_access,
    test_convention_paper,
    test_deliberation_templates,
    test_follow_up,
    test_guard,
    test_loix,
    test_migration,
    test_open_data,
    test_papers,
    test_public,
    test_read,
    test_register,
    test_session_live,
)
