"""Round ticks: the figures that stand along the axis of a chart."""

from math import ceil, floor, log10


def ticks(low: float, high: float, most: int) -> list[float]:
    """Round numbers from at or below ``low`` to at or above ``high``, evenly spaced, at most ``most`` of them.

    >>> ticks(0, 474, 6)
    [0.0, 100.0, 200.0, 300.0, 400.0, 500.0]
    >>> ticks(0, 0, 6)
    [0.0, 0.2, 0.4, 0.6, 0.8, 1.0]
    """
    if high <= low:
        high = low + 1.0
    power = floor(log10((high - low) / most)) - 1
    while True:
        for base in (1, 2, 5):
            step = base * 10.0**power
            first, last = floor(low / step + 1e-9), ceil(high / step - 1e-9)
            if last - first < most:
                return [round(n * step, 9) for n in range(first, last + 1)]
        power += 1


def figure(value: float) -> str:
    """A number as people write it: 35.1, 0, 1200.

    >>> figure(35.10), figure(100.0)
    ('35.1', '100')
    """
    return f"{round(value, 6):.12g}"
