"""The parts of ``stats`` on functions, posts and staff, as data and as text."""

from orgmodel.formats import loads
from orgmodel.reports.measured import OFFICES, measured_rows
from orgmodel.reports.stats import rows, stats

ORG = """
profile: cn-party-2010
units:
  - {id: m, name: 市局, kind: bureau, level: city, system: s, full_time_staff: 1, age_ge46: 1, age_40_45: 1}
  - {id: m-o, name: 市局机关党委办, kind: party_office, host: m}
  - {id: a, name: 甲县局, kind: bureau, level: county, system: s, management: m, full_time_staff: 0, age_lt40: 2}
  - {id: a-o, name: 甲县局人事科, kind: personnel_office, host: a}
assignments:
  - {unit: m-o, function: building}
  - {unit: a-o, function: building}
requirements:
  - {function: building, level: county}
  - {function: thought, level: county}
"""


def test_as_data() -> None:
    found = stats(loads(ORG))
    assert found["counterparts"] == [
        {"office": "m-o", "office_name": "市局机关党委办", "functions": ["building"], "kinds": 1, "pairs": 1}
    ]
    assert found["coverage"] == {
        "horizontal": 0.5,
        "vertical": None,
        "complete": None,
        "missing": [{"unit": "a", "functions": ["思政"]}],
        "unreached": [],
    }
    assert found["staffing"] == {
        "units": 2,
        "without_full_time": 1,
        "share_without": 0.5,
        "share_46": 0.25,
        "share_40": 0.5,
    }


def test_as_text_in_both_languages() -> None:
    told = dict(rows(stats(loads(ORG)), "zh"))
    assert told["市局机关党委办（m-o）对口κ、λ"] == "1, 1"
    assert (told["横向覆盖率"], told["职能有缺项的单位数"]) == ("50.0%", "1")
    assert "纵向贯通率" not in told
    told = dict(rows(stats(loads(ORG)), "en"))
    assert told["share of units without full-time staff"] == "50.0%"


def test_what_nothing_is_known_of_is_left_out() -> None:
    found = stats(loads("profile: matrix\nunits:\n  - {id: a, name: A}\n"))
    assert found["coverage"]["vertical"] is None
    assert found["staffing"]["share_without"] is None
    for key in ("counterparts", "coverage", "staffing"):
        assert measured_rows(key, found[key], "en") == []


def test_text_tells_of_the_most_split_offices_first() -> None:
    many = [{"office": f"o{i:02}", "office_name": "O", "kinds": i, "pairs": i} for i in range(OFFICES + 5)]
    told = measured_rows("counterparts", many, "en")
    assert len(told) == OFFICES
    assert told[0][1] == f"{OFFICES + 4}, {OFFICES + 4}"
