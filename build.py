"""The front door: `python build.py --help`."""

import sys

from paicha.cli import main

if __name__ == "__main__":
    sys.exit(main())
