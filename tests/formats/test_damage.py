"""A file damaged anywhere is refused or read, never a traceback."""

import tempfile
import warnings
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orgmodel.formats import formats, loads, read, write
from orgmodel.model import BadInput, Org, OrgWarning

TEXT = """\
{name: 市局, profile: matrix, as_of: 2016-12-01,
 units: [{id: a, name: 市局, staff: 3, solid: b, frozen: true}, {id: "01", name: 'x, "y"', term_start: 2016-01-02}],
 lines: [{subordinate: a, superior: c, kind: dotted, tie: 1.5}], allow: [{rule: R, subject: a, reason: r}]}
"""


@cache
def whole(form: str) -> bytes:
    """A sound file of this format."""
    with tempfile.TemporaryDirectory() as folder:
        if not formats()[form].folder:
            write(loads(TEXT), Path(folder, "org"), format=form)
            return Path(folder, "org").read_bytes()
        write(loads(TEXT), folder, format=form)
        return Path(folder, f"units{formats()[form].suffixes[0]}").read_bytes()


@pytest.mark.parametrize("form", sorted(formats()))
@settings(max_examples=30, deadline=None)
@given(
    at=st.floats(0, 1, exclude_max=True), cut=st.integers(0, 9), put=st.binary(max_size=3), end=st.booleans()
)
def test_damage(form: str, at: float, cut: int, put: bytes, end: bool) -> None:
    data = whole(form)
    place = int(at * len(data))
    damaged = data[:place] + put + (b"" if end and cut == 9 else data[place + cut :])
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore", OrgWarning)
        file = Path(folder, f"org{formats()[form].suffixes[0]}")
        file.write_bytes(damaged)
        try:
            result: Org | BadInput = read(file, profile="matrix")
        except BadInput as error:
            result = error
        assert isinstance(result, Org) or (result.problems and str(result))
