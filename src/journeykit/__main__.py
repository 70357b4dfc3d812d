"""`python -m journeykit` is the command."""

import sys

from journeykit.cli import main

if __name__ == "__main__":
    sys.exit(main())
