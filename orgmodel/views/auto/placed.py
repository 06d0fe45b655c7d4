"""Where boxes stand: sizes from their text, ranks and order from ``dot``."""

import json
from collections import defaultdict
from collections.abc import Sequence

import graphviz

from orgmodel.scene import LEAD, MM, Font, Undrawable
from orgmodel.scene.text import wide
from orgmodel.views._look import Look
from orgmodel.views.lanes.fit import PAD, across_width, set_across, words
from orgmodel.views.lanes.spots import Plan, Spot, Strip

SIZE = 9.0  # pt
LEFT = 14.0  # mm from the edge of the page to where lines may run
SIDE = 6.0  # mm beside the boxes for lines that go round all of them
BETWEEN = 6.0  # mm between neighbours
MOST = 5080.0  # mm: the widest page of a PDF
INCH = 25.4
_FIRM = ("vertical", "affiliation", "functional")  # strands whose superior must stand higher


def placed(looks: dict[str, Look], font: Font, width: float) -> Plan:
    """All boxes of all shows, in strips by rank, on a page of at least this width.

    :raises Undrawable: if ``dot`` cannot be run, or the picture is wider than any page.
    """
    spots, high = _sized(looks, font)
    edges = list(dict.fromkeys((e.tail, e.head, e.strand) for x in looks.values() for e in x.edges))
    at = _positions(_source(spots, high, edges))
    low = min(x - s.w / 2 for s, (x, _) in zip(spots.values(), at, strict=True))
    end = max(x + s.w / 2 for s, (x, _) in zip(spots.values(), at, strict=True))
    content = end - low + 2 * (LEFT + SIDE)
    shift = LEFT + SIDE - low + max(0.0, width - content) / 2
    if content > MOST:
        raise Undrawable(
            f"the picture would be {content / 1000:.1f} m wide; a page has at most {MOST / 1000:.2f} m. Draw a part of it with "
            "--focus, or choose the view lanes, which goes on over further pages."
        )
    ranks: dict[float, list[Spot]] = defaultdict(list)
    for spot, (x, y) in zip(spots.values(), at, strict=True):
        spot.x = round(x - spot.w / 2 + shift, 3)
        ranks[y].append(spot)
    strips = []
    for n, y in enumerate(sorted(ranks)):
        row = sorted(ranks[y], key=lambda s: s.x)
        strips.append(Strip(n, False, [s.id for s in row], height=max(high[s.id] for s in row)))
        for spot in row:
            spot.strip = n
    return Plan(strips, spots, set(), looks, max(content, width) - LEFT, LEFT)


def _sized(looks: dict[str, Look], font: Font) -> tuple[dict[str, Spot], dict[str, float]]:
    """Boxes that are as large as their words in any show, and their heights in mm."""
    spots: dict[str, Spot] = {}
    high: dict[str, float] = {}
    wires: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for x in looks.values():
        for e in x.edges:
            wires[e.tail].add((e.head, e.strand))
    for id in dict.fromkeys(i for x in looks.values() for i in x.faces):
        pairs = {
            show: words(x.faces[id], head=False, flow="across") for show, x in looks.items() if id in x.faces
        }
        most = 1 if any(wide(name) for name, _ in pairs.values()) else 2
        need = across_width(list(pairs.values()), font, SIZE, most, most)
        spot = spots[id] = Spot(
            id, False, 0, "across", SIZE, max(need + 0.4, 12.0, 3.0 * len(wires[id]) + 2.2)
        )
        for show, pair in pairs.items():
            spot.lines[show] = set_across(pair, font, SIZE, spot.w, pair[0])
        high[id] = max(len(t) for t in spot.lines.values()) * LEAD * SIZE * MM + 2 * PAD
    return spots, high


def _source(spots: dict[str, Spot], high: dict[str, float], edges: Sequence[tuple[str, str, str]]) -> str:
    """The graph for ``dot``; nodes are numbered, so that ids may hold any character."""
    number = {id: n for n, id in enumerate(spots)}
    firm = {i for tail, head, strand in edges if strand in _FIRM for i in (tail, head)}
    out = [
        "digraph {",
        f"rankdir=TB; nodesep={BETWEEN / INCH:.4f}; ranksep=0.5; splines=line;",
        'node [shape=box, fixedsize=true, label=""];',
    ]
    out += [f"n{number[i]} [width={s.w / INCH:.4f}, height={high[i] / INCH:.4f}];" for i, s in spots.items()]
    for tail, head, strand in edges:
        loose = strand not in _FIRM and tail in firm and head in firm
        weight = 8 if strand == "vertical" else 2
        how = "constraint=false" if loose else f"weight={weight}"
        out.append(f"n{number[head]} -> n{number[tail]} [{how}];")
    return "\n".join([*out, "}"])


def _positions(source: str) -> list[tuple[float, float]]:
    """The middles of all nodes in mm, y downwards, in the order of their numbers."""
    try:
        made = json.loads(graphviz.Source(source, engine="dot").pipe(format="json0", encoding="utf-8"))
    except graphviz.ExecutableNotFound:
        raise Undrawable(
            "the view auto needs the program dot of Graphviz, which is not on the PATH. Install it (Debian and Ubuntu: "
            "apt install graphviz; macOS: brew install graphviz; Windows: winget install graphviz), or choose another "
            "view: none of the others needs it."
        ) from None
    except graphviz.CalledProcessError as error:
        raise Undrawable(
            f"dot of Graphviz failed: {str(error.stderr or error).strip()[:200]}. Choose another view."
        ) from None
    at = {}
    for node in made["objects"]:
        x, y = (float(part) * MM for part in node["pos"].split(","))
        at[int(node["name"][1:])] = (x, round(-y, 2))
    return [at[n] for n in range(len(at))]
