"""What is asked of a view: the orgs, and how they are to be shown."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

import polars as pl

from orgmodel.model import Org
from orgmodel.proposals import Plans, propose
from orgmodel.rules import Report, check
from orgmodel.scene import PAPERS, Font, Paper
from orgmodel.scene.text import plain


@dataclass(frozen=True)
class Asked:
    """One org, or two and what changed between them; ``paper`` None is the view's own sheet.

    ``focus`` is the id of the unit that is shown with what stands above and below it, the latter ``depth`` levels deep;
    ``highlight`` holds prefixes of codes whose findings are marked. ``plan`` names the proposal that is shown, ``start`` its first day.
    """

    before: Org
    after: Org | None
    lang: str
    font: Font
    paper: Paper | None = None
    focus: str | None = None
    depth: int | None = None
    highlight: tuple[str, ...] = ()
    plan: str | None = None
    start: datetime.date | None = None
    known: Plans | None = field(default=None, compare=False)  # proposals made already

    def on(self, names: Sequence[str]) -> Paper:
        """The sheet to draw on: the one asked for, else the first of these, the view's own."""
        return self.paper or PAPERS[names[0]]

    @property
    def about(self) -> str:
        """The name of the unit in focus, empty without one."""
        orgs = [org for org in (self.before, self.after) if org is not None and self.focus is not None]
        names = [n for org in orgs for n in org.units.filter(pl.col("id") == self.focus)["name"] if n]
        return plain(names[0]) if names else ""

    @cached_property
    def plans(self) -> Plans:
        """The proposals for the org as it is."""
        return self.known or propose(self.before)

    @cached_property
    def findings(self) -> tuple[Report, Report | None]:
        """What the detector finds before and after."""
        return check(self.before), check(self.after) if self.after is not None else None
