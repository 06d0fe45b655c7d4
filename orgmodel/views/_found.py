"""Where findings stand: a dot at the corner of every box about which one of the wanted codes was found."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from orgmodel.rules import Report, matching
from orgmodel.scene import Box, Key, Mark
from orgmodel.views._asked import Asked
from orgmodel.views._cast import Cast

Found = dict[str, list[str]]  # box -> the codes of its findings
R = 1.05  # mm
_MOST = 4  # codes that the legend names
_HOST = ("unit", "subordinate", "id")  # columns of a row that may name the unit it is about, the surest first


def found(asked: Asked, casts: tuple[Cast, Cast | None]) -> dict[str, Found]:
    """Show -> the boxes with findings; ``diff`` has those that still stand after the change.

    :raises BadInput: if a code is asked for that no rule has.
    """
    if not asked.highlight:
        return {}
    before, after = asked.findings
    first = _boxes(before, casts[0], asked.highlight)
    if after is None or casts[1] is None:
        return {"before": first}
    second = _boxes(after, casts[1], asked.highlight)
    return {"before": first, "after": second, "diff": second}


def _boxes(report: Report, cast: Cast, codes: Iterable[str]) -> Found:
    """A finding about a body, a post or a line stands at the box of its host."""
    wanted = matching(codes, report.rules)
    out: dict[str, set[str]] = defaultdict(set)
    tables = report.org.tables
    for hit in report.standing.iter_rows(named=True):
        if hit["code"] not in wanted:
            continue
        subject = hit["subject"]
        if subject not in cast.home and hit["home"] in tables and hit["row"] is not None:
            row = tables[hit["home"]].row(hit["row"], named=True)
            named = (row.get(column) for column in _HOST)
            subject = next((id for id in named if id in cast.home), None)
        box = cast.home.get(subject)
        if box in cast.actors:
            out[box].add(hit["code"])
    return {box: sorted(out[box]) for box in cast.actors if box in out}


def marks(boxes: Iterable[Box], found: Mapping[str, list[str]]) -> list[Mark]:
    """The dots of one page, at the upper right corners of its boxes, on the arc where a corner is round."""
    out = []
    for box in boxes:
        if box.id in found:
            inward = box.radius * (1 - 0.7071)
            x, y = round(box.x + box.w - inward, 3), round(box.y + inward, 3)
            out.append(Mark(f"{box.id}:{'+'.join(found[box.id])}", "found", "dot", x, y, R))
    return out


def key(ids: Iterable[str], found: Mapping[str, list[str]], lang: str) -> list[Key]:
    """The entry of the legend, if a box of these is marked; it names the codes."""
    codes = sorted({code for id in ids for code in found.get(id, ())})
    if not codes:
        return []
    said = ("、" if lang == "zh" else ", ").join(codes[:_MOST])
    if len(codes) > _MOST:
        said += f"等{len(codes)}类" if lang == "zh" else f" and {len(codes) - _MOST} more"
    return [Key("found", "mark", f"问题所在：{said}" if lang == "zh" else f"Findings {said}")]
