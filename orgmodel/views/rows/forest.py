"""The units of a picture in rows as trees, and which of them stand as pillars beside the rows below them.

A pillar is a box as high as all that stands below it. The pillars of the last column head the blocks: in a system of
city, counties and field offices the city is the pillar of the page, each county heads a block, and the offices are rows.
"""

from dataclasses import dataclass, field

from orgmodel.views._cast import Cast
from orgmodel.views._look import Look

DEEP = 11  # levels of one tree; what is deeper stands as a tree of its own, joined to its superior by a line
BLOCK = 14  # rows of a block that is easily read
PILLARS = 4  # columns of pillars at most


@dataclass
class Node:
    """A unit; ``column`` is that of its pillar, or -1 where it is a row, indented by ``indent`` steps."""

    id: str
    level: str | None = None
    parent: str | None = None
    kids: list[str] = field(default_factory=list)
    depth: int = 0
    size: int = 1  # units from here down
    column: int = -1
    indent: int = 0
    pillar: bool = False


@dataclass
class Forest:
    """All units, each before those below it; ``locals`` names the local bodies."""

    nodes: dict[str, Node]
    locals: dict[str, str | None]  # id -> level
    columns: int = 0

    def above(self, id: str) -> list[str]:
        """The pillars that a unit stands beside, the topmost first."""
        out = []
        up = self.nodes[id].parent
        while up is not None:
            if self.nodes[up].pillar:
                out.append(up)
            up = self.nodes[up].parent
        return out[::-1]


def forest(casts: list[Cast], looks: dict[str, Look]) -> Forest:
    """The trees of the union of all sides; the hierarchy is that of the first side where several have one."""
    levels = {i: a.level for c in reversed(casts) for i, a in c.actors.items()}
    faces = {i: f for x in looks.values() for i, f in x.faces.items()}
    alone = all(f.territorial for f in faces.values())
    order = [i for c in casts for i in c.actors if i in faces]
    nodes = {i: Node(i, levels[i]) for i in order if alone or not faces[i].territorial}
    locals_ = {i: levels[i] for i in order if i not in nodes}
    _hang(nodes, casts)
    made = Forest(_ordered(nodes), locals_)
    for node in reversed(made.nodes.values()):
        node.size = 1 + sum(nodes[k].size for k in node.kids)
    _columns(made)
    return made


def _hang(nodes: dict[str, Node], casts: list[Cast]) -> None:
    """Give each unit its first vertical superior; a line that would close a circle hangs nobody."""
    top = {i: i for i in nodes}

    def root(id: str) -> str:
        path = []
        while top[id] != id:
            path.append(id)
            id = top[id]
        for seen in path:
            top[seen] = id
        return id

    for cast in casts:
        for tie in cast.ties:
            low, high = nodes.get(tie.tail), nodes.get(tie.head)
            if tie.strand != "vertical" or low is None or high is None or low.parent is not None:
                continue
            if root(high.id) != low.id:
                low.parent = high.id
                top[low.id] = high.id
    for node in nodes.values():
        if node.parent is not None:
            nodes[node.parent].kids.append(node.id)


def _ordered(nodes: dict[str, Node]) -> dict[str, Node]:
    """The nodes from the top down, trees before units that stand alone; trees that are too deep are cut."""
    roots = [n.id for n in nodes.values() if n.parent is None]
    waiting = sorted(roots, key=lambda i: not nodes[i].kids)
    out: dict[str, Node] = {}
    for start in waiting:  # grows by what is cut off
        stack = [start]
        while stack:
            id = stack.pop()
            node = out[id] = nodes[id]
            if node.depth == DEEP - 1 and any(nodes[k].kids for k in node.kids):
                loose = [k for k in node.kids if nodes[k].kids]
                node.kids = [k for k in node.kids if not nodes[k].kids]
                waiting += loose
                for k in loose:
                    nodes[k].parent = None
            for k in node.kids:
                nodes[k].depth = node.depth + 1
            stack += reversed(node.kids)
    return out


def _columns(made: Forest) -> None:
    """Choose how many levels stand as pillars: down to the first level whose subtrees are mostly small."""
    nodes = made.nodes
    branching: dict[int, list[int]] = {}
    for n in nodes.values():
        if n.kids:
            branching.setdefault(n.depth, []).append(n.size)
    deepest = max(branching, default=-1)
    head = min(1, deepest)
    while 0 < head < min(deepest, PILLARS - 1):
        sizes = branching[head]
        if sum(s <= BLOCK for s in sizes) >= 0.75 * len(sizes):
            break
        head += 1
    made.columns = head + 1
    for n in nodes.values():
        n.pillar = bool(n.kids) and n.depth <= head
        n.column = n.depth if n.pillar or n.depth == head else -1
        n.indent = max(0, n.depth - made.columns)
