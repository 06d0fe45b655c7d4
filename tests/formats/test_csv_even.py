"""A CSV text read in one go gives what reading it line by line gives; any other text is left to the slow way."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orgmodel.formats.csv import _any, _even
from orgmodel.model import BadInput

CELL = st.text("ab甲 01.-#", max_size=4)


@st.composite
def grids(draw: st.DrawFn) -> list[list[str]]:
    """A heading and some rows of as many cells, no line of which is blank."""
    width = draw(st.integers(2, 4))
    rows = draw(st.lists(st.lists(CELL, min_size=width, max_size=width), min_size=1, max_size=6))
    return [[f"column {n}" for n in range(width)], *rows]


@given(
    grids(), st.sampled_from([",", ";", "\t"]), st.sampled_from(["\n", "\r\n"]), st.booleans(), st.booleans()
)
def test_both_ways_give_one_table(
    rows: list[list[str]], delimiter: str, end: str, closed: bool, marked: bool
) -> None:
    text = end.join(delimiter.join(row) for row in rows) + end * closed
    data = text.encode("utf-8-sig" if marked else "utf-8")
    even, slow = _even(data, "units.csv"), _any(data, "units.csv")
    if even is None:  # a line that holds blanks alone is no row
        assert any(not "".join(row).strip() for row in rows)
        return
    (fast_table,), (slow_table,) = even.tables, slow.tables
    filled = slow_table.frame.fill_null("")
    assert fast_table.frame.columns == filled.columns
    if len(fast_table.frame) == len(filled):
        assert fast_table.frame.fill_null("").equals(filled)
        assert fast_table.row.tolist() == slow_table.row.tolist()
        assert fast_table.line.tolist() == slow_table.line.tolist()
    else:  # a row of empty cells is dropped later on the one way, at once on the other
        assert any(not "".join(row).strip() for row in rows)


@pytest.mark.parametrize(
    "text",
    [
        "id,name\na,1,2\n",
        "id,name\na\n",
        "id,name\na,1\nb,2,3\nc\n",
        'id,name\na,"x,y"\n',
        "id,name\n\na,1\n",
        "\nid,name\na,1\n",
        "id,name\ra,1\r",
        "id\na\n",
        "id,name\n",
    ],
)
def test_a_text_that_is_not_even_goes_the_slow_way(text: str) -> None:
    assert _even(text.encode(), "units.csv") is None


def test_a_text_in_another_encoding_goes_the_slow_way() -> None:
    data = "id,name\na,名称\n".encode("gb18030")
    assert _even(data, "units.csv") is None
    (table,) = _any(data, "units.csv").tables
    assert table.frame["name"].to_list() == ["名称"]


def test_nothing_is_no_table() -> None:
    assert _even(b"", "units.csv") is None
    with pytest.raises(BadInput):
        _any(b"", "units.csv")
