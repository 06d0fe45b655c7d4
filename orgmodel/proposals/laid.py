"""The least sums of one choice of each part, for every total of an index: a part is laid over the sums of those before it.

Only totals are kept from which an end that is asked for can still be reached, and none whose sum is past a limit. Which
choices make up a sum is worked out again from arrays kept at every so many parts.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[Any]  # whole numbers; of 64 bits, or Python's own where these are too short
BITS = 61  # of a number of 64 bits that sums may fill
BLOCK = 64  # parts between two kept arrays; sums past the limit are dropped as often
STRIP = 16_384  # of an array at a time: what a processor keeps at hand


class Packing:
    """Several sums in one number that compares as they do one after the other.

    The first is never negative and of interest up to ``most``; the others are as large as the sum of the columns' sizes.
    """

    def __init__(self, columns: Sequence[Ints], most: int) -> None:
        self.widths = [2 * int(np.abs(c).sum()) + 1 for c in columns[1:]]
        unit = 1
        for width in self.widths:
            unit *= width
        self.most = most * unit + unit // 2
        highest = int(columns[0].max(initial=0)) * BLOCK + most + 1
        self.kind: Any = np.int64 if (highest * unit).bit_length() <= BITS else object

    def packed(self, columns: Sequence[Ints]) -> Ints:
        """Columns as one."""
        out = columns[0].astype(self.kind)
        for column, width in zip(columns[1:], self.widths, strict=True):
            out = out * width + column.astype(self.kind)
        return out

    def unpacked(self, packed: Ints) -> list[NDArray[np.int64]]:
        """Sums of packed columns, each again by itself."""
        out = []
        for width in reversed(self.widths):
            low = (packed + width // 2) % width - width // 2
            out.append(low.astype(np.int64))
            packed = (packed - low) // width
        return [packed.astype(np.int64), *reversed(out)]


@dataclass(frozen=True)
class Part:
    """The choices of a part besides doing nothing: by how much each moves the index, and what it costs. Shape (choices,)."""

    by: Ints
    cost: Ints

    @property
    def reach(self) -> tuple[int, int]:
        """The most that the index falls and rises."""
        return min(0, int(self.by.min())), max(0, int(self.by.max()))


class Laid:
    """The least cost for each total of the index within ``ends``, where it is at most ``most``: ``ends`` and ``values``.

    Doing nothing costs nothing. The lower end may be open.
    """

    def __init__(self, parts: Sequence[Part], ends: tuple[int | None, int], most: int) -> None:
        self.parts, self.most = parts, most
        kind = parts[0].cost.dtype if parts else np.dtype(np.int64)
        self._never = np.int64(2) ** 62 if kind == np.int64 else 4 * most + 1
        reach = np.array([p.reach for p in parts], dtype=np.int64).reshape(-1, 2)
        rest = np.concatenate([np.cumsum(reach[::-1], axis=0)[::-1], np.zeros((1, 2), dtype=np.int64)])
        lowest = int(rest[0, 0]) if ends[0] is None else ends[0]
        self._low = (lowest - rest[:, 1]).tolist()  # of what may stand after so many parts
        self._high = (ends[1] - rest[:, 0]).tolist()
        table, first = np.zeros(1, dtype=kind), 0
        self._kept: dict[int, tuple[Ints, int]] = {}
        for n in range(len(parts)):
            if n % BLOCK == 0:
                table, first = self._trimmed(table, first)
                self._kept[n] = table, first
            table, first = self._next(table, first, n)
        inside = np.flatnonzero(table <= most)
        inside = inside[(inside + first >= self._low[-1]) & (inside + first <= self._high[-1])]
        self.ends, self.values = inside + first, table[inside]

    def choices(self, n: int) -> list[int | None]:
        """Which choice of each part makes up the n-th of the values; None where it does nothing."""
        at, value = int(self.ends[n]), self.values[n]
        out: list[int | None] = []
        for start in sorted(self._kept, reverse=True):
            stop = min(start + BLOCK, len(self.parts))
            tables = [self._kept[start]]
            for k in range(start, stop - 1):
                tables.append(self._next(*tables[-1], k))
            for k in reversed(range(start, stop)):
                (table, first), part = tables[k - start], self.parts[k]
                before = at - first - part.by
                known = np.flatnonzero((before >= 0) & (before < len(table)))
                right = known[table[before[known]] + part.cost[known] == value]
                own = 0 <= at - first < len(table) and table[at - first] == value
                if own:
                    out.append(None)
                    continue
                i = int(right[0])
                at, value = at - int(part.by[i]), value - part.cost[i]
                out.append(i)
        return out[::-1]

    def _trimmed(self, table: Ints, first: int) -> tuple[Ints, int]:
        """The sums within the limit, from the first of them to the last."""
        within = np.flatnonzero(table <= self.most)
        if not len(within):
            return table[:0], first
        start, stop = int(within[0]), int(within[-1]) + 1
        part = table[start:stop]
        return np.where(part <= self.most, part, self._never), first + start

    def _next(self, table: Ints, first: int, n: int) -> tuple[Ints, int]:
        """The sums after one more part, and the total at which they begin."""
        part = self.parts[n]
        down, up = part.reach
        low = max(first + down, self._low[n + 1])
        high = min(first + len(table) - 1 + up, self._high[n + 1])
        out = np.full(max(0, high - low + 1), self._never, dtype=table.dtype)
        moves = [(0, 0), *zip(part.by.tolist(), part.cost.tolist(), strict=True)]
        for begin in range(0, len(out), STRIP):
            strip = out[begin : begin + STRIP]
            for by, cost in moves:
                shift = low + begin - first - by  # of the table, against the strip
                start, stop = max(0, -shift), min(len(strip), len(table) - shift)
                if start < stop:
                    to = strip[start:stop]
                    np.minimum(to, table[start + shift : stop + shift] + cost, out=to)
        return out, low
