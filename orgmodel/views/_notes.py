"""What a picture can tell when it is asked: the findings that speak of its boxes, and the full names of its units."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from orgmodel.model import Org
from orgmodel.rules import Finding, Report
from orgmodel.scene import Note, Page, Scene
from orgmodel.views._asked import Asked


def told(scenes: Mapping[str, Scene], asked: Asked) -> Iterator[Page]:
    """The pages of all shows, each with the findings of its side of the change.

    What only follows from another finding is left out. Where before and after are compared, a finding of the first is
    ``cleared`` if the second lacks it, and one of the second ``new`` if the first lacks it.
    """
    first, second = asked.findings
    old = _notes(first, asked.lang)
    new = _notes(second, asked.lang) if second is not None else {}
    sides = {"before": list(old.values()), "after": list(new.values())}
    sides["diff"] = [
        *(n if key in new else replace(n, state="cleared") for key, n in old.items()),
        *(replace(n, state="new") for key, n in new.items() if key not in old),
    ]
    orgs = [asked.before, *([asked.after] if asked.after is not None else [])]
    names, homes = _names(orgs), _homes(orgs)
    for show, scene in scenes.items():
        own = [{b.id for b in page.boxes if b.id and b.cls != "elsewhere"} for page in scene.pages]
        whole = set().union(*own)
        for page, shown in zip(scene.pages, own, strict=True):
            called = tuple((b.id, names[b.id]) for b in page.boxes if b.id in names)
            found = tuple(_placed(sides[show], page, shown, whole, homes))
            yield replace(page, findings=found, names=called)


def _placed(
    notes: list[Note], page: Page, own: set[str], whole: set[str], homes: dict[str, str]
) -> Iterator[Note]:
    """The findings whose subject stands on a page; if it stands on none, those that name something on it."""
    boxes = {b.id for b in page.boxes if b.id}
    for note in notes:
        ids = tuple(dict.fromkeys(id for id in (_box(id, boxes, homes) for id in note.ids) if id))
        subject = _box(note.ids[0], whole, homes)
        if ids and (not subject or subject in own):
            yield replace(note, ids=ids)


def _box(id: str, shown: set[str], homes: dict[str, str]) -> str:
    """The box that a unit, or what belongs to it, stands in; empty where the page does not show it."""
    seen: set[str] = set()
    while id not in shown and id in homes and id not in seen:
        seen.add(id)
        id = homes[id]
    return id if id in shown else ""


def _notes(report: Report, lang: str) -> dict[tuple[str, str], Note]:
    out = {}
    for finding in report.shown(len(report.roots), lang):
        rule = report.rules[finding.code]
        named = [finding.subject, *_ids(finding, rule.ids)]
        out[finding.code, finding.subject] = Note(
            f"{finding.code}:{finding.subject}",
            finding.code,
            rule.title(lang),
            finding.message,
            ("；" if lang == "zh" else "; ").join(c.text(lang) for c in finding.cites),
            tuple(dict.fromkeys(named)),
        )
    return out


def _ids(finding: Finding, columns: tuple[str, ...]) -> Iterator[str]:
    """What a finding names beside its subject; a line names both of its ends."""
    for name in columns:
        value = finding.values.get(name)
        yield from map(str, value) if isinstance(value, (list, tuple)) else [str(value)] if value else []


def _names(orgs: list[Org]) -> dict[str, str]:
    return {
        id: name for org in reversed(orgs) for id, name in org.units.select("id", "name").iter_rows() if name
    }


def _homes(orgs: list[Org]) -> dict[str, str]:
    """Body or office -> the unit it is set up in; post -> the unit it belongs to."""
    out: dict[str, str] = {}
    for org in orgs:
        out |= {id: host for id, host in org.units.select("id", "host").iter_rows() if host}
        out |= {id: unit for id, unit in org.tables["posts"].select("id", "unit").iter_rows() if unit}
    return out
