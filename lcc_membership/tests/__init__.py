from . import (
    test_access,
    test_demo,
    test_demo_files,
    test_dues,
    test_dues_payment,
    test_erasure,
    test_export,
    test_handover,
    test_membership_faults,
    test_partner_form,
    test_tours,
)
