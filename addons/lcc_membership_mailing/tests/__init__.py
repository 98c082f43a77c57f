from . import (
    test_mailing_list,
    test_mailing_privacy,
    test_mailing_rights,
    test_usual_lists,
)
