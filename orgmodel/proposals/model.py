"""The optimisation model: moves as 0/1 variables, findings as linear conditions over them.

A finding that moves can affect stands when any of its conditions holds and none of its exemptions does; both are
linear inequalities over chosen moves. What rules need are all of this kind: *cover* (stands while none of these is
chosen), *threshold* (stands once a sum of chosen moves reaches a number), and *combination* (holds under exactly this
choice of some moves), which also serves as the row that a re-check adds.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from orgmodel.moves import FindingKey, Move

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
    """A finding that moves can clear or raise; it stands when any condition holds and no exemption (``unless``)."""

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


@dataclass
class Model:
    """All moves, forms and limits of an org, and the findings that no move can touch."""

    moves: Sequence[Move]
    forms: list[Form] = field(default_factory=list)
    limits: list[Limit] = field(default_factory=list)
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
            self.forms.append(replace(form, conditions=tuple(kept), unless=tuple(unless)))

    def limit(self, coefficients: Mapping[int, int], at_most: int) -> None:
        """Take up a limit unless it can never bind."""
        found = terms(coefficients)
        if self.bounds(found)[1] > at_most:
            self.limits.append(Limit(found, at_most))

    def bounds(self, of: Terms) -> tuple[int, int]:
        """The least and the greatest sum that any choice gives, one move a slot."""
        low: dict[str, int] = defaultdict(int)
        high: dict[str, int] = defaultdict(int)
        for i, c in of:
            slot = self.moves[i].slot
            low[slot] = min(low[slot], c)
            high[slot] = max(high[slot], c)
        return sum(low.values()), sum(high.values())

    def standing(self, chosen: set[int]) -> list[FindingKey]:
        """The findings that the model expects after these moves, residual ones included."""
        found = [f.finding for f in self.forms if f.stands(chosen)]
        return [key for key, _, _ in self.residual] + found


def holds(condition: Condition, chosen: set[int]) -> bool:
    """Whether a condition holds under a choice of moves."""
    return sum(c for i, c in condition.terms if i in chosen) >= condition.at_least
