"""What is written is read back as an equal org, through every format and between any two."""

import io
import sys
import tempfile
import warnings
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from orgmodel.formats import dumps, formats, loads, read, write
from orgmodel.model import Org, OrgWarning
from tests.strategies import orgs

FORMS = sorted(formats())
slow = settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


def through(org: Org, form: str, folder: str) -> Org:
    """The org written to a file of this format and read back."""
    name = "org" if formats()[form].folder else f"org{formats()[form].suffixes[0]}"
    path = Path(folder, form, name)
    path.parent.mkdir(exist_ok=True)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", OrgWarning)
        write(org, path, format=form)
        return read(path, format=form)


@pytest.mark.parametrize("form", FORMS)
@slow
@given(org=orgs())
def test_through_each_format(form: str, org: Org) -> None:
    with tempfile.TemporaryDirectory() as folder:
        assert through(org, form, folder) == org


@slow
@given(org=orgs(), first=st.sampled_from(FORMS), second=st.sampled_from(FORMS))
def test_through_any_two(org: Org, first: str, second: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        assert through(through(org, first, folder), second, folder) == org


@slow
@given(org=orgs())
def test_first_line_of_a_kind_stays_first(org: Org) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", OrgWarning)
        back = loads(dumps(org))

    def firsts(o: Org) -> dict[tuple[str, str], str]:
        out: dict[tuple[str, str], str] = {}
        for r in o.lines.to_dicts():
            out.setdefault((r["subordinate"], r["kind"]), r["superior"])
        return out

    assert firsts(back) == firsts(org)


@pytest.mark.parametrize("form", FORMS)
@settings(max_examples=5, deadline=None)
@given(org=orgs())
def test_same_org_same_bytes(form: str, org: Org) -> None:
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as two:
        for folder in (one, two):
            through(org, form, folder)
        files = [p.relative_to(one) for p in sorted(Path(one).rglob("*")) if p.is_file()]
        assert files
        for file in files:
            assert Path(one, file).read_bytes() == Path(two, file).read_bytes()


@pytest.mark.parametrize("form", ["yaml", "json", "xlsx"])
def test_standard_streams(
    form: str, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    org = loads("{profile: matrix, name: '01', units: [{id: a, name: b}]}")
    write(org, "-", format=form)
    data = capfdbinary.readouterr().out
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    assert read("-", format=form) == org
