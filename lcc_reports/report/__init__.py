from . import lcc_report  # isort: split

from . import lcc_report_options, lcc_report_words  # isort: split

from . import (
    lcc_report_books,
    lcc_report_currency,
    lcc_report_dues_years,
    lcc_report_session,
)  # isort: split

from . import lcc_report_flows, lcc_report_public_payments  # isort: split

from . import lcc_report_result, lcc_report_statement  # isort: split

from . import (
    lcc_assembly_pack_paper,
    lcc_report_accounts,
    lcc_report_balance,
    lcc_report_book,
    lcc_report_cash,
    lcc_report_circulation,
    lcc_report_decisions,
    lcc_report_dues,
    lcc_report_entries,
    lcc_report_entries_xlsx,
    lcc_report_fund,
    lcc_report_income,
    lcc_report_mandates,
    lcc_report_members,
    lcc_report_paper,
    lcc_report_public,
    lcc_report_situation,
    lcc_report_xlsx,
    lcc_report_year_end,
)
