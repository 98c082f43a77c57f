from . import test_demo, test_demo_files, test_dues, test_dues_payment, test_tours
