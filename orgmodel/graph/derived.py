"""What follows from an org by computation: derived tables and hierarchies, made once and kept."""

from collections.abc import Callable, Collection, Mapping
from functools import cache, cached_property, partial
from importlib import import_module
from importlib.util import find_spec
from threading import RLock
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np
import polars as pl
from numpy.typing import NDArray

from orgmodel import profiles
from orgmodel.graph.columns import gathered
from orgmodel.graph.forest import NONE, Bools, Forest, Ints, components, forest
from orgmodel.graph.ids import Ids
from orgmodel.model import ROWS, Org, schema
from orgmodel.model.abreast import LARGE
from orgmodel.model.held import Held
from orgmodel.profiles import Profile

SHARED = ("units", "lines", "links", "bodies")  # tables that others are built from
# Column -> the column of units that it shows, or the words of which it is one; and the column of that row or word, -1 for none.
LookedUp = Mapping[str, tuple[str | tuple[str, ...], str]]
_KEPT: WeakKeyDictionary[Org, "Derived"] = WeakKeyDictionary()


def known(table: str, data: pl.DataFrame) -> pl.DataFrame:
    """The columns of a table that the schema knows, all of them."""
    types = schema(table)
    if data.columns == list(types):
        return data
    return data.select(
        pl.col(c) if c in data.columns else pl.lit(None, dtype=t).alias(c) for c, t in types.items()
    )


def _whole(tables: Mapping[str, pl.DataFrame], name: str) -> pl.DataFrame:
    """A table of an org, its known columns in one block each."""
    return known(name, tables[name]).rechunk()


@cache
def _module(name: str) -> Any:
    """The file that builds a derived table; None for a table of the org."""
    return import_module(f"orgmodel.graph.{name}") if find_spec(f"orgmodel.graph.{name}") else None


def _looked_up(name: str) -> LookedUp:
    """The columns of a derived table that only say what stands in units, or one of a few words."""
    return getattr(_module(name), "LOOKED_UP", {})


def derive(org: Org) -> "Derived":
    """The derived tables of an org; the same object for the same org."""
    if org not in _KEPT:
        _KEPT[org] = Derived(org)
    return _KEPT[org]


class Derived:
    """Derived tables of one org by name, each built by the file of that name in this folder.

    Units are numbered by their row in ``org.units``; the first row with an id stands for it, the others are
    kept out of every hierarchy.
    """

    def __init__(self, org: Org) -> None:
        # Not the org itself: the cache must not keep it alive. Columns of the user's own stay out: they might bear
        # the name of a derived one.
        self.tables = Held({}, {name: partial(_whole, org.tables, name) for name in org.tables})
        self.as_of = org.as_of
        self.profile: Profile = profiles.of(org)
        self._built: dict[str, pl.DataFrame] = {}  # without what is looked up
        self._full: dict[str, pl.DataFrame] = {}
        self._locks: dict[str, RLock] = {}  # several threads may ask for tables
        self._ends: dict[str, tuple[Ints, Ints]] = {}
        self._coded: dict[str, tuple[list[str | None], NDArray[Any]]] = {}
        self._forests: dict[str, Forest] = {}
        self._rings: dict[str, Ints] = {}

    def table(self, name: str) -> pl.DataFrame:
        """A derived table, such as ``links``, or one of the org with ``subject``, ``row`` and ``home``; built on first use."""
        if not _looked_up(name):
            return self.lean(name)
        with self._locks.setdefault(name, RLock()):
            if name not in self._full:
                self._full[name] = self._with(self.lean(name), _looked_up(name))
            return self._full[name]

    def lean(self, name: str) -> pl.DataFrame:
        """A derived table without what its file has ``LOOKED_UP``: a text for every row is made only where asked for."""
        with self._locks.setdefault(name, RLock()):
            if name not in self._built:
                module = _module(name)
                built = module.build(self) if module else self._plain(name)
                self._built[name] = built.rechunk()  # rows are taken from one block several times as fast
            return self._built[name]

    def spoken(
        self,
        name: str,
        table: pl.DataFrame | None = None,
        columns: Collection[str] | None = None,
        rows: pl.Series | None = None,
    ) -> pl.DataFrame:
        """A derived table, or what was made of it, with its ``subject`` and what is looked up; its file says how it reads.

        Of ``columns`` those that there are (of None, all), of ``rows`` these (of None, all).
        """
        table = self.lean(name) if table is None else table
        asked = {*table.columns, *_looked_up(name), "subject"} if columns is None else set(columns)
        looked = {c: at for c, at in _looked_up(name).items() if c in asked.difference(table.columns)}
        bare = "subject" in asked.difference(table.columns, looked)
        said = [_module(name).SUBJECT.alias("subject")] if bare else []
        asked.update(row for _, row in looked.values())
        asked.update(column for each in said for column in each.meta.root_names())
        table = table[[c for c in table.columns if c in asked]]
        if rows is not None:
            table = table[rows]
        table = self._with(table, looked)
        return table.rechunk().with_columns(said) if said else table

    def _with(self, table: pl.DataFrame, looked: LookedUp) -> pl.DataFrame:
        units = self.tables["units"]
        return table.with_columns(
            gathered(units[of] if isinstance(of, str) else pl.Series(of), table[at].to_numpy()).alias(column)
            for column, (of, at) in looked.items()
        )

    def _plain(self, name: str) -> pl.DataFrame:
        """A table of the org as it is; a row of several keys is spoken of as ``key>key``."""
        keys = ROWS[name].keys
        return (
            self.tables[name]
            .with_row_index("row")
            .with_columns(subject=pl.concat_str(list(keys), separator=">"), home=pl.lit(name))
        )

    def release(self, *names: str) -> None:
        """Let go of those of these tables that are large; one is built again where a row of it is shown."""
        for name in names:
            with self._locks.setdefault(name, RLock()):
                if len(self._built.get(name, ())) > LARGE:
                    del self._built[name]
                    self._full.pop(name, None)

    def settle(self) -> None:
        """Let go of all large tables but those that most findings are shown from."""
        self.release(*(self._built.keys() - {"units", "lines", "links"}))

    def once(self, make: Callable[["Derived"], pl.DataFrame]) -> pl.DataFrame:
        """What a function of this folder makes of the org, made on first use; for tables that no rule looks at."""
        name = f"{make.__module__}.{make.__name__}"
        with self._locks.setdefault(name, RLock()):
            if name not in self._built:
                self._built[name] = make(self)
            return self._built[name]

    @property
    def units(self) -> pl.DataFrame:
        """Units with their derived columns."""
        return self.table("units")

    @property
    def lines(self) -> pl.DataFrame:
        """Lines in force with their derived columns."""
        return self.table("lines")

    @property
    def bodies(self) -> pl.DataFrame:
        """Bodies that have affiliation."""
        return self.table("bodies")

    @property
    def links(self) -> pl.DataFrame:
        """Vertical lines with the status of the link between the bodies at both ends."""
        return self.table("links")

    @cached_property
    def index(self) -> dict[str, int]:
        """Unit id -> row; for single look-ups, not for columns."""
        ids = self.tables["units"]["id"].to_list()
        return {id: row for row, id in reversed(list(enumerate(ids)))}

    @cached_property
    def ids(self) -> pl.Series:
        """The id of each unit row."""
        return self.tables["units"]["id"]

    @cached_property
    def _numbered(self) -> Ids:
        return Ids(self.ids)

    def rows_of(self, ids: pl.Series) -> Ints:
        """The unit row of each id, -1 where the id is unknown or null. Shape (len(ids),)."""
        return self._numbered.at(ids)

    @property
    def first(self) -> Bools:
        """True for the first row of each id, which stands for it. Shape (units,)."""
        return self._numbered.first

    @cached_property
    def active(self) -> Bools:
        """True for the first row of each id that is not dissolved. Shape (units,)."""
        dissolved = self.tables["units"]["status"].eq_missing("dissolved").to_numpy()
        alive: Bools = self.first & ~dissolved
        return alive

    @cached_property
    def host(self) -> Ints:
        """The row of the unit that each body or office is set up in, -1 for none. Shape (units,)."""
        return self.rows_of(self.tables["units"]["host"])

    def names(self, rows: Ints) -> pl.Series:
        """The ids of these unit rows, null for -1."""
        return gathered(self.ids, rows)

    def kind_is(self, names: list[str] | str | None) -> Bools:
        """True where the unit's kind is one of these. Shape (units,)."""
        wanted = {names} if isinstance(names, str) else set(names or ())
        words, codes = self.coded("kind")
        found: Bools = np.zeros(len(codes), dtype=bool)
        for number, word in enumerate(words):
            if word in wanted:
                found |= codes == number
        return found

    def numbers(self, column: str, values: dict[str, Any], default: int = -1) -> Ints:
        """A column of units mapped to whole numbers through a small table. Shape (units,)."""
        words, codes = self.coded(column)
        mapped = np.array([values.get(word or "", default) for word in words], dtype=np.int32)
        found: Ints = mapped[codes]
        return found

    def coded(self, column: str) -> tuple[list[str | None], NDArray[Any]]:
        """The different words of a column of units, None last, and for each unit which of them it is."""
        if column not in self._coded:
            told = self.tables["units"][column]
            words = told.unique().drop_nulls().sort()
            codes = told.cast(pl.Enum(words)).to_physical().fill_null(len(words))
            self._coded[column] = [*words.to_list(), None], codes.to_numpy()
        return self._coded[column]

    @cached_property
    def rank(self) -> Ints:
        """Rank of each body with affiliation, -1 for all other units. Shape (units,)."""
        ranks = {n: k.rank for n, k in self.profile.kinds.items() if k.rank is not None}
        return np.where(self.active, self.numbers("kind", ranks), NONE)

    @cached_property
    def level(self) -> Ints:
        """Rank of each unit's level from 0 at the top, its host's where it has none, -1 unknown. Shape (units,)."""
        own = self.numbers("level", dict(self.profile.level_rank))
        hosted = np.where(self.host >= 0, own[self.host], NONE)
        return np.where(own >= 0, own, hosted)

    def ends(self, kind: str | None) -> tuple[Ints, Ints]:
        """The unit rows at the lower and at the upper end of every valid line of a kind, in file order."""
        key = kind or ""
        if key not in self._ends:
            lines = self.lines
            at = ((lines["kind"] == key) & lines["valid"]).arg_true().to_numpy()
            self._ends[key] = lines["low"].to_numpy()[at], lines["high"].to_numpy()[at]
        return self._ends[key]

    def forest(self, kind: str | None) -> Forest:
        """The hierarchy of one line kind: the first valid superior of each unit is its parent."""
        key = kind or ""
        if key not in self._forests:
            self._forests[key] = forest(len(self.ids), *self.ends(key))
        return self._forests[key]

    def rings(self, kind: str) -> Ints:
        """The smallest row of the strongly connected set over all lines of a kind, -1 for none. Shape (units,)."""
        if kind not in self._rings:
            low, high = self.ends(kind)
            one_each = np.count_nonzero(self.forest(kind).parent >= 0) == len(low)
            self._rings[kind] = self.forest(kind).cycle if one_each else components(len(self.ids), low, high)
        return self._rings[kind]
