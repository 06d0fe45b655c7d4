"""Solves the model component by component, and makes sure that the detector agrees with every point.

Where a re-check finds more or less than the model expected, the combination of moves that did it becomes a row of the
model and it is solved again. So what is promised is what a check of the result shows.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from orgmodel.model import Org, apply
from orgmodel.moves import FindingKey
from orgmodel.proposals import dynamic, milp
from orgmodel.proposals.components import Component, split
from orgmodel.proposals.dynamic import Choice
from orgmodel.proposals.effects import World
from orgmodel.proposals.frontier import Point, merge
from orgmodel.proposals.model import ALWAYS, Condition, Form
from orgmodel.proposals.outcomes import combination

ROUNDS = 200  # of lazily added rows


class MismatchError(Exception):
    """The model and the detector disagree on a plan: an internal error, never shown as a plan."""


@dataclass(frozen=True)
class Solution:
    """The solved model: frontiers and mandatory choice of each component, and the merged frontier."""

    world: World
    components: list[Component]
    fronts: list[list[Choice]]
    mandatory: list[Choice]
    points: list[Point]

    @property
    def constant(self) -> int:
        """Exposure that no move can clear."""
        return sum(weight for _, weight, _ in self.world.model.residual)

    def made(self, choices: Iterable[Choice]) -> list[int]:
        """The indices in the model of the moves that one choice for each component makes."""
        found = []
        for component, choice in zip(self.components, choices, strict=True):
            found += [component.moves[i] for i in dynamic.chosen(component, choice)]
        return sorted(found)

    def at(self, point: Point) -> list[Choice]:
        """The choice of each component that makes up a point."""
        return [front[i] for front, i in zip(self.fronts, point.parts, strict=True)]


def solve(world: World) -> Solution:
    """The exact frontier and mandatory plan, every point confirmed by a re-check.

    :raises MismatchError: if the detector finds less than the model does, or rounds do not end.
    """
    for _ in range(ROUNDS):
        components = split(world.model)
        solution = _solved(world, components)
        if not any(_refine(world, components, choices) for choices in _batches(solution)):
            return solution
    raise MismatchError(f"no agreement after {ROUNDS} rounds")


def _solved(world: World, components: list[Component]) -> Solution:
    known: dict[object, tuple[list[Choice], Choice]] = {}
    for component in components:
        if component.key not in known:
            try:
                front = dynamic.solve(component, dynamic.non_dominated)
                least = dynamic.solve(component, dynamic.fewest_errors)[0]
            except dynamic.TooLargeError:
                front, least = milp.frontier(component), milp.mandatory(component)
            known[component.key] = front, least
    fronts = [known[c.key][0] for c in components]
    return Solution(world, components, fronts, [known[c.key][1] for c in components], merge(fronts))


def _batches(solution: Solution) -> Iterable[list[Choice]]:
    """Choices that together contain every point of every component: the i-th of each, then the mandatory ones."""
    for i in range(max((len(front) for front in solution.fronts), default=0)):
        yield [front[min(i, len(front) - 1)] for front in solution.fronts]
    yield solution.mandatory


def applied(org: Org, world: World, made: Iterable[int]) -> Org:
    """The org after these moves."""
    return apply(org, [edit for i in made for edit in world.move(i).edits])


def weighed(world: World, findings: Iterable[FindingKey]) -> list[FindingKey]:
    """Those findings that count in exposure."""
    return [finding for finding in findings if world.weight(finding)[0]]


def _refine(world: World, components: Sequence[Component], choices: Sequence[Choice]) -> bool:
    """Compare one plan with its re-check; add rows where they differ. True if any was added."""
    made = [
        component.moves[i]
        for component, choice in zip(components, choices, strict=True)
        for i in dynamic.chosen(component, choice)
    ]
    expected = world.model.standing(set(made))
    real = weighed(world, world.check(applied(world.s.org, world, made)))
    promised = sum(world.weight(f)[0] for f in expected)
    found = sum(world.weight(f)[0] for f in real)
    if found == promised:
        return False
    worse, better = sorted(set(real) - set(expected)), sorted(set(expected) - set(real))
    if not worse and not better:
        raise MismatchError(f"the model weighs {expected} as {promised}, the check as {found}")
    picked = {world.move(i).slot: i for i in made}
    for finding in (*worse, *better):
        slots = sorted(world.concerned(finding))
        _correct(world, finding, combination(world.model, {slot: picked.get(slot) for slot in slots}))
    return True


def _correct(world: World, finding: FindingKey, row: Condition) -> None:
    """Teach the model that a finding stands, or does not, under exactly these choices: the opposite of what it said."""
    model = world.model
    at = next((n for n, f in enumerate(model.forms) if f.finding == finding), None)
    weight, error = world.weight(finding)
    if at is not None:
        form = model.forms[at]
        said = any(c == row for c in (*form.conditions, *form.unless))
        if said:
            raise MismatchError(f"{finding} depends on more than its slots: {row}")
        chosen = {i for i, c in row.terms if c > 0}
        if form.stands(chosen):
            model.forms[at] = replace(form, unless=(*form.unless, row))
        else:
            model.forms[at] = replace(form, conditions=(*form.conditions, row))
    elif (finding, weight, error) in model.residual:
        model.residual.remove((finding, weight, error))
        model.forms.append(Form(finding, weight, error, (ALWAYS,), (row,)))
    else:
        model.forms.append(Form(finding, weight, error, (row,)))
