# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from . import lcc_ledger
from . import lcc_books
from . import lcc_currency
from . import lcc_denomination
from . import lcc_coupon_series
from . import lcc_place
from . import lcc_place_balance
from . import lcc_flow
from . import lcc_emission
from . import lcc_emission_line
from . import lcc_operation
from . import lcc_operation_line
from . import account_move
from . import account_payment
from . import ir_sequence
from . import res_users
