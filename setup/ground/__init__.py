# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""The ground on which the project runs: Odoo, Python packages, PostgreSQL, databases.

Everything lies in the ignored folder .ground; only the standard library is used here,
because these modules run before anything is installed.
"""
