"""Posts against the items of responsibility: who answers for what, who has nothing, what nobody answers for."""

from typing import Any

import polars as pl

from orgmodel.graph import derive
from orgmodel.graph.items import ANSWERS
from orgmodel.model import Org
from orgmodel.scene.text import plain
from orgmodel.views._asked import Asked
from orgmodel.views._table import called
from orgmodel.views.grid.matrix import Cell, Cells, Column, Matrix, Row, compared
from orgmodel.views.grid.tree import orgs, within
from orgmodel.views.grid.words import DUTIES, posts_words, say, share

COUNT = "\0count"  # the column that counts the items of a post
_KINDS = list(DUTIES)  # from the strongest on
_STATES = ("cell-part", "cell-full", "half", "cell-none")  # the worst last
Holder = tuple[str, str, str]  # id, unit that it stands in (empty for unknown), name


def made(asked: Asked) -> Matrix | None:
    """The table; None where no org has both posts and duties."""
    if not any(len(o.tables.get("posts", ())) and len(o.tables.get("duties", ())) for o in orgs(asked)):
        return None
    lang = asked.lang
    units = within(asked)
    inside = {id for id, _ in units}
    whole = asked.focus is None and asked.depth is None
    found = [_holders(org, lang) for org in orgs(asked)]
    kept = {h[0]: h for held in reversed(found) for h in held if h[1] in inside or (whole and not h[1])}
    order = [h[0] for held in found for h in held if h[0] in kept]
    items = {i: None for o in orgs(asked) for i in _items(o)}
    columns = [Column(COUNT, say("number", lang))]
    columns += [Column(i, plain(i), apart=not n) for n, i in enumerate(items)]
    lines = _rows(units, [kept[id] for id in dict.fromkeys(order)], asked)
    cells = {"before": _cells(asked.before, kept, list(items), lang)}
    facts = {"before": _facts([asked.before], kept, lang)}
    if asked.after is not None:
        cells["after"] = _cells(asked.after, kept, list(items), lang)
        cells["diff"] = compared(cells["before"], cells["after"], say("none", lang))
        facts |= {"after": _facts([asked.after], kept, lang), "diff": _facts(orgs(asked), kept, lang)}
    return Matrix(say("posts", lang), say("post", lang), lines, columns, cells, facts, posts_words(lang))


def _items(org: Org) -> list[str]:
    """The items in the order of their functions, then of the file."""
    duties = (
        derive(org)
        .tables["duties"]
        .select("item", "function")
        .unique("item", keep="first", maintain_order=True)
    )
    first = {f: n for n, f in enumerate(dict.fromkeys(duties["function"].to_list()))}
    return [i for i, f in sorted(duties.iter_rows(), key=lambda x: first[x[1]])]


def _holders(org: Org, lang: str) -> list[Holder]:
    """The posts, then units and unknown ids that hold duties."""
    d = derive(org)
    names, ids = called(org), d.ids.to_list()
    posts = d.table("posts")
    if any(c.layer for c in d.profile.posts):  # others are known, but nothing is asked of them
        posts = posts.filter(pl.col("layer").is_not_null() | (pl.col("duties") > 0))
    out = [
        (
            r["id"],
            ids[r["place_row"]] if r["place_row"] >= 0 else "",
            d.profile.any_label(r["role"] or r["id"], lang),
        )
        for r in posts.iter_rows(named=True)
    ]
    known = {h[0] for h in out}
    for holder in d.tables["duties"]["holder"].unique(maintain_order=True).to_list():
        if holder not in known:
            at = d.index.get(holder, -1)
            home = (int(d.host[at]) if d.host[at] >= 0 else at) if at >= 0 and d.active[at] else -1
            out.append((holder, ids[home] if home >= 0 else "", names.get(holder, plain(holder))))
    return out


def _rows(units: list[tuple[str, int]], holders: list[Holder], asked: Asked) -> list[Row]:
    """A heading for each unit, and its holders below it."""
    names: dict[str, str] = {}
    for org in orgs(asked):
        names = {**called(org), **names}
    homes: dict[str, list[Holder]] = {}
    for holder in holders:
        homes.setdefault(holder[1], []).append(holder)
    out: list[Row] = []
    for unit in [*(id for id, _ in units), ""]:
        if unit in homes:
            name = names.get(unit, unit) if unit else say("elsewhere", asked.lang)
            heading = f"\0{unit}"
            out.append(Row(heading, name, 0, upper=True, cells=False))
            out += [Row(h[0], h[2], 1, heading) for h in homes[unit]]
    return out


def _cells(org: Org, kept: dict[str, Holder], items: list[str], lang: str) -> Cells:
    d = derive(org)
    held = _held(org, {h[0]: h[1] for h in _holders(org, lang)})
    asked_for = set(d.table("posts").filter(pl.col("layer").is_not_null())["id"].to_list())
    count = dict(d.tables["duties"].group_by("holder").len().iter_rows())
    out: Cells = {}
    for id in (h[0] for h in _holders(org, lang) if h[0] in kept):
        n = count.get(id, 0)
        if n:
            out[id, COUNT] = Cell("cell-full", say("items", lang, n), str(n))
        else:
            out[id, COUNT] = (
                Cell("cell-none", say("none", lang), "×") if id in asked_for else Cell("cell-blank")
            )
        for item in items:
            out[id, item] = Cell("cell-blank")
            if (id, item) in held:
                state, kind = held[id, item]
                text = DUTIES[_KINDS[kind]][lang != "zh"]
                out[id, item] = Cell(_STATES[state], text, "×" * (_STATES[state] == "cell-none"))
    return out


def _held(org: Org, places: dict[str, str]) -> dict[tuple[str, str], tuple[int, int]]:
    """Holder and item -> the worst state among its steps, and the strongest way of answering."""
    d = derive(org)
    table = d.table("items")
    key = ("item", "function", "step")
    unanswered = {
        (*(r[k] for k in key), r["place"] or "")
        for r in table.filter(~pl.col("answered")).iter_rows(named=True)
    }
    split = {
        (holder, *(r[k] for k in key))
        for r in table.filter(pl.col("holders").is_not_null()).iter_rows(named=True)
        for holder in r["holders"]
    }
    out: dict[tuple[str, str], tuple[int, int]] = {}
    for r in d.tables["duties"].iter_rows(named=True):
        holder, what = r["holder"], tuple(r[k] for k in key)
        if (*what, places.get(holder, "")) in unanswered:
            cls = "cell-none"
        elif r["kind"] not in ANSWERS:
            cls = "cell-part"
        else:
            cls = "half" if (holder, *what) in split else "cell-full"
        state, kind = out.get((holder, r["item"]), (-1, len(_KINDS)))
        out[holder, r["item"]] = max(state, _STATES.index(cls)), min(kind, _KINDS.index(r["kind"]))
    return out


def _facts(both: list[Org], kept: dict[str, Holder], lang: str) -> list[str]:
    told: list[dict[str, Any]] = []
    inside = {h[1] for h in kept.values()}
    for org in both:
        d = derive(org)
        posts = d.table("posts").filter(pl.col("id").is_in(list(kept)))
        items = d.table("items").filter(pl.col("place").fill_null("").is_in(list(inside)))
        told.append({
            "posts": len(posts), "idle": posts.filter(pl.col("layer").is_not_null() & (pl.col("duties") == 0)).height,
            "items": len(items), "open": items.filter(~pl.col("answered")).height,
            "split": items.filter(pl.col("holders").is_not_null()).height,
        })  # fmt: skip
    return [
        say("counted posts", lang, *(share(told, k) for k in ("posts", "idle"))),
        say("counted items", lang, *(share(told, k) for k in ("items", "open", "split"))),
    ]
