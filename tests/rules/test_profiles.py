"""One org under the regulation of 2010 and its revision of 2019: where the texts differ, the findings do."""

from typing import Any

import pytest

from orgmodel import profiles
from orgmodel.formats import loads
from orgmodel.moves import candidates
from orgmodel.rules import Finding, check

ORGANS = "中国共产党党和国家机关基层组织工作条例"
OLD, NEW = "cn-party-2010", "cn-party-2019"
ORG = """
profile: cn-party-2010
as_of: 2021-12-01
units:
  - {id: m, name: 市局, kind: bureau, level: city, system: s}
  - {id: m-lg, name: 市局党组, kind: leading_group, host: m}
  - {id: m-pc, name: 市局机关党委, kind: organ_committee, host: m, affiliation: owc, members: 60, term_start: 2017-12-31}
  - {id: owc, name: 市直属机关工委, kind: organ_work_committee, level: city}
  - {id: c, name: 县局, kind: bureau, level: county, system: s, management: m}
  - {id: c-gb, name: 县局党总支, kind: general_branch, host: c, affiliation: m-pc, members: 9, term_start: 2018-07-12}
  - {id: c-b, name: 县局机关党支部, kind: branch, host: c, affiliation: c-gb, members: 7, full_members: 6, seats: 0, term_start: 2019-06-01}
  - {id: f, name: 分局, kind: field_office, level: township, system: s, management: c}
  - {id: f-b, name: 分局党支部, kind: branch, host: f, affiliation: c-gb, members: 45, full_members: 45, seats: 3}
  - {id: f-j, name: 分局联合党支部, kind: joint_branch, host: f, affiliation: f-b, members: 6, full_members: 2, seats: 3}
"""


def found(profile: str) -> dict[tuple[str, str], Finding]:
    return {(f.code, f.subject): f for f in check(loads(ORG).with_facts(profile=profile)).findings}


def articles(finding: Finding) -> set[tuple[Any, Any]]:
    return {(c.year, c.article) for c in finding.cites if c.document == ORGANS}


def test_a_committee_without_its_commission_weighs_more() -> None:
    old, new = found(OLD)["EST406", "m-pc"], found(NEW)["EST406", "m-pc"]
    assert (old.severity, new.severity) == ("warning", "error")
    assert (articles(old), articles(new)) == ({(2010, "10")}, {(2019, "9")})


def test_members_or_full_members_count_for_a_committee_of_a_branch() -> None:
    key = ("EST407", "c-b")
    assert found(OLD)[key].values["counted"] == "members"
    assert found(OLD)[key].cites == ()
    assert key not in found(NEW)
    more = loads(ORG.replace("full_members: 6", "full_members: 7")).with_facts(profile=NEW)
    (finding,) = check(more, select=["EST407"]).findings
    assert finding.values["counted"] == "full_members"
    assert articles(finding) == {(2019, "7")}


def test_terms_of_bodies_elected_after_the_opinion() -> None:
    overdue = {key[1]: f for key, f in found(OLD).items() if key[0] == "EST410"}
    assert {id: f.values["due"] for id, f in overdue.items()} == {"c-gb": "2021-07-12", "c-b": "2021-06-01"}
    assert not any(f.cites for f in overdue.values())
    new = {key[1]: f for key, f in found(NEW).items() if key[0] == "EST410"}
    assert {id: f.values["due"] for id, f in new.items()} == {"c-gb": "2021-07-12"}
    assert {(c.year, c.article) for c in new["c-gb"].cites} == {(2018, "1"), (2018, "2"), (2019, "8")}
    assert (
        found(OLD)["EST411", "m-pc"].values["due"]
        == found(NEW)["EST411", "m-pc"].values["due"]
        == "2021-12-31"
    )


def test_sizes_are_cited_only_where_the_text_is_known() -> None:
    for key, article in ((("EST403", "f-b"), "6"), (("EST404", "f-j"), "7")):
        assert found(OLD)[key].cites == ()
        assert articles(found(NEW)[key]) == {(2019, article)}


def test_a_small_committee_cites_the_way_of_approval() -> None:
    key = ("EST402", "m-pc")
    small = loads(ORG.replace("members: 45,", "members: 15,"))
    told = {
        p: {(f.code, f.subject): f for f in check(small.with_facts(profile=p)).findings} for p in (OLD, NEW)
    }
    assert articles(told[OLD][key]) == {(2010, "6")}
    assert articles(told[NEW][key]) == {(2019, "5"), (2019, "37")}


def test_a_leading_group_guided_and_now_leads() -> None:
    old, new = found(OLD)["CHN205", "c-b"], found(NEW)["CHN205", "c-b"]
    assert "党组指导" in old.message
    assert "党组领导" in new.message
    assert (articles(old), articles(new)) == ({(2010, "4")}, {(2019, "2"), (2019, "33")})


@pytest.mark.parametrize(("profile", "year"), [(OLD, 2010), (NEW, 2019)])
def test_every_citation_of_the_regulation_is_of_the_profiles_own_version(profile: str, year: int) -> None:
    known = profiles.load(profile)
    cited = {(key, c.year) for key in known.citations for c in known.cites(key) if c.document == ORGANS}
    assert len(cited) > 8
    assert {key for key, y in cited if y != year} == set()
    rests = [known.sources[t.cite] for t in known.thresholds.values() if t.cite]
    assert {c.year for c in rests if c.document == ORGANS} == {year}


def test_moves_cite_their_own_version_too() -> None:
    for profile, year in ((OLD, 2010), (NEW, 2019)):
        moves = candidates(loads(ORG).with_facts(profile=profile)).moves
        assert moves
        assert {c.year for m in moves for c in m.cites if c.document == ORGANS} == {year}


def test_a_child_profile_keeps_all_names_of_its_parent() -> None:
    old, new = profiles.load(OLD), profiles.load(NEW)
    assert set(old.kinds) == set(new.kinds)
    assert set(old.lines) == set(new.lines)
    assert [level.name for level in old.levels] == [level.name for level in new.levels]
    assert set(old.thresholds) <= set(new.thresholds)
