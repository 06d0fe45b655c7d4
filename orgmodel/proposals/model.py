"""The optimisation model: moves as 0/1 variables, findings as linear conditions over them.

A finding that moves can affect stands when any of its conditions holds and none of its exemptions does; both are
linear inequalities over chosen moves. What rules need are all of this kind: *cover* (stands while none of these is
chosen), *threshold* (stands once a sum of chosen moves reaches a number), and *combination* (holds under exactly this
choice of some moves), which also serves as the row that a re-check adds.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import polars as pl

from orgmodel.moves import FindingKey, Move

TAUGHT = 200  # forms judged one by one before the arrays are made anew
Terms = tuple[tuple[int, int], ...]  # (index of a move, coefficient), sorted, no zero


def terms(coefficients: Mapping[int, int]) -> Terms:
    """Coefficients by move in canonical form."""
    return tuple(sorted((i, c) for i, c in coefficients.items() if c))


@dataclass(frozen=True)
class Condition:
    """Holds when the sum over chosen moves is at least a number."""

    terms: Terms
    at_least: int


ALWAYS = Condition((), 0)


@dataclass(frozen=True)
class Limit:
    """The sum over chosen moves may not pass a number."""

    terms: Terms
    at_most: int


@dataclass(frozen=True)
class Form:
    """A finding that moves can clear or raise; it stands when any condition holds and no exemption (``unless``).

    A finding may have several forms, of which at most one stands under any choice.
    """

    finding: FindingKey
    weight: int
    error: bool
    conditions: tuple[Condition, ...]
    unless: tuple[Condition, ...] = ()

    @cached_property
    def touched(self) -> set[int]:
        """The moves that it depends on."""
        return {i for c in (*self.conditions, *self.unless) for i, _ in c.terms}

    def stands(self, chosen: set[int]) -> bool:
        """Whether it stands after these moves."""
        return any(holds(c, chosen) for c in self.conditions) and not any(
            holds(c, chosen) for c in self.unless
        )


class Matrix:
    """All conditions of many forms as arrays, to judge a whole plan at once."""

    def __init__(self, forms: Sequence[Form], moves: int) -> None:
        self.moves = moves
        rows = [
            (n, side, c)
            for n, f in enumerate(forms)
            for side, cs in enumerate((f.conditions, f.unless))
            for c in cs
        ]
        self.form = np.array([n for n, _, _ in rows], dtype=np.int64)
        self.unless = np.array([side for _, side, _ in rows], dtype=bool)
        self.at_least = np.array([c.at_least for _, _, c in rows], dtype=np.int64)
        entries = [(r, i, k) for r, (_, _, c) in enumerate(rows) for i, k in c.terms]
        self.row, self.move, self.factor = np.array(entries, dtype=np.int64).reshape(-1, 3).T
        self.forms = len(forms)

    def stands(self, chosen: Iterable[int]) -> list[int]:
        """The numbers of the forms that stand after these moves."""
        made = np.zeros(self.moves, dtype=np.int64)
        made[list(chosen)] = 1
        sums = np.bincount(self.row, weights=self.factor * made[self.move], minlength=len(self.form))
        holding = sums >= self.at_least
        stands, exempt = np.zeros(self.forms, dtype=bool), np.zeros(self.forms, dtype=bool)
        stands[self.form[holding & ~self.unless]] = True
        exempt[self.form[holding & self.unless]] = True
        found: list[int] = np.flatnonzero(stands & ~exempt).tolist()
        return found


@dataclass
class Model:
    """All moves, forms and limits of an org, and the findings that no move can touch."""

    moves: Sequence[Move]
    forms: list[Form] = field(default_factory=list)
    limits: list[Limit] = field(default_factory=list)
    resources: list[Limit] = field(
        default_factory=list
    )  # limits that many may share: pools, the planner's budget
    residual: list[tuple[FindingKey, int, bool]] = field(default_factory=list)

    @cached_property
    def slots(self) -> dict[str, list[int]]:
        """Slot -> its moves, of which at most one is made."""
        out: dict[str, list[int]] = defaultdict(list)
        for i, move in enumerate(self.moves):
            out[move.slot].append(i)
        return out

    @cached_property
    def number(self) -> dict[str, int]:
        """Id of a move -> its index."""
        return {m.id: i for i, m in enumerate(self.moves)}

    def add(self, form: Form) -> None:
        """Take up a finding; one that stands whatever is chosen is residual, one that never can is dropped."""
        unless = [c for c in form.unless if self.bounds(c.terms)[1] >= c.at_least]
        if any(self.bounds(c.terms)[0] >= c.at_least for c in unless):
            return
        kept = []
        for condition in dict.fromkeys(form.conditions):
            low, high = self.bounds(condition.terms)
            if low >= condition.at_least and not unless:
                self.residual.append((form.finding, form.weight, form.error))
                return
            if high >= condition.at_least:
                kept.append(condition)
        if kept:
            self.forms.append(Form(form.finding, form.weight, form.error, tuple(kept), tuple(unless)))

    def limit(self, coefficients: Mapping[int, int], at_most: int, shared: bool = False) -> None:
        """Take up a limit unless it can never bind; ``shared`` for a resource that many draw on."""
        found = terms(coefficients)
        if self.bounds(found)[1] > at_most:
            (self.resources if shared else self.limits).append(Limit(found, at_most))

    def bounds(self, of: Terms) -> tuple[int, int]:
        """The least and the greatest sum that any choice gives, one move a slot."""
        if len(of) == 1:
            ((_, only),) = of
            return min(only, 0), max(only, 0)
        low: dict[str, int] = defaultdict(int)
        high: dict[str, int] = defaultdict(int)
        for i, c in of:
            slot = self.moves[i].slot
            low[slot] = min(low[slot], c)
            high[slot] = max(high[slot], c)
        return sum(low.values()), sum(high.values())

    @cached_property
    def _places(self) -> dict[FindingKey, list[int]]:
        out: dict[FindingKey, list[int]] = defaultdict(list)
        for n, form in enumerate(self.forms):
            out[form.finding].append(n)
        return out

    def places(self, finding: FindingKey) -> list[int]:
        """Where in ``forms`` a finding stands; nowhere where no move can change it."""
        return self._places.get(finding, [])

    def append(self, form: Form) -> None:
        """Take up a form that the re-check taught."""
        self._places[form.finding].append(len(self.forms))
        self._taught.add(len(self.forms))
        self.forms.append(form)
        self.__dict__.pop("_found", None)

    def replace(self, at: int, form: Form) -> None:
        """Put a form that the re-check taught better in the place of another."""
        self._taught.add(at)
        self.forms[at] = form

    def free(self, finding: FindingKey, weight: int, error: bool) -> bool:
        """A finding that was thought residual is not; false if it was thought no such thing."""
        key = (finding, weight, error)
        if key in self.residual:
            self.residual.remove(key)
            self.__dict__.pop("_left", None)
            return True
        return False

    @cached_property
    def _taught(self) -> set[int]:
        """Places of the forms that the re-check taught since the arrays were made: these are judged one by one."""
        return set()

    @cached_property
    def _matrix(self) -> Matrix:
        self._taught.clear()
        return Matrix(self.forms, len(self.moves))

    @cached_property
    def _found(self) -> pl.DataFrame:
        return _columns([f.finding for f in self.forms], [f.weight for f in self.forms])

    @cached_property
    def _left(self) -> pl.DataFrame:
        return _columns([key for key, _, _ in self.residual], [weight for _, weight, _ in self.residual])

    def _standing(self, chosen: Iterable[int]) -> list[int]:
        made = set(chosen)
        if len(self._taught) > TAUGHT:
            self.__dict__.pop("_matrix")
        stands = set(self._matrix.stands(made)) - self._taught
        return sorted(stands.union(n for n in self._taught if self.forms[n].stands(made)))

    def standing(self, chosen: Iterable[int]) -> list[FindingKey]:
        """The findings that the model expects after these moves, residual ones included."""
        return [key for key, _, _ in self.residual] + [self.forms[n].finding for n in self._standing(chosen)]

    def expected(self, chosen: Iterable[int]) -> pl.DataFrame:
        """What :meth:`standing` gives, as columns ``code``, ``subject`` and ``weight``."""
        return pl.concat([self._left, self._found[self._standing(chosen)]])


def _columns(findings: Sequence[FindingKey], weights: Sequence[int]) -> pl.DataFrame:
    codes, subjects = [code for code, _ in findings], [subject for _, subject in findings]
    types = {"code": pl.String, "subject": pl.String, "weight": pl.Int64}
    return pl.DataFrame({"code": codes, "subject": subjects, "weight": weights}, schema=types)


def holds(condition: Condition, chosen: set[int]) -> bool:
    """Whether a condition holds under a choice of moves."""
    return sum(c for i, c in condition.terms if i in chosen) >= condition.at_least
