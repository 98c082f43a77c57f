from . import (
    test_accounts,
    test_entries,
    test_fec,
    test_report,
    test_year_end,
)
