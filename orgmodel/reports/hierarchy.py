"""The published measures of an org's hierarchy and its single points of failure, as data and as text."""

from dataclasses import asdict
from typing import Any

from orgmodel.graph.called import with_id
from orgmodel.graph.dominators import Tangled, single_points
from orgmodel.graph.published import measures
from orgmodel.model import Org
from orgmodel.reports.areas import Areas
from orgmodel.reports.folded import folded

POINTS = 10  # single points of failure that are told
SHOWN = 5  # of the units behind each, in text
MEASURES = {
    "connectedness": ("连通度", "connectedness"),
    "hierarchy": ("层级性", "hierarchy"),
    "efficiency": ("精简度", "efficiency"),
    "lub": ("共同上级度", "least upper bounds"),
    "reaching_centrality": ("全局可达中心性", "global reaching centrality"),
    "flow_hierarchy": ("流向层级度", "flow hierarchy"),
    "span_mean": ("平均管理幅度", "mean span"),
    "span_max": ("最大管理幅度", "largest span"),
    "depth": ("层级数", "levels"),
}
SINGLE = ("关键节点", "single points of failure")
WORDS = {
    "refused": (
        "{measure}未计算：有{units}个单位处于多上级部分，超过上限{limit}个",
        "{measure} not computed: {units} units stand in parts with several superiors, more than the limit of {limit}",
    ),
    "tangled": (
        "{measure}未计算：需逐一分析的多上级单位及其上级共{units}个，超过上限{limit}个",
        "{measure} not computed: {units} units have several superiors and others below them, or stand above such units, "
        "more than the limit of {limit}",
    ),
    "points": (
        "关键节点（缺失后，下列单位与最上级失去联系）",
        "Single points of failure (whom their loss cuts off)",
    ),
    "rest": (
        "  另有{count}个关键节点未列出，影响的单位数不多于以上各个",
        "  {count} more are not shown; none of them cuts off more than those above",
    ),
    "point": ("{unit}，{count}个单位：", "{unit} cuts off {count}: "),
    "more": ("等", ", …"),
}


def hierarchy_json(org: Org) -> dict[str, Any]:
    """``measures`` (with ``notes`` on those that were refused) and ``single_points``, the gravest first (None if refused).

    ``single_points_count`` says how many there are in all; of these the first ten are told.
    """
    found = asdict(measures(org))
    found["notes"] = list(found["notes"])
    try:
        points, count = single_points(org, POINTS)
    except Tangled as refused:
        note = {"measure": "single_points", "units": refused.units, "limit": refused.limit}
        noted = {**found, "notes": [*found["notes"], note]}
        return {"measures": noted, "single_points": None, "single_points_count": None}
    told = [point._asdict() for point in points]
    return {"measures": found, "single_points": told, "single_points_count": count}


def measure_rows(measures: dict[str, Any], language: str) -> list[tuple[str, str]]:
    """The measures as name and value in words; shares and means with three decimals, a dash where undefined."""
    return [(_pick(MEASURES[key], language), _number(measures[key])) for key in MEASURES]


def hierarchy_lines(found: dict[str, Any], org: Org, language: str) -> list[tuple[str, str]]:
    """What does not fit a column: refused measures, and the single points of failure by name, as styled lines."""
    areas = Areas(org)
    out: list[tuple[str, str]] = []
    for note in found["measures"]["notes"]:
        word = "refused" if note["measure"] in MEASURES else "tangled"
        measure = _pick(MEASURES.get(note["measure"], SINGLE), language)
        out.append((_pick(WORDS[word], language).format_map({**note, "measure": measure}), "warning"))
    if found["single_points"]:
        out.append((_pick(WORDS["points"], language), "title"))
    for point in found["single_points"] or ():
        unit, lost = with_id(areas.name(point["unit"]), point["unit"], language), point["cut_off"]
        head = _pick(WORDS["point"], language).format(unit=unit, count=len(lost))
        parts = [areas.name(id) for id in lost[:SHOWN]]
        parts[-1] += _pick(WORDS["more"], language) if len(lost) > SHOWN else ""
        out += [(line, "") for line in folded(head, parts, language, 2)]
    more = (found["single_points_count"] or 0) - len(found["single_points"] or ())
    if more:
        out.append((_pick(WORDS["rest"], language).format(count=more), "quiet"))
    return out


def _pick(pair: tuple[str, str], language: str) -> str:
    return pair[0] if language == "zh" else pair[1]


def _number(value: float | None) -> str:
    if value is None:
        return "–"
    return str(value) if isinstance(value, int) else f"{value:.3f}"
