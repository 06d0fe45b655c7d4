"""Work that nobody carries: the model knows what giving it away clears and raises, under every choice of who is given it."""

from itertools import product

from benchmarks.orgs import filled
from orgmodel.formats import loads
from orgmodel.model import Org, apply, joined
from orgmodel.proposals import propose
from orgmodel.proposals.effects import build
from orgmodel.rules import check

CODES = ("CPT302", "CPT304")


def org(*kinds: str) -> Org:
    """A city over a county for each of these kinds of office, all of which must look after youth, and none does."""
    counties = "".join(
        f"  - {{id: c{n}, name: c{n}, kind: bureau, level: county, system: s, management: m}}\n"
        f"  - {{id: c{n}-o, name: o{n}, kind: {kind}, host: c{n}}}\n"
        for n, kind in enumerate(kinds)
    )
    carried = "".join(f"  - {{unit: c{n}-o, function: study}}\n" for n in range(len(kinds)))
    return loads(
        "profile: cn-party-2010\nunits:\n  - {id: m, name: m, kind: bureau, level: city, system: s}\n"
        f"  - {{id: m-o, name: mo, kind: party_office, host: m}}\n{counties}"
        f"assignments:\n  - {{unit: m-o, function: study}}\n{carried}"
        "functions:\n  - {id: study, name: study}\n  - {id: youth, name: youth}\n"
        "requirements:\n  - {function: youth, level: county, kind: bureau}\n"
        "indicators:\n  - {id: i, name: Youth, weight: 100, function: youth}\n"
    )


def assert_known(before: Org) -> set[tuple[str, ...]]:
    """The findings after every choice of gifts are those that the model expects; gives all that were seen."""
    world = build(before)
    gifts = [i for i, m in enumerate(world.model.moves) if any(e.table == "assignments" for e in m.edits)]
    seen = set()
    for taken in product((False, True), repeat=len(gifts)):
        made = [i for i, t in zip(gifts, taken, strict=True) if t]
        after = check(apply(before, joined(world.move(i).edits for i in made)))
        real = sorted(f for f in after.roots.select("code", "subject").iter_rows() if f[0] in CODES)
        assert sorted(f for f in world.model.standing(made) if f[0] in CODES) == real, made
        seen.add(tuple(code for code, _ in real))
    return seen


def test_offices_of_one_kind() -> None:
    assert assert_known(org("party_office", "party_office", "party_office")) == {("CPT302",), ()}


def test_offices_of_two_kinds_answer_differently() -> None:
    kinds = "party_office", "personnel_office", "party_office"
    assert assert_known(org(*kinds)) == {("CPT302",), (), ("CPT304",)}


def test_a_large_org_with_faults_of_all_kinds_keeps_its_promises() -> None:
    plans = propose(filled(40))  # raises where a plan does not keep what it promises
    assert "CPT302" not in {left.code for left in plans["full"].residual}
    assert plans["full"].certificate.gap == 0
