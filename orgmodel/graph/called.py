"""What the rows of an org are called: a post by its unit and its role, any other row with an id of its own by its name."""

from collections.abc import Collection, Iterable, Mapping
from weakref import WeakKeyDictionary

import polars as pl

from orgmodel.graph.columns import gathered
from orgmodel.graph.derived import Derived
from orgmodel.model import ROWS
from orgmodel.profiles import Profile

NAMING = {
    table: column
    for table, row in ROWS.items()
    if row.keys == ("id",)
    for column in ("name", "item")
    if column in row.model_fields
}  # table -> the column that says what its rows are called
CALLED = (*NAMING, "posts")  # the tables whose rows are called something
Names = Mapping[str, Mapping[str, str]]  # table -> id -> what the row is called
_POSTS: WeakKeyDictionary[Derived, dict[str, tuple[str, str]]] = WeakKeyDictionary()


def called(
    d: Derived, ids: Iterable[str], language: str, tables: Collection[str] = CALLED
) -> dict[str, dict[str, str]]:
    """Table -> id -> what the row is called in ``zh`` or ``en``, for those of these ids that a row has.

    Of several rows with one id the first names it, as it stands for it everywhere. All ids are looked up at once, so
    that a report on millions of units costs as much as the few of which it speaks.
    """
    asked = pl.Series(list(dict.fromkeys(ids)), dtype=pl.String)
    found: dict[str, dict[str, str]] = {}
    for table in tables:
        if asked.is_empty() or d.tables[table].is_empty():
            found[table] = {}
        elif table == "units":
            found[table] = _units(d, asked)
        else:
            found[table] = _posts(d, asked, language) if table == "posts" else _rows(d, table, asked)
    return found


def post_called(profile: Profile, place: str, role: str, language: str) -> str:
    """A post by what its unit is called and the label of its role; several posts may have both in common."""
    post = profile.any_label(role, language)
    return f"{place}的{post}" if language == "zh" else f"{post} of {place}"


def unit_or_post(d: Derived, id: str, language: str) -> tuple[str, bool] | None:
    """What one unit or post is called, and whether it is a post; None for any other id.

    For sentences, which are made one at a time: the first call reads the ids of all units and posts.
    """
    names = d.tables["units"]["name"]
    if id in d.index:
        return names[d.index[id]] or id, False
    if d not in _POSTS:
        posts = d.tables["posts"].select("id", "unit", "role").reverse().iter_rows()
        _POSTS[d] = {post: (unit, role) for post, unit, role in posts}
    unit, role = _POSTS[d].get(id, ("", ""))
    if not unit or not role:
        return None
    place = names[d.index[unit]] if unit in d.index else unit
    return post_called(d.profile, place or unit, role, language), True


def with_id(name: str, id: str, language: str) -> str:
    """What a row is called with the id by which the file knows it; the id alone where it is called nothing else.

    >>> with_id("Committee", "c1", "en"), with_id("c1", "c1", "en")
    ('Committee (c1)', 'c1')
    """
    if name == id:
        return id
    return f"{name}（{id}）" if language == "zh" else f"{name} ({id})"


def _units(d: Derived, asked: pl.Series) -> dict[str, str]:
    """The names of these units; an id that no unit has is left out."""
    names = gathered(d.tables["units"]["name"], d.rows_of(asked))
    return {id: name for id, name in zip(asked.to_list(), names.to_list(), strict=True) if name}


def _rows(d: Derived, table: str, asked: pl.Series) -> dict[str, str]:
    """The names of these rows of a table."""
    return {id: name for id, (name,) in _first(d, table, asked, NAMING[table]).items() if name}


def _posts(d: Derived, asked: pl.Series, language: str) -> dict[str, str]:
    """These posts by unit and role; a unit that no row has is told by its id, a post without either is left out."""
    posts = {id: post for id, post in _first(d, "posts", asked, "unit", "role").items() if all(post)}
    units = _units(d, pl.Series(sorted({unit for unit, _ in posts.values()}), dtype=pl.String))
    return {
        id: post_called(d.profile, units.get(unit, unit), role, language)
        for id, (unit, role) in posts.items()
    }


def _first(d: Derived, table: str, asked: pl.Series, *columns: str) -> dict[str, tuple[str, ...]]:
    """Each of these ids that a row has -> these columns of the first such row."""
    ids = d.tables[table]["id"]
    at = ids.is_in(asked.implode()).arg_true().reverse()
    return {id: tuple(row) for id, *row in d.tables[table].select("id", *columns)[at].iter_rows()}
