# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""What a client's context may say, and what it may not."""


def without_defaults(records, names):
    """These records without the defaults that a client's context gives to fields."""
    forged = {f"default_{name}" for name in names} & records.env.context.keys()
    if not forged:
        return records
    context = {k: v for k, v in records.env.context.items() if k not in forged}
    # Keys are to go, so that the whole context is given.
    return records.with_context(context)  # pylint: disable=context-overridden
