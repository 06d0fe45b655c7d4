"""Views of several links: what they follow from, and where they stand on their own."""

from functools import cache
from pathlib import Path

import polars as pl
import pytest

from orgmodel.formats import loads, read
from orgmodel.model import Org
from orgmodel.rules import check

CASE = Path(__file__).parents[2] / "scenarios" / "city-bureau"
VIEWS = ("CHN204", "CHN205", "CHN206", "CHN207")
TOP = """
profile: cn-party-2010
units:
  - {id: m, name: 市局, kind: bureau, level: city, system: s}
  - {id: m-lg, name: 市局党组, kind: leading_group, host: m}
  - {id: m-pc, name: 市局机关党委, kind: organ_committee, host: m, affiliation: m-owc}
  - {id: m-owc, name: 市直属机关工委, kind: organ_work_committee, level: city}
  - {id: lc, name: 县委, kind: local_committee, level: county}
  - {id: t, name: 镇党委, kind: township_committee, level: township}
  - {id: c, name: 县局, kind: bureau, level: county, system: s, management: m}
  - {id: c-lg, name: 县局党组, kind: leading_group, host: c, leadership: m-lg}
"""
COUNTY = "  - {{id: c-gb, name: 县局党总支, kind: general_branch, host: c, affiliation: {to}}}\n"
OFFICE = """
  - {{id: f{n}, name: 第{n}分局, kind: field_office, level: township, system: s, management: c}}
  - {{id: f{n}-b, name: 第{n}分局党支部, kind: branch, host: f{n}, affiliation: {to}, members: {members}}}
"""


def office(n: int, to: str, members: int = 5) -> str:
    return OFFICE.format(n=n, to=to, members=members)


def found(org: Org) -> dict[tuple[str, str], tuple[str, str] | None]:
    """Code and subject of every view -> code and subject of its cause."""
    findings = check(org, select=VIEWS).findings
    return {(f.code, f.subject): (f.cause.code, f.cause.subject) if f.cause else None for f in findings}


@cache
def case(when: str) -> Org:
    return read(CASE / f"{when}.yaml")


def test_in_the_central_case_every_view_follows_from_a_link() -> None:
    before = found(case("before"))
    assert all(before.values())
    units = case("before").units
    offices = units.filter(pl.col("kind") == "field_office")["id"].to_list()
    hosts = units.filter(pl.col("host").is_in(offices))["id"].to_list()
    assert sorted(s for code, s in before if code == "CHN205") == sorted(hosts)
    assert sorted(s for code, s in before if code == "CHN204" and s in offices) == sorted(offices)
    assert {s for code, s in before if code == "CHN206"} == {id.partition("-")[0] for id in offices}
    assert found(case("after")) == {}


def test_the_way_breaks_at_its_uppermost_faulty_link() -> None:
    org = loads(TOP + COUNTY.format(to="lc") + office(1, "t"))
    told = found(org)
    assert told["CHN204", "f1"] == ("CHN202", "c")
    assert told["CHN205", "f1-b"] == ("CHN201", "f1")
    assert told["CHN206", "c"] == ("CHN201", "f1")


def test_a_repaired_chain_is_shown_by_none() -> None:
    assert found(loads(TOP + COUNTY.format(to="m-pc") + office(1, "c-gb"))) == {}


def test_a_unit_in_between_without_a_body_breaks_the_way() -> None:
    org = loads(TOP + office(1, "m-pc"))
    assert found(org) == {("CHN204", "f1"): None}
    bare = TOP.replace("management: m}", "management: m, full_members: 9}")
    assert found(loads(bare + office(1, "m-pc"))) == {("CHN204", "f1"): ("CHN208", "c")}


def test_an_orphaned_body_is_the_cause_whatever_unit_it_stands_in() -> None:
    told = found(loads(TOP + COUNTY.format(to="m-pc") + office(1, "nowhere")))
    assert told["CHN204", "f1"] == told["CHN205", "f1-b"] == ("CHN203", "f1-b")


def test_field_offices_that_differ() -> None:
    told = found(loads(TOP + COUNTY.format(to="m-pc") + office(1, "c-gb") + office(2, "t")))
    assert told["CHN207", "c"] == ("CHN201", "f2")
    assert ("CHN206", "c") not in told


def county(n: int, to: str) -> str:
    own = f"k{n}-owc" if to == "dual" else to
    return f"""
  - {{id: k{n}, name: 第{n}县局, kind: bureau, level: county, system: s, management: m}}
  - {{id: k{n}-lg, name: 第{n}县局党组, kind: leading_group, host: k{n}, leadership: m-lg}}
  - {{id: k{n}-pc, name: 第{n}县局机关党委, kind: organ_committee, host: k{n}, affiliation: {own}}}
  - {{id: k{n}-owc, name: 第{n}县直属机关工委, kind: organ_work_committee, level: county}}
"""


@pytest.mark.parametrize(
    "ways", [("dual", "dual", "dual"), ("dual", "m-pc", "m-pc"), ("m-pc", "m-pc", "m-pc")]
)
def test_accepted_links_are_no_fault_of_the_unit_above(ways: tuple[str, ...]) -> None:
    alone = TOP.replace("management: m}", "status: dissolved}")
    assert found(loads(alone + "".join(county(n, to) for n, to in enumerate(ways)))) == {}


@pytest.mark.parametrize(
    ("ways", "code"), [(("lc", "lc"), "CHN206"), (("dual", "lc"), "CHN207"), (("m-pc", "lc"), "CHN207")]
)
def test_dual_leadership_counts_as_joined(ways: tuple[str, ...], code: str) -> None:
    alone = TOP.replace("management: m}", "status: dissolved}")
    told = found(loads(alone + "".join(county(n, to) for n, to in enumerate(ways))))
    assert {c for c, subject in told if subject == "m"} == {code}


@pytest.mark.parametrize(("members", "lacking"), [(0, True), (1, False)])
def test_the_layer_of_members(members: int, lacking: bool) -> None:
    told = found(loads(TOP + COUNTY.format(to="m-pc") + office(1, "c-gb", members)))
    assert (("CHN205", "f1-b") in told) is lacking


def test_a_layer_that_the_file_holds_nowhere_is_not_asked_for() -> None:
    text = TOP + COUNTY.format(to="m-pc") + office(1, "c-gb")
    less = "\n".join(line for line in text.splitlines() if "id: c-lg" not in line)
    assert list(found(loads(less))) == [("CHN205", "f1-b")]
    none = "\n".join(line for line in text.splitlines() if "leading_group" not in line)
    assert found(loads(none)) == {}


def test_where_the_rule_of_the_cause_is_off_a_view_is_a_root(tmp_path: Path) -> None:
    (tmp_path / "own.yaml").write_text(
        "extends: cn-party-2010\nprofile: own\ndisabled: [CHN20, MTX]\n", "utf-8"
    )
    org = loads(TOP + COUNTY.format(to="lc") + office(1, "t")).with_facts(profile=str(tmp_path / "own.yaml"))
    assert found(org) == {}
    (tmp_path / "two.yaml").write_text(
        "extends: cn-party-2010\nprofile: two\ndisabled: [CHN201, CHN202]\n", "utf-8"
    )
    assert set(found(org.with_facts(profile=str(tmp_path / "two.yaml"))).values()) == {None}


def test_a_body_under_an_accepted_superior_is_told_that_leadership_is_lacking() -> None:
    org = loads(
        """
profile: cn-party-2010
units:
  - {id: m, name: 市局, kind: bureau, level: city, system: s, area: m}
  - {id: c, name: 县局, kind: bureau, level: county, system: s, area: c, management: m}
  - {id: c-pc, name: 县局机关党委, kind: organ_committee, host: c, affiliation: owc}
  - {id: owc, name: 县直工委, kind: organ_work_committee, level: county, area: c}
  - {id: f, name: 分局, kind: field_office, level: township, system: s, area: f, management: c}
  - {id: f-b, name: 分局党支部, kind: branch, host: f, affiliation: t}
  - {id: t, name: 镇党委, kind: township_committee, level: township, area: f}
"""
    )
    told = {f.subject: f.message for f in check(org, select=["CHN201"]).shown(language="zh")}
    assert told["c"].endswith("不归口市局管理，且与上级单位之间无领导关系")
    assert told["f"].endswith("不归口县局管理")
