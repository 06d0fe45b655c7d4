"""Sizes: whether a body has the members that its kind asks for, counting what the plan attaches and takes away.

The members below a body are a sum over moves as long as no body between them, or below the one moved, can move
too. Where one can, the sum is replaced by its most favourable bound; the re-check adds rows where that was too
good.
"""

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property

from orgmodel.proposals.effects.world import World
from orgmodel.proposals.model import Condition, terms

CODES = ("EST401", "EST402", "EST403")


def take_up(world: World) -> None:
    """Add the thresholds of every body that may gain or lose members, or be raised."""
    if "committee_members" not in world.profile.thresholds or world.profile.roles.committee is None:
        return
    sizes = _Sizes(world)
    for body in sizes.concerned:
        sizes.add(body)


class _Sizes:
    def __init__(self, world: World) -> None:
        self.world = world
        self._chains: dict[int, list[int]] = {}
        self.due = int(world.profile.threshold("committee_members"))
        self.rank = world.profile.kinds[world.profile.roles.committee or ""].rank or 0
        known = "general_members" in world.profile.thresholds and world.profile.roles.general is not None
        self.general = int(world.profile.threshold("general_members")) if known else 0
        self.general_rank = (world.profile.kinds[world.profile.roles.general or ""].rank or 0) if known else 0
        bodies = world.s.base.bodies
        self.total: dict[int, int | None] = dict(zip(bodies["row"], bodies["total"], strict=True))
        grown = {row for row, _, _ in world.touched.members} | set(world.touched.added)
        changing = grown | {r for row in grown if row >= 0 for r in self.chain(row)} | set(world.touched.kind)
        self.concerned = sorted(b for b in self.total if b in world.passing or b in changing)

    @cached_property
    def gaining(self) -> dict[int, list[tuple[int, int, int]]]:
        """Body row -> the bodies at or below it, now or after some moves, that gain members: row, move, members."""
        touched = self.world.touched
        added = ((row, i, gained) for row, found in touched.added.items() for i, gained in found)
        out: dict[int, list[tuple[int, int, int]]] = defaultdict(list)
        for row, i, gained in (*touched.members, *added):
            if row >= 0:
                for body in {row, *self.chain(row), *self.world.reach(row)}:
                    out[body].append((row, i, gained))
        return out

    def chain(self, row: int) -> list[int]:
        """The units above a body as the file has them."""
        if row not in self._chains:
            up = self.world.affiliated
            out: list[int] = []
            at = up[row]
            while at >= 0 and at not in out and at != row:
                out.append(at)
                at = up[at]
            self._chains[row] = out
        return self._chains[row]

    def add(self, body: int) -> None:
        """The rows of one body."""
        world, model, id = self.world, self.world.model, self.world.id(body)
        now, gains, exact = self.sum_of(body)
        best = gains if exact else {i: max(c, 0) for i, c in gains.items()}
        kinds = {i: k for found in world.touched.kind.get(body, {}).values() for i, k in found.items()}
        ranks = {i: getattr(world.profile.kinds.get(k), "rank", None) or 0 for i, k in kinds.items()}
        for i in kinds:
            if "threshold" in world.move(i).needs and now < self.due:
                lost = sum(-c for c in best.values() if c < 0)  # binds only where the move is made
                model.limit({**{m: -c for m, c in best.items()}, i: self.due - now + lost}, lost)
        unit, known = world.s.units[body], self.total[body] is not None
        if world.s.rank[body] < self.rank:
            raised = [_any(i for i in ranks if ranks[i] >= self.rank)]

            def grown(size: int) -> list[Condition]:
                found = exact and (known or gains)
                return [Condition(terms(gains), size - now)] if found else []

            world.add(("EST401", id), grown(self.due), raised)
            if self.general and world.s.rank[body] < self.general_rank:
                alone = ("EST405", id) in world.roots  # then it only ever follows from that
                larger = [_any(i for i in ranks if ranks[i] >= self.general_rank)]
                world.add(("EST403", id), [] if alone else grown(self.general), [*grown(self.due), *larger])
        elif unit["kind"] == world.profile.roles.committee and unit["approval"] != "granted":
            small = Condition(terms({i: -c for i, c in best.items()}), now - self.due + 1)
            world.add(("EST402", id), [small] if known else [])

    def sum_of(self, body: int) -> tuple[int, dict[int, int], bool]:
        """Members of a body now, what each move adds, and whether the sum is exact (else it is favourable)."""
        gains: dict[int, int] = {}
        exact = not self.world.s.affiliation.loops[body]
        for other in self.world.passing.get(body, []):
            if other == body:
                continue
            size = self.total.get(other) or 0
            old = self.between(other, body)
            exact &= old is None or not any(r in self.world.moving for r in old)
            for i, to in self.world.moving[other].items():
                above = self.between(to, body) if to >= 0 else None
                new = [] if to == body else None if above is None else [to, *above]
                if new is None and to >= 0 and body in self.world.reach(to):
                    exact = False
                    gains[i] = size
                elif (new is None) != (old is None):
                    gains[i] = -size if new is None else size
                exact &= new is None or not any(r in self.world.moving for r in new)
        for row, i, gained in self.gaining.get(body, []):
            path = [] if row == body else self.between(row, body)
            if path is None:
                exact = False
                continue
            gains[i] = gains.get(i, 0) + gained
            exact &= row == body or not any(r in self.world.moving for r in (row, *path))
        return self.total[body] or 0, gains, exact

    def between(self, low: int, high: int) -> list[int] | None:
        """The units between two on a chain, or None where the one is not above the other."""
        chain = self.chain(low)
        return chain[: chain.index(high)] if high in chain else None


def _any(moves: Iterable[int]) -> Condition:
    """Any of these moves is made; never, if there is none."""
    return Condition(terms(dict.fromkeys(moves, 1)), 1)
