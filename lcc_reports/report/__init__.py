from . import (
    lcc_report,
    lcc_report_book,
    lcc_report_paper,
    lcc_report_xlsx,
    # isort: split
    lcc_report_books,
    lcc_report_accounts,
)
