"""The checks that several reports are made of: the central case, and an org whose names mean something to a file format."""

from pathlib import Path

import pytest

from orgmodel.formats import loads, read
from orgmodel.rules import Report, check

CASE = Path(__file__).parents[2] / "scenarios" / "city-bureau" / "before.yaml"
NASTY = """
name: "A & B | <C>"
profile: matrix
units:
  - {id: a, name: "=HYPERLINK(1)|<b>*x*", solid: gone}
  - {id: b, name: "+1", solid: a}
  - {id: c, name: "@c"}
  - {id: d, name: D}
allow:
  - {rule: STR106, subject: d, reason: "in & out"}
"""


@pytest.fixture(scope="session")
def case() -> Report:
    return check(read(CASE))


@pytest.fixture(scope="session")
def nasty() -> Report:
    return check(loads(NASTY))
