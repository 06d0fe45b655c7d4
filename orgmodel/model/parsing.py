"""How the text of a cell becomes a value: dates, numbers, yes and no, for whole columns at a time."""

import datetime
from collections.abc import Callable

import polars as pl

_UNCLEAN = r"[\x00-\x1F\x7F\x{FFFE}\x{FFFF}]|^\s|\s$|^$"
_FEW = 1000  # rows by which a column of few different words is told
_DAY = (
    r"^([0-9]{4})(?:-([0-9]{1,2})-([0-9]{1,2})|/([0-9]{1,2})/([0-9]{1,2})|\.([0-9]{1,2})\.([0-9]{1,2})"
    r"|年([0-9]{1,2})月([0-9]{1,2})日?)(?:[T ]00:00(?::00(?:\.0+)?)?)?$"
)
_ISO = "${1}-${2}${4}${6}${8}-${3}${5}${7}${9}"
WORDLESS = (pl.Binary, pl.Object, pl.Duration, pl.Time)  # types of columns that no text stands for
_YES = ("true", "yes", "1", "是", "真")
_NO = ("false", "no", "0", "否", "假")
_WHOLE = 2.0**53  # from here on a float no longer tells every whole number from the next


def clean(table: pl.DataFrame) -> set[str]:
    """The text columns in which no cell is empty text, has blanks at its ends, or holds a control character.

    Such a column is what :func:`text` makes of it. Of a column of few different words each is looked at once.

    >>> sorted(clean(pl.DataFrame({"a": ["x", None], "b": ["x", " y"], "c": [1, 2]})))
    ['a']
    """
    texts = table.select(pl.selectors.string())
    cells = (pl.col(c.name).unique() if _repeats(c) else pl.col(c.name) for c in texts)
    unclean = texts.select(cell.str.contains(_UNCLEAN).any() for cell in cells)
    return {name for name in unclean.columns if not unclean[name][0]}


def _repeats(column: pl.Series) -> bool:
    """Whether a long column repeats a few words."""
    return len(column) >= 10 * _FEW and column.head(_FEW).n_unique() <= _FEW // 10


def text(given: pl.Series) -> pl.Series:
    """A column as text, stripped at both ends, line ends as LF, empty as None; None where no text stands for it.

    >>> text(pl.Series([3.0, 2.5])).to_list()
    ['3', '2.5']
    >>> text(pl.Series(["110101199003071234", "2.50"]).cast(pl.Decimal(20, 2))).to_list()
    ['110101199003071234', '2.5']
    >>> text(pl.Series(["01 ", " "])).to_list()
    ['01', None]
    """
    name, cell = given.name, pl.col(given.name)
    if given.dtype.is_decimal():  # every digit: an id may have more than a float holds
        return (
            given.cast(pl.String)
            .str.replace(r"\.([0-9]*[1-9])?0*$", ".${1}")
            .str.strip_suffix(".")
            .alias(name)
        )
    if given.dtype == pl.Datetime or given.dtype == pl.Date:
        stamp = given.cast(pl.Datetime("us")).to_frame()
        midnight = cell.dt.truncate("1d") == cell
        day, moment = cell.dt.strftime("%Y-%m-%d"), cell.dt.strftime("%Y-%m-%d %H:%M:%S")
        return stamp.select(pl.when(midnight).then(day).otherwise(moment).alias(name)).to_series()
    if given.dtype.is_float():
        given = _wide(given)
        whole = (cell == cell.floor()) & (cell.abs() < _WHOLE)
        plain = cell.cast(pl.Int64, strict=False).cast(pl.String)
        chosen = pl.when(whole).then(plain).otherwise(cell.cast(pl.String))
        return given.to_frame().select(chosen.alias(name)).to_series()
    if given.dtype.is_nested() or given.dtype in WORDLESS:
        return pl.Series(name, [None] * len(given), dtype=pl.String)
    out = given.cast(pl.String)
    if out.str.contains("\r", literal=True).any():
        out = out.str.replace_all("\r\n?", "\n")
    out = out.str.strip_chars()
    return out.to_frame().select(pl.when(cell != "").then(cell).alias(name)).to_series()


def _wide(given: pl.Series) -> pl.Series:
    """Numbers as floats of 64 bits; a shorter float as the decimal that it is written as, 5.2 and not 5.199999809."""
    if given.dtype.is_float() and given.dtype != pl.Float64:
        given = given.cast(pl.String)
    return given.cast(pl.Float64)


def _whole(given: pl.Series) -> pl.Series:
    if given.dtype.is_integer():
        return given.cast(pl.Int64, strict=False)
    if given.dtype == pl.String:
        plain = given.cast(pl.Int64, strict=False)
        if plain.null_count() == given.null_count():
            return plain
    digits = text(given).str.extract(r"^([+-]?[0-9]+)(?:\.0*)?$", 1)
    return digits.str.strip_prefix("+").cast(pl.Int64, strict=False)


def _number(given: pl.Series) -> pl.Series:
    if given.dtype.is_numeric():
        return _wide(given)
    if given.dtype == pl.String:
        plain = given.cast(pl.Float64, strict=False)
        if plain.null_count() == given.null_count() and plain.is_finite().all():
            return plain
    pattern = r"^([+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)$"
    return text(given).str.extract(pattern, 1).str.strip_prefix("+").cast(pl.Float64, strict=False)


def _truth(given: pl.Series) -> pl.Series:
    if given.dtype == pl.Boolean:
        return given
    word = text(given).str.to_lowercase()
    cell = pl.col(given.name)
    truth = pl.when(cell.is_in(_YES)).then(True).when(cell.is_in(_NO)).then(False)
    return word.to_frame().select(truth.alias(given.name)).to_series()


def _iso(given: pl.Series) -> pl.Series | None:
    if not given.str.contains(r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$").all():
        return None
    days = given.str.to_date("%Y-%m-%d", strict=False)
    return days if days.null_count() == given.null_count() else None


def _day(given: pl.Series) -> pl.Series:
    if given.dtype == pl.Date:
        day = given
    elif given.dtype == pl.String and (plain := _iso(given)) is not None:
        day = plain
    else:
        iso = text(given).str.extract(f"({_DAY[:-1]})$", 1).str.replace(_DAY, _ISO)
        day = iso.str.to_date("%Y-%m-%d", strict=False)
    cell = pl.col(given.name)
    first, last = datetime.date.min, datetime.date.max
    return day.to_frame().select(pl.when(cell.is_between(first, last)).then(cell)).to_series()


_PARSERS: dict[type, Callable[[pl.Series], pl.Series]] = {
    str: text, int: _whole, float: _number, bool: _truth, datetime.date: _day,
}  # fmt: skip


def parse(given: pl.Series, kind: type) -> pl.Series:
    """A column in the polars type of ``kind`` (str, int, float, bool, date); None where a cell is not one.

    >>> parse(pl.Series(["2016/12/1", "2016年2月30日"]), datetime.date).to_list()
    [datetime.date(2016, 12, 1), None]
    >>> parse(pl.Series(["是", "no", "maybe"]), bool).to_list()
    [True, False, None]
    """
    return _PARSERS.get(kind, text)(given)
