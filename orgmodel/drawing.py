"""Puts one or two organisations into pictures: joins a view (org -> scene) and writers (scene -> file)."""

import os
import tempfile
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from orgmodel import views, writers
from orgmodel.graph.around import around
from orgmodel.model import Org, OrgError, OrgWarning
from orgmodel.profiles import nearest, of
from orgmodel.scene import PAPERS, THEMES, Scene, Undrawable, load

SHOWS = ("all", "before", "after", "diff")
LANGUAGES = ("zh", "en")
FEW = 2_000  # boxes that are drawn one by one unless a view is named: some eighty sheets
MOST = 20_000  # boxes that a view draws one by one
MOST_COUNTED = 1_000_000  # boxes that the other views look at: some minutes
FREE = ("frontier", "roadmap")  # views of plans, which draw no units
NEAR = 10_000  # ids that a mistyped one is compared with
LARGE = 20_000  # units of an org of which only the part around the focus is looked at


def draw(
    before: Org,
    after: Org | str | os.PathLike[str] | None = None,
    *files: str | os.PathLike[str],
    view: str | None = None,
    show: str = "all",
    theme: str = "colour",
    lang: str | None = None,
    font: str | None = None,
    page: str | None = None,
    **how: Any,
) -> list[Path]:
    """Draw an org, or two and what changed between them, and give the paths that were written.

    Without a ``view`` these are lanes, or for an org of more than :data:`FEW` boxes the summary, with a warning that says so.
    The extension of a file says its format. A pdf (and an html, pptx, drawio or json) holds all pages; an html also the findings. Of the other formats each page is
    a file: ``plan.svg`` becomes plan-before.svg, plan-after.svg, plan-diff.svg, plan-diff-2.svg ..., or just
    plan.svg where there is one page. ``after`` may be left out: ``draw(org, "chart.svg")``. ``page`` is the sheet, ``how`` what
    else the view heeds (:class:`~orgmodel.views.Asked`): ``focus``, ``depth``, ``highlight``, ``plan``, ``start``.

    :raises OrgError: if a view, show, theme, language, page or format is unknown, the view does not heed what is asked or
        cannot draw so many boxes, a character is missing in the font, or a name fits nowhere; nothing is written then.
    """
    second: Org | None = None
    if isinstance(after, Org):
        second = after
    elif after is not None:
        files = (after, *files)
    paths = [Path(f) for f in files]
    language = lang or before.language
    if view is None:
        view = _chosen(before, second, how.get("focus") is not None)
    _known("view", view, views.names())
    _known("show", show, SHOWS if second is not None else ("all", "before"))
    _known("theme", theme, list(THEMES))
    _known("language", language, LANGUAGES)
    chosen = views.view(view)
    if page is not None:
        _known(f"page for the view {view}", page, chosen.PAGES)
    asked_for = {name: value for name, value in how.items() if value not in (None, ())}
    for name in asked_for:
        _heeded(name, view)
    kept = (before, second)
    if "focus" in asked_for and "highlight" not in asked_for:  # findings are those of the whole org
        kept = _part(before, second, asked_for["focus"], asked_for.get("depth"))
    _drawable(view, max(_boxes(org) for org in kept if org is not None), "focus" in asked_for)
    for path in paths:
        _known(f"format of {str(path)!r}", _format(path), writers.names())
    try:
        type_ = load(font)
        paper = PAPERS[page] if page else None
        asked = views.Asked(*kept, language, type_, paper, **asked_for)
        made = chosen.scenes(asked)
        _known(f"show for the view {view}", show, ["all", *made])
        shown = {name: scene for name, scene in made.items() if show in ("all", name)}
        pages = [sheet for scene in shown.values() for sheet in scene.pages]
        scene = Scene(tuple(pages))
        told = Scene(tuple(views.told(shown, asked))) if any(_format(p) == "html" for p in paths) else scene
        for sheet in pages:
            for label in sheet.texts():
                type_.check(label.text, f"text {label.text!r}")
        written = []
        for path in paths:
            writer = writers.writer(_format(path))
            files_of = writer.render(told if _format(path) == "html" else scene, THEMES[theme], type_)
            written += list(zip(_names(path, scene, writer), files_of, strict=True))
    except Undrawable as error:
        raise OrgError(str(error)) from None
    for path, data in written:
        _write(path, data)
    return [path for path, _ in written]


def _boxes(org: Org) -> int:
    """Number of units that are drawn as a box of their own."""
    inside = [name for name, kind in of(org).kinds.items() if kind.body or kind.office]
    return int((~(org.units["kind"].is_in(inside) & org.units["host"].is_not_null())).sum())


def _chosen(before: Org, after: Org | None, focused: bool) -> str:
    """The view where none is named; warns where it is not the usual one."""
    count = max(_boxes(org) for org in (before, after) if org is not None)
    if focused or count <= FEW:
        return "lanes"
    if count <= MOST_COUNTED:
        said = f"{count:,} boxes are too many to be read one by one: drawn with --view summary"
        warnings.warn(OrgWarning(f"{said}. Give --focus UNIT for a part, or name a --view."), stacklevel=3)
    return "summary"


def _drawable(view: str, boxes: int, focused: bool) -> None:
    if view in FREE:
        return
    one_by_one = "depth" in views.view(view).TAKES
    most = MOST if one_by_one else MOST_COUNTED
    if boxes <= most:
        return
    ways = ["--view summary"] if one_by_one and boxes <= MOST_COUNTED else []
    ways += ["a smaller --depth"] if focused else ["--focus UNIT --depth N for a part (--view lanes or rows)"]
    what = f"{boxes:,} boxes are more than the view {view} can draw"
    raise OrgError(f"{what}; allowed: at most {most:,}. Give {' or '.join(ways)}.")


def _part(before: Org, after: Org | None, focus: str, depth: int | None) -> tuple[Org, Org | None]:
    """Of large orgs the part that a picture of one unit needs, the same of both."""
    orgs = [org for org in (before, after) if org is not None]
    if max(len(org.units) for org in orgs) <= LARGE:
        return before, after
    if not any((org.units["id"] == focus).any() for org in orgs):
        near = nearest(
            focus, before.units["id"].filter(before.units["id"].str.starts_with(focus[:3])).head(NEAR)
        )
        hint = f" Did you mean {near}?" if near else ""
        raise OrgError(f"no unit to focus on: {focus!r}. Name the id of a unit of the org.{hint}")
    parts = [around(org, focus, depth) for org in orgs]
    if after is not None:
        ids = [part.units["id"].to_list() for part in parts]
        parts = [around(o, focus, depth, other) for o, other in zip(orgs, reversed(ids), strict=True)]
    return parts[0], parts[1] if after is not None else None


def _format(path: Path) -> str:
    return path.suffix.removeprefix(".").lower()


def _heeded(name: str, view: str) -> None:
    heeding = [v for v in views.names() if name in views.view(v).TAKES]
    if view not in heeding:
        raise OrgError(f"the view {view} does not heed --{name}; these do: {', '.join(heeding)}.")


def _known(what: str, value: str, allowed: Sequence[str]) -> None:
    if value not in allowed:
        guess = nearest(value, allowed)
        hint = f" Did you mean {guess}?" if guess else ""
        raise OrgError(f"unknown {what}: {value!r}; allowed: {', '.join(allowed)}.{hint}")


def _names(path: Path, scene: Scene, writer: Any) -> list[Path]:
    if writer.PAGED or len(scene.pages) == 1:
        return [path]
    return [path.with_name(f"{path.stem}-{page.name}{path.suffix}") for page in scene.pages]


def _write(path: Path, data: bytes) -> None:
    """Write beside the target and rename, so that a failure leaves no half file."""
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    except OSError as error:
        raise OrgError(f"cannot write {str(path)!r}: {error.strerror}. Name a folder that exists.") from None
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(data)
        os.chmod(name, 0o666 & ~_umask())
        os.replace(name, path)
    except OSError as error:
        Path(name).unlink(missing_ok=True)
        raise OrgError(f"cannot write {str(path)!r}: {error.strerror}.") from None


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
