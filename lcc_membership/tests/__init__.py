from . import test_dues, test_dues_payment
