# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Coupons that moved in some days."""

from typing import NamedTuple


class Flow(NamedTuple):
    """Face values that moved, less what was reversed."""

    emitted: float = 0.0
    exchanged: float = 0.0
    reconverted: float = 0.0
    # By gifts, losses and the like: what entered the circulation less what left it.
    other: float = 0.0

    def plus(self, flow):
        return Flow(*(round(a + b, 2) for a, b in zip(self, flow, strict=True)))

    @property
    def change(self):
        """
        >>> Flow(100, 30, 10, -1).change
        19
        """
        return round(self.exchanged - self.reconverted + self.other, 2)
