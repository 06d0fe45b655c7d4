"""Solves the model part by part, and makes sure that the detector agrees with every choice that is offered.

Where a re-check finds more or less than the model expected, the combination of moves that did it becomes a row of the
model and it is solved again. So what is promised is what a check of the result shows.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import takewhile

import polars as pl

from orgmodel.moves import FindingKey
from orgmodel.proposals.clock import Clock, Progress
from orgmodel.proposals.components import Component, Group, split, whole
from orgmodel.proposals.dynamic import Choice
from orgmodel.proposals.effects import World
from orgmodel.proposals.frontier import Frontier, Point
from orgmodel.proposals.master import Merged, fewest, joint, offered
from orgmodel.proposals.model import ALWAYS, Condition, Form, holds
from orgmodel.proposals.outcomes import combination
from orgmodel.proposals.parts import Parts
from orgmodel.proposals.picked import Picked

Batch = list[tuple[Component, Choice]]
ROUNDS = 200  # of lazily added rows


class MismatchError(Exception):
    """The model and the detector disagree on a plan: an internal error, never shown as a plan."""


class InfeasibleError(Exception):
    """No choice of moves keeps all that the planner asks for; ``moves`` are those of the part where it fails."""

    def __init__(self, moves: tuple[int, ...]) -> None:
        super().__init__("no choice of moves keeps every limit")
        self.moves = moves


@dataclass(frozen=True)
class Solution:
    """The solved model: the merged frontier and the choice with fewest errors.

    ``proven`` is false where the time ran out first; then the numbers of the model are neither promises nor bounds.
    """

    world: World
    components: list[Component]
    groups: list[Group]
    frontier: Merged
    mandatory: tuple[int, ...]  # indices of moves
    proven: bool = True

    @property
    def points(self) -> list[Point]:
        """The points of the frontier, without what no move can clear."""
        return self.frontier.points

    @cached_property
    def constant(self) -> int:
        """Exposure that no move can clear."""
        return sum(weight for _, weight, _ in self.world.model.residual)

    @cached_property
    def sharing(self) -> set[int]:
        """The moves of parts that share a resource with others."""
        return {
            i for group in self.groups if group.capacities for part in group.components for i in part.moves
        }

    @property
    def rows(self) -> int:
        """Linear rows of the model: conditions, exemptions and limits."""
        model = self.world.model
        slots = sum(len(moves) > 1 for moves in model.slots.values())
        return slots + len(model.limits) + sum(len(f.conditions) + len(f.unless) for f in model.forms)

    def at(self, n: int) -> tuple[int, ...]:
        """The moves of one point of the frontier."""
        return self.frontier.moves(n)


@dataclass
class _Checked:
    """What was found to keep its promise: parts of the model with their choices."""

    choices: set[tuple[tuple[int, ...], tuple[int, ...]]] = field(default_factory=set)

    def batches(self, groups: list[Group], joints: list[Frontier | Picked], parts: Parts) -> Iterator[Batch]:
        """Choices to check together, one of each component, until every choice was in one of them."""
        found = [
            (part, list({c.moves: c for c in choices}.values()))
            for group, own in zip(groups, joints, strict=True)
            for part, choices in zip(group.components, offered(group, own, parts), strict=True)
        ]
        waiting = [
            [c for c in choices if (part.moves, c.moves) not in self.choices] for part, choices in found
        ]
        for n in range(max(map(len, waiting), default=0)):
            yield [
                (part, open_[n] if n < len(open_) else choices[0])
                for (part, choices), open_ in zip(found, waiting, strict=True)
            ]

    def note(self, batch: Batch, wrong: set[int]) -> None:
        """The choices of a batch were confirmed, but those of parts that hold one of these moves."""
        right = (b for b in batch if wrong.isdisjoint(b[0].moves))
        self.choices.update((part.moves, choice.moves) for part, choice in right)


def solve(world: World, clock: Clock | None = None) -> Solution:
    """The exact frontier and mandatory plan, every choice confirmed by a re-check.

    :raises MismatchError: if the detector finds less than the model does, or rounds do not end.
    :raises InfeasibleError: if no choice keeps the limits.
    """
    clock = clock or Clock()
    parts, checked = Parts(clock), _Checked()
    for _ in range(ROUNDS):
        components, groups = _divided(world, parts)
        for component in components:
            if not parts.choices(component):
                raise InfeasibleError(component.moves)
        joints = [joint(group, parts, world.options.most_ties) for group in groups]
        for group, own in zip(groups, joints, strict=True):
            if not own.points:
                raise InfeasibleError(tuple(i for part in group.components for i in part.moves))
        agreed = True
        bound, unseen = _bound(world, components, parts), _unseen(world)
        exposure: int | None = None
        for n, (batch, real) in enumerate(_checked(world, checked.batches(groups, joints, parts), clock)):
            found = int(real["weight"].sum())
            exposure = found if exposure is None else min(exposure, found)
            clock.tell(
                Progress(
                    "check", n, 0, exposure + unseen, None if bound is None else min(bound, exposure + unseen)
                )
            )
            wrong = refine(world, _moves(batch), real)
            agreed &= not wrong
            checked.note(batch, {i for slot in wrong for i in world.model.slots[slot]})
        if agreed or clock.over:
            proven = agreed and parts.proven and not clock.over
            least = fewest(groups, parts)
            frontier = Merged(groups, joints)
            return Solution(world, components, groups, frontier, least, proven)
    raise MismatchError(f"no agreement after {ROUNDS} rounds")


def _divided(world: World, parts: Parts) -> tuple[list[Component], list[Group]]:
    """The solved components of the model; those that share a resource as one where one of them is too large for all its choices."""
    components, groups = split(world.model)
    parts.solve(components)
    if all(map(parts.holds, components)):
        return components, groups
    groups = [g if all(map(parts.holds, g.components)) else Group((whole(g),)) for g in groups]
    components = [part for group in groups for part in group.components]
    parts.solve(components)
    return components, groups


def _bound(world: World, components: list[Component], parts: Parts) -> int | None:
    """What the exposure of no plan can fall below, as far as the model knows; None where a part is not solved."""
    least = sum(min(c.exposure for c in parts.front(part)) for part in components)
    return least + sum(weight for _, weight, _ in world.model.residual) if parts.proven else None


def _unseen(world: World) -> int:
    """Exposure of the rules that a re-check does not look at: no move changes their findings."""
    watched = world.watched
    return sum(weight for (code, _), weight, _ in world.model.residual if code not in watched)


def weighed(world: World, findings: Iterable[FindingKey]) -> list[FindingKey]:
    """Those findings that count in exposure."""
    return [finding for finding in findings if any(world.weight(finding))]


def _moves(batch: Batch) -> list[int]:
    return [part.moves[i] for part, choice in batch for i in choice.moves]


def _checked(world: World, batches: Iterable[Batch], clock: Clock) -> Iterator[tuple[Batch, pl.DataFrame]]:
    """Each batch with the findings that count after it, as long as there is time."""
    for batch in takewhile(lambda _: not clock.over, batches):
        yield batch, world.counting(world.check(world.changes.carried_out(_moves(batch))))


def refine(world: World, made: list[int], real: pl.DataFrame) -> set[str]:
    """Compare what the model expects with what a re-check found; add rows where they differ.

    Gives the slots on which the findings depend that differ.
    """
    expected = world.model.expected(made).filter(pl.col("code").is_in(list(world.watched)))
    worse, better = _only(real, expected), _only(expected, real)
    if not worse and not better:
        promised, found = int(expected["weight"].sum()), int(real["weight"].sum())
        if found != promised:
            raise MismatchError(
                f"the model weighs the findings of a plan as {promised}, its check as {found}"
            )
        return set()
    picked = {world.move(i).slot: i for i in made}
    wrong: set[str] = set()
    for finding in (*worse, *better):
        slots = sorted(world.concerned(finding))
        _correct(world, finding, combination(world.model, {slot: picked.get(slot) for slot in slots}))
        wrong.update(slots)
    return wrong


def _only(of: pl.DataFrame, others: pl.DataFrame) -> list[FindingKey]:
    """The findings that stand in one table and not in the other, in order."""
    only = of.join(others, on=["code", "subject"], how="anti").select("code", "subject")
    return sorted(set(only.iter_rows()))


def _correct(world: World, finding: FindingKey, row: Condition) -> None:
    """Teach the model that a finding stands, or does not, under exactly these choices: the opposite of what it said."""
    model = world.model
    weight, error = world.weight(finding)
    chosen = {i for i, c in row.terms if c > 0}
    forms = [(at, model.forms[at]) for at in model.places(finding)]
    if any(row in (*form.conditions, *form.unless) for _, form in forms):
        raise MismatchError(f"{finding} depends on more than its slots: {row}")
    standing = [(at, form) for at, form in forms if form.stands(chosen)]
    open_ = [(at, form) for at, form in forms if not any(holds(c, chosen) for c in form.unless)]
    if standing:
        for at, form in standing:
            model.replace(at, replace(form, unless=(*form.unless, row)))
    elif model.free(finding, weight, error):
        model.append(Form(finding, weight, error, (ALWAYS,), (row,)))
    elif open_:
        at, form = open_[0]
        model.replace(at, replace(form, conditions=(*form.conditions, row)))
    else:
        model.append(Form(finding, weight, error, (row,)))
