"""What a plan file asks for is refused in its own line, and with what contradicts it."""

import pytest

from orgmodel.formats import loads
from orgmodel.model import BadInput
from orgmodel.proposals.effects import build
from orgmodel.proposals.options import Options
from tests.proposals.towns import TOWNS

MOVE = "reattach@f1-b"


def refused(options: Options) -> list[str]:
    with pytest.raises(BadInput) as told:
        build(loads(TOWNS), options)
    return str(told.value).splitlines()


@pytest.mark.parametrize(
    ("move", "allowed"),
    [
        ("reattach@f1-c", "ids of rows, such as f1-b"),
        ("reattach@t1", "for t1: no move"),
        ("reattach@f1-b>t9", "for f1-b: cooperate>t1, reattach>c-pc"),
    ],
)
def test_a_move_of_a_plan_file_is_refused_in_its_line(move: str, allowed: str) -> None:
    (told,) = refused(Options(require=[MOVE, move], written={move: ("own.yaml", 3)}))
    assert told.startswith(f"own.yaml, line 3: this move cannot be made: '{move}'; allowed: {allowed}")
    (told,) = refused(Options(require=[move], written={MOVE: ("own.yaml", 3)}))
    assert told.startswith(f"--require cannot be followed: '{move}'; allowed: {allowed}")


def test_all_that_contradicts_a_move_is_named() -> None:
    """f1-b is locked by an option, its host by an edit of the plan file; of what is forbidden two of four are about it."""
    written = {MOVE: ("own.yaml", 3), "f1": ("own.yaml", 5)}
    forbid = ("reattach@f2-b", "establish", MOVE, "reattach")
    told = refused(Options(require=[MOVE], lock=["f1-b", "f1", "f2"], forbid=forbid, written=written))
    assert told == [
        f"own.yaml, line 3: this move cannot be made: '{MOVE}'. {why}: leave out one of the two."
        for why in (
            f"--forbid {MOVE} rules it out",
            "--forbid reattach rules it out",
            "--lock f1-b leaves that unit as it is",
            "own.yaml changes f1 in line 5, and no move touches it further",
        )
    ]
