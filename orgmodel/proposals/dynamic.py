"""Exact dynamic programming over the slots of one component.

Slots are decided one after the other. What earlier choices leave open is a state: for each condition that is not yet
settled its sum so far. A condition is settled as soon as no later choice can change whether it holds. Of all
choices that lead to the same state only those are kept that no other beats.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import NamedTuple

from orgmodel.proposals.components import Component
from orgmodel.proposals.model import Condition

STATES = 20_000  # past this many kept choices a component goes to the mixed-integer solver


class TooLargeError(Exception):
    """The component has more states than dynamic programming should hold."""


class Choice(NamedTuple):
    """What a choice costs, and the option taken in each slot: 0 for none, else 1 + its place in the slot."""

    exposure: int
    ties: int
    effort: int
    errors: int
    options: tuple[int, ...]


Prune = Callable[[list[Choice]], list[Choice]]
State = tuple[int | None, ...]


def non_dominated(choices: list[Choice]) -> list[Choice]:
    """The choices that none beats in exposure and ties; among equals the one of least effort.

    >>> non_dominated([Choice(0, 5, 1, 0, ()), Choice(0, 5, 2, 0, ()), Choice(3, 5, 0, 0, ()), Choice(3, 0, 0, 0, ())])
    [Choice(exposure=0, ties=5, effort=1, errors=0, options=()), Choice(exposure=3, ties=0, effort=0, errors=0, options=())]
    """
    out: list[Choice] = []
    for choice in sorted(choices):
        if not out or choice.ties < out[-1].ties:
            out.append(choice)
    return out


def fewest_errors(choices: list[Choice]) -> list[Choice]:
    """The choice with fewest errors, then least effort, ties, exposure."""
    return [min(choices, key=lambda c: (c.errors, c.effort, c.ties, c.exposure, c.options))]


@dataclass(frozen=True)
class _Row:
    part: str  # limit | condition | exemption
    form: int
    at_least: int
    by_slot: tuple[dict[int, int], ...]  # option -> coefficient
    least: tuple[int, ...]  # least sum that slots from here on can add
    most: tuple[int, ...]


def solve(component: Component, prune: Prune) -> list[Choice]:
    """The best choices of a component in the sense of ``prune``.

    :raises TooLargeError: if too many states stay open.
    """
    table = _Table(component)
    start = table.settled([0] * table.width, range(len(table.rows)), 0)
    if start is None:
        return []
    first, exposure, errors = start
    states: dict[State, list[Choice]] = {first: [Choice(exposure, 0, 0, errors, ())]}
    for s, slot in enumerate(component.slots):
        after: dict[State, list[Choice]] = {}
        for state, choices in states.items():
            for option in range(len(slot) + 1):
                made = table.advanced(state, s, option)
                if made is None:
                    continue
                new, exposure, errors = made
                tie, effort = component.prices[slot[option - 1]] if option else (0, 0)
                after.setdefault(new, []).extend(
                    Choice(
                        c.exposure + exposure,
                        c.ties + tie,
                        c.effort + effort,
                        c.errors + errors,
                        (*c.options, option),
                    )
                    for c in choices
                )
        states = {state: prune(choices) for state, choices in after.items()}
        if sum(map(len, states.values())) > STATES:
            raise TooLargeError
    return prune([c for choices in states.values() for c in choices])


class _Table:
    """The rows of a component, and how a state moves on.

    A state holds for each row its sum so far, None once it is settled; behind the rows one number a form: 1 where a
    condition already holds and only exemptions are still open.
    """

    def __init__(self, component: Component) -> None:
        self.forms = component.forms
        parts = [("limit", -1, c) for c in component.limits]
        for f, (_, _, conditions, unless) in enumerate(component.forms):
            parts += [("condition", f, c) for c in conditions] + [("exemption", f, c) for c in unless]
        self.rows = [_row(component, *part) for part in parts]
        self.width = len(self.rows) + len(self.forms)
        self.touched = [
            [r for r, row in enumerate(self.rows) if row.by_slot[s]] for s in range(len(component.slots))
        ]
        self.of_form: list[list[int]] = [[] for _ in self.forms]
        for r, row in enumerate(self.rows):
            if row.form >= 0:
                self.of_form[row.form].append(r)

    def advanced(self, state: State, s: int, option: int) -> tuple[State, int, int] | None:
        """The state after an option, with the exposure and errors settled by it; None if a limit is passed."""
        sums = list(state)
        for r in self.touched[s]:
            value = sums[r]
            if value is not None:
                sums[r] = value + self.rows[r].by_slot[s].get(option, 0)
        return self.settled(sums, self.touched[s], s + 1)

    def settled(
        self, sums: list[int | None], touched: Iterable[int], s: int
    ) -> tuple[State, int, int] | None:
        """Settle the rows that no slot from ``s`` on can change."""
        exposure = errors = 0
        for r in touched:
            row, value = self.rows[r], sums[r]
            if value is None:
                continue
            always, never = value + row.least[s] >= row.at_least, value + row.most[s] < row.at_least
            if not always and not never:
                continue
            if row.part == "limit":
                if always:
                    return None
                sums[r] = None
                continue
            sums[r] = None
            if row.part == "exemption" and always:
                self._close(sums, row.form)
                continue
            flag = len(self.rows) + row.form
            if row.part == "condition" and always:
                sums[flag] = 1
            exempt = any(
                sums[o] is not None and self.rows[o].part == "exemption" for o in self.of_form[row.form]
            )
            if sums[flag] == 1 and not exempt:
                weight, error, *_ = self.forms[row.form]
                exposure += weight
                errors += error
                self._close(sums, row.form)
        return tuple(sums), exposure, errors

    def _close(self, sums: list[int | None], form: int) -> None:
        """Nothing more can change about a form."""
        for other in self.of_form[form]:
            sums[other] = None
        sums[len(self.rows) + form] = None


def _row(component: Component, part: str, form: int, condition: Condition) -> _Row:
    given = dict(condition.terms)
    by_slot = tuple(
        {o: given[i] for o, i in enumerate(slot, start=1) if i in given} for slot in component.slots
    )
    least, most = [0], [0]
    for options in reversed(by_slot):
        least.append(least[-1] + min(0, *options.values()) if options else least[-1])
        most.append(most[-1] + max(0, *options.values()) if options else most[-1])
    return _Row(part, form, condition.at_least, by_slot, tuple(reversed(least)), tuple(reversed(most)))


def chosen(component: Component, choice: Choice) -> list[int]:
    """The local moves that a choice makes."""
    return [slot[o - 1] for slot, o in zip(component.slots, choice.options, strict=True) if o]
