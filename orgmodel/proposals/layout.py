"""What dynamic programming over one component runs along: its decisions in order, and where each condition opens and closes."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from orgmodel.proposals.components import Component
from orgmodel.proposals.decisions import Option, decisions
from orgmodel.proposals.model import Condition

Ints = NDArray[np.int64]


@dataclass
class Row:
    """A condition: the decisions that change it and by how much for each option, and what is still to come."""

    form: int  # -1 for a limit
    unless: bool
    at_least: int
    by: dict[int, Ints]  # place of the decision -> sum of each option
    first: int
    last: int  # the place at which all is settled that is settled with it
    rest: dict[int, tuple[int, int]]  # place -> least and greatest sum of what comes after it


class Layout:
    """The decisions of a component in their order, and where each of its conditions opens and closes."""

    def __init__(self, component: Component) -> None:
        self.component = component
        self.decided = decisions(component)
        self.place = {i: p for p, options in enumerate(self.decided) for option in options for i in option}
        self.closing: list[list[int]] = [[] for _ in self.decided]
        self.constant = [0, 0]  # exposure and errors of forms that nothing here can change
        self.always = [any(not c.terms and c.at_least <= 0 for c in cs) for _, _, cs, _ in component.forms]
        self.feasible = all(limit.terms or limit.at_least > 0 for limit in component.limits)
        self.opening: list[list[Row]] = [[] for _ in self.decided]
        for row in self._rows():
            self.opening[row.first].append(row)
        self.prices = [self._prices(options) for options in self.decided]

    def _rows(self) -> Iterator[Row]:
        for limit in self.component.limits:
            if limit.terms:
                yield self._row(-1, False, limit)
        for f, (weight, error, conditions, unless) in enumerate(self.component.forms):
            own = [self._row(f, False, c) for c in conditions if c.terms]
            own += [self._row(f, True, c) for c in unless if c.terms]
            exempt = any(not c.terms and c.at_least <= 0 for c in unless)
            if exempt or not own:
                stands = self.always[f] and not exempt
                self.constant = [self.constant[0] + weight * stands, self.constant[1] + error * stands]
                continue
            last = max(r.last for r in own)
            self.closing[last].append(f)
            for row in own:
                row.last = last
                yield row

    def _row(self, form: int, unless: bool, condition: Condition) -> Row:
        by: dict[int, Ints] = {}
        given = dict(condition.terms)
        for p in sorted({self.place[i] for i in given if i in self.place}):
            by[p] = np.array([sum(given.get(i, 0) for i in option) for option in self.decided[p]])
        rest, least, most = {}, 0, 0
        for p in sorted(by, reverse=True):
            rest[p] = least, most
            least, most = least + int(by[p].min()), most + int(by[p].max())
        return Row(form, unless, condition.at_least, by, min(by, default=0), max(by, default=0), rest)

    def _prices(self, options: list[Option]) -> Ints:
        part = self.component
        out = np.zeros((len(options), 4 + len(part.uses)), dtype=np.int64)
        for o, option in enumerate(options):
            for i in option:
                out[o, 1] += part.prices[i][0]
                out[o, 2] += part.prices[i][1]
                for k, used in enumerate(part.uses):
                    out[o, 4 + k] += used[i]
        return out
