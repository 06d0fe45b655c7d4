"""Edits lead exactly from one org to another and back."""

from hypothesis import HealthCheck, given, settings

from orgmodel.model import Org, apply, diff, invert
from tests.strategies import orgs

often = settings(
    max_examples=35, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


@often
@given(a=orgs(), b=orgs())
def test_diff_leads_there(a: Org, b: Org) -> None:
    assert apply(a, diff(a, b)) == b


@often
@given(a=orgs(), b=orgs())
def test_inverse_leads_back(a: Org, b: Org) -> None:
    assert apply(b, invert(diff(a, b))) == a


@often
@given(a=orgs())
def test_no_edits_between_equals(a: Org) -> None:
    assert diff(a, a) == ()
