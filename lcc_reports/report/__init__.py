from . import lcc_report  # isort: split

from . import lcc_report_books  # isort: split

from . import (
    lcc_report_accounts,
    lcc_report_book,
    lcc_report_paper,
    lcc_report_xlsx,
)
