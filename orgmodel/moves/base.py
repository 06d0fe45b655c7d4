"""What a move is: one change that a planner may order, with its price, what it needs and what allows it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from orgmodel.model import Edit
from orgmodel.profiles import Citation

if TYPE_CHECKING:
    from orgmodel.moves.situation import Situation

TWENTIETHS = 20  # ties are whole twentieths, so that half of a tie with one decimal stays exact
FindingKey = tuple[str, str]  # code and subject


@dataclass(frozen=True)
class Move:
    """One candidate change.

    ``effort`` in points, consents included; ``tie`` in twentieths, negative where the move keeps a part of a tie
    that another move cuts. Of the moves in one ``slot`` at most one is made. Each group of ``requires`` must hold a
    move that is made too; in the slots that it ``excludes`` none is made beside it. ``uses`` counts against capacities
    (:attr:`Situation.capacities`), a name once for each unit of it. ``needs`` says what the planner must obtain:
    ``consent:ID``, ``approval``, ``threshold``, ``pool:ID``. ``edits`` are made from the org as it is: moves of one plan may
    change different cells of one row.
    """

    kind: str
    subject: str
    source: str | None
    target: str | None
    slot: str
    effort: int
    tie: int = 0
    needs: tuple[str, ...] = ()
    edits: tuple[Edit, ...] = ()
    clears: tuple[FindingKey, ...] = ()
    requires: tuple[tuple[str, ...], ...] = ()
    excludes: tuple[str, ...] = ()
    uses: tuple[str, ...] = ()
    cites: tuple[Citation, ...] = field(default=(), compare=False)

    @cached_property
    def id(self) -> str:
        """A name that is the same in every run: ``reattach:b1>c-pc``."""
        to = f">{self.target}" if self.target else ""
        return f"{self.kind}:{self.subject}{to}" + ("+approval" if "approval" in self.needs else "")


@dataclass(frozen=True)
class Refusal:
    """Why no move clears a finding: ``by`` is who stands in the way.

    ``reason`` is ``consent``, ``frozen``, ``target`` (nowhere to go), ``pool`` (no posts to allot), ``commissioner`` (a post that
    watches over discipline must come first) or ``forbidden`` (the planner wants no such move).
    """

    finding: FindingKey
    reason: str
    by: str


@dataclass(frozen=True, eq=False)
class MoveKind:
    """A kind of move as data; one file each.

    ``repairs`` are the rules that it can clear. ``candidates`` proposes moves for a situation in which the
    kinds that come before it (``order``) have already proposed theirs. ``bad`` and ``good`` are an org before and
    after exactly this move. Sentences use ``{subject}``, ``{source}`` and ``{target}`` as names; ``first_zh`` and ``first_en``
    stand where there is no source yet. ``standing`` says which of source and target are ends of lines as the file has them,
    so that they may name no unit; ``target_words`` says a target that is no name in ``zh`` or ``en``. A kind is ``whole`` when
    ``clears`` names every finding that its moves clear and they raise none; what other kinds do is modelled in
    :mod:`orgmodel.proposals.effects` or tried out there.
    """

    kind: str
    title_zh: str
    order: int
    repairs: tuple[str, ...]
    candidates: Callable[["Situation"], Sequence[Move]]
    zh: str
    en: str
    bad: str
    good: str
    about_zh: str
    role: str = "vertical"  # the role without which a profile has no such move
    whole: bool = False
    between: Literal["units", "kinds", "words", "edits"] = (
        "units"  # what source and target name; edits: the target is what they do
    )
    first_zh: str = ""
    first_en: str = ""
    standing: tuple[Literal["source", "target"], ...] = ()
    target_words: Callable[[str, str], str] | None = None

    def title(self, language: str) -> str:
        """The name of the kind in ``zh`` or ``en``."""
        return self.title_zh if language == "zh" else self.kind

    def sentence(
        self,
        move: Move,
        name: Callable[[str], str],
        label: Callable[[str], str],
        language: str,
        known: Callable[[str], bool] = lambda id: True,
        changes: Callable[[], str] = lambda: "",
    ) -> str:
        """The move as an order in ``zh`` or ``en``.

        ``name`` gives a unit's name, ``label`` that of a kind; an id that is not ``known`` at the end of a line is told as such;
        ``changes`` tells what the edits do, where the kind says nothing else.
        """
        zh = language == "zh"
        first = self.first_zh if zh else self.first_en
        text = first if first and move.source is None else self.zh if zh else self.en
        ways: dict[str, Callable[[str], str]] = {"units": name, "kinds": label, "words": str, "edits": str}
        shown = {"subject": name(move.subject)}
        for end, id in (("source", move.source), ("target", move.target)):
            if id and end in self.standing and not known(id):
                shown[end] = f"“{id}”（编号不存在）" if zh else f"{id} (no such unit)"
            else:
                shown[end] = ways[self.between](id) if id else ""
        if self.target_words and move.target:
            shown["target"] = self.target_words(move.target, language)
        if self.between == "edits":
            shown["target"] = changes()
        return text.format(**shown)
