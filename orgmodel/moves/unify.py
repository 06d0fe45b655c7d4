"""The functions that an office above hands down are given to an office of one kind in a unit below.

Why: Where the same work has the same door in every unit, it is handed down, compared and answered for in one way.
Needs: an office of that kind in the unit, or one that can be set up; neither the unit nor an office that gives up a function
is frozen; what the units below that one face stays as clear as it is. Counterparts agree once every unit below an office
has come to the same kind. Structural.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import polars as pl

from orgmodel.graph.counterparts import below
from orgmodel.model import Edit
from orgmodel.moves.base import FindingKey, Move, MoveKind
from orgmodel.moves.establish import set_up
from orgmodel.moves.handed import Group, HandedDown
from orgmodel.moves.situation import Situation

CODES = ("CPT301", "CPT302", "CPT303", "CPT304")


@dataclass(frozen=True, eq=False)
class Offer:
    """A move with what it comes to: the unit's office of this kind carries all that the unit has of the group's work.

    ``shared`` are the functions that nobody is dedicated to afterwards, ``frozen`` the unit that alone stands in the way.
    """

    move: Move
    group: Group
    unit: int
    kind: str
    functions: frozenset[str]
    shared: frozenset[str]
    frozen: str | None = None


def handed_down(s: Situation) -> HandedDown:
    """The work handed down by the units above whatever is found."""
    d, found = s.base, set[int]()
    at = dict(d.table("carriers").select("office", "place_row").iter_rows())
    found.update(at[office] for office in s.findings["CPT301"] if office in at)
    split = d.table("appraised").filter(pl.col("subject").is_in(list(s.findings["CPT304"])))
    found.update(s.row(unit) for unit in split["superior"].drop_nulls())
    up = d.forest(s.profile.roles.vertical).parent
    found.update(int(up[s.row(unit)]) for code in ("CPT302", "CPT303") for unit in s.findings[code])
    return HandedDown(d, found - {-1})


def candidates(s: Situation) -> list[Move]:
    """The moves of all offers; findings that none of them concerns are refused."""
    if not any(s.findings[code] for code in CODES):
        return []
    handed = handed_down(s)
    possible = list(_offers(s, handed))
    found, held_back = _clearing(s, handed, possible), [o for o in possible if o.frozen]
    for code in ("CPT302", "CPT303"):
        helped = {o.move.subject for o in found if s.row(o.move.subject) in _faults(o.group, code)}
        frozen = {o.move.subject: o.frozen for o in held_back if o.unit in _faults(o.group, code)}
        for unit, finding in s.findings[code].items():
            if unit not in helped:
                by = s.frozen(s.row(unit)) or frozen.get(unit)
                s.refuse([finding], "frozen" if by else "target", by or unit)
    for offer in held_back:
        s.refuse(_spread(s, offer.group), "frozen", str(offer.frozen))
    return [o.move for o in found]


def offers(s: Situation, handed: HandedDown) -> list[Offer]:
    """Every offer that can be made, its move with all that it clears alone."""
    return _clearing(s, handed, list(_offers(s, handed)))


def _clearing(s: Situation, handed: HandedDown, possible: list[Offer]) -> list[Offer]:
    """Those of the offers in whose way nothing frozen stands, each with what its move clears alone."""
    found = _apart([o for o in possible if not o.frozen])
    split = s.base.table("appraised").filter(pl.col("subject").is_in(list(s.findings["CPT304"])))
    indicators = dict(split.select("subject", "function").iter_rows())
    spread = s.base.once(below).filter(pl.col("function").is_in(list(indicators.values())))
    spread = (
        spread.group_by("superior_row", "function").agg(pl.col("kind").n_unique()).filter(pl.col("kind") > 1)
    )
    wide: dict[str, set[int]] = {}
    for superior, function in spread.select("superior_row", "function").iter_rows():
        wide.setdefault(function, set()).add(superior)
    lacks: dict[int, set[str]] = {}
    shares: Counter[int] = Counter()
    for group in handed.groups:
        for at, functions in group.lacking.items():
            lacks.setdefault(at, set()).update(functions)
        shares.update({unit: len(functions) for unit, functions in group.shared.items()})
    out = []
    for offer in found:
        group, unit, id = offer.group, offer.unit, offer.move.subject
        clears = []
        for office, wanted in sorted(group.offices.items()):
            if office in s.findings["CPT301"] and _agree(handed, offer, wanted):
                clears.append(("CPT301", office))
        new = group.lacking.get(unit, set())
        if id in s.findings["CPT302"] and not any(
            handed.wider[f].isdisjoint(new) for f in lacks.get(unit, ())
        ):
            clears.append(("CPT302", id))
        others = shares[unit] - len(group.shared.get(unit, ()))
        if id in s.findings["CPT303"] and not offer.shared and not others:
            clears.append(("CPT303", id))
        for indicator, function in sorted(indicators.items()):
            if wide.get(function) == {group.superior} and _agree(handed, offer, {function}):
                clears.append(("CPT304", indicator))
        out.append(replace(offer, move=replace(offer.move, clears=tuple(clears))))
    return out


def _apart(found: list[Offer]) -> list[Offer]:
    """A unit's offices stay as they are while what they hand down finds new doors below, and the other way round."""
    under: dict[str, set[str]] = {}
    for offer in found:
        for office in offer.group.offices:
            under.setdefault(office, set()).add(offer.move.slot)
    out = []
    for offer in found:
        carried = {e.key[0] for e in offer.move.edits if e.table == "assignments"}
        slots = sorted({slot for office in carried for slot in under.get(office, ())})
        out.append(replace(offer, move=replace(offer.move, excludes=tuple(slots))) if slots else offer)
    return out


def _agree(handed: HandedDown, offer: Offer, wanted: set[str]) -> bool:
    """Whether work over these functions arrives at one kind of office everywhere once this move alone is made."""
    if not handed.facing(offer.functions, wanted):
        return False
    doors = handed.doors(offer.group.superior, wanted)
    return doors.kinds_after(offer.group, offer.unit, offer.kind) == {offer.kind}


def _faults(group: Group, code: str) -> Sequence[int]:
    return list(group.lacking if code == "CPT302" else group.shared)


def _offers(s: Situation, handed: HandedDown) -> Iterator[Offer]:
    """One a unit and kind of office, for each group of work; only units with a finding where the kinds agree already."""
    seen, made = Counter[int](), set[str]()
    for group in handed.groups:
        units = {*group.held, *group.lacking} if _spread(s, group) else {*group.lacking, *group.shared}
        kinds = {handed.kind[o] for held in group.held.values() for o in held}
        kinds |= {handed.kind[o] for o in group.offices if o in handed.kind}
        for unit in sorted(units):
            seen[unit] += 1
            for kind in sorted(kinds):
                offer = _offer(s, handed, group, unit, kind, seen[unit] > 1, made)
                if offer:
                    yield offer


def _spread(s: Situation, group: Group) -> list[FindingKey]:
    """What is found because the group's work arrives at several kinds of office: of offices above, and of indicators."""
    split = s.base.table("appraised").filter(pl.col("superior") == s.units[group.superior]["id"])
    wanted = {w for o in group.offices.values() for w in o}
    rows = split.filter(pl.col("function").is_in(list(wanted)))["subject"].to_list()
    asked = (("CPT301", sorted(group.offices)), ("CPT304", rows))
    return [s.findings[code][id] for code, ids in asked for id in ids if id in s.findings[code]]


def _offer(
    s: Situation, handed: HandedDown, group: Group, unit: int, kind: str, again: bool, made: set[str]
) -> Offer | None:
    held, lacking = group.held.get(unit, {}), group.lacking.get(unit, set())
    functions = {f for fs in held.values() for f in fs} | lacking
    known = sorted(o for o in held if handed.kind[o] == kind)
    known += [str(s.units[r]["id"]) for r in handed.inside.get(unit, []) if s.units[r]["kind"] == kind]
    known += [str(s.units[unit]["id"])] if s.units[unit]["kind"] == kind else []
    edits: list[Edit] = []
    if not known:
        if kind not in s.profile.kinds or not s.profile.kinds[kind].office:
            return None
        edits.append(_new(s, group, handed, unit, kind, made))
        known = [edits[0].key[0]]
    office, touched = known[0], {*held, known[0]}
    frozen = s.frozen(unit, *(s.row(o) for o in sorted(touched) if o in s.base.index))
    if not handed.keeps(unit, set(held), office, functions, lacking):
        return None
    changed, shared = _given(s, handed, group, unit, kind, office, functions)
    if not changed:
        return None
    made.update(e.key[0] for e in edits if not frozen)
    id = str(s.units[unit]["id"])
    move = Move(
        "unify",
        id,
        None,
        _target(s, group, kind) if again else kind,
        slot=f"unify:{id}:{min(group.offices)}",
        effort=s.profile.efforts["unify"],
        edits=(*edits, *changed),
    )
    return Offer(move, group, unit, kind, frozenset(functions), frozenset(shared), frozen)


def _target(s: Situation, group: Group, kind: str) -> str:
    """A kind, and the office above that it is for; for a unit that faces several."""
    office = min(group.offices)
    name = str(s.unit(office)["name"]) if office in s.base.index else office.partition("/")[2]
    label = s.profile.kind_label(kind, s.org.language)
    return f"{label}（对口{name}）" if s.org.language == "zh" else f"{label} (for {name})"


def _new(s: Situation, group: Group, handed: HandedDown, unit: int, kind: str, made: set[str]) -> Edit:
    """An office of a kind in a unit, at the level that such offices of other units are written at."""
    edit = set_up(s, unit, kind)
    alike = [o for held in group.held.values() for o in held if handed.kind[o] == kind]
    level = next((s.unit(o)["level"] for o in sorted(alike) if s.unit(o).get("level")), None)
    id, n = edit.key[0], 2
    while id in made or (n > 2 and id in s.base.index):
        id, n = f"{edit.key[0]}-{n}", n + 1
    row = {**(edit.after or {}), "id": id, **({"level": level} if level else {})}
    return Edit("units", (id,), None, row)


def _given(
    s: Situation, handed: HandedDown, group: Group, unit: int, kind: str, office: str, functions: set[str]
) -> tuple[list[Edit], set[str]]:
    """The edits that make one office carry these functions of a unit, and the functions it is not dedicated to then."""
    table = s.base.tables["assignments"]
    told = table["dedicated"].null_count() < len(table)
    held = {*group.held.get(unit, {}), office}
    rows = table.with_row_index("at").filter(
        pl.col("unit").is_in(list(held)) & pl.col("function").is_in(list(functions))
    )
    dedicated = kind in handed.dedicated or (office not in s.base.index and kind not in handed.undedicated)
    own = {r["function"]: r for r in reversed(rows.filter(pl.col("unit") == office).to_dicts())}
    edits, shared = [], set[str]()
    for row in rows.filter(pl.col("unit") != office)["at"]:
        gone = s.rewrite("assignments", row)
        edits.append(Edit(gone.table, gone.key, gone.before, None, gone.nth))
    for function in sorted(functions):
        asked = function in group.shared.get(unit, ())
        mine = own.get(function)
        if mine is None:
            half = asked or kind in handed.undedicated
            value = (True if dedicated else False if half else None) if told else None
            row = {"unit": office, "function": function, "dedicated": value}
            key = (office, function)
            edits.append(Edit("assignments", key, None, {k: v for k, v in row.items() if v is not None}))
        else:
            value = mine["dedicated"]
            if asked and dedicated and value is False:
                value = True
                edits.append(s.rewrite("assignments", mine["at"], dedicated=True))
        if value is False:
            shared.add(function)
    return edits, shared


MOVE = MoveKind(
    kind="unify",
    title_zh="归口统一承办",
    order=9,
    repairs=CODES,
    candidates=candidates,
    between="kinds",
    zh="{subject}对口承接的职能统一由{target}承担",
    en="In {subject}, give all functions handed down to one office: {target}",
    about_zh="""将上级一个机构下达的职能，在下级单位归并到同一类机构承担；没有该类机构的，先行设立。

影响：上下对口一致，部署、考核有同一承接机构；没有承接机构或者仅由其他机构兼办的职能得到落实。
前提：本单位已有或者可以设立该类机构；本单位和让出职能的机构未锁定，且不打乱其对下的对口关系；各下级单位均统一到同一类机构，对口关系方为一致。
""",
    bad="""
profile: cn-party-2010
units:
  - {id: m, name: 某市局, kind: bureau, level: city, system: s}
  - {id: m-o, name: 市局机关党委办, kind: party_office, host: m}
  - {id: a, name: 甲县局, kind: bureau, level: county, system: s, management: m}
  - {id: a-o, name: 甲县局机关党委办, kind: party_office, host: a}
  - {id: b, name: 乙县局, kind: bureau, level: county, system: s, management: m}
  - {id: b-o, name: 乙县局人事科, kind: personnel_office, host: b}
assignments:
  - {unit: m-o, function: building, dedicated: true}
  - {unit: a-o, function: building, dedicated: true}
  - {unit: b-o, function: building, dedicated: false}
""",
    good="""
profile: cn-party-2010
units:
  - {id: m, name: 某市局, kind: bureau, level: city, system: s}
  - {id: m-o, name: 市局机关党委办, kind: party_office, host: m}
  - {id: a, name: 甲县局, kind: bureau, level: county, system: s, management: m}
  - {id: a-o, name: 甲县局机关党委办, kind: party_office, host: a}
  - {id: b, name: 乙县局, kind: bureau, level: county, system: s, management: m}
  - {id: b-o, name: 乙县局人事科, kind: personnel_office, host: b}
  - {id: b-party-office, name: 乙县局党建工作办公室, kind: party_office, host: b}
assignments:
  - {unit: m-o, function: building, dedicated: true}
  - {unit: a-o, function: building, dedicated: true}
  - {unit: b-party-office, function: building, dedicated: true}
""",
)
