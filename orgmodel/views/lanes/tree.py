"""Which row and which column each box of a lane picture belongs to, before anything is measured."""

from collections import defaultdict
from dataclasses import dataclass, field

from orgmodel.views._cast import Actor, Cast


@dataclass
class Node:
    """A box in the union of both sides of a change.

    ``row`` counts the levels that are used from 0 at the top. A node of the vertical side hangs under its
    ``parent``; a local body (``local``) stands in the column of its ``owner``.
    """

    id: str
    local: bool
    row: int = 0
    parent: str | None = None
    kids: list[str] = field(default_factory=list)
    owner: str | None = None
    locals: list[str] = field(default_factory=list)
    level: str | None = None


@dataclass
class Tree:
    """All nodes in file order; ``joined`` names the units that each local body is joined to."""

    nodes: dict[str, Node]
    joined: dict[str, list[str]]

    @property
    def roots(self) -> list[str]:
        """Nodes of the vertical side without a parent."""
        return [n.id for n in self.nodes.values() if not n.local and n.parent is None]

    def in_order(self) -> list[str]:
        """The nodes of the vertical side, each before those below it, from left to right."""
        out, stack = [], list(reversed(self.roots))
        while stack:
            out.append(stack.pop())
            stack += reversed(self.nodes[out[-1]].kids)
        return out

    def under(self, id: str) -> list[str]:
        """The childless nodes below a node, from left to right; the node itself if it has none below."""
        out, stack = [], [id]
        while stack:
            node = self.nodes[stack.pop()]
            stack += reversed(node.kids)
            if not node.kids:
                out.append(node.id)
        return out

    def part(self, ids: set[str]) -> "Tree":
        """The tree of these nodes alone; a local body moves to a unit that is among them."""
        nodes = {}
        for id, n in self.nodes.items():
            if id in ids:
                parent = n.parent if n.parent in ids else None
                kids = [k for k in n.kids if k in ids]
                nodes[id] = Node(id, n.local, n.row, parent, kids, level=n.level)
        joined = {i: [o for o in others if o in ids] for i, others in self.joined.items() if i in ids}
        out = Tree(nodes, {i: others for i, others in joined.items() if others})
        _place_locals(out)
        return out

    def above(self, id: str) -> list[str]:
        """A node's chain of parents, the nearest first."""
        out = []
        up = self.nodes[id].parent
        while up is not None:
            out.append(up)
            up = self.nodes[up].parent
        return out


def tree(before: Cast, after: Cast | None) -> Tree:
    """The union of both sides, arranged; the hierarchy is that of ``before`` where both have one."""
    casts = [before] if after is None else [before, after]
    actors: dict[str, Actor] = {}
    for c in casts:
        for id, a in c.actors.items():
            if id not in actors or actors[id].unknown:
                actors[id] = a
    joined = {end for c in casts for end in c.joined()}
    alone = all(a.side == "territorial" for a in actors.values())
    nodes = {
        id: Node(id, a.side == "territorial" and not alone, level=a.level)
        for id, a in actors.items()
        if a.side == "vertical" or id in joined or alone
    }
    _hang(nodes, casts)
    rank = before.profile.level_rank
    _set_rows(nodes, {id: rank[str(n.level)] for id, n in nodes.items() if n.level in rank})
    out = Tree(nodes, _joined(nodes, casts))
    _place_locals(out)
    _gather(out)
    return out


def _hang(nodes: dict[str, Node], casts: list[Cast]) -> None:
    """Give each node its first vertical superior; a line that would close a circle hangs nobody."""
    for cast in casts:
        for tie in cast.ties:
            low, high = nodes[tie.tail], nodes[tie.head]
            if tie.strand != "vertical" or low.parent is not None or low.local or high.local:
                continue
            up: str | None = high.id
            while up is not None and up != low.id:
                up = nodes[up].parent
            if up is None:
                low.parent = high.id
    for node in nodes.values():
        if node.parent is not None:
            nodes[node.parent].kids.append(node.id)


def _set_rows(nodes: dict[str, Node], rank: dict[str, int]) -> None:
    """Rows from the levels; below its superior in any case; from the depth where there is no level."""
    at: dict[str, int] = {}
    for root in (n for n in nodes.values() if not n.local and n.parent is None):
        below = [rank[k] for k in root.kids if k in rank]
        start = rank.get(root.id, min(below) - 1 if below else min(rank.values(), default=0))
        stack = [(root.id, start)]
        while stack:
            id, row = stack.pop()
            at[id] = max(row, rank.get(id, row))
            stack += [(k, at[id] + 1) for k in nodes[id].kids]
    used = {row: i for i, row in enumerate(sorted(set(at.values())))}
    for id, row in at.items():
        nodes[id].row = used[row]


def _joined(nodes: dict[str, Node], casts: list[Cast]) -> dict[str, list[str]]:
    """Local body -> the units joined to it, in file order of the ties."""
    joined: dict[str, list[str]] = defaultdict(list)
    for cast in casts:
        for tie in cast.ties:
            for local, other in ((tie.head, tie.tail), (tie.tail, tie.head)):
                if nodes[local].local and not nodes[other].local and other not in joined[local]:
                    joined[local].append(other)
    return dict(joined)


def _place_locals(tree: Tree) -> None:
    """Give each local body a row, by its level, and the column of a unit that is joined to it."""
    nodes = tree.nodes
    levels: dict[str, int] = {}
    for node in nodes.values():
        if not node.local and node.level:
            levels.setdefault(node.level, node.row)
    for local, others in tree.joined.items():
        node = nodes[local]
        row = levels.get(str(node.level), nodes[others[0]].row)
        owner = next((o for o in others if nodes[o].row == row), None)
        if owner is None:
            line = [a for o in others for a in tree.above(o) if nodes[a].row == row]
            owner = line[0] if line else None
        if owner is None:
            owner, row = others[0], nodes[others[0]].row
        node.row, node.owner = row, owner
        nodes[owner].locals.append(local)


def _gather(tree: Tree) -> None:
    """Siblings that share a local body stand side by side; all others keep the order of the file."""
    place = {id: i for i, id in enumerate(tree.nodes)}
    beside: dict[str, int] = {}
    for others in tree.joined.values():
        for other in others:
            mates = [place[o] for o in others if tree.nodes[o].parent == tree.nodes[other].parent]
            beside.setdefault(other, min(mates))
    for node in tree.nodes.values():
        node.kids.sort(key=lambda k: (beside.get(k, place[k]), place[k]))
