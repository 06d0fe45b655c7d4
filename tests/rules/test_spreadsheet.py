"""Every rule's planted case fires it through a spreadsheet, and its nearest innocent neighbour does not."""

from pathlib import Path

import pytest

from orgmodel.formats import loads, read, write
from orgmodel.rules import catalogue, check


@pytest.mark.parametrize("code", list(catalogue()))
def test_rule_through_a_workbook(code: str, tmp_path: Path) -> None:
    rule = catalogue()[code]
    for name, text, fires in (("bad", rule.bad, True), ("good", rule.good, False)):
        org = loads(text)
        path = tmp_path / f"{name}.xlsx"
        write(org, path)
        report = check(read(path))
        assert (code in set(report.hits["code"])) is fires, name
        keys = ["code", "subject", "cause_code", "cause_subject"]
        assert report.hits.select(keys).equals(check(org).hits.select(keys))
        if fires:
            found = next(f for f in report.findings if f.code == code)
            assert found.message
            assert found.location is None or found.location.file == str(path)
