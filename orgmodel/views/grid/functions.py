"""Functions against units: which unit must cover what, who carries it there, and whether the line gets to the bottom."""

from typing import Any

import polars as pl

from orgmodel.graph import derive
from orgmodel.graph.derived import Derived
from orgmodel.model import Org
from orgmodel.views._asked import Asked
from orgmodel.views._table import called, functions, shows
from orgmodel.views.grid.matrix import Cell, Cells, Column, Matrix, compared
from orgmodel.views.grid.tree import orgs, rows, within
from orgmodel.views.grid.words import functions_words, say, share

DOWN = "\0down"  # the column of the vertical


def made(asked: Asked) -> Matrix | None:
    """The table; None where no function is required, carried or looked for anywhere."""
    lang = asked.lang
    units = within(asked)
    inside = {id for id, _ in units}
    judged = any(len(o.tables.get("requirements", ())) for o in orgs(asked))
    found = [_cells(org, inside, lang, judged) for org in orgs(asked)]
    if not any(any(c != DOWN for _, c in cells) for cells in found):
        return None
    names: dict[str, str] = {}
    titles: dict[str, str] = {}
    for org in orgs(asked):
        names = {**called(org), **names}
        titles |= {f: n for f, n in functions(derive(org), lang).items() if f not in titles}
    used = {c for cells in found for _, c in cells}
    order = [f for f in titles if f in used] + sorted(f for f in used if f not in titles and f != DOWN)
    columns = [Column(f, titles.get(f, f)) for f in order]
    if DOWN in used:
        columns.append(Column(DOWN, say("down", lang), apart=True))
    lines = rows(units, {u for cells in found for u, _ in cells}, names)
    cells = {"before": _filled(found[0], asked.before, columns)}
    facts = {"before": _facts([asked.before], inside, lang)}
    if asked.after is not None:
        cells["after"] = _filled(found[1], asked.after, columns)
        cells["diff"] = compared(cells["before"], cells["after"], say("lost", lang))
        facts |= {"after": _facts([asked.after], inside, lang), "diff": _facts(orgs(asked), inside, lang)}
    assert set(cells) == set(shows(asked))
    return Matrix(
        say("functions", lang),
        say("unit", lang),
        lines,
        columns,
        cells,
        facts,
        functions_words(lang, DOWN in used),
    )


def _cells(org: Org, inside: set[str], lang: str, judged: bool) -> Cells:
    """The cells that are not blank."""
    d = derive(org)
    up = d.host < 0
    carried = d.table("cells").filter(
        pl.Series(up[d.table("cells")["unit_row"].to_numpy()]) | pl.col("required")
    )
    kinds = _carriers(d)
    out: Cells = {}
    for r in carried.iter_rows(named=True):
        if r["subject"] not in inside:
            continue
        key = (r["subject"], r["function"])
        if not r["carried"]:
            out[key] = Cell("cell-none", say("missing", lang), "×")
            continue
        who = [d.profile.kinds[k].short.get(lang) or d.profile.kind_label(k, lang) if k in d.profile.kinds else k
               for k in kinds.get(key, [])]  # fmt: skip
        text = who[0] if len(who) == 1 else say("several", lang, len(who)) if who else say("wider", lang)
        cls = "cell-part" if r["shared"] else "cell-full" if r["required"] or not judged else "elsewhere"
        out[key] = Cell(cls, text)
    return out | _down(d, inside, lang)


def _carriers(d: Derived) -> dict[tuple[str, str], list[str]]:
    """Kinds of the carriers of each function, its narrower ones or its wider ones in a unit, or of the office itself."""
    carriers = d.table("carriers")
    ids = d.ids.to_list()
    out: dict[tuple[str, str], list[str]] = {}
    for r in carriers.iter_rows(named=True):
        for at in {r["place_row"], r["office_row"]}:
            known = out.setdefault((ids[at], r["function"]), [])
            if r["kind"] and r["kind"] not in known:
                known.append(r["kind"])
    return out


def _down(d: Derived, inside: set[str], lang: str) -> Cells:
    """Whether responsibility gets down to the bodies at the foot, by their units."""
    if not d.profile.roles.affiliation:
        return {}
    table = d.table("depth").group_by("host").agg(pl.len(), pl.col("reached").sum()).sort("host")
    out: Cells = {}
    for host, bodies, reached in table.iter_rows():
        if host in inside:
            cls = "cell-full" if reached == bodies else "cell-part" if reached else "cell-none"
            text = say("reached" if reached == bodies else "unreached", lang)
            out[host, DOWN] = Cell(
                cls, text if bodies == 1 else f"{reached}/{bodies}", "" if reached else "×"
            )
    return out


def _filled(cells: Cells, org: Org, columns: list[Column]) -> Cells:
    """The cells with blank ones for what is not required; none for units that the org does not have."""
    alive = {u for u, _ in cells}
    d = derive(org)
    alive |= {id for id, ok in zip(d.ids.to_list(), d.active.tolist(), strict=True) if ok}
    rows_ = dict.fromkeys([*(u for u, _ in cells), *sorted(alive)])
    return {(u, c.id): cells.get((u, c.id), Cell("cell-blank")) for u in rows_ for c in columns if u in alive}


def _facts(both: list[Org], inside: set[str], lang: str) -> list[str]:
    """H and V in numbers, as the detector counts them, of the units that are shown."""
    told: list[dict[str, Any]] = []
    for org in both:
        d = derive(org)
        across = d.table("coverage").filter(pl.col("subject").is_in(list(inside)))
        down = d.table("depth").filter(pl.col("host").is_in(list(inside)))
        down = down if d.profile.roles.affiliation else down.clear()
        told.append({
            "required": int(across["required"].sum()), "filled": int(across["filled"].sum()),
            "bodies": len(down), "reached": int(down["reached"].sum()),
        })  # fmt: skip
    out = []
    for name, of, part in (("across", "required", "filled"), ("along", "bodies", "reached")):
        if any(t[of] for t in told):
            out.append(say(name, lang, *(share(told, key) for key in (of, part)), share(told, part, of)))
    return out
