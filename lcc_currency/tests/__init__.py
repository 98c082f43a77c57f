# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from . import (
    test_bad_input,
    test_books,
    test_demo,
    test_reversal,
    test_till_payment,
)
