from . import (
    test_access,
    test_demo,
    test_demo_files,
    test_dues,
    test_dues_payment,
    test_export,
    test_privacy,
    test_tours,
)
