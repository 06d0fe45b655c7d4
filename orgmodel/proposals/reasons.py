"""Why each move is in a plan: what it clears, what it costs, and up to which tie it would stay.

The part of the model that holds the move is solved again, once with the move and once without, by the criteria of the
plan. From the two follows the tie at which they are equal. At the balance point the criteria are one sum: exposure and
ties at the rate that the ends of the frontier give.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from orgmodel.moves import TWENTIETHS, FindingKey, Move
from orgmodel.proposals import dynamic, milp
from orgmodel.proposals.clock import Clock, Progress
from orgmodel.proposals.components import Component, limited
from orgmodel.proposals.dynamic import FULL, MANDATORY, Choice, Order, OverError, score
from orgmodel.proposals.solve import Solution

STEP = TWENTIETHS // 10  # ties have one decimal
SPAN = 30  # per cent by which ties may be wrong


@dataclass(frozen=True)
class Reason:
    """Why a move is in a plan.

    ``clears`` are the findings that would stand without it, ``serves`` the moves of the plan that need it. ``drop_out`` is
    the largest tie (units of the org file) of the line it cuts at which it is still in the plan, None where it stays
    whatever that tie is, or cuts no local line. ``firm``: it stays in whatever all ties are within 30 per cent. Both are None where
    they were not worked out: a budget or a limit of ties binds all parts together, or the time was over.
    """

    clears: tuple[FindingKey, ...]
    serves: tuple[str, ...]
    drop_out: float | None
    firm: bool | None

    @property
    def studied(self) -> bool:
        """Whether it was worked out up to where the move holds."""
        return self.firm is not None


@dataclass(frozen=True)
class Kept:
    """A local tie that a plan leaves as it is: the body, its local superior, the tie (units of the org file), what stays open."""

    body: str
    superior: str
    tie: float
    leaves: tuple[FindingKey, ...]


def kept(solution: Solution, moves: Iterable[Move], chosen: Collection[FindingKey]) -> list[Kept]:
    """The local ties that moves could cut and a plan does not, the largest first; none where nothing is proven.

    ``chosen`` are the findings that the plan leaves by its own choice.
    """
    if not solution.proven:
        return []
    world = solution.world
    free = {
        f for move in world.model.moves if not move.tie for f in move.clears
    }  # could be cleared without a cut
    cut = {line for move in moves for line in world.local_cuts(move)}
    found: dict[tuple[str, str], Kept] = {}
    for move in world.model.moves:
        for line, tie in world.local_cuts(move).items():
            leaves = tuple(f for f in move.clears if f in chosen and f not in free)
            if line not in cut and leaves:
                found[line] = Kept(*line, tie / TWENTIETHS, leaves)
    return sorted(found.values(), key=lambda k: (-k.tie, k.body, k.superior))


def criteria(name: str, solution: Solution) -> Order | None:
    """What a plan minimises, one criterion after the other; None where a limit of ties binds all parts together."""
    if name == "mandatory":
        return MANDATORY
    if name == "full" or (name == "custom" and solution.world.options.max_ties is None):
        return FULL
    points = solution.points
    if name == "balance" and len(points) > 1:
        high, wide = points[0].ties - points[-1].ties, points[-1].exposure - points[0].exposure
        return ({"ties": wide, "exposure": high}, {"exposure": 1}, {"effort": 1})
    return FULL if name == "balance" else None


def _ends(solution: Solution) -> tuple[int, int]:
    """Between what, in hundredths, the ties that the whole frontier spans may lie if all ties may be wrong by :data:`SPAN`."""
    most, least = solution.points[0].ties, solution.points[-1].ties
    low, high = 100 - SPAN, 100 + SPAN
    return max(0, most * low - least * high), most * high - least * low


def studies(solution: Solution, name: str, moves: Iterable[Move]) -> dict[int, Component]:
    """The moves of a plan (by index) of which can be told up to where they hold, each with its part of the model.

    None where nothing is proven or a limit ties all parts together; not those that draw on a resource shared by parts.
    """
    if not solution.proven or criteria(name, solution) is None:
        return {}
    shared = {part for group in solution.groups if group.capacities for part in group.components}
    home = {i: part for part in solution.components if part not in shared for i in part.moves}
    number = solution.world.model.number
    found = [number[m.id] for m in moves if m.id in number]
    return {i: home[i] for i in found if i in home}


def reasons(
    solution: Solution, name: str, moves: Iterable[Move], clock: Clock | None = None
) -> dict[str, Reason]:
    """Move id -> why it is in the plan of this name, which makes these moves; once the time is over only what is at hand."""
    model, clock = solution.world.model, clock or Clock()
    moves = tuple(moves)
    made = [model.number[m.id] for m in moves if m.id in model.number]
    standing = set(model.standing(made))
    home = studies(solution, name, moves)
    order = criteria(name, solution)
    out = {m.id: Reason(m.clears, (), None, None) for m in moves if m.id not in model.number}
    for n, i in enumerate(made):
        move = model.moves[i]
        clock.tell(Progress("reasons", n, len(made)))
        without = [k for k in made if k != i]
        serves = [
            model.moves[k].id for k in without if any(move.id in group for group in model.moves[k].requires)
        ]
        clears = sorted(set(model.standing(without)) - standing)
        drop_out, firm = None, None
        if order is not None and i in home and not clock.over:
            try:
                study = _Study(solution, home[i], order, i, made, clock)
                drop_out, firm = study.drop_out(), study.firm()
            except OverError:
                drop_out, firm = None, None
        out[move.id] = Reason(tuple(clears), tuple(serves), drop_out, firm)
    return out


class _Study:
    """One move of a plan and the part of the model that it lies in."""

    def __init__(
        self,
        solution: Solution,
        part: Component,
        order: Order,
        index: int,
        made: list[int],
        clock: Clock,
    ) -> None:
        self.clock = clock
        self.moves = [solution.world.model.moves[i] for i in part.moves]
        self.part, self.order = part, order
        self.at = part.moves.index(index)
        chosen = set(made)
        self.ends = _ends(solution) if len(order[0]) > 1 else None
        self.made = [n for n, i in enumerate(part.moves) if i in chosen]
        cut = solution.world.local_cuts(self.moves[self.at])
        self.line = max(cut, key=lambda line: (cut[line], line), default=None)
        self.tie = cut[self.line] if self.line else 0
        self.cuts = [solution.world.local_cuts(m) for m in self.moves]

    def drop_out(self) -> float | None:
        """The largest tie of its line at which the move is in, searched among those that matter."""
        if self.line is None:
            return None
        cutting = [
            n for n, cut in enumerate(self.cuts) if self.line in cut and self.moves[n].kind != "cooperate"
        ]
        keeping = [
            n
            for n, m in enumerate(self.moves)
            if m.kind == "cooperate" and (m.subject, m.target) == self.line
        ]
        inside = self._kinds(keeping, must=[self.at])
        outside = [(c, 0) for c in [self._best(must_not=[self.at, *cutting])] if c]
        for n in cutting:
            if n != self.at:
                outside += self._kinds(keeping, must=[n])
        most = 1000 * TWENTIETHS
        if not inside or not outside or self._stays(inside, outside, most):
            return None
        low, high = self.tie // STEP, most // STEP  # in at low, out at high
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (middle, high) if self._stays(inside, outside, middle * STEP) else (low, middle)
        return low * STEP / TWENTIETHS

    def _kinds(self, keeping: list[int], must: list[int]) -> list[tuple[Choice, int]]:
        """The best choices with a move, with and without the kept half; each with what it pays of the tie, in halves."""
        plain = self._best(must=must, must_not=keeping)
        kept = [self._best(must=[*must, k]) for k in keeping]
        return [(c, 2) for c in [plain] if c] + [(c, 1) for c in kept if c]

    def _stays(self, inside: list[tuple[Choice, int]], outside: list[tuple[Choice, int]], tie: int) -> bool:
        def least(found: list[tuple[Choice, int]]) -> tuple[int, ...]:
            more = ((c, h * (tie - self.tie) // 2) for c, h in found)
            return min(self._score(c._replace(ties=c.ties + extra)) for c, extra in more)

        return least(inside) <= least(outside)

    def firm(self) -> bool:
        """Whether no choice without the move is better, even if ties turn out as far against the plan as they may."""
        paid = {line for n in self.made if self.moves[n].kind != "cooperate" for line in self.cuts[n]}
        prices = []
        for move, cut, (tie, effort) in zip(self.moves, self.cuts, self.part.prices, strict=True):
            line = (move.subject, str(move.target))
            if move.kind == "cooperate":
                tie = tie * (100 + SPAN if line in paid else 100 - SPAN)
            else:
                known = sum(cut.values())
                tie = sum(t * (100 + SPAN if at in paid else 100 - SPAN) for at, t in cut.items()) + 100 * (
                    tie - known
                )
            prices.append((tie, effort))
        bent = replace(self.part, prices=tuple(prices))
        own = Choice(*bent.judge(self.made), tuple(self.made))
        without = limited(bent, must_not=[self.at])
        for order in self._bent_orders():
            other = _best(without, order, self.clock)
            if other is not None and tuple(score(own, p) for p in order) > tuple(
                score(other, p) for p in order
            ):
                return False
        return True

    def _bent_orders(self) -> list[Order]:
        """The criteria of the plan where ties count in hundredths of what they are.

        At the balance point the rate of exposure against ties follows from the ties themselves: it is taken at both of its ends.
        """
        first, *others = [
            {k: w * (1 if k == "ties" else 100) for k, w in part.items()} for part in self.order
        ]
        if self.ends is None:
            return [(first, *others)]
        wide, (low, high) = self.order[0]["ties"], self.ends
        return [({"ties": wide, "exposure": rate}, *others) for rate in (low, high)]

    def _score(self, choice: Choice) -> tuple[int, ...]:
        return tuple(score(choice, part) for part in self.order)

    def _best(self, must: Iterable[int] = (), must_not: Iterable[int] = ()) -> Choice | None:
        return _best(limited(self.part, must, must_not), self.order, self.clock)


def _best(part: Component, order: Order, clock: Clock) -> Choice | None:
    """The best choice of a part.

    :raises OverError: if the time is over first.
    """
    if clock.over:
        raise OverError
    try:
        return dynamic.best(part, order)
    except dynamic.TooLargeError:
        found = milp.best(part, order, clock)
    if clock.over:  # what was found in time need not be the best
        raise OverError
    return found
