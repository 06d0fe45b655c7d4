"""Rules that a profile brings along: SQL over one table, checked before anything runs, then rules like all others.

The SQL is one boolean expression and sees nothing but the row's own columns: what could open a file or hold a second
statement is refused by its words, before it is parsed at all.
"""

import pkgutil
import re
from importlib import import_module
from string import Formatter

import polars as pl

from orgmodel import graph
from orgmodel.graph import Derived
from orgmodel.model import ROWS, BadInput, Org, Problem
from orgmodel.profiles import OwnRule, Profile, builtin, nearest
from orgmodel.rules.base import Rule
from orgmodel.rules.catalogue import catalogue

LONGEST = 2000  # characters of an expression
_REFUSED = re.compile(r";|--|/\*|\bselect\b|\b(?:read|scan)_\w*", re.IGNORECASE)
_FAILED = (pl.exceptions.PolarsError, pl.exceptions.PanicException, ValueError, TypeError)


def rules_of(profile: Profile) -> dict[str, Rule]:
    """All rules by code under a profile: the built-in ones and its own.

    :raises BadInput: with every problem of the profile's own rules at once.
    """
    if not profile.rules:
        return catalogue()
    blank = Derived(Org(profile=builtin()[0]))  # its tables have all columns and no row
    blank.profile = profile
    out, problems = dict(catalogue()), list[Problem]()
    for own in profile.rules:
        if own.code in out:
            what = "a rule with this code exists already"
            remedy = "Choose another; `orgmodel rules` lists those in use."
            problems.append(Problem(what, _place(profile), column="rules", value=own.code, remedy=remedy))
            continue
        try:
            out[own.code] = _made(own, profile, blank)
        except BadInput as error:
            problems += error.problems
    if problems:
        raise BadInput(problems)
    return {code: out[code] for code in sorted(out)}


def proved(d: Derived, rules: list[Rule]) -> None:
    """Run the profile's own rules over the tables alone, so that one that fails on a value is named.

    :raises BadInput: for an expression that these data do not allow, such as text taken for a number.
    """
    own = {rule.code for rule in d.profile.rules}
    for rule in rules:
        if rule.code in own:
            try:
                where = rule.where(d.profile)
                d.spoken(rule.table, columns=where.meta.root_names()).select(where)
            except _FAILED as error:
                remedy = "Mend the expression; TRY_CAST gives no value where a cell cannot be converted."
                raise BadInput([_problem(d.profile, rule.code, _first(error), remedy=remedy)]) from None


def tables() -> list[str]:
    """The tables that a rule of a profile may look at: those of an org, and the derived ones."""
    modules = [m.name for m in pkgutil.iter_modules(graph.__path__)]
    derived = [m for m in modules if hasattr(import_module(f"{graph.__name__}.{m}"), "build")]
    return sorted({*ROWS, *derived})


def _made(own: OwnRule, profile: Profile, blank: Derived) -> Rule:
    if own.table not in tables():
        raise BadInput([_unknown(profile, f"{own.code}.table", "no such table", own.table, tables())])
    table = blank.spoken(own.table)
    table = table.drop([c for c in table.columns if c.endswith("_word")])  # what they stand for is there, too
    where = _expression(own, profile, table)
    fields = {language: _fields(own, profile, language, table.columns) for language in ("zh", "en")}
    used = fields["zh"] | fields["en"]
    columns = {f if f in table.columns else f.rpartition("_")[0] for f in used} - {"subject"}
    return Rule(
        code=own.code,
        name=own.name or own.code.lower(),
        title_zh=own.title_zh or own.name or own.code.lower(),
        severity=own.severity,
        table=own.table,
        where=lambda p: where,
        values=lambda p: {c: pl.col(c) for c in sorted(columns)},
        ids=tuple(sorted(f[:-5] for f in used if f not in table.columns and f.endswith("_name"))),
        kinds=tuple(sorted(f[:-6] for f in used if f not in table.columns and f.endswith("_label"))),
        zh=own.zh,
        en=own.en,
        about_zh=f"本配置自定的规则。\n\n数据表：{own.table}\n条件：{own.where}\n说明：{own.zh}\n",
        about=f"A rule of the profile's own.\n\nTable: {own.table}\nCondition: {own.where}\nMessage: {own.en}\n",
        bad="",
        good="",
    )


def _expression(own: OwnRule, profile: Profile, table: pl.DataFrame) -> pl.Expr:
    """The expression, once its words, its columns and its kind have been checked."""
    at = f"{own.code}.where"
    found = _REFUSED.search(own.where)
    if found or len(own.where) > LONGEST:
        what = f"holds {found[0]!r}" if found else f"is longer than {LONGEST} characters"
        allowed = (
            "one expression over the columns of the table, without subqueries, file functions or comments"
        )
        raise BadInput([_problem(profile, at, what, own.where[:80], allowed)])
    try:
        expression = pl.sql_expr(own.where)
        names = expression.meta.root_names()
    except _FAILED as error:
        raise BadInput([_problem(profile, at, _first(error), own.where, "one SQL expression")]) from None
    lost = sorted({n for n in names if n not in table.columns})
    if lost:
        problems = [_unknown(profile, at, "no such column", n, table.columns) for n in lost]
        raise BadInput(problems)
    allowed = "one expression that is true or false for each row"
    unfit = _problem(profile, at, "is no condition on a row", own.where, allowed)
    if not names:
        raise BadInput([unfit])
    try:
        probe = table.clear(2).select(expression)
    except _FAILED as error:
        raise BadInput([_problem(profile, at, _first(error), own.where)]) from None
    if probe.shape != (2, 1) or probe.dtypes != [pl.Boolean]:
        raise BadInput([unfit])
    return expression


def _fields(own: OwnRule, profile: Profile, language: str, columns: list[str]) -> set[str]:
    """The names that a message uses: a column, ``{column}_name`` of the thing it names, or ``{column}_label``."""
    at, text = f"{own.code}.{language}", own.zh if language == "zh" else own.en
    try:
        parts = [p for p in Formatter().parse(text) if p[1] is not None]
    except ValueError as error:
        raise BadInput([_problem(profile, at, _first(error), text)]) from None
    ends = ("", "_name", "_label")
    for _, name, spec, conversion in parts:
        if spec or conversion or not any(f"{c}{end}" == name for c in columns for end in ends):
            allowed = [c for c in columns if c != "subject"]
            raise BadInput([_unknown(profile, at, "no such column", name or "", ["subject_name", *allowed])])
    return {name for _, name, _, _ in parts if name}


def _place(profile: Profile) -> str:
    return f"profile {profile.profile}"


def _problem(
    profile: Profile, at: str, what: str, value: str = "", allowed: str = "", remedy: str = ""
) -> Problem:
    return Problem(what, _place(profile), column=f"rules.{at}", value=value, allowed=allowed, remedy=remedy)


def _unknown(profile: Profile, at: str, what: str, value: str, allowed: list[str]) -> Problem:
    guess = nearest(value, allowed)
    remedy = f"Did you mean {guess}?" if guess else "Text stands in single quotes, a column without."
    return _problem(profile, at, what, value, ", ".join(allowed), remedy)


def _first(error: BaseException) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0].rstrip(".")
