# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Which coupons make an amount.

Amounts and face values are integers in the currency's smallest unit (cents), so
that no binary fraction ever decides what a counter hands out.
"""

from math import gcd


def fewest_coupons(amount, stock):
    """Choose the fewest coupons that make exactly ``amount`` from a limited stock.

    Taking the largest face first is not enough: 6 out of one 5 and three 2 is
    2 + 2 + 2. Large faces that every best answer contains are set aside first;
    what remains is a bounded knapsack over a short range.

    >>> fewest_coupons(6, {5: 1, 2: 3})
    {2: 3}
    >>> fewest_coupons(88, {50: 9, 20: 9, 10: 9, 5: 9, 2: 9, 1: 9})
    {50: 1, 20: 1, 10: 1, 5: 1, 2: 1, 1: 1}
    >>> fewest_coupons(100_000, {50: 1990, 20: 20, 10: 10})
    {50: 1990, 20: 20, 10: 10}
    >>> fewest_coupons(3, {2: 5}) is None
    True
    >>> fewest_coupons(0, {2: 5})
    {}

    :param int amount: what is to be made, in cents, not negative
    :param dict stock: face value in cents -> coupons held
    :return: face value -> coupons taken, largest first, or None when the stock
        cannot make the amount
    """
    stock = {face: held for face, held in stock.items() if held > 0 and face > 0}
    if amount < 0 or amount > sum(face * held for face, held in stock.items()):
        return None
    certain = _certain_coupons(amount, stock)
    rest = amount - sum(face * count for face, count in certain.items())
    left = {face: held - certain.get(face, 0) for face, held in stock.items()}
    taken = _knapsack(rest, left)
    if taken is None:
        return None
    total = {face: certain.get(face, 0) + taken.get(face, 0) for face in stock}
    return {face: total[face] for face in sorted(total, reverse=True) if total[face]}


def _certain_coupons(amount, stock):
    """Coupons that some best answer is sure to contain, largest faces first.

    Among L coupons smaller than a face of L units some add up to a multiple of
    L (pigeonhole). While enough coupons of that face are free they would replace
    them, so a best answer holds fewer than L smaller coupons, or leaves fewer
    free coupons of the face than the next face has units.
    """
    faces = sorted(stock, reverse=True)
    unit = gcd(*faces)
    certain = {}
    undecided = 0
    for face, smaller in zip(faces, faces[1:], strict=False):
        by_others = undecided + (face // unit - 1) * smaller
        needed = -(-(amount - by_others) // face)
        certain[face] = max(0, min(needed, stock[face] - smaller // unit))
        amount -= certain[face] * face
        undecided += (stock[face] - certain[face]) * face
        if undecided >= amount:
            break
    return certain


def _knapsack(amount, stock):
    """Fewest coupons for a short range: sum -> (coupons, chain of bundles)."""
    reach = {0: (0, None)}
    for face in sorted(stock, reverse=True):
        for size in _bundles(min(stock[face], amount // face)):
            step = face * size
            better = {}
            for total, (count, chain) in reach.items():
                new = (count + size, (face, size, chain))
                known = reach.get(total + step)
                if total + step <= amount and (not known or new[0] < known[0]):
                    better[total + step] = new
            reach.update(better)
    if amount not in reach:
        return None
    taken = {}
    chain = reach[amount][1]
    while chain:
        face, size, chain = chain
        taken[face] = taken.get(face, 0) + size
    return taken


def _bundles(count):
    """Cut a count into 1, 2, 4, … and a rest, whose sums make every number up to it.

    >>> list(_bundles(10))
    [1, 2, 4, 3]
    """
    size = 1
    while count > 0:
        yield min(size, count)
        count -= size
        size *= 2
