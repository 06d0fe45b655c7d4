"""The public graph view: an org as a networkx multigraph."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import polars as pl

from orgmodel.graph.derived import derive
from orgmodel.model import Org

if TYPE_CHECKING:
    import networkx as nx


def to_networkx(org: Org, kinds: Iterable[str] | None = None) -> "nx.MultiDiGraph[Any]":
    """Units as nodes and lines in force as edges subordinate -> superior, keyed by line kind.

    Node and edge attributes are the filled cells of the row; ends that no unit has are nodes without
    attributes. Of equal lines the first counts. ``kinds`` keeps only those line kinds.
    """
    import networkx as nx

    graph: nx.MultiDiGraph[Any] = nx.MultiDiGraph(name=org.name)
    for row in org.units.unique("id", keep="first", maintain_order=True).to_dicts():
        graph.add_node(row["id"])
        graph.nodes[row["id"]].update({k: v for k, v in row.items() if v is not None})
    in_force = derive(org).lines.filter(pl.col("home") == "lines")["row"]
    lines = org.lines[in_force.to_list()]
    if kinds is not None:
        lines = lines.filter(pl.col("kind").is_in(list(kinds)))
    for row in lines.to_dicts():
        ends = row.pop("subordinate"), row.pop("superior")
        if not graph.has_edge(*ends, row["kind"]):
            graph.add_edge(*ends, row["kind"])
            graph.edges[*ends, row["kind"]].update({k: v for k, v in row.items() if v is not None})
    return graph
