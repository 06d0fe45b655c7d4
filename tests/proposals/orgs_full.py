"""Small random orgs over all tables: all in order but for a few faults drawn from all that moves can mend.

Besides its faults (:mod:`~tests.proposals.orgs_faults`) an org draws circumstances: frozen units, approvals, pools, findings that the
planner allows; so that few moves meet in one org and every choice of them can be tried.
"""

import datetime
from random import Random

from orgmodel.model import Org
from tests.proposals.orgs_faults import PARTY, Fault
from tests.proposals.orgs_maker import Maker, base

DAY = datetime.date(2020, 6, 1)


def matrix_base(m: Maker) -> None:
    m.unit("top", "unit")
    for n in range(m.pick(2, 3)):
        m.line(m.unit(f"u{n}", "unit"), "top", "solid")
        m.line(m.unit(f"u{n}x", "unit"), f"u{n}", "solid")


def matrix_line(m: Maker) -> None:
    low = m.pick("u0", "u1", "u0x", "u1x", "top")
    m.line(
        low,
        m.pick("top", "u0", "u1", "u1x", low, "gone", "tpo"),
        m.pick("solid", "solid", "dotted", "functional"),
    )


def matrix_cut(m: Maker) -> None:
    low = m.pick("u0x", "u1x", "u1")
    m.cut(low, "solid")
    m.line(low, m.pick("u1o", "tp", "u0", "gone"), m.pick("solid", "dotted"))


def matrix_means(m: Maker) -> None:
    m.units["u0"].update(staff=50, full_time_staff=m.pick(0, 1), budget=m.pick("none", "temporary", None))
    m.units["top"]["pool"] = m.pick(0, 1, 2)


def matrix_work(m: Maker) -> None:
    m.rows["functions"].append({"id": "f", "name": "f"})
    for id, kind in (("top-o", "desk"), ("u0-o", "desk"), ("u1-o", m.pick("desk", "team"))):
        m.unit(id, kind, host=id.removesuffix("-o"))
        m.rows["assignments"].append({"unit": id, "function": "f"})
    m.add("meetings", name="meeting", members="u0; u1", functions="f")
    for line in m.rng.sample(["solid", "dotted"], m.pick(1, 2)):
        m.rows["tasks"].append({"key": "task", "line": line, "target": "u0", "period": "2020"})
    for holder in ("u0-o", m.pick("u0", "u0-o")):
        m.add("duties", item="item", function="f", holder=holder, kind=m.pick("accountable", "responsible"))


MATRIX: tuple[Fault, ...] = (matrix_line, matrix_line, matrix_cut, matrix_means, matrix_work)
ALLOWED = (
    ("EST406", "c-pc"),
    ("CHN201", "s0"),
    ("CHN201", "c"),
    ("EST413", "c-pc"),
    ("FND602", "c"),
    ("CPT301", "city-o"),
)


def full_org(seed: int) -> Org:
    """A random org with a few faults of any kind."""
    m = Maker(Random(seed))
    profile = m.pick("cn-party-2010", "cn-party-2010", "cn-party-2019", "cn-party-2019", "matrix")
    (matrix_base if profile == "matrix" else base)(m)
    for fault in m.rng.sample(MATRIX if profile == "matrix" else PARTY, m.rng.randint(2, 5)):
        fault(m)
    if m.chance(0.3):
        m.units[m.pick(*m.units)]["frozen"] = True
    if m.chance(0.2):
        body = m.pick("c-pc", "city-pc")
        m.units.get(body, {})["approval"] = "granted"
    if m.chance(0.2):
        rule, subject = m.pick(*ALLOWED)
        until = m.pick(None, DAY, datetime.date(2020, 1, 1))
        m.rows["allow"].append({"rule": rule, "subject": subject, "reason": "已批准", "until": until})
    return m.org(f"{seed}", profile, None if m.chance(0.05) else DAY)
