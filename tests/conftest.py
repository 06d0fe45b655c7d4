"""Makes the repository root importable, so that tests share ``tests.reference`` and ``tests.orgs``."""

import sys
from pathlib import Path

ROOT = str(Path(__file__).resolve().parent.parent)
if ROOT not in sys.path:
    sys.path.insert(0, ROOT)
