"""At which side of a box, and in which row, each line of a page ends."""

from typing import Protocol

from orgmodel.views._look import Edge
from orgmodel.views.rows.forest import Forest

PITCH = 1.7  # mm between two lines that end at one side of a box
MARKED = 3.1  # mm between them where one of them carries a mark
Port = tuple[str, ...]


class Rows(Protocol):
    """What must be known of a page: the rows of its units (``own``) and of the boxes on its local side (``places``)."""

    own: dict[str, tuple[int, int]]
    places: dict[str, tuple[int, int]]

    def side(self, a: str, b: str) -> int | None:
        """The row in which two boxes face each other."""
        ...


def beside(forest: Forest, e: Edge, present: set[str]) -> bool:
    """True if a line runs between a unit and the superior it is drawn under, on the left of its box."""
    low, high = e.tail, e.head
    if low not in present or high not in present:
        return False
    if forest.nodes[low].parent == high:
        return True
    return forest.nodes[high].parent == low and forest.nodes[low].pillar


def lower(forest: Forest, e: Edge) -> str:
    """The unit of such a line that stands lower, which need not be the subordinate."""
    return e.tail if forest.nodes[e.tail].parent == e.head else e.head


def left_ports(forest: Forest, edges: list[Edge]) -> dict[str, list[Edge]]:
    """Unit -> the lines that end at the left of its box, from the top down."""
    out: dict[str, list[Edge]] = {}
    for e in edges:
        out.setdefault(lower(forest, e), []).append(e)
    return out


def facing(rows: Rows, e: Edge) -> int | None:
    """The row in which a line runs straight across to the local side; None if it goes round."""
    return rows.side(e.tail, e.head) if e.head in rows.places else rows.side(e.head, e.tail)


def start(e: Edge) -> Port:
    """The end of a line at its own unit; that of a straight line is the same at both boxes."""
    return ("from", e.tail, e.head, e.strand)


def right_ports(rows: Rows, edges: list[Edge]) -> dict[int, dict[Port, bool]]:
    """Row -> the lines that end in it on the right of the unit or on the left of the local body, and if one bears a mark.

    Lines of one class that go round to one box share its end.
    """
    out: dict[int, dict[Port, bool]] = {}
    for e in edges:
        row = facing(rows, e)
        if row is not None:
            out.setdefault(row, {})[start(e)] = bool(e.mark)
            continue
        out.setdefault(first(rows, e.tail), {})[start(e)] = bool(e.mark)
        out.setdefault(first(rows, e.head), {}).setdefault(("to", e.head, e.cls), False)
    return out


def first(rows: Rows, id: str) -> int:
    """The first row of a box, at which lines that go round end."""
    return (rows.own.get(id) or rows.places[id])[0]
