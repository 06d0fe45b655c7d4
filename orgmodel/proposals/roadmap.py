"""The order in which a plan is carried out: phases by what presupposes what, none of which ends worse than it began."""

from collections.abc import Sequence

from orgmodel.model import apply
from orgmodel.moves import FindingKey, Move
from orgmodel.proposals.effects import World

Roots = set[FindingKey]


def phases(world: World, moves: Sequence[Move], after: Roots) -> list[list[Move]]:
    """The moves of a plan by phase; ``after`` are the root findings after the whole plan.

    A move comes after those that it requires, and a threshold is counted after the bodies have been attached. A phase
    after which the check would show a finding that was not there before is joined with the next.
    """
    import networkx as nx

    order: nx.DiGraph[str] = nx.DiGraph()
    by_id = {m.id: m for m in moves}
    order.add_nodes_from(by_id)
    for move in moves:
        for group in move.requires:
            order.add_edges_from((other, move.id) for other in group if other in by_id)
        if "threshold" in move.needs:
            attached = [m for m in moves if m.kind == "reattach" and m.target == move.subject]
            order.add_edges_from((m.id, move.id) for m in attached)
    out: list[list[Move]] = []
    known, waiting = set(world.roots), list[Move]()
    generations = list(nx.topological_generations(order))
    for n, generation in enumerate(generations, start=1):
        waiting += [by_id[id] for id in sorted(generation)]
        now = after if n == len(generations) else _roots(world, [*out, waiting])
        if now <= known:
            out.append(waiting)
            known, waiting = now, []
    return [*out, waiting] if waiting else out


def _roots(world: World, made: Sequence[Sequence[Move]]) -> Roots:
    return set(world.check(apply(world.s.org, [e for phase in made for move in phase for e in move.edits])))
