"""Marked units on the chains of a hierarchy: the lowest or the uppermost above each unit, by pointer jumping."""

import numpy as np

from orgmodel.graph.forest import NONE, Bools, Forest, Ints


def lowest(forest: Forest, marked: Bools) -> Ints:
    """The nearest marked unit above each unit, itself not counted; -1 for none. Shape (n,).

    After each round every unit knows the lowest marked one among twice as many of those at and above it.
    """
    rows = np.arange(forest.nodes, dtype=np.int32)
    found = np.where(marked, rows, NONE)
    jump = np.where(forest.up < 0, rows, forest.up)
    for _ in range(_rounds(forest)):
        found = np.where(found >= 0, found, found[jump])
        jump = jump[jump]
    return np.where(forest.up >= 0, found[forest.up], NONE)


def uppermost(forest: Forest, marked: Bools) -> Ints:
    """The uppermost marked unit on each unit's chain, itself counted; -1 for none. Shape (n,)."""
    rows = np.arange(forest.nodes, dtype=np.int32)
    found = np.where(marked, rows, NONE)
    jump = np.where(forest.up < 0, rows, forest.up)
    for _ in range(_rounds(forest)):
        found = np.where(found[jump] >= 0, found[jump], found)
        jump = jump[jump]
    return found


def _rounds(forest: Forest) -> int:
    return int(forest.depth.max(initial=0)).bit_length()
