"""The order in which a plan is carried out: phases by what presupposes what, none of which ends worse than it began."""

from collections.abc import Sequence

from orgmodel.model import Org, apply
from orgmodel.moves import Move
from orgmodel.rules import check


def phases(org: Org, moves: Sequence[Move]) -> list[list[Move]]:
    """The moves of a plan by phase.

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
    known = _keys(org)
    waiting: list[Move] = []
    for generation in nx.topological_generations(order):
        waiting += [by_id[id] for id in sorted(generation)]
        after = apply(org, [e for phase in (*out, waiting) for m in phase for e in m.edits])
        if _keys(after) <= known:
            out.append(waiting)
            known = _keys(after)
            waiting = []
    return [*out, waiting] if waiting else out


def _keys(org: Org) -> set[tuple[str, str]]:
    return set(check(org).roots.select("code", "subject").iter_rows())
