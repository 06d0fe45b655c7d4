"""The order of the rows: units of both orgs down the vertical line, with the subtree and depth that are asked for."""

from orgmodel.graph import derive
from orgmodel.model import Org
from orgmodel.profiles import nearest
from orgmodel.scene import Undrawable
from orgmodel.views._asked import Asked
from orgmodel.views.grid.matrix import Row, in_order


def orgs(asked: Asked) -> list[Org]:
    """The one org, or both."""
    return [asked.before, *([asked.after] if asked.after is not None else [])]


def superiors(asked: Asked) -> dict[str, str]:
    """Unit id -> id of the unit that it stands under, of the first org that has one; offices stand under their host."""
    out: dict[str, str] = {}
    for org in orgs(asked):
        d = derive(org)
        up = d.forest(d.profile.roles.vertical).up
        ids = d.ids.to_list()
        for row, alive in enumerate(d.active.tolist()):
            if alive:
                above = int(d.host[row]) if d.host[row] >= 0 else int(up[row])
                found = ids[above] if above >= 0 else ""
                out[ids[row]] = out.get(ids[row]) or found
    return out


def within(asked: Asked) -> list[tuple[str, int]]:
    """The units that are asked for with their depth, in order.

    :raises Undrawable: if the unit to look at is none.
    """
    whole = in_order(superiors(asked))
    if asked.focus is not None:
        at = next((n for n, (id, _) in enumerate(whole) if id == asked.focus), None)
        if at is None:
            guess = nearest(asked.focus, [id for id, _ in whole])
            hint = f" Did you mean {guess}?" if guess else ""
            raise Undrawable(
                f"no such unit: {asked.focus!r}.{hint} Name the id of an active unit with --focus."
            )
        top = whole[at][1]
        end = next((n for n in range(at + 1, len(whole)) if whole[n][1] <= top), len(whole))
        whole = [(id, depth - top) for id, depth in whole[at:end]]
    return [x for x in whole if asked.depth is None or x[1] <= asked.depth]


def rows(units: list[tuple[str, int]], shown: set[str], names: dict[str, str]) -> list[Row]:
    """A row for each unit that is shown, indented below the nearest one above it that is shown too."""
    out: list[Row] = []
    path: list[tuple[int, int, str]] = []  # true depth, depth among those shown, id
    for id, depth in units:
        while path and path[-1][0] >= depth:
            path.pop()
        if id in shown:
            level = path[-1][1] + 1 if path else 0
            out.append(Row(id, names.get(id, id), level, path[-1][2] if path else ""))
            path.append((depth, level, id))
    above = {r.parent for r in out}
    return [Row(r.id, r.name, r.depth, r.parent, r.id in above) for r in out]
