from . import lcc_report  # isort: split

from . import lcc_report_books  # isort: split

from . import (
    lcc_report_accounts,
    lcc_report_book,
    lcc_report_entries,
    lcc_report_entries_xlsx,
    lcc_report_paper,
    lcc_report_xlsx,
    lcc_report_year_end,
)
