# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).


def post_init_hook(env):
    """Currencies that are there already get the account of their creditors."""
    currencies = env["lcc.currency"].with_context(active_test=False).search([])
    currencies._set_creditor_account()
