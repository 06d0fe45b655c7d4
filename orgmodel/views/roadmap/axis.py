"""The axis of time: stripes of weeks, months, quarters or years, or of so many days where there is no calendar."""

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from orgmodel.scene import Font
from orgmodel.views.roadmap.words import days_words, month, quarter, short_day, year

SIZE = 8.0
BEYOND = 15.0  # mm beside the field that words may take
_STEPS = (1, 2, 5, 10, 15, 30, 60, 90, 180, 360, 720, 1800, 3600)


@dataclass(frozen=True)
class Stripe:
    """A stretch of time in days from the first day of the roadmap, and its name, empty where it does not fit.

    The name of the first and of the last may stand out of the field: ``outward`` is -1 to the left, 1 to the right.
    """

    begin: int
    end: int
    words: str
    outward: int = 0


def stripes(total: int, start: datetime.date | None, width: float, lang: str, font: Font) -> list[Stripe]:
    """The finest stripes whose names fit; ``width`` millimetres hold ``total`` days."""
    tried: list[list[Stripe]] = []
    if start is None:
        tried = [_counted(total, step, lang) for step in _STEPS]
    else:
        tried = [list(_calendar(total, start, *way, lang)) for way in _WAYS]
    for made in tried:
        fitting = [s for s in made if _fits(s, total, width, font)]
        inner = made[1:-1] or made
        if all(s in fitting for s in inner):
            break
    return [_named(s, total, width, font) for s in made]


def _named(stripe: Stripe, total: int, width: float, font: Font) -> Stripe:
    """A stripe as it is told: the ends of the axis keep their names, which then begin a millimetre from the other end."""
    if _fits(stripe, total, width, font):
        return stripe
    outward = 1 if stripe.end == total else -1 if stripe.begin == 0 else 0
    if outward and _fits(stripe, total, width, font, BEYOND + 0.9):
        return replace(stripe, outward=outward)
    return replace(stripe, words="")


def _fits(stripe: Stripe, total: int, width: float, font: Font, more: float = 0.0) -> bool:
    return font.width(stripe.words, SIZE) + 2.0 <= (stripe.end - stripe.begin) / total * width + more


def _counted(total: int, step: int, lang: str) -> list[Stripe]:
    return [
        Stripe(n, min(n + step, total), days_words(n + 1, min(n + step, total), lang))
        for n in range(0, total, step)
    ]


def _calendar(
    total: int,
    start: datetime.date,
    first: Callable[[datetime.date], datetime.date],
    words: Callable[[datetime.date, str], str],
    lang: str,
) -> Iterator[Stripe]:
    """Stripes that begin where ``first`` of a day is that day."""
    begin = 0
    for n in range(1, total + 1):
        now = start + datetime.timedelta(n - 1)
        if n == total or first(now + datetime.timedelta(1)) != first(now):
            yield Stripe(begin, n, words(start + datetime.timedelta(begin), lang))
            begin = n


_WAYS: tuple[tuple[Callable[[datetime.date], datetime.date], Callable[[datetime.date, str], str]], ...] = (
    (lambda d: d - datetime.timedelta(d.weekday()), short_day),
    (lambda d: d.replace(day=1), month),
    (lambda d: d.replace(month=(d.month - 1) // 3 * 3 + 1, day=1), quarter),
    (lambda d: d.replace(month=1, day=1), year),
)
