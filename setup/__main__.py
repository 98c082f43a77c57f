# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Entry point of the commands: python setup COMMAND [ARGUMENT…]."""

import sys

from ground.console import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
