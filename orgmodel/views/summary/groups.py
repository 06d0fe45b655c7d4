"""Which units are counted together: those of one level and kind that look alike before, after and in between."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from orgmodel.model import Org
from orgmodel.profiles import Profile
from orgmodel.views._look import Look
from orgmodel.views.lanes.tree import Tree


@dataclass(eq=False)
class Group:
    """Units that are counted into one box, in file order; all of them stand for the first."""

    members: list[str]
    kind: str
    row: int
    local: bool
    level: str | None
    over: "Group | None" = None  # of the superiors, or of the units that local bodies are joined to
    id: str = field(init=False)

    def __post_init__(self) -> None:
        more = len(self.members) - 1
        self.id = f"{self.members[0]}+{more}" if more else self.members[0]


@dataclass(frozen=True)
class Bunch:
    """Lines of one look between two groups: how many, and whether it is just one from each unit."""

    tail: str
    head: str
    cls: str
    strand: str
    arrow: bool
    mark: str
    count: int
    each: bool
    id: str


def kinds(org: Org, other: Org | None) -> dict[str, str]:
    """The kind of every unit; that of the first org where both have one."""
    out: dict[str, str] = {}
    for each in (org, other):
        if each is not None:
            for id, kind in each.units.select("id", "kind").iter_rows():
                out.setdefault(id, str(kind or ""))
    return out


def groups(
    tree: Tree, looks: dict[str, Look], kind: dict[str, str], profile: Profile, *, by_superior: bool
) -> list[Group]:
    """The groups from the top down. ``by_superior`` keeps apart what hangs under different groups."""
    nodes = tree.nodes
    alike = _alike(tree, looks)
    alone = _tied_within(tree, looks, kind, alike)
    of: dict[str, Group] = {}
    out: list[Group] = []
    vertical = sorted(tree.in_order(), key=lambda i: nodes[i].row)
    for local, ids in ((False, vertical), (True, [i for i, n in nodes.items() if n.local])):
        found: dict[object, Group] = {}
        for id in ids:
            node = nodes[id]
            above = node.owner if local else node.parent
            over = of.get(above or "")
            name = kind.get(id, "")
            key: tuple[object, ...] = (node.row, node.level, name, alike[id])
            if by_superior:
                key = (*key, over.id if over else "")
            if id in alone:
                key = (*key, id)
            if key in found:
                found[key].members.append(id)
            else:
                found[key] = Group([id], name, node.row, local, node.level, over)
                out.append(found[key])
            of[id] = found[key]
        for group in found.values():
            group.__post_init__()
    _unique(out)
    return out


def _alike(tree: Tree, looks: dict[str, Look]) -> dict[str, tuple[object, ...]]:
    """For every box how it and its lines to superiors look in every show."""
    lines: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for show, look in looks.items():
        for e in look.edges:
            if e.strand in ("vertical", "affiliation"):
                lines[e.tail].append((show, e.cls, e.strand, e.mark, str(tree.nodes[e.head].local)))
    faces = {
        id: tuple((show, x.faces[id].cls, x.faces[id].body) for show, x in looks.items() if id in x.faces)
        for id in tree.nodes
    }
    return {id: (faces[id], tuple(sorted(lines[id]))) for id in tree.nodes}


def _tied_within(
    tree: Tree, looks: dict[str, Look], kind: dict[str, str], alike: dict[str, tuple[object, ...]]
) -> set[str]:
    """Units with a line to one that would be counted together with them: these stand alone."""
    out = set()
    for look in looks.values():
        for e in look.edges:
            a, b = tree.nodes[e.tail], tree.nodes[e.head]
            same = (a.row, a.level, a.local, kind.get(a.id, "")) == (
                b.row,
                b.level,
                b.local,
                kind.get(b.id, ""),
            )
            if same and alike[a.id] == alike[b.id]:
                out |= {a.id, b.id}
    return out


def _unique(found: list[Group]) -> None:
    taken: set[str] = set()
    for group in found:
        while group.id in taken:
            group.id += "+"
        taken.add(group.id)


def bunches(found: list[Group], look: Look) -> list[Bunch]:
    """The lines between the groups in one show."""
    of = {id: g for g in found for id in g.members}
    tails: dict[tuple[str, str, str, str, bool, str], Counter[str]] = defaultdict(Counter)
    first: dict[tuple[str, str, str, str, bool, str], str] = {}
    for e in look.edges:
        key = (of[e.tail].id, of[e.head].id, e.cls, e.strand, e.arrow, e.mark)
        tails[key][e.tail] += 1
        first.setdefault(key, e.id)
    size = {g.id: len(g.members) for g in found}
    return [
        Bunch(*key, sum(c.values()), set(c.values()) == {1} and len(c) == size[key[0]], first[key])
        for key, c in tails.items()
    ]
