# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Whether something is still as somebody saw it."""

import zlib


def get_stamp(*values) -> int:
    """Mark of what a page shows of a record, to compare with what is stored.

    >>> get_stamp("present", 3) == get_stamp("present", 3)
    True
    >>> get_stamp("present", 3) == get_stamp("absent", 3)
    False
    """
    return zlib.crc32(repr(values).encode())
