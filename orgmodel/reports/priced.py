"""A planner's own restructuring beside the exact frontier: what it reaches, what it costs, what beats it."""

from collections.abc import Sequence
from typing import Any

from orgmodel import profiles
from orgmodel.graph.labels import word
from orgmodel.model import Org
from orgmodel.moves import catalogue
from orgmodel.proposals import FrontierPoint
from orgmodel.proposals.price import Price, standing
from orgmodel.reports.changes import as_json, sentences
from orgmodel.reports.columns import aligned
from orgmodel.reports.listing import Lines
from orgmodel.reports.plans import number

SHOWN = 20  # changes without a known move that a text spells out
WORDS = {
    "title": ("自拟方案的代价", "The price of this restructuring"),
    "exposure": ("问题分值", "exposure"),
    "effort": ("工作量", "effort"),
    "becomes": ("{before} → {after}", "{before} -> {after}"),
    "moves": ("其中可识别的措施：{moves}，工作量{effort}", "of which known moves: {moves}; effort {effort}"),
    "none": ("无", "none"),
    "unpriced": (
        "其余{count}项变更不属于已知措施，按同类措施估算，工作量{effort}：",
        "{count} more changes that no known move explains, priced like those they resemble; effort {effort}:",
    ),
    "like": ("{what}（比照{kind}，{effort}）", "{what} (like {kind}, {effort})"),
    "other": ("{what}（{effort}）", "{what} ({effort})"),
    "more": ("另有{count}项，见 --format json", "{count} more: see --format json"),
    "on": ("该方案在最优前沿上：问题分值与{tie_word}均无可再减", "It stands on the exact frontier: no plan has less of the one at no more of the other"),
    "cheaper": ("前沿上同一点的工作量为{effort}，少{less}", "The same point of the frontier takes effort {effort}, {less} less"),
    "beyond": (
        "已知措施组成的方案均不能同时达到如此低的问题分值和{tie_word}：该方案采取了已知措施以外的变更",
        "No plan of known moves has as little exposure at as few ties: this one makes changes that are no known move",
    ),
    "beaten": ("该方案劣于最优前沿上的下列点：", "These points of the exact frontier beat it:"),
    "point": (
        "问题分值{exposure}（少{less}）、{tie_word}{ties}（少{fewer}）、工作量{effort}",
        "exposure {exposure} ({less} less), ties {ties} ({fewer} fewer), effort {effort}",
    ),
}  # fmt: skip


def price_json(price: Price, frontier: Sequence[FrontierPoint]) -> dict[str, Any]:
    """The JSON shape of a price; the points say how much less exposure and ties they have."""
    found = standing(price, frontier)
    return {
        "exposure_before": price.exposure_before,
        "exposure": price.exposure,
        "ties": price.ties,
        "effort": price.effort,
        "moves": [
            {
                "id": m.id,
                "kind": m.kind,
                "subject": m.subject,
                "from": m.source,
                "to": m.target,
                "effort": m.effort,
            }
            for m in price.moves
        ],
        "unpriced": [
            {"like": u.like, "effort": u.effort, "needs": list(u.needs), "edits": as_json(u.edits)["edits"]}
            for u in price.unpriced
        ],
        "frontier": {
            "status": found.status,
            "points": [
                {"exposure": p.exposure, "ties": p.ties, "effort": p.effort, **_less(price, p)}
                for p in found.points
            ],
        },
    }


def _less(price: Price, point: FrontierPoint) -> dict[str, float]:
    return {
        "less_exposure": price.exposure - point.exposure,
        "fewer_ties": round(price.ties - point.ties, 2),
        "less_effort": price.effort - point.effort,
    }


def price_text(
    price: Price, frontier: Sequence[FrontierPoint], before: Org, after: Org, language: str
) -> Lines:
    """The price as styled lines."""

    lost = word(profiles.of(before), "ties", language)

    def say(key: str, /, **values: object) -> str:
        return WORDS[key][0 if language == "zh" else 1].format(tie_word=lost, **values)

    exposure = say("becomes", before=price.exposure_before, after=price.exposure)
    rows = [
        [say("exposure"), exposure],
        [lost, number(price.ties)],
        [say("effort"), str(price.effort)],
    ]
    out: Lines = [(say("title"), "title"), *((line, "") for line in aligned(rows, indent=2))]
    told = _kinds(price, language) or say("none")
    out.append((f"  {say('moves', moves=told, effort=sum(m.effort for m in price.moves))}", ""))
    if price.unpriced:
        effort = sum(u.effort for u in price.unpriced)
        out.append((f"  {say('unpriced', count=len(price.unpriced), effort=effort)}", ""))
        for what, change in zip(_changes(price, before, after, language), price.unpriced, strict=False):
            kind = catalogue()[change.like].title(language) if change.like else ""
            out.append(
                (
                    f"    {say('like' if kind else 'other', what=what, kind=kind, effort=change.effort)}",
                    "quiet",
                )
            )
        if len(price.unpriced) > SHOWN:
            out.append((f"    {say('more', count=len(price.unpriced) - SHOWN)}", "quiet"))
    found = standing(price, frontier)
    out.append((say(found.status), "warning" if found.status == "beaten" else ""))
    for point in found.points:
        less = _less(price, point)
        if found.status == "on" and less["less_effort"] > 0:
            out.append((f"  {say('cheaper', effort=point.effort, less=less['less_effort'])}", "warning"))
        elif found.status == "beaten":
            figures = {"exposure": point.exposure, "ties": number(point.ties), "effort": point.effort}
            apart = {"less": less["less_exposure"], "fewer": number(less["fewer_ties"])}
            out.append((f"  {say('point', **figures, **apart)}", ""))
    return out


def _kinds(price: Price, language: str) -> str:
    counted: dict[str, int] = {}
    for move in price.moves:
        counted[move.kind] = counted.get(move.kind, 0) + 1
    told = [f"{catalogue()[kind].title(language)} {n}" for kind, n in counted.items()]
    return ("，" if language == "zh" else ", ").join(told)


def _changes(price: Price, before: Org, after: Org, language: str) -> list[str]:
    """The first changes without a known move, each in words."""
    profile = profiles.of(before)
    out = []
    for change in price.unpriced[:SHOWN]:
        told = sentences(before, after, profile, change.edits, language, summed=False)
        out.append(("；" if language == "zh" else "; ").join(told))
    return out
