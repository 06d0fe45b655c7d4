"""Typing and checking whole columns against the row types; only wrong cells cost more than column time.

A raw column may hold text (YAML, JSON, CSV, a sheet) or values that a file already types (Parquet). What it
means follows from the row type alone, so the id ``01`` or ``null`` stays what it is.
"""

import datetime
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache
from typing import Annotated, Any, Literal, cast, get_args, get_origin

import annotated_types as at
import polars as pl
from pydantic import AfterValidator, TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

from orgmodel.model.closed import values
from orgmodel.model.errors import SHOWN
from orgmodel.model.org import schema
from orgmodel.model.parsing import clean as cleaned
from orgmodel.model.parsing import parse, text
from orgmodel.model.row import clean, one_decimal
from orgmodel.model.rows import ROWS, base_type, choices

WORDS = {
    int: "a whole number",
    float: "a number",
    bool: "true, false, yes, no, 1, 0, 是, 否",
    datetime.date: "a date such as 2016-12-01, 2016/12/1 or 2016年12月1日",
    str: "text",
}
_CONTROL = r"[\x00-\x08\x0B\x0C\x0D\x0E-\x1F\x7F\x{FFFE}\x{FFFF}]"


Validator = Callable[[Any], Any]


@dataclass(frozen=True)
class Fault:
    """One wrong cell: ``row`` is its index in the table, None where the whole column is meant."""

    row: int | None
    column: str
    what: str
    value: str = ""
    allowed: str = ""
    remedy: str = ""

    @property
    def gone(self) -> bool:
        """Whether a cell or column that must be filled is not there."""
        return self.what.startswith("is missing")


@dataclass
class Checked:
    """A table of the schema's types, what is wrong with it, and how many more cells are wrong."""

    frame: pl.DataFrame
    faults: list[Fault] = field(default_factory=list)
    more: int = 0


@dataclass(frozen=True)
class Column:
    """What the schema says of one column, in a form that whole columns can be compared with."""

    name: str
    kind: type
    required: bool
    choices: tuple[str, ...]
    bounds: tuple[Any, ...]
    finite: bool
    validators: tuple[Validator, ...]
    about: str
    words: Mapping[str, str]  # Chinese word -> the choice that it stands for

    def allowed(self) -> str:
        """The values that the column allows, in words."""
        if self.choices:
            return ", ".join(self.choices)
        words = [WORDS.get(self.kind, "text")]
        words += [f"{b.ge} or more" for b in self.bounds if isinstance(b, at.Ge)]
        words += [f"more than {b.gt}" for b in self.bounds if isinstance(b, at.Gt)]
        words += [f"{b.le} or less" for b in self.bounds if isinstance(b, at.Le)]
        words += [f"less than {b.lt}" for b in self.bounds if isinstance(b, at.Lt)]
        words += ["at most one decimal" for v in self.validators if v is one_decimal]
        return ", ".join(words)


def _metadata(annotation: Any, given: list[Any]) -> list[Any]:
    out: list[Any] = []
    for part in (*get_args(annotation), annotation):
        if get_origin(part) is Annotated:
            given = [*given, *get_args(part)[1:]]
    for entry in given:
        out += entry.metadata if isinstance(entry, FieldInfo) else [entry]
    return out


@cache
def column(table: str, name: str) -> Column:
    """The checks that the schema asks of a column.

    >>> column("lines", "tie").allowed()
    'a number, 0 or more, at most one decimal'
    """
    info = ROWS[table].model_fields[name]
    kind = base_type(info.annotation)
    found = _metadata(info.annotation, info.metadata)
    return Column(
        name=name,
        kind=str if get_origin(kind) is Literal else kind,
        required=info.is_required(),
        choices=choices(ROWS[table], name),
        bounds=tuple(m for m in found if isinstance(m, at.Ge | at.Gt | at.Le | at.Lt)),
        finite=any(getattr(m, "allow_inf_nan", None) is False for m in found),
        validators=tuple(cast(Validator, m.func) for m in found if isinstance(m, AfterValidator)),
        about=info.description or "",
        words={zh: value for value, zh in values(ROWS[table], name).items()},
    )


def check(
    table: str,
    raw: pl.DataFrame,
    defaults: Mapping[str, str] | None = None,
    plain: Collection[str] | None = None,
) -> Checked:
    """Type and check every column of a raw table whose headings are the schema's names.

    ``defaults`` fills empty cells of a column; ``plain`` are the columns known to be
    :func:`~orgmodel.model.parsing.clean`, looked for if not given. Columns that the schema does not know become text. Cells that
    cannot be typed are None in the result and named in its faults, in row order.
    """
    out = Checked(pl.DataFrame())
    series: list[pl.Series] = []
    absent: dict[str, pl.Expr] = {}  # columns of one value: they take no room
    fields = ROWS[table].model_fields
    names = [*fields, *(c for c in raw.columns if c not in fields)]
    plain = cleaned(raw) if plain is None else plain
    for name in names:
        spec = column(table, name) if name in fields else None
        fill = (defaults or {}).get(name)
        if name in raw.columns and raw[name].null_count() < len(raw):
            typed, bad = _typed(raw[name], spec, name in plain)
            typed = typed if fill is None else typed.fill_null(fill)
            _report(out, raw[name], typed, bad, spec)
        else:
            kind = schema(table).get(name, pl.String)
            if spec and spec.required:
                typed = pl.Series(name, [fill], dtype=kind).new_from_index(0, len(raw))
                _report(out, typed, typed, pl.Series([False]).new_from_index(0, len(raw)), spec)
            absent[name] = pl.lit(fill, dtype=kind)
            continue
        series.append(typed.zip_with(~bad, typed.clear(len(raw))) if bad.any() else typed)
    frame = pl.DataFrame(series) if series else pl.DataFrame(height=len(raw))
    out.frame = frame.with_columns(**absent).select(names)
    out.faults.sort(key=lambda f: -1 if f.row is None else f.row)
    return out


def _typed(given: pl.Series, spec: Column | None, plain: bool) -> tuple[pl.Series, pl.Series]:
    """The column in its own type, and which cells are wrong; ``plain`` says that its texts need no cleaning."""
    kind = spec.kind if spec else str
    typed = given if plain and kind is str else parse(given, kind).alias(given.name)
    if spec and spec.words and typed.is_in(list(spec.words)).any():
        typed = typed.replace(spec.words)
    filled = given if given.dtype != pl.String or plain else typed if kind is str else text(given)
    bad = filled.is_not_null() & typed.is_null()
    cell = pl.col(given.name)
    tests = [cell.str.contains(_CONTROL)] if kind is str and not plain else []
    if spec and spec.choices:
        tests.append(~cell.is_in(spec.choices))
    for bound in spec.bounds if spec else ():
        tests.append(~_holds(cell, bound))
    if spec and spec.finite:
        tests.append(~cell.is_finite())
    for validator in spec.validators if spec else ():
        if validator is one_decimal:
            tests.append((cell * 10 - (cell * 10).round()).abs() > 1e-6)
        elif validator is not clean:
            wrong = [v for v in typed.unique().drop_nulls().to_list() if _complaint(validator, v)]
            tests.append(cell.is_in(pl.Series(wrong, dtype=typed.dtype).implode()))
    if tests:
        bad = bad | typed.to_frame().select(pl.any_horizontal(tests).fill_null(False)).to_series()
    return typed, bad


def _holds(cell: Any, bound: Any) -> Any:
    if isinstance(bound, at.Ge):
        return cell >= bound.ge
    if isinstance(bound, at.Gt):
        return cell > bound.gt
    return cell <= bound.le if isinstance(bound, at.Le) else cell < bound.lt


def _complaint(validator: Validator, value: Any) -> str:
    try:
        checked: Any = Annotated[type(value), AfterValidator(validator)]
        TypeAdapter(checked).validate_python(value)
    except ValidationError as error:
        return error.errors()[0]["msg"].removeprefix("Value error, ")
    return ""


def _report(out: Checked, given: pl.Series, typed: pl.Series, bad: pl.Series, spec: Column | None) -> None:
    if bad.any():
        wrong = bad.arg_true()
        for row in wrong.head(SHOWN).to_list():
            out.faults.append(_fault(row, given[row], typed[row], given.name, spec))
        out.more += max(0, len(wrong) - SHOWN)
    if spec is None or not spec.required or not typed.null_count():
        return
    gone = (typed.is_null() & ~bad).arg_true()
    if len(gone) == len(typed) > 1:
        out.faults.append(Fault(None, spec.name, "is missing in every row", remedy=f"Add it: {spec.about}."))
        return
    for row in gone.head(SHOWN).to_list():
        out.faults.append(Fault(row, spec.name, "is missing", remedy=f"Fill it in: {spec.about}."))
    out.more += max(0, len(gone) - SHOWN)


def _fault(row: int, raw: Any, typed: Any, name: str, spec: Column | None) -> Fault:
    kind = spec.kind if spec else str
    value = str(raw).strip()
    value = value if len(value) <= 80 else value[:80] + "…"
    remedy = "Correct the cell." if spec and spec.required else "Correct the cell or leave it empty."
    validators = (*(spec.validators if spec else ()), *((clean,) if kind is str else ()))
    complaints = [c for v in validators if typed is not None and (c := _complaint(v, typed))]
    if typed is None:
        what = "is neither yes nor no" if kind is bool else f"is not {WORDS[kind].split(' such')[0]}"
    elif spec and spec.choices and not complaints:
        what = "is not one of the values allowed here"
        guess = get_close_matches(value.lower(), (*spec.choices, *spec.words), n=1, cutoff=0.6)
        remedy = f"Did you mean {guess[0]}?" if guess else remedy
    else:
        what = complaints[0] if complaints else "is out of range"
    return Fault(row, name, what, value, spec.allowed() if spec else "text", remedy)
