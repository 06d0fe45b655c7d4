"""Indices of an org: units, lines, links by status, shares, exposure; one org or two side by side."""

from typing import Any

from orgmodel.graph.labels import STATUS_LABELS
from orgmodel.graph.measures import lines_in_force, links
from orgmodel.model import Org
from orgmodel.reports.columns import aligned
from orgmodel.reports.hierarchy import hierarchy_json, measure_rows
from orgmodel.reports.measured import measured_json, measured_rows
from orgmodel.rules import check

NAMES = {
    "units": ("单位数", "units"),
    "lines": ("有效关系数", "lines in force"),
    "direct_share": ("归口率", "direct share"),
    "continuity": ("链条连续率", "continuity"),
    "exposure": ("问题分值", "exposure"),
}


def stats(org: Org) -> dict[str, Any]:
    """The indices of an org; shares run from 0 to 1, and are None where there are no links.

    ``links`` is None where the profile models no bodies. ``exposure`` sums the severity weights of the root findings that
    count.
    """
    measured = links(org)
    return {
        "units": org.units["id"].n_unique(),
        "lines": lines_in_force(org),
        "links": measured.counts if measured else None,
        "direct_share": measured.direct_share if measured else None,
        "continuity": measured.continuity if measured else None,
        **measured_json(org),
        "exposure": check(org).exposure,
        **hierarchy_json(org),
    }


def rows(stats: dict[str, Any], language: str) -> list[tuple[str, str]]:
    """The indices as name and value in words; shares in per cent with one decimal."""
    nth = 0 if language == "zh" else 1
    out: list[tuple[str, str]] = []
    for key, value in stats.items():
        if key == "links":
            out += [(STATUS_LABELS[s][nth], str(n)) for s, n in (value or {}).items()]
        elif key == "measures":
            out += measure_rows(value, language)
        elif key in ("counterparts", "coverage", "staffing"):
            out += measured_rows(key, value, language)
        elif key not in NAMES:
            continue
        elif key in ("direct_share", "continuity"):
            out.append((NAMES[key][nth], "–" if value is None else f"{value:.1%}"))
        else:
            out.append((NAMES[key][nth], str(value)))
    return out


def table(orgs: list[tuple[str, dict[str, Any]]], language: str) -> list[str]:
    """Lines with a column for each named org's indices; an index that one org does not have shows a dash there."""
    columns = [(name, dict(rows(one, language))) for name, one in orgs]
    names = list(dict.fromkeys(n for _, column in columns for n in column))
    head = ["", *(name for name, _ in columns)]
    return aligned([head, *([n, *(column.get(n, "–") for _, column in columns)] for n in names)])
