"""A proposal as data: what :meth:`Plans.as_dict` holds, with dates, reasons, and whom to ask where that is wanted."""

import datetime
from typing import Any

from orgmodel.moves import TWENTIETHS, sentence
from orgmodel.proposals import Plans
from orgmodel.proposals.clock import Clock
from orgmodel.proposals.roadmap import Phase
from orgmodel.reports.consents import consents
from orgmodel.reports.plans import shown_points
from orgmodel.reports.roadmap import stages


def proposed(
    plans: Plans,
    language: str,
    *,
    points: int | None = None,
    start: datetime.date | None = None,
    explained: str | None = None,
    asked: bool = False,
    clock: Clock | None = None,
) -> dict[str, Any]:
    """The JSON shape of a proposal.

    ``points`` thins the frontier, ``start`` dates the phases, ``explained`` names the plan whose moves tell why, ``asked`` adds
    to each plan the list of consents, approvals and posts. What ``clock`` leaves no time for is null.
    """
    out = plans.as_dict()
    frontier = shown_points(plans, points)
    out["frontier"] = [
        {"exposure": p.exposure, "ties": p.ties, "effort": p.effort, "status": p.status, "gap": p.gap}
        for p in frontier
    ]
    for data, plan in zip(out["plans"], plans.values(), strict=True):
        texts = {m.id: sentence(plans.org, m, language) for m in plan.moves}
        for move in data["moves"]:
            move["text"] = texts[move["id"]]
        data["phases"] = [_phase(phase) for phase in stages(plans, plan, start)]
        if plan.name == explained:
            _explain(plans, plan.name, data, clock)
        if asked:
            data["consents"] = _consents(plans, plan.name, language)
    return out


def _phase(phase: Phase) -> dict[str, Any]:
    return {
        "phase": phase.number,
        "days": phase.days,
        "start": phase.start and phase.start.isoformat(),
        "end": phase.end and phase.end.isoformat(),
        "moves": [m.id for m in phase.moves],
    }


def _explain(plans: Plans, name: str, data: dict[str, Any], clock: Clock | None) -> None:
    """Add to each move why it is there; ``drop_out`` and ``firm`` are null together where they were not worked out."""
    why = plans.reasons(name, clock)
    for move in data["moves"]:
        reason = why[move["id"]]
        move["why"] = {
            "clears": [list(finding) for finding in reason.clears],
            "serves": list(reason.serves),
            "drop_out": reason.drop_out,
            "firm": reason.firm,
        }
    kept = plans.kept(name) if name != "stay" else []
    data["kept"] = [
        {"body": k.body, "superior": k.superior, "tie": k.tie, "leaves": [list(f) for f in k.leaves]}
        for k in kept
    ]


def _consents(plans: Plans, name: str, language: str) -> dict[str, Any]:
    found = consents(plans[name], plans.org, language)
    return {
        "superiors": [
            {
                "id": s.id,
                "name": s.name,
                "tie": s.cut.tie / TWENTIETHS,
                "kept": s.cut.kept / TWENTIETHS,
                "asks": [
                    {
                        "body": a.body,
                        "name": a.name,
                        "tie": a.cut.tie / TWENTIETHS,
                        "kept": a.cut.kept / TWENTIETHS,
                        "text": a.text,
                        "offers": a.offers or None,
                    }
                    for a in s.asks
                ],
            }
            for s in found.superiors
        ],
        "approvals": [{"subject": n.subject, "name": n.name, "text": n.text} for n in found.approvals],
        "pools": [
            {"pool": n.pool, "subject": n.subject, "name": n.name, "posts": n.posts, "text": n.text}
            for n in found.pools
        ],
    }
