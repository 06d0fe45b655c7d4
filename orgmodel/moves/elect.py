"""The election of a body is put on the plan for the org's day.

Why: A committee past its term decides without a mandate; the election gives it a new one and fills its vacant seats. What was
granted as an extension of the old term ends with it.
Needs: the org has a day, and a term that begins on it outlasts the time of warning.
"""

import datetime

import polars as pl

from orgmodel.moves.base import Move, MoveKind
from orgmodel.moves.situation import Situation
from orgmodel.rules.horizon import step


def candidates(s: Situation) -> list[Move]:
    """One move a body whose term is over or ends soon."""
    today = s.org.as_of
    found = {**s.findings["EST410"], **s.findings["EST411"]}
    if today is None or not found:
        return []
    least = _least(s, today)
    out = []
    for body, finding in sorted(found.items()):
        row = s.row(body)
        frozen = s.frozen(row, s.host[row])
        if frozen:
            s.refuse([finding], "frozen", frozen)
            continue
        years = _years(s, row, today)
        if years is not None and years < least:
            continue
        vacant = s.findings["EST412"].get(body)
        seats = {"seats_filled": s.units[row]["seats"]} if vacant else {}
        out.append(
            Move(
                "elect",
                body,
                None,
                None,
                slot=f"elect:{body}",
                effort=s.profile.efforts["elect"],
                edits=(s.rewrite("units", row, term_start=today, term_extension=None, **seats),),
                clears=(finding, vacant) if vacant else (finding,),
            )
        )
    return out


def _years(s: Situation, body: int, today: datetime.date) -> int | None:
    """How long a body elected today serves; None where the profile sets no term."""
    kind, level = s.units[body]["kind"], int(s.base.level[body])
    for term in s.profile.terms:
        levels = [s.profile.level_rank[name] for name in term.levels]
        since = term.since is None or term.since <= today
        if kind in term.kinds and since and (not levels or level in levels):
            return term.years
    return None


def _least(s: Situation, today: datetime.date) -> int:
    """The fewest years of a term that does not end within the time of warning as soon as it begins."""
    if "term_warning" not in s.profile.thresholds or s.profile.off("EST411"):
        return 0
    warned = pl.select(pl.lit(today).dt.offset_by(step(s.profile.thresholds["term_warning"]))).item()
    ends = pl.select(pl.lit(today).dt.offset_by(f"{warned.year - today.year}y")).item()
    return int(warned.year - today.year + (ends <= warned))


MOVE = MoveKind(
    kind="elect",
    title_zh="组织换届",
    order=11,
    repairs=("EST410", "EST411", "EST412"),
    candidates=candidates,
    role="affiliation",
    whole=True,
    zh="组织{subject}换届选举",
    en="Hold the election of {subject}",
    about_zh="""对任期届满或者即将届满的组织，安排换届选举。

影响：新一届班子按期产生，履职有据，缺额委员一并选齐；上一届经批准的延期随之终止。
前提：文件载明日期；自当日起算的新任期长于提醒期限。
""",
    bad="""
profile: cn-party-2010
as_of: 2016-12-01
units:
  - {id: f, name: 某分局, kind: field_office, level: township, system: s}
  - {id: f-b, name: 某分局党支部, kind: branch, host: f, affiliation: t, term_start: 2013-08-01, term_extension: 6}
  - {id: t, name: 某镇党委, kind: township_committee, level: township}
""",
    good="""
profile: cn-party-2010
as_of: 2016-12-01
units:
  - {id: f, name: 某分局, kind: field_office, level: township, system: s}
  - {id: f-b, name: 某分局党支部, kind: branch, host: f, affiliation: t, term_start: 2016-12-01}
  - {id: t, name: 某镇党委, kind: township_committee, level: township}
""",
)
