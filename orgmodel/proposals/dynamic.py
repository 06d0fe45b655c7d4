"""Exact dynamic programming over the slots of one component.

Slots are decided one after the other. What earlier choices leave open is a state: for each condition that is not yet
settled its sum so far. A condition is settled as soon as no later choice can change whether it holds. Of all
choices that lead to the same state only those are kept that no other beats.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from orgmodel.proposals.components import Component

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
    form: int  # -1 for a limit
    at_least: int
    by_slot: tuple[dict[int, int], ...]  # option -> coefficient
    least: tuple[int, ...]  # least sum that slots from here on can add
    most: tuple[int, ...]


def solve(component: Component, prune: Prune) -> list[Choice]:
    """The best choices of a component in the sense of ``prune``.

    :raises TooLargeError: if too many states stay open.
    """
    rows = _rows(component)
    by_form: dict[int, list[int]] = {}
    for r, row in enumerate(rows):
        if row.form >= 0:
            by_form.setdefault(row.form, []).append(r)
    touched = [[r for r, row in enumerate(rows) if row.by_slot[s]] for s in range(len(component.slots))]
    start: State = tuple(0 for _ in rows)
    states: dict[State, list[Choice]] = {start: [Choice(0, 0, 0, 0, ())]}
    for s, slot in enumerate(component.slots):
        after: dict[State, list[Choice]] = {}
        for state, choices in states.items():
            for option in range(len(slot) + 1):
                made = _advance(component, rows, by_form, touched[s], state, s, option)
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


def _rows(component: Component) -> list[_Row]:
    conditions = [(-1, c) for c in component.limits]
    for f, (_, _, found) in enumerate(component.forms):
        conditions += [(f, c) for c in found]
    rows = []
    for form, condition in conditions:
        given = dict(condition.terms)
        by_slot = tuple(
            {o: given[i] for o, i in enumerate(slot, start=1) if i in given} for slot in component.slots
        )
        least, most = [0], [0]
        for options in reversed(by_slot):
            least.append(least[-1] + min(0, *options.values()) if options else least[-1])
            most.append(most[-1] + max(0, *options.values()) if options else most[-1])
        rows.append(_Row(form, condition.at_least, by_slot, tuple(reversed(least)), tuple(reversed(most))))
    return rows


def _advance(
    component: Component,
    rows: list[_Row],
    by_form: dict[int, list[int]],
    touched: list[int],
    state: State,
    s: int,
    option: int,
) -> tuple[State, int, int] | None:
    """The state after an option, with the exposure and errors settled by it; None if a limit is passed."""
    sums = list(state)
    exposure = errors = 0
    for r in touched:
        value = sums[r]
        if value is None:
            continue
        row = rows[r]
        value += row.by_slot[s].get(option, 0)
        sums[r] = value
        if value + row.least[s + 1] >= row.at_least:  # holds whatever comes
            if row.form < 0:
                return None
            weight, error, _ = component.forms[row.form]
            exposure += weight
            errors += error
            for other in by_form[row.form]:
                sums[other] = None
        elif value + row.most[s + 1] < row.at_least:  # cannot hold any more
            sums[r] = None
    return tuple(sums), exposure, errors


def chosen(component: Component, choice: Choice) -> list[int]:
    """The local moves that a choice makes."""
    return [slot[o - 1] for slot, o in zip(component.slots, choice.options, strict=True) if o]
