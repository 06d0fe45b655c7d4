"""Derived table ``depth``: the bodies at the foot of the vertical line, and whether responsibility gets down to them.

One row a body with affiliation that has no body below it and stands in a unit without active subordinates.
Columns: ``row``, ``subject``, ``host``, ``unbroken`` (its affiliation reaches an end, and no vertical link at
or above its unit is broken, half-detached or orphaned), ``lacking`` (the profile's layers that no unit on the
way holds; that of the members where it has none; a layer that the file holds nowhere is not asked for),
``reached`` (unbroken, and no layer lacking), ``why`` (what is missing, ``link`` first), ``cause_code`` and
``cause_subject`` (the finding that may tell of it already). Looked up: ``subject``, ``host`` and
``cause_code`` (``cause_word``).
"""

import numpy as np
import polars as pl

from orgmodel.graph.ancestors import lowest
from orgmodel.graph.broken import FOUND, link_findings
from orgmodel.graph.columns import gathered
from orgmodel.graph.derived import Derived
from orgmodel.graph.forest import Bools
from orgmodel.graph.links import STATUS
from orgmodel.graph.units import CUT_CODES

CAUSES = (*FOUND, *CUT_CODES.values(), "CHN205")
LOOKED_UP = {
    "subject": ("id", "row"),
    "host": ("host", "row"),
    "cause_code": (CAUSES, "cause_word"),
}


def _feet(d: Derived) -> pl.DataFrame:
    """The bodies of whom the table speaks."""
    n, bodies = len(d.ids), d.lean("bodies")
    up, over = d.forest(d.profile.roles.vertical).parent, d.forest(d.profile.roles.affiliation).parent
    managing, parents = np.zeros(n, dtype=bool), np.zeros(n, dtype=bool)
    managing[up[(up >= 0) & d.active]] = True
    parents[over[(over >= 0) & (d.rank >= 0)]] = True
    return bodies.filter(
        (pl.col("host_row") >= 0)
        & ~pl.Series(parents[bodies["row"].to_numpy()])
        & ~pl.Series(managing[bodies["host_row"].to_numpy()])
    )


def _layers(d: Derived, bodies: pl.DataFrame) -> dict[str, Bools]:
    """For each layer of the profile whether it is held on the way down to each body. Shape (bodies,) each."""
    forest = d.forest(d.profile.roles.vertical)
    host = bodies["host_row"].to_numpy()
    counted = d.tables["units"]["members"].is_not_null().any()
    held: dict[str, Bools] = {}
    for layer in d.profile.layers:
        hosts = d.host[d.active & d.kind_is(list(layer.kinds))]
        if len(hosts):
            marked = np.zeros(len(d.ids), dtype=bool)
            marked[hosts[hosts >= 0]] = True
            held[layer.name] = forest.below(marked)[host]
        elif not layer.kinds and counted:
            held[layer.name] = (bodies["members"].fill_null(0) > 0).to_numpy()
    return held


def _breaks(d: Derived, bodies: pl.DataFrame) -> dict[str, pl.Series]:
    """Whether each body's way up is unbroken, and the finding at its first break: the word of its code, and its subject."""
    found, cut = link_findings(d), d.lean("units")["cut_word"].to_numpy()
    row, host, own_head = (bodies[c].to_numpy().astype(np.int32) for c in ("row", "host_row", "head_row"))
    bad = (found.code >= 0) | (cut >= 0)
    at = np.where(bad[host], host, lowest(d.forest(d.profile.roles.vertical), bad)[host]).astype(np.int32)
    head, every = np.full(len(d.ids), -1, dtype=np.int32), d.lean("bodies")
    head[every["row"].to_numpy()] = every["head_row"].to_numpy()
    link, loose = found.at(at), np.where(at >= 0, cut[at], np.int8(-1))
    tells = np.where(link.status == STATUS.index("orphan"), head[link.about], link.about)
    own, severed = ~bodies["reaches"].to_numpy(), np.int8(len(FOUND)) + loose
    first, last = [own, link.code >= 0, loose >= 0], np.int8(len(CAUSES) - 1)
    line = np.where(~own & (link.code < 0) & (loose >= 0), at, -1)
    about = d.names(np.select(first[:2], [own_head, tells], row))
    return {
        "unbroken": pl.Series(~own & (at < 0)),
        "cause_word": pl.Series(np.select(first, [np.int8(FOUND.index("CHN203")), link.code, severed], last)),
        "cause_subject": gathered(d.lean("units")["cut_at"], line).zip_with(pl.Series(line >= 0), about),
    }


def build(d: Derived) -> pl.DataFrame:
    """Follow responsibility down."""
    bodies = _feet(d)
    held = {name: pl.Series(f"layer {name}", here) for name, here in _layers(d, bodies).items()}
    gone = [pl.when(~s).then(pl.lit(name)).alias(s.name) for name, s in held.items()]
    broken = pl.when(~pl.col("unbroken")).then(pl.lit("link")).alias("no link")
    none = pl.lit([], pl.List(pl.String))
    table = bodies.select("row").with_columns(**_breaks(d, bodies))
    table = table.with_columns(lacking=pl.concat_list(gone).list.drop_nulls() if gone else none)
    return table.with_columns(
        reached=pl.col("unbroken") & (pl.col("lacking").list.len() == 0),
        why=pl.concat_list(broken, "lacking").list.drop_nulls(),
    )
