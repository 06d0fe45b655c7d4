"""Indices of an org: units, lines, links by status, shares, exposure; one org or two side by side."""

from typing import Any

from orgmodel.graph import derive
from orgmodel.graph.labels import STATUS_LABELS
from orgmodel.graph.measures import lines_in_force, links
from orgmodel.model import Org
from orgmodel.reports.columns import aligned
from orgmodel.reports.hierarchy import hierarchy_json, measure_rows
from orgmodel.reports.legend import legend
from orgmodel.reports.measured import measured_json, measured_rows
from orgmodel.rules import check

NAMES = {
    "units": ("在设单位数", "units in force"),
    "dissolved": ("已撤销单位数", "units dissolved"),
    "lines": ("有效关系数", "lines in force"),
    "direct_share": ("归口率", "direct share"),
    "continuity": ("链条连续率", "continuity"),
    "exposure": ("问题分值", "exposure"),
}


def stats(org: Org) -> dict[str, Any]:
    """The indices of an org; shares run from 0 to 1, and are None where there are no links.

    ``units`` are those in force, ``dissolved`` those that the file keeps only to say that they are gone. ``links`` is None where the profile models no bodies. ``exposure`` sums the severity weights of the root findings that
    count.
    """
    measured = links(org)
    d = derive(org)
    return {
        "units": int(d.active.sum()),
        "dissolved": int((d.first & ~d.active).sum()),
        "lines": lines_in_force(org),
        "links": measured.counts if measured else None,
        "direct_share": measured.direct_share if measured else None,
        "continuity": measured.continuity if measured else None,
        **measured_json(org),
        "exposure": check(org).exposure,
        **hierarchy_json(org),
    }


def rows(stats: dict[str, Any], language: str, dissolved: bool = False) -> list[tuple[str, str]]:
    """The indices as name and value in words; shares in per cent with one decimal.

    Units that are dissolved are told where there are any, or if asked for.
    """
    nth = 0 if language == "zh" else 1
    out: list[tuple[str, str]] = []
    for key, value in stats.items():
        if key == "links":
            out += [(STATUS_LABELS[s][nth], str(n)) for s, n in (value or {}).items()]
        elif key == "measures":
            out += measure_rows(value, language)
        elif key in ("counterparts", "coverage", "staffing"):
            out += measured_rows(key, value, language)
        elif key not in NAMES or (key == "dissolved" and not (value or dissolved)):
            continue
        elif key in ("direct_share", "continuity"):
            out.append((NAMES[key][nth], "–" if value is None else f"{value:.1%}"))
        else:
            out.append((NAMES[key][nth], str(value)))
    return out


def table(orgs: list[tuple[str, dict[str, Any]]], language: str) -> list[str]:
    """Lines with a column for each named org's indices, and what the less common ones mean.

    An index that one org does not have shows a dash there.
    """
    gone = any(one["dissolved"] for _, one in orgs)
    columns = [(name, dict(rows(one, language, gone))) for name, one in orgs]
    names = list(dict.fromkeys(n for _, column in columns for n in column))
    head = ["", *(name for name, _ in columns)]
    cells = ([n, *(column.get(n, "–") for _, column in columns)] for n in names)
    return [*aligned([head, *cells]), *legend([one for _, one in orgs], language)]
