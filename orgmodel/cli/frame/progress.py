"""What a person at a terminal sees of a proposal while it is made, and how an interrupt ends it early."""

import os
import signal
import sys
import threading
from types import FrameType, TracebackType
from typing import TYPE_CHECKING, Any

from orgmodel.cli.frame.verbs import INTERRUPTED

if TYPE_CHECKING:
    from orgmodel.proposals.clock import Clock, Progress

DELAY = 1.0  # seconds before anything is shown
STAGES = {
    "moves": ("正在提出措施", "looking for moves"),
    "effects": ("正在试算措施的效果", "trying the moves out"),
    "solve": ("正在求解", "solving"),
    "check": ("正在复核", "checking the plans"),
    "reasons": ("正在测算各项措施的临界值", "working out why each move is there"),
}
REACHED = (
    "问题分值{exposure}，下限{bound}，差距{gap:.1f}%",
    "exposure {exposure}, bound {bound}, gap {gap:.1f}%",
)
STOPPING = (
    "正在收尾，随后给出目前最好的方案；再按一次Ctrl-C立即退出",
    "Stopping; the best plans so far will follow. Ctrl-C again leaves at once",
)


class Watch:
    """Shows on a terminal how far a clock's work has come; the first interrupt stops the clock, the second leaves at once.

    Nothing is shown where standard error is no terminal, where ``quiet`` asks for silence, or before a second has passed.
    """

    def __init__(self, clock: "Clock", language: str, quiet: bool = False) -> None:
        self.clock = clock
        self.side = 0 if language == "zh" else 1
        self.shown = not quiet and sys.stderr.isatty()
        self._lock = threading.Lock()
        self._timer = threading.Timer(DELAY, self._open)
        self._timer.daemon = True
        self._last: Progress | None = None
        self._bar: Any = None
        self._before: Any = None
        self._ended = False

    def __enter__(self) -> "Watch":
        if threading.current_thread() is threading.main_thread():
            self._before = signal.signal(signal.SIGINT, self._interrupted)
        if self.shown:
            self.clock.tell = self._told
            self._timer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._timer.cancel()
        with self._lock:
            self._ended = True
            if self._bar is not None:
                self._bar.stop()
        if self._before is not None:
            signal.signal(signal.SIGINT, self._before)

    def text(self, progress: "Progress") -> str:
        """How far the work has come, in a line."""
        if self.clock.stopped:
            return STOPPING[self.side]
        out = STAGES[progress.stage][self.side] if progress.stage in STAGES else progress.stage
        if progress.total:
            out += f" {progress.done}/{progress.total}"
        if progress.exposure is not None and progress.bound is not None:
            open_ = progress.exposure - progress.bound
            gap = 100 * open_ / progress.exposure if progress.exposure > 0 else 0.0
            reached = REACHED[self.side].format(exposure=progress.exposure, bound=progress.bound, gap=gap)
            out += ("；", "; ")[self.side] + reached
        return out

    def _told(self, progress: "Progress") -> None:
        with self._lock:
            self._last = progress
            self._draw()

    def _open(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, SpinnerColumn, TextColumn, TimeElapsedColumn
        from rich.progress import Progress as Bar

        with self._lock:
            if self._ended:
                return
            columns = (
                SpinnerColumn(),
                TextColumn("{task.description}", markup=False),
                BarColumn(20),
                TimeElapsedColumn(),
            )
            self._bar = Bar(*columns, console=Console(stderr=True), transient=True)
            self._bar.add_task("", total=None)
            self._draw()
            self._bar.start()

    def _draw(self) -> None:
        if self._bar is not None and self._last is not None:
            total = self._last.total or None
            done = self._last.done if total else 0
            self._bar.update(0, description=self.text(self._last), total=total, completed=done)

    def _interrupted(self, number: int, frame: FrameType | None) -> None:
        """Runs between two steps of the work, so it takes no lock and writes past all buffers."""
        if self.clock.stopped:
            os.write(2, b"\x1b[?25h\n" if self.shown else b"")  # the cursor, which a bar hides
            os._exit(INTERRUPTED)
        self.clock.stop()
        os.write(2, f"{STOPPING[self.side]}\n".encode())
