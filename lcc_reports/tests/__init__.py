from . import (
    test_accounts,
    test_chart,
    test_entries,
    test_fec,
    test_report,
    test_year_end,
)
