"""The vacant seats of a committee are filled by a by-election.

Why: The duties of an empty seat rest with nobody, and the majority for decisions gets narrow.
Needs: nothing but the by-election; as many seats are filled as are authorised. Structural.
"""

from orgmodel.moves.base import Move, MoveKind
from orgmodel.moves.situation import Situation


def candidates(s: Situation) -> list[Move]:
    """One move a committee with vacant seats."""
    out = []
    for body, finding in sorted(s.findings["EST412"].items()):
        row = s.row(body)
        frozen = s.frozen(row, s.host[row])
        if frozen:
            s.refuse([finding], "frozen", frozen)
            continue
        out.append(
            Move(
                "fill",
                body,
                None,
                None,
                slot=f"fill:{body}",
                effort=s.profile.efforts["fill"],
                edits=(s.rewrite("units", row, seats_filled=s.units[row]["seats"]),),
                clears=(finding,),
            )
        )
    return out


MOVE = MoveKind(
    kind="fill",
    title_zh="补选委员",
    order=12,
    repairs=("EST412",),
    candidates=candidates,
    role="affiliation",
    whole=True,
    zh="补选{subject}缺额委员",
    en="Fill the vacant seats of {subject}",
    about_zh="""按核定职数补选缺额委员。

影响：缺额委员的分工有人承担，议事表决不受影响。
前提：按规定程序进行补选，补足至核定职数。
""",
    bad="""
profile: cn-party-2010
units:
  - {id: f, name: 某分局, kind: field_office, level: township, system: s}
  - {id: f-b, name: 某分局党支部, kind: branch, host: f, affiliation: t, members: 20, seats: 3, seats_filled: 2}
  - {id: t, name: 某镇党委, kind: township_committee, level: township}
""",
    good="""
profile: cn-party-2010
units:
  - {id: f, name: 某分局, kind: field_office, level: township, system: s}
  - {id: f-b, name: 某分局党支部, kind: branch, host: f, affiliation: t, members: 20, seats: 3, seats_filled: 3}
  - {id: t, name: 某镇党委, kind: township_committee, level: township}
""",
)
