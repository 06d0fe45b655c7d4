"""What findings speak of, by name, in both languages."""

from pathlib import Path

import pytest

from orgmodel import read
from orgmodel.reports.subjects import Subjects
from orgmodel.rules import check

CASE = Path(__file__).parents[2] / "scenarios" / "city-bureau"


@pytest.mark.parametrize(
    ("subject", "table", "zh", "en"),
    [
        ("c01-s1", "units", "青岩县局城关分局", "青岩县局城关分局"),
        ("d06", "duties", "纪检转出事项", "纪检转出事项"),
        ("c01-p3", "posts", "青岩县局机关党委 党委书记", "青岩县局机关党委 Committee secretary"),
        ("c01-s1-b>gone:affiliation", "lines", "青岩县局城关分局党支部 → gone（隶属关系）", "青岩县局城关分局党支部 → gone (Affiliation)"),
        ("f3>f4:conflicts_with", "documents", "f3>f4:conflicts_with", "f3>f4:conflicts_with"),
        ("nothing", "units", "nothing", "nothing"),
    ],
)  # fmt: skip
def test_by_name(subject: str, table: str, zh: str, en: str) -> None:
    org = read(CASE / "before.yaml")
    assert [Subjects(org, lang).name(subject, table) for lang in ("zh", "en")] == [zh, en]


def test_every_finding_on_a_unit_is_named_with_its_id() -> None:
    org = read(CASE / "before.yaml")
    report, subjects, names = (
        check(org),
        Subjects(org, "zh"),
        dict(org.units.select("id", "name").iter_rows()),
    )
    told = [f for f in report.told(report.standing) if f.subject in names]
    assert len(told) > 50
    for f in told:
        assert subjects.both(f.subject, report.rules[f.code].home) == f"{names[f.subject]}（{f.subject}）"
