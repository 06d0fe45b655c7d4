"""Makes the repository root importable, so that tests share ``tests.reference`` and ``tests.orgs``.

Hypothesis draws the same examples in every run: a machine that is slow or a draw that is unlucky fails no test.
"""

import sys
from pathlib import Path

from hypothesis import HealthCheck, settings

ROOT = str(Path(__file__).resolve().parent.parent)
if ROOT not in sys.path:
    sys.path.insert(0, ROOT)

settings.register_profile(
    "repeatable",
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large],
)
settings.load_profile("repeatable")
