"""What dynamic programming runs along: the decisions of a component in order, and what each of them opens, changes and settles.

Components of one pattern differ in numbers only. They are laid out together: every number is an array with one place
for each of them.
"""

from collections import defaultdict
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
CODES = 2**62  # states that one number can tell apart
Sums = tuple[Ints, Ints]  # columns (n,) and for each of them and each component a sum (n, components)


@dataclass
class Row:
    """A condition: the form that it belongs to (-1 for a limit), and the cells of the decisions that change it, in order."""

    form: int
    unless: bool
    cells: dict[int, int]  # place of the decision -> cell
    last: int = -1  # the place at which all is settled that is settled with it


@dataclass(frozen=True)
class Closing:
    """A form that is settled: what it counts, and the sums from which on it stands or is exempt."""

    weight: int
    error: bool
    always: bool
    stands: Sums
    exempt: Sums


@dataclass(frozen=True)
class Step:
    """One decision. A state has a column for each condition that is open, old ones first."""

    options: list[Option]
    fresh: int  # columns that open here
    adds: Ints  # (columns, components, options)
    prices: Ints  # what each option adds to exposure, ties, effort, errors, and uses of coupled resources, likewise
    low: Ints  # (columns, components): the sums past which a condition makes no difference any more
    high: Ints
    limits: Sums  # sums that must not be reached
    closing: list[Closing]
    stay: Ints  # the columns that are still open
    radix: Ints | None  # (columns that stay,): makes one number of a state; None where it would be too large


class Layout:
    """The steps of components of one pattern, what no choice can change, and whether any choice keeps their limits."""

    def __init__(self, components: Sequence[Component]) -> None:
        first, self._count = components[0], len(components)
        self._forms = first.forms
        self.decided = decisions(first)
        self.constant = [0, 0]  # exposure and errors of forms that nothing here can change
        self.feasible = all(limit.terms or limit.at_least > 0 for limit in first.limits)
        self._closing: list[list[int]] = [[] for _ in self.decided]
        self.rows = [Row(form, unless, {}) for form, unless, _ in _conditions(first)]
        numbers = [[c for _, _, c in _conditions(part)] for part in components]
        self._at_least = np.array([[c.at_least for c in own] for own in numbers], dtype=np.int64).T
        values = np.array([[k for c in own for _, k in c.terms] for own in numbers], dtype=np.int64).T
        self._cells(numbers[0], values)
        self._settle()
        self._costs = _costs(components)
        self.steps = list(self._steps())

    def _cells(self, conditions: Sequence[Condition], values: Ints) -> None:
        """What each option adds to each condition, and between which sums a condition is still open after a decision.

        A cell is a condition at a decision that changes it; those of one condition stand side by side.
        """
        # Move -> places and options that hold it.
        within: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for p, options in enumerate(self.decided):
            for o, option in enumerate(options):
                for i in option:
                    within[i].append((p, o))
        cells: list[tuple[int, int]] = []  # row and place
        found: list[tuple[int, int, int]] = []  # cell, option, number of the term
        term = 0
        for r, (row, condition) in enumerate(zip(self.rows, conditions, strict=True)):
            for p in sorted({p for i, _ in condition.terms for p, _ in within[i][:1]}) or [0]:
                row.cells[p] = len(cells)
                cells.append((r, p))
            for i, _ in condition.terms:
                found += [(row.cells[p], o, term) for p, o in within[i]]
                term += 1
        choices = np.array([len(self.decided[p]) for _, p in cells], dtype=np.int64)
        # One cell more than there are: a decision that changes nothing.
        most = max(1, *map(len, self.decided))
        adds = np.zeros((len(cells) + 1, most, self._count), dtype=np.int64)
        if found:
            cell, option, terms = np.array(found, dtype=np.int64).T
            np.add.at(adds, (cell, option), values[terms])
        own = adds[np.arange(len(cells))[:, None], np.minimum(np.arange(most), choices[:, None] - 1)]
        of = np.array([r for r, _ in cells], dtype=np.int64)
        end = np.searchsorted(of, of, side="right")
        self._adds = adds.transpose(0, 2, 1)
        self._high = self._at_least[of] - _after(own.min(axis=1), end)
        self._low = self._at_least[of] - 1 - _after(own.max(axis=1), end)

    def _settle(self) -> None:
        """At which decision each form and each limit is settled; what no decision changes is counted at once."""
        held: dict[int, list[Row]] = defaultdict(list)
        for row in self.rows:
            row.last = max(row.cells, default=-1)
            held[row.form].append(row)
        for f, (weight, error, conditions, unless) in enumerate(self._forms):
            exempt, own = any(_met(c) for c in unless), held[f]
            last = max((row.last for row in own), default=-1)
            if exempt or last < 0:
                stands = not exempt and any(_met(c) for c in conditions)
                self.constant = [self.constant[0] + weight * stands, self.constant[1] + error * stands]
                for row in own:
                    row.cells = {}
                continue
            self._closing[last].append(f)
            for row in own:
                row.last = last

    def _priced(self, options: list[Option]) -> Ints:
        out = np.empty((*self._costs.shape[:2], len(options)), dtype=np.int64)
        for o, option in enumerate(options):
            out[:, :, o] = self._costs[:, :, option].sum(axis=2)
        return out

    def _steps(self) -> Iterator[Step]:
        opening: list[list[int]] = [[] for _ in self.decided]
        for r, row in enumerate(self.rows):
            if row.cells:
                opening[min(row.cells)].append(r)
        open_: list[int] = []
        at: dict[int, int] = {}  # the cell that each open column has passed last
        nothing = len(self._adds) - 1
        for p, options in enumerate(self.decided):
            open_ += opening[p]
            changed = [self.rows[r].cells.get(p, nothing) for r in open_]
            at.update((r, cell) for r, cell in zip(open_, changed, strict=True) if cell != nothing)
            passed = [at[r] for r in open_]
            low, high = self._low[passed], self._high[passed]
            span = (high - low).max(axis=1) + 1  # how many different sums each open column can hold
            limits = [c for c, r in enumerate(open_) if self.rows[r].form < 0 and changed[c] != nothing]
            stay = [c for c, r in enumerate(open_) if self.rows[r].last > p]
            yield Step(
                options,
                len(opening[p]),
                self._adds[changed][:, :, : len(options)],
                self._priced(options),
                low,
                high,
                (np.array(limits, dtype=np.int64), high[limits]),
                [self._closed(f, open_) for f in self._closing[p]],
                np.array(stay, dtype=np.int64),
                _radix(span[stay].tolist()),
            )
            open_ = [open_[c] for c in stay]

    def _closed(self, f: int, columns: list[int]) -> Closing:
        weight, error, conditions, _ = self._forms[f]

        def sums(unless: bool) -> Sums:
            own = [
                (c, r)
                for c, r in enumerate(columns)
                if (self.rows[r].form, self.rows[r].unless) == (f, unless)
            ]
            return np.array([c for c, _ in own], dtype=np.int64), self._at_least[[r for _, r in own]]

        return Closing(weight, error, any(_met(c) for c in conditions), sums(False), sums(True))


def _conditions(part: Component) -> Iterator[tuple[int, bool, Condition]]:
    """Each condition with terms: its form (-1 for a limit), whether it exempts; in one order for every component of a pattern."""
    yield from ((-1, False, limit) for limit in part.limits if limit.terms)
    for f, (_, _, conditions, unless) in enumerate(part.forms):
        yield from ((f, False, c) for c in conditions if c.terms)
        yield from ((f, True, c) for c in unless if c.terms)


def _costs(components: Sequence[Component]) -> Ints:
    """What each move adds to exposure, ties, effort, errors and uses. Shape (these, components, moves)."""
    nothing = [0] * len(components[0].prices)
    costs = [
        [nothing, *([price[k] for price in part.prices] for k in (0, 1)), nothing, *part.uses]
        for part in components
    ]
    return np.array(costs, dtype=np.int64).transpose(1, 0, 2)


def _radix(spans: list[int]) -> Ints | None:
    return np.array([*accumulate(spans[:-1], mul, initial=1)][: len(spans)]) if prod(spans) < CODES else None


def _after(sums: Ints, end: Ints) -> Ints:
    """For each cell the total of those after it up to the end of its condition."""
    total = np.zeros((len(sums) + 1, sums.shape[1]), dtype=np.int64)
    np.cumsum(sums, axis=0, out=total[1:])
    return total[end] - total[1:]


def _met(condition: Condition) -> bool:
    """Whether a condition without terms holds."""
    return not condition.terms and condition.at_least <= 0
