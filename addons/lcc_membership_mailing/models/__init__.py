# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from . import (
    mailing_contact,
    mailing_list,
    mailing_list_sync,
    mailing_mailing,
    mailing_subscription,
    res_partner,
)
