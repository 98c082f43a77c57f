from . import (
    test_accounts,
    test_chart,
    test_circulation,
    test_dues,
    test_entries,
    test_fec,
    test_fund,
    test_public,
    test_report,
    test_situation,
    test_year_end,
)
