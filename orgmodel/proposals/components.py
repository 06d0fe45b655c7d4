"""Splits the model into parts that share no finding and no limit, and tells which parts are alike."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property, partial
from itertools import accumulate

from orgmodel.proposals.model import Condition, Limit, Model, holds

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
    uses: tuple[tuple[int, ...], ...] = ()  # for each coupled resource what each move takes of it

    @cached_property
    def key(self) -> object:
        """Equal for components that differ in nothing but the names of their moves."""
        return self.slots, self.prices, self.forms, self.limits, self.uses

    @cached_property
    def pattern(self) -> object:
        """Equal for components that may be solved together.

        They differ only in prices and uses, and in the numbers of conditions; limits that are plain decide what is taken together and
        are the same.
        """
        forms = tuple((w, e, _outlines(cs), _outlines(us)) for w, e, cs, us in self.forms)
        limits = tuple(c if plain(c) else tuple(i for i, _ in c.terms) for c in self.limits)
        return self.slots, forms, limits, len(self.uses)

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

    def used(self, chosen: Iterable[int]) -> tuple[int, ...]:
        """How much a choice takes of each coupled resource."""
        made = set(chosen)
        return tuple(sum(taken[i] for i in made) for taken in self.uses)

    def allows(self, chosen: Iterable[int]) -> bool:
        """Whether a choice keeps all limits, one move a slot at most."""
        made = set(chosen)
        alone = all(len(made.intersection(slot)) <= 1 for slot in self.slots)
        return alone and not any(holds(c, made) for c in self.limits)


@dataclass(frozen=True, eq=False)
class Group:
    """Components that share resources, and how much of each there is."""

    components: tuple[Component, ...]
    capacities: tuple[int, ...] = ()


def whole(group: Group) -> Component:
    """The components of a group as one, with what they share as its own limits."""
    parts = group.components
    firsts = list(accumulate((len(part.moves) for part in parts), initial=0))
    moved = [partial(_moved, by=first) for first in firsts]
    shared = [
        tuple(
            (first + i, k)
            for first, part in zip(firsts, parts, strict=False)
            for i, k in enumerate(part.uses[n])
            if k
        )
        for n in range(len(group.capacities))
    ]
    each = [*zip(parts, moved, strict=False)]
    return Component(
        tuple(i for part in parts for i in part.moves),
        tuple(
            tuple(first + i for i in slot)
            for first, part in zip(firsts, parts, strict=False)
            for slot in part.slots
        ),
        tuple(price for part in parts for price in part.prices),
        tuple((w, e, to(cs), to(us)) for part, to in each for w, e, cs, us in part.forms),
        (
            *(c for part, to in each for c in to(part.limits)),
            *(Condition(terms, most + 1) for terms, most in zip(shared, group.capacities, strict=True)),
        ),
    )


def _moved(conditions: Iterable[Condition], by: int) -> tuple[Condition, ...]:
    """Conditions on local moves whose numbers begin later."""
    return tuple(Condition(tuple((i + by, k) for i, k in c.terms), c.at_least) for c in conditions)


def limited(part: Component, must: Iterable[int] = (), must_not: Iterable[int] = ()) -> Component:
    """The component with some moves made for sure and others ruled out."""
    more = [Condition(((i, -1),), 0) for i in must] + [Condition(((i, 1),), 1) for i in must_not]
    return replace(part, limits=(*part.limits, *more))


def split(model: Model) -> tuple[list[Component], list[Group]]:
    """The components of a model in the order of their first move, and which of them share a resource.

    A resource that only one component uses is a limit of that component like any other.
    """
    leads = _Leads(len(model.moves))
    for group in (*model.slots.values(), *(f.touched for f in model.forms)):
        leads.join(group)
    for limit in model.limits:
        leads.join(i for i, _ in limit.terms)
    shared: list[Limit] = []
    for resource in model.resources:
        if len({leads.find(i) for i, _ in resource.terms}) > 1:
            shared.append(resource)
    slots: dict[int, list[str]] = {}
    for slot, moves in model.slots.items():
        slots.setdefault(leads.find(moves[0]), []).append(slot)
    forms: dict[int, list[LocalForm]] = {}
    limits: dict[int, list[Condition]] = {}
    for form in model.forms:
        home = leads.find(min(form.touched))
        forms.setdefault(home, []).append((form.weight, form.error, form.conditions, form.unless))
    for limit in (*model.limits, *(r for r in model.resources if r not in shared)):
        home = leads.find(limit.terms[0][0])
        limits.setdefault(home, []).append(Condition(limit.terms, limit.at_most + 1))
    bound = {home for home, found in limits.items() if any(c.at_least <= 0 for c in found)}
    homes = [home for home in sorted(slots) if home in forms or home in bound]
    together, present = _Leads(len(model.moves)), set(homes)
    users = [sorted(present & {leads.find(i) for i, _ in resource.terms}) for resource in shared]
    for using in users:
        together.join(using)
    drawn: dict[int, list[tuple[Limit, dict[int, int]]]] = {}
    for resource, using in zip(shared, users, strict=True):
        if using:
            drawn.setdefault(together.find(using[0]), []).append((resource, dict(resource.terms)))
    grouped: dict[int, list[Component]] = {}
    found = []
    for home in homes:
        lead = together.find(home)
        taken = [of for _, of in drawn.get(lead, [])]
        part = _renumbered(model, slots[home], forms.get(home, []), limits.get(home, []), taken)
        found.append(part)
        grouped.setdefault(lead, []).append(part)
    groups = [
        Group(tuple(parts), tuple(r.at_most for r, _ in drawn.get(lead, [])))
        for lead, parts in grouped.items()
    ]
    return found, groups


class _Leads:
    """Which moves belong together; the smallest stands for all."""

    def __init__(self, count: int) -> None:
        self.lead = list(range(count))

    def find(self, i: int) -> int:
        """The move that stands for this one."""
        while self.lead[i] != i:
            self.lead[i] = self.lead[self.lead[i]]
            i = self.lead[i]
        return i

    def join(self, group: Iterable[int]) -> None:
        """These belong together."""
        first: int | None = None
        for i in group:
            if first is None:
                first = self.find(i)
                continue
            a, b = sorted((first, self.find(i)))
            self.lead[b] = first = a


def plain(condition: Condition) -> bool:
    """Whether each move of a condition counts once, for or against."""
    return all(k in (1, -1) for _, k in condition.terms)


def _outlines(conditions: Iterable[Condition]) -> tuple[object, ...]:
    """The moves of conditions without their numbers; one that no move changes is what it is."""
    return tuple(tuple(i for i, _ in c.terms) or c for c in conditions)


def _order(form: LocalForm) -> tuple[object, ...]:
    weight, error, *sides = form
    return weight, error, *([(c.terms, c.at_least) for c in side] for side in sides)


def _renumbered(
    model: Model,
    slots: list[str],
    forms: list[LocalForm],
    limits: list[Condition],
    taken: list[dict[int, int]],
) -> Component:
    # Moves of one subject stand together, so that few rows are open at a time.
    slots.sort(key=lambda s: (model.moves[model.slots[s][0]].subject, model.moves[model.slots[s][0]].kind))
    order = [i for slot in slots for i in model.slots[slot]]
    local = {i: n for n, i in enumerate(order)}

    def renamed(conditions: Iterable[Condition]) -> tuple[Condition, ...]:
        found = (Condition(tuple(sorted((local[i], c) for i, c in x.terms)), x.at_least) for x in conditions)
        return tuple(sorted(found, key=lambda x: (x.terms, x.at_least)))

    return Component(
        tuple(order),
        tuple(tuple(local[i] for i in model.slots[slot]) for slot in slots),
        tuple((model.moves[i].tie, model.moves[i].effort) for i in order),
        tuple(sorted(((w, e, renamed(cs), renamed(us)) for w, e, cs, us in forms), key=_order)),
        renamed(limits),
        tuple(tuple(of.get(i, 0) for i in order) for of in taken),
    )
