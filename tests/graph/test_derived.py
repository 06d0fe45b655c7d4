"""Derived tables: what is looked up is there for whoever asks."""

import polars as pl
import pytest

from orgmodel.formats import loads
from orgmodel.graph import derive
from orgmodel.model import Org, frame

TEXT = """
profile: cn-party-2010
units:
  - {id: c, name: 某县局, kind: bureau, level: county, system: s}
  - {id: c-gb, name: 某县局党总支, kind: general_branch, host: c, affiliation: owc}
  - {id: owc, name: 县直属机关工委, kind: organ_work_committee, level: county}
  - {id: f, name: 某分局, kind: field_office, level: township, system: s, management: c}
  - {id: f-b, name: 某分局党支部, kind: branch, host: f, affiliation: x}
"""


@pytest.mark.parametrize(
    ("table", "column", "values"),
    [
        ("links", "subject", ["f"]),
        ("links", "body", ["f-b"]),
        ("links", "body_superior", [None]),
        ("links", "status", ["orphan"]),
        ("bodies", "name", ["某县局党总支", "某分局党支部"]),
        ("bodies", "state", ["reaches", "dangling"]),
        ("bodies", "end_kind", ["organ_work_committee", "branch"]),
        ("bodies", "head", ["c-gb", "f-b"]),
        ("units", "side", ["vertical", "vertical", "territorial", "vertical", "vertical"]),
    ],
)
def test_what_is_looked_up_stands_in_the_whole_table(
    table: str, column: str, values: list[str | None]
) -> None:
    d = derive(loads(TEXT))
    assert d.table(table)[column].to_list() == values
    assert column not in d.lean(table).columns
    last = d.spoken(table, columns=[column], rows=pl.Series([len(values) - 1]))
    assert last[column].to_list() == values[-1:]


def test_rows_are_spoken_of_in_the_order_asked_for() -> None:
    told = derive(loads(TEXT)).spoken("bodies", rows=pl.Series([1, 0]))
    assert told["subject"].to_list() == ["f-b", "c-gb"]


def test_a_line_with_an_empty_superior_leads_nowhere() -> None:
    rows = [{"subordinate": "b", "superior": "a"}, {"subordinate": "a", "superior": None}]
    units = frame("units", [{"id": id, "name": id, "kind": "unit"} for id in "ab"])
    lines = frame("lines", [{"kind": "solid", **row} for row in rows])
    org = Org(profile="matrix", tables={"units": units, "lines": lines})
    assert derive(org).table("units")["cut"].to_list() == ["dangling", "dangling"]
