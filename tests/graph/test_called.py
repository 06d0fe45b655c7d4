"""What rows are called: names by table, posts by unit and role, rows of one id, ids that no row has."""

import polars as pl
import pytest

from orgmodel.formats import loads
from orgmodel.graph import Derived, derive
from orgmodel.graph.called import CALLED, called
from orgmodel.model import ROWS, Org
from orgmodel.moves import spoken
from orgmodel.rules import check

ORG = """
profile: cn-party-2010
units:
  - {id: a, name: 甲局, kind: bureau}
  - {id: b, name: 乙局, kind: bureau}
functions:
  - {id: a, name: 信访}
posts:
  - {id: p1, unit: b, role: group_secretary}
  - {id: p2, unit: gone, role: group_secretary}
  - {id: p3, unit: b, role: clerk}
duties:
  - {id: d1, item: 党建工作, function: a, holder: p1, kind: responsible}
documents:
  - {id: x1, name: 办法}
"""


def named(d: Derived, *ids: str, language: str = "zh") -> dict[str, dict[str, str]]:
    return {table: names for table, names in called(d, ids, language).items() if names}


def test_every_table_with_a_name_or_an_item_and_the_posts_are_called_something() -> None:
    of_their_own = {t for t, row in ROWS.items() if row.keys == ("id",)}
    assert set(CALLED) == of_their_own


def test_rows_by_table() -> None:
    assert named(derive(loads(ORG)), "a", "p1", "d1", "x1", "nobody") == {
        "units": {"a": "甲局"},
        "functions": {"a": "信访"},
        "posts": {"p1": "乙局的党组书记"},
        "duties": {"d1": "党建工作"},
        "documents": {"x1": "办法"},
    }


@pytest.mark.parametrize(
    ("id", "zh", "en"),
    [
        ("p1", "乙局的党组书记", "Leading group secretary of 乙局"),
        ("p2", "gone的党组书记", "Leading group secretary of gone"),
        ("p3", "乙局的clerk", "clerk of 乙局"),
    ],
)
def test_a_post_of_an_unknown_unit_or_role_is_told_by_its_id(id: str, zh: str, en: str) -> None:
    org = loads(ORG)
    assert [named(derive(org), id, language=language)["posts"][id] for language in ("zh", "en")] == [zh, en]
    assert [spoken(org, id, language) for language in ("zh", "en")] == [zh, f"the {en}"]


@pytest.mark.parametrize("empty", ["unit", "role"])
def test_a_post_without_unit_or_role_is_called_nothing(empty: str) -> None:
    org = loads(ORG)
    posts = org.tables["posts"].with_columns(pl.lit(None, pl.String).alias(empty))
    bare = Org(**org.facts, tables={**org.tables, "posts": posts})
    assert named(derive(bare), "p1") == {}
    assert spoken(bare, "p1", "en") == "p1"


def test_of_several_rows_with_one_id_the_first_names_it() -> None:
    twice = (
        ORG.replace("functions:", "  - {id: b, name: 另一个乙局, kind: bureau}\nfunctions:")
        .replace("duties:", "  - {id: p1, unit: a, role: committee_secretary}\nduties:")
        .replace("documents:", "  - {id: d1, item: 另一项, function: a, holder: p1, kind: responsible}\ndocuments:")
        + "  - {id: x1, name: 另一办法}\n"
    )  # fmt: skip
    org = loads(twice)
    assert named(derive(org), "b", "p1", "d1", "x1") == {
        "units": {"b": "乙局"},
        "posts": {"p1": "乙局的党组书记"},
        "duties": {"d1": "党建工作"},
        "documents": {"x1": "办法"},
    }
    assert [spoken(org, id, "zh") for id in ("b", "p1")] == ["乙局", "乙局的党组书记"]


def test_messages_name_a_post_with_its_id_by_the_first_row_that_has_it() -> None:
    org = loads("""
profile: cn-party-2010
units:
  - {id: b, name: 乙局, kind: bureau, level: county}
posts:
  - {id: p1, unit: b, role: group_secretary}
  - {id: p1, unit: b, role: group_member}
  - {id: p2, unit: b, role: group_member}
duties:
  - {id: d1, item: 党建工作, step: 方案, function: f, holder: p1, kind: accountable}
  - {id: d2, item: 党建工作, step: 方案, function: f, holder: p2, kind: accountable}
""")
    (told,) = [f.message for f in check(org).findings if f.name == "duty-overlap"]
    assert "乙局的党组书记（p1）、乙局的党组成员（p2）同时负责" in told


def test_only_the_tables_asked_for() -> None:
    assert called(derive(loads(ORG)), ["a"], "zh", ["functions"]) == {"functions": {"a": "信访"}}
    assert called(derive(loads(ORG)), [], "zh", ["units"]) == {"units": {}}
