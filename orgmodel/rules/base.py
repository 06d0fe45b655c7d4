"""What a rule is: expressions over one derived table, texts in two languages, and examples that are its tests."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from orgmodel.graph import Derived
from orgmodel.profiles import Profile, Severity

Values = Mapping[str, pl.Expr]


@dataclass(frozen=True, eq=False)
class Rule:
    """A thing that can be wrong, as data.

    ``table`` names a derived table (:mod:`orgmodel.graph`); ``where`` is true for the rows that are findings.
    That table has columns ``subject`` and ``row``, and ``home`` unless every row comes from ``units``.
    ``subject`` names another column where the finding speaks of something else than the row.
    ``values`` are what the message needs and ``detail`` adds what is costly; both are computed only for findings
    that are shown. For each value named in ``ids``, the message may also use ``{<value>_name}`` (and
    ``{<value>_path}`` for a loop), for each named in ``kinds`` ``{<value>_label}`` (``{<value>_noun}`` within an English sentence), and what the profile calls a thing
    as ``{members_word}``; for each value that is a day ``{<value>_day}``. ``cause`` gives code and subject of the finding that this one only follows from, null
    for a root. ``needs`` are the columns (``units.members``) without any of whose facts the rule is silent; a ``dated``
    rule is silent where the org has no day.

    A rule ``over`` others looks at their findings: ``where`` may use ``faults``, how many of these codes were found about
    the subject of the row. Its message may use ``{faults}``, ``{codes}`` and ``{codes_titles}``, what those rules are called. Those findings do not follow from it.
    """

    code: str
    name: str
    title_zh: str
    severity: Severity
    table: str
    where: Callable[[Profile], pl.Expr]
    zh: str
    en: str
    about_zh: str
    bad: str
    good: str
    subject: str = "subject"
    home: str = "units"
    values: Callable[[Profile], Values] = lambda p: {}
    ids: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    column: str | None = None
    detail: Callable[[Derived, Mapping[str, Any]], Mapping[str, Any]] | None = None
    cause: Callable[[Profile], tuple[pl.Expr, pl.Expr]] | None = None
    needs: tuple[str, ...] = ()
    dated: bool = False
    over: tuple[str, ...] = ()
    about: str = field(default="", compare=False)  # the module's docstring, set on discovery

    def severity_in(self, profile: Profile) -> Severity:
        """The severity after the profile's overrides."""
        return profile.severities.get(self.code, self.severity)

    def title(self, language: str) -> str:
        """What the rule is called in ``zh`` or ``en``."""
        return self.title_zh if language == "zh" else self.name

    def message(self, language: str) -> str:
        """The message's template in ``zh`` or ``en``."""
        return self.zh if language == "zh" else self.en
