"""The pause of Python's search for garbage ends with what it was for."""

import gc

import pytest

from orgmodel.formats import loads
from orgmodel.proposals import propose
from orgmodel.proposals.clock import Clock, Progress
from orgmodel.proposals.smallest import smallest
from orgmodel.proposals.uncollected import uncollected

ORG = "profile: matrix\nunits:\n  - {id: a, name: A}\n  - {id: b, name: B, solid: a}\n"


@pytest.mark.parametrize("searched", [True, False])
def test_it_is_as_before_afterwards(searched: bool) -> None:
    seen: list[bool] = []
    (gc.enable if searched else gc.disable)()
    try:
        propose(loads(ORG), clock=Clock(tell=lambda _: seen.append(gc.isenabled())))
        smallest(loads(ORG), "b")
        assert gc.isenabled() is searched
    finally:
        gc.enable()
    assert seen
    assert not any(seen)


def test_an_error_ends_it() -> None:
    def fail(progress: Progress) -> None:
        raise ValueError(progress.stage)

    with pytest.raises(ValueError, match="moves"):
        propose(loads(ORG), clock=Clock(tell=fail))
    with uncollected(), uncollected():
        assert not gc.isenabled()
    assert gc.isenabled()
