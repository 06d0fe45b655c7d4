"""Every shortest chain between two units, hop by hop, or where the climb from each ends."""

from dataclasses import asdict, dataclass
from typing import Any

from orgmodel.graph import Derived, derive
from orgmodel.graph.between import Chain, between, kinds_between
from orgmodel.graph.labels import label
from orgmodel.model import Org
from orgmodel.reports.explain import row_of
from orgmodel.reports.listing import Lines

MOST = 20  # chains that are told
WORDS = {
    "title": (
        "{first}与{last}之间的最短链条（{count}条）",
        "Shortest chains between {first} and {last} ({count})",
    ),
    "more": ("不止{count}条，其余未列出", "There are more than {count}; the others are not shown"),
    "same": ("两端是同一单位", "Both ends are the same unit"),
    "none": ("{first}与{last}之间没有链条相连", "No chain joins {first} and {last}"),
    "ends": ("从{unit}逐级向上，止于：{ends}", "Upwards from {unit} the chains end at: {ends}"),
    "chain": ("第{nth}条，共同上级：{peak}", "Chain {nth}, common superior: {peak}"),
}


@dataclass(frozen=True)
class Step:
    """One line of a chain, from one unit to the next: ``up`` to a superior or ``down`` to a subordinate."""

    start: str
    end: str
    direction: str
    kinds: tuple[str, ...]


@dataclass(frozen=True)
class Way:
    """A chain from the first unit to the last over their common superior (``peak``, which may be either)."""

    peak: str
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class Chains:
    """All that joins two units; ``ends`` are the units at which the climbs end, where nothing joins them."""

    first: str
    last: str
    ways: tuple[Way, ...]
    more: bool
    ends: dict[str, tuple[str, ...]]


def chains(org: Org, first: str, last: str) -> Chains:
    """The shortest chains between two units over all lines in force; at most :data:`MOST`.

    :raises BadInput: if no unit has one of these ids; the nearest ids are named.
    """
    d = derive(org)
    found = between(d, row_of(d, first), row_of(d, last), MOST)
    ends = {unit: tuple(d.ids[r] for r in rows) for unit, rows in zip((first, last), found.ends, strict=True)}
    ways = tuple(_way(d, chain) for chain in found.chains)
    return Chains(first, last, ways, found.more, {} if ways else ends)


def _way(d: Derived, chain: Chain) -> Way:
    steps = []
    for i, (start, end) in enumerate(zip(chain.rows, chain.rows[1:], strict=False)):
        up = i < chain.peak
        low, high = (start, end) if up else (end, start)
        kinds = tuple(kinds_between(d, low, high))
        steps.append(Step(d.ids[start], d.ids[end], "up" if up else "down", kinds))
    return Way(d.ids[chain.rows[chain.peak]], tuple(steps))


def chains_json(found: Chains) -> dict[str, Any]:
    """Chains as plain data: ``from``, ``to``, ``chains`` (``peak`` and ``hops``), ``more`` and ``ends``."""
    ways = []
    for way in found.ways:
        hops = [
            {"from": s.start, "to": s.end, "direction": s.direction, "kinds": list(s.kinds)}
            for s in way.steps
        ]
        ways.append({"peak": way.peak, "hops": hops})
    plain = asdict(found)
    ends = {unit: list(ids) for unit, ids in plain["ends"].items()} or None
    return {"from": found.first, "to": found.last, "chains": ways, "more": found.more, "ends": ends}


def chains_text(org: Org, found: Chains, language: str) -> Lines:
    """Chains as styled lines in ``zh`` or ``en``."""
    d = derive(org)

    def say(key: str, /, **values: object) -> str:
        return WORDS[key][0 if language == "zh" else 1].format(**values)

    def unit(id: str) -> str:
        return f"{org.units['name'][d.index[id]]} [{id}]"

    first, last = unit(found.first), unit(found.last)
    comma = "、" if language == "zh" else ", "
    if not found.ways:
        ends = [say("ends", unit=unit(id), ends=comma.join(map(unit, ids))) for id, ids in found.ends.items()]
        return [(say("none", first=first, last=last), "error"), *(("  " + end, "") for end in ends)]
    if found.first == found.last:
        return [(say("same"), "title"), (f"  {first}", "")]
    out: Lines = [(say("title", first=first, last=last, count=len(found.ways)), "title")]
    for nth, way in enumerate(found.ways, 1):
        out += [("", ""), (say("chain", nth=nth, peak=unit(way.peak)), "title"), (f"  {first}", "")]
        for step in way.steps:
            kinds = comma.join(label(d.profile, kind, language) for kind in step.kinds)
            out += [
                (f"    {'↑' if step.direction == 'up' else '↓'} {kinds}", "quiet"),
                (f"  {unit(step.end)}", ""),
            ]
    if found.more:
        out += [("", ""), (say("more", count=len(found.ways)), "quiet")]
    return out
