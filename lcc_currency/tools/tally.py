# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Adding up coupons, and setting the guarantee fund beside them."""


def tally(cells, values, sign=1):
    """Add up coupons held, in all, by denomination and by series.

    :param cells: iterable of (series, denomination, quantity)
    :param values: denomination -> face value
    :param sign: -1 to turn what the printer delivered into what was printed
    :return: dict of quantity and amount, and of both as pairs by denomination and
        by series; amounts in the unit of the face values

    >>> tally([(7, 1, 3), (8, 1, 1), (8, 2, 2)], {1: 5.0, 2: 20.0})
    ... # doctest: +NORMALIZE_WHITESPACE
    {'quantity': 6, 'amount': 60.0,
     'denominations': {1: [4, 20.0], 2: [2, 40.0]},
     'series': {7: [3, 15.0], 8: [3, 45.0]}}
    >>> tally([(7, 1, -3)], {1: 5.0}, sign=-1)["amount"]
    15.0
    """
    total = {"quantity": 0, "amount": 0.0, "denominations": {}, "series": {}}
    for series, denomination, quantity in cells:
        quantity *= sign
        amount = quantity * values[denomination]
        total["quantity"] += quantity
        total["amount"] += amount
        for by, key in (("denominations", denomination), ("series", series)):
            pair = total[by].setdefault(key, [0, 0.0])
            pair[0] += quantity
            pair[1] += amount
    return total


def cover(fund, liability):
    """Guarantee fund in percent of the coupons in circulation, None without any.

    >>> round(cover(34000.0, 33345.0), 1), round(cover(34000.0, 41040.0), 1)
    (102.0, 82.8)
    >>> cover(34000.0, 0.0) is None
    True
    """
    return 100 * fund / liability if liability > 0 else None


def missing(fund, liability, target):
    """What the fund lacks of its target, in percent of the liability, to the cent.

    >>> missing(34000.0, 41040.0, 100), missing(34000.0, 33345.0, 100)
    (7040.0, 0.0)
    >>> missing(34000.0, 41040.0, 110)
    11144.0
    """
    return max(0.0, round(liability * target / 100 - fund, 2))
