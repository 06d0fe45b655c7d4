"""Each rule's own examples: the bad one shows exactly this root (a view what it follows from), the good one does not."""

import pytest

from orgmodel.formats import loads
from orgmodel.rules import catalogue, check

CODES = list(catalogue())
# A committee without its own oversight body, and a level with a single unit below it, stand in examples that are about
# something else.
BESIDE = {"EST406", "MTX974"}
FOLLOWS = {"CHN206": "CHN201", "CHN207": "CHN201"}  # views of links that have findings of their own


def beside(code: str) -> set[str]:
    """What may stand beside a rule's finding in its examples: what a rule over others looks at belongs to it."""
    return BESIDE | set(catalogue()[code].over)


@pytest.mark.parametrize("code", CODES)
def test_bad_example(code: str) -> None:
    report = check(loads(catalogue()[code].bad))
    roots = set(report.roots["code"])
    assert FOLLOWS.get(code, code) in roots
    assert code in set(report.standing["code"])
    assert roots - beside(code) <= {FOLLOWS.get(code, code)}


@pytest.mark.parametrize("code", CODES)
def test_good_example(code: str) -> None:
    report = check(loads(catalogue()[code].good))
    found = set(report.standing["code"])
    assert code not in found
    assert found <= beside(code)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("code", CODES)
def test_message_leaves_nothing_open(code: str, language: str) -> None:
    report = check(loads(catalogue()[code].bad))
    for finding in report.shown(language=language):
        assert finding.message
        assert not {"{", "}"} & set(finding.message)
        assert "None" not in finding.message
        assert finding.location is None or finding.location.line
