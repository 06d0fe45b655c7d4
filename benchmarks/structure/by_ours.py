"""Ours: the public functions of ``orgmodel.graph`` on parent arrays."""

from collections.abc import Callable
from importlib import import_module

import numpy as np

from benchmarks.structure.answer import Answer, Ints
from orgmodel.graph import components, forest

NAME = "orgmodel"


def prepare() -> None:
    """Load what ``components`` loads on its first call, as the other contestants' libraries are loaded by now."""
    import_module("networkx")


def run(n: int, low: Ints, high: Ints, done: Callable[[str], object] = lambda step: None) -> Answer:
    """The answer; ``done`` is told the name of each step at its end."""
    lost, own = high < 0, high == low
    dangling, itself = int(np.count_nonzero(lost)), int(np.count_nonzero(own))
    valid = ~(lost | own)
    done("dangling and self masks")
    below, above = low[valid], high[valid]
    chains = forest(n, below, above)
    done("forest")
    _ = chains.cycle
    done("cycle")
    root, depth = chains.root, chains.depth
    done("ends (root and depth)")
    several = len(np.unique(below[above != chains.parent[below]]))
    done("several superiors")
    rings = components(n, below, above) if several else chains.cycle
    circling = int(np.count_nonzero(rings >= 0))
    done("components")
    top = np.zeros(n, dtype=bool)
    top[above] = True
    top[low] = False
    reaches = top[root]
    total = int(depth.sum(where=reaches, dtype=np.int64))
    cut = n - int(np.count_nonzero(reaches))
    done("tops reached")
    return Answer(dangling, itself, circling, several, cut, total)
