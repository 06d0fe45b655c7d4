"""Sums laid over each other are those of enumeration, whether they fit a number of 64 bits or not."""

from itertools import product
from random import Random
from typing import Any

import numpy as np
import pytest

from orgmodel.proposals.laid import Laid, Packing, Part

PARTS, MOST = 5, 40
Rows = list[list[tuple[int, int, int]]]  # for each part its choices: index, first cost, second cost


def choices(seed: int, scale: int) -> Rows:
    rng = Random(seed)
    return [
        [
            (rng.randint(-6, 6), rng.randint(0, 20), scale * rng.randint(-9, 9))
            for _ in range(rng.randint(1, 4))
        ]
        for _ in range(PARTS)
    ]


def laid(found: Rows, ends: tuple[int | None, int]) -> tuple[Packing, Laid]:
    flat = [np.array(column) for column in zip(*(c for part in found for c in part), strict=True)]
    packing = Packing(flat[1:], MOST)
    packed, at, parts = packing.packed(flat[1:]), 0, []
    for part in found:
        parts.append(Part(flat[0][at : at + len(part)], packed[at : at + len(part)]))
        at += len(part)
    return packing, Laid(parts, ends, packing.most)


@pytest.mark.parametrize(("scale", "kind"), [(1, np.int64), (2**53, object)])
@pytest.mark.parametrize("ends", [(None, 4), (-3, 8), (0, 0)])
def test_the_least_sums_and_their_choices(scale: int, kind: Any, ends: tuple[int | None, int]) -> None:
    for seed in range(8):
        found = choices(seed, scale)
        packing, sums = laid(found, ends)
        assert packing.kind is kind
        least: dict[int, tuple[int, int]] = {}
        for picked in product(*([(0, 0, 0), *part] for part in found)):
            by, first, second = (sum(column) for column in zip(*picked, strict=True))
            if first <= MOST and by <= ends[1] and (ends[0] is None or by >= ends[0]):
                least[by] = min(least.get(by, (first, second)), (first, second))
        firsts, seconds = packing.unpacked(sums.values)
        told = zip(sums.ends.tolist(), zip(firsts.tolist(), seconds.tolist(), strict=True), strict=True)
        assert dict(told) == least
        for n, end in enumerate(sums.ends.tolist()):
            picked = [part[i] for part, i in zip(found, sums.choices(n), strict=True) if i is not None]
            assert sum(c[0] for c in picked) == end
            assert (sum(c[1] for c in picked), sum(c[2] for c in picked)) == least[end]
