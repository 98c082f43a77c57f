# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from . import lcc_situation_difference, lcc_situation_screen

# isort: split
from . import lcc_situation

# isort: split
from . import lcc_guarantee_fund, lcc_situation_paper, lcc_situation_xlsx

# isort: split
from . import lcc_dashboard, lcc_guarantee_fund_transfer
