"""A process that has built once: one forked from it builds at once, as `serve` does.

Imported for that alone, by the server that tests/test_swap.py forks its builds from.
"""

import shutil
import tempfile
from pathlib import Path

from paicha.pipeline import build
from paicha.project import Project

with tempfile.TemporaryDirectory() as folder:
    root = Path(folder) / "project"
    shutil.copytree(Path(__file__).parent / "sites" / "minimal", root)
    build(Project(root))
