"""What dynamic programming over one component runs along: its decisions in order, and what each of them opens, changes and settles."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import prod
from operator import mul

import numpy as np
from numpy.typing import NDArray

from orgmodel.proposals.components import Component
from orgmodel.proposals.decisions import Option, decisions
from orgmodel.proposals.model import Condition

Ints = NDArray[np.int64]
FAR = 2**40  # no sum comes near it
CODES = 2**62  # states that one number can tell apart


@dataclass
class Row:
    """A condition: the decisions that change it and by how much for each option, and what is still to come."""

    form: int  # -1 for a limit
    unless: bool
    at_least: int
    by: dict[int, list[int]]  # place of the decision -> sum of each option
    first: int
    last: int  # the place at which all is settled that is settled with it
    rest: dict[int, tuple[int, int]]  # place -> least and greatest sum of what comes after it

    def bounds(self, p: int) -> tuple[int, int]:
        """The sums past which it makes no difference any more, after the decision at this place."""
        if p not in self.rest:
            return -FAR, FAR
        least, most = self.rest[p]
        return self.at_least - 1 - most, self.at_least - least


@dataclass(frozen=True)
class Closing:
    """A form that is settled: what it counts, and the sums from which on it stands or is exempt."""

    weight: int
    error: bool
    always: bool
    stands: tuple[Ints, Ints]  # columns (n,), thresholds (n, 1)
    exempt: tuple[Ints, Ints]


@dataclass(frozen=True)
class Step:
    """One decision. A state has a column for each condition that is open, old ones first; arrays are columns x options."""

    options: list[Option]
    fresh: int  # columns that open here
    adds: Ints
    prices: Ints  # what each option adds to exposure, ties, effort, errors, and uses of coupled resources
    low: Ints  # (columns, 1)
    high: Ints
    limits: tuple[Ints, Ints]  # columns (n,), sums that must not be reached (n, 1)
    closing: list[Closing]
    stay: Ints  # the columns that are still open
    radix: Ints | None  # (columns that stay,): makes one number of a state; None where it would be too large


class Layout:
    """The steps of a component, what no choice can change, and whether any choice keeps its limits."""

    def __init__(self, component: Component) -> None:
        self.component = component
        decided = decisions(component)
        self.place = {i: p for p, options in enumerate(decided) for option in options for i in option}
        self.constant = [0, 0]  # exposure and errors of forms that nothing here can change
        self.feasible = all(limit.terms or limit.at_least > 0 for limit in component.limits)
        opening: list[list[Row]] = [[] for _ in decided]
        closing: list[list[int]] = [[] for _ in decided]
        for row in self._rows(decided, closing):
            opening[row.first].append(row)
        self.steps: list[Step] = []
        open_: list[Row] = []
        spans: list[int] = []  # how many different sums each open column can hold
        for p, options in enumerate(decided):
            open_ += opening[p]
            spans += [1] * len(opening[p])
            spans = [
                high - low + 1 if p in row.by else span
                for row, span in zip(open_, spans, strict=True)
                for low, high in [row.bounds(p)]
            ]
            stay = [c for c, row in enumerate(open_) if row.last > p]
            wide = [spans[c] for c in stay]
            radix = (
                np.array([*accumulate(wide[:-1], mul, initial=1)][: len(wide)])
                if prod(wide) < CODES
                else None
            )
            self.steps.append(self._step(p, options, len(opening[p]), open_, closing[p], stay, radix))
            open_, spans = [open_[c] for c in stay], wide

    def _rows(self, decided: Sequence[list[Option]], closing: list[list[int]]) -> Iterator[Row]:
        for limit in self.component.limits:
            if limit.terms:
                yield self._row(decided, -1, False, limit)
        for f, (weight, error, conditions, unless) in enumerate(self.component.forms):
            own = [self._row(decided, f, False, c) for c in conditions if c.terms]
            own += [self._row(decided, f, True, c) for c in unless if c.terms]
            exempt = any(_met(c) for c in unless)
            if exempt or not own:
                stands = not exempt and any(_met(c) for c in conditions)
                self.constant = [self.constant[0] + weight * stands, self.constant[1] + error * stands]
                continue
            last = max(r.last for r in own)
            closing[last].append(f)
            for row in own:
                row.last = last
                yield row

    def _row(self, decided: Sequence[list[Option]], form: int, unless: bool, condition: Condition) -> Row:
        by: dict[int, list[int]] = {}
        given = dict(condition.terms)
        for p in sorted({self.place[i] for i in given if i in self.place}):
            by[p] = [sum(given.get(i, 0) for i in option) for option in decided[p]]
        rest, least, most = {}, 0, 0
        for p in sorted(by, reverse=True):
            rest[p] = least, most
            least, most = least + min(by[p]), most + max(by[p])
        return Row(form, unless, condition.at_least, by, min(by, default=0), max(by, default=0), rest)

    def _step(
        self,
        p: int,
        options: list[Option],
        fresh: int,
        columns: list[Row],
        closing: list[int],
        stay: list[int],
        radix: Ints | None,
    ) -> Step:
        none = [0] * len(options)
        bounds = [row.bounds(p) for row in columns]
        limits = [c for c, row in enumerate(columns) if row.form < 0 and p in row.by]
        return Step(
            options,
            fresh,
            _table([row.by.get(p, none) for row in columns], len(options)),
            self._prices(options),
            _table([[low] for low, _ in bounds], 1),
            _table([[high] for _, high in bounds], 1),
            (np.array(limits, dtype=np.int64), _table([[bounds[c][1]] for c in limits], 1)),
            [self._closing(f, columns) for f in closing],
            np.array(stay, dtype=np.int64),
            radix,
        )

    def _closing(self, f: int, columns: list[Row]) -> Closing:
        weight, error, conditions, _ = self.component.forms[f]

        def sums(unless: bool) -> tuple[Ints, Ints]:
            at = [c for c, row in enumerate(columns) if row.form == f and row.unless == unless]
            return np.array(at, dtype=np.int64), _table([[columns[c].at_least] for c in at], 1)

        return Closing(weight, error, any(_met(c) for c in conditions), sums(False), sums(True))

    def _prices(self, options: list[Option]) -> Ints:
        part = self.component
        costs = [
            [0, *(sum(part.prices[i][k] for i in option) for k in (0, 1)), 0]
            + [sum(used[i] for i in option) for used in part.uses]
            for option in options
        ]
        return _table(costs, 4 + len(part.uses)).T


def _met(condition: Condition) -> bool:
    """Whether a condition without terms holds."""
    return not condition.terms and condition.at_least <= 0


def _table(rows: list[list[int]], width: int) -> Ints:
    return np.array(rows, dtype=np.int64).reshape(len(rows), width)
