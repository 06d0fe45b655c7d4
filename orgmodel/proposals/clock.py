"""How long a proposal may still take, and what is told of it while it is made."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Progress:
    """How far a proposal has come: what is being done, and the best exposure so far with its proven bound.

    ``stage`` is ``moves``, ``effects``, ``solve``, ``check`` or ``reasons``; ``done`` of ``total`` parts of it; ``exposure`` and ``bound`` are
    None before the first plan.
    """

    stage: str
    done: int = 0
    total: int = 0
    exposure: int | None = None
    bound: int | None = None


@dataclass
class Clock:
    """A limit in seconds from its making on (None for no limit), and whom to tell how far things are."""

    limit: float | None = None
    tell: Callable[[Progress], None] = lambda progress: None
    started: float = field(default_factory=time.monotonic)
    stopped: bool = False

    def stop(self) -> None:
        """Let the work end at the next step, as if the time were over."""
        self.stopped = True

    @property
    def left(self) -> float | None:
        """Seconds left, None without a limit."""
        if self.stopped:
            return 0.0
        return None if self.limit is None else self.limit - (time.monotonic() - self.started)

    @property
    def over(self) -> bool:
        """Whether the time is over."""
        left = self.left
        return left is not None and left <= 0
