"""The front door: `python build.py --help`."""

import sys
from pathlib import Path

from paicha.cli import main

if __name__ == "__main__":
    sys.exit(main(front_door=Path(__file__).resolve()))
