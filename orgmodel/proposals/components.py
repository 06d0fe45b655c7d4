"""Splits the model into parts that share no finding and no limit, and tells which parts are alike."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from orgmodel.proposals.model import Condition, Model, holds

Objective = tuple[int, int, int, int]  # exposure, ties, effort, errors


LocalForm = tuple[int, bool, tuple[Condition, ...], tuple[Condition, ...]]


@dataclass(frozen=True, eq=False)
class Component:
    """A part of the model, its moves renumbered from 0 in the order of their slots.

    ``slots`` hold the local numbers of the moves of which at most one is made; ``prices`` their ties and effort;
    ``forms`` (weight, error, conditions, exemptions) and ``limits`` (conditions that must not hold) use local numbers.
    """

    moves: tuple[int, ...]  # indices in the model
    slots: tuple[tuple[int, ...], ...]
    prices: tuple[tuple[int, int], ...]
    forms: tuple[LocalForm, ...]
    limits: tuple[Condition, ...]

    @cached_property
    def key(self) -> object:
        """Equal for components that differ in nothing but the names of their moves."""
        return self.slots, self.prices, self.forms, self.limits

    def judge(self, chosen: Iterable[int]) -> Objective:
        """Exposure, ties, effort and errors of a choice of local moves."""
        made = set(chosen)
        stands = [
            (w, e)
            for w, e, conditions, unless in self.forms
            if any(holds(c, made) for c in conditions) and not any(holds(c, made) for c in unless)
        ]
        return (
            sum(w for w, _ in stands),
            sum(self.prices[i][0] for i in made),
            sum(self.prices[i][1] for i in made),
            sum(e for _, e in stands),
        )

    def allows(self, chosen: Iterable[int]) -> bool:
        """Whether a choice keeps all limits, one move a slot at most."""
        made = set(chosen)
        alone = all(len(made.intersection(slot)) <= 1 for slot in self.slots)
        return alone and not any(holds(c, made) for c in self.limits)


def split(model: Model) -> list[Component]:
    """The components of a model, in the order of their first move."""
    leader = list(range(len(model.moves)))

    def find(i: int) -> int:
        while leader[i] != i:
            leader[i] = leader[leader[i]]
            i = leader[i]
        return i

    groups = [*model.slots.values(), *(sorted(f.touched) for f in model.forms)]
    groups += [[i for i, _ in limit.terms] for limit in model.limits]
    for group in groups:
        for i in group[1:]:
            a, b = sorted((find(group[0]), find(i)))
            leader[b] = a
    members: dict[int, list[str]] = {}
    for slot, moves in model.slots.items():
        members.setdefault(find(moves[0]), []).append(slot)
    forms: dict[int, list[LocalForm]] = {}
    limits: dict[int, list[Condition]] = {}
    for form in model.forms:
        home = find(min(form.touched))
        forms.setdefault(home, []).append((form.weight, form.error, form.conditions, form.unless))
    for limit in model.limits:
        home = find(limit.terms[0][0])
        limits.setdefault(home, []).append(Condition(limit.terms, limit.at_most + 1))
    out = []
    for home, slots in sorted(members.items()):
        # Moves of one subject stand together, so that few rows are open at a time.
        slots.sort(
            key=lambda s: (model.moves[model.slots[s][0]].subject, model.moves[model.slots[s][0]].kind)
        )
        if home in forms:
            out.append(_renumbered(model, slots, forms[home], limits.get(home, [])))
    return out


def _renumbered(model: Model, slots: list[str], forms: list[LocalForm], limits: list[Condition]) -> Component:
    order = [i for slot in slots for i in model.slots[slot]]
    local = {i: n for n, i in enumerate(order)}

    def renamed(conditions: Iterable[Condition]) -> tuple[Condition, ...]:
        found = (Condition(tuple(sorted((local[i], c) for i, c in x.terms)), x.at_least) for x in conditions)
        return tuple(sorted(found, key=lambda x: (x.terms, x.at_least)))

    return Component(
        tuple(order),
        tuple(tuple(local[i] for i in model.slots[slot]) for slot in slots),
        tuple((model.moves[i].tie, model.moves[i].effort) for i in order),
        tuple(sorted(((w, e, renamed(cs), renamed(us)) for w, e, cs, us in forms), key=str)),
        renamed(limits),
    )
