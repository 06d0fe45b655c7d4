"""What a proposal is: a plan with its certificate, and the set of plans that is offered."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from orgmodel.model import Edit, Org, joined
from orgmodel.moves import TWENTIETHS, Move

if TYPE_CHECKING:
    from orgmodel.proposals.clock import Clock
    from orgmodel.proposals.reasons import Kept, Reason
    from orgmodel.proposals.solve import Solution

CRITERIA = {
    "stay": (),
    "mandatory": ("errors", "effort", "ties", "exposure"),
    "balance": ("exposure+ties", "exposure", "effort"),  # one sum, at the rate of the chord of the frontier
    "full": ("exposure", "ties", "effort"),
    "custom": ("exposure", "ties", "effort"),
}
NAMES = (*CRITERIA, "alternative")  # a further plan has a number besides: alternative-1


@dataclass(frozen=True)
class Certificate:
    """What is proven of a plan: ``status`` is ``optimal``, ``reference``, ``alternative`` or ``time-limit``.

    ``bound`` is what no plan can fall below in the plan's first criterion, ``gap`` the share of it that is open. ``variables``
    and ``rows`` are the size of the whole model.
    """

    status: str
    bound: int
    gap: float
    variables: int
    rows: int


@dataclass(frozen=True)
class Left:
    """A root finding that a plan leaves: why, and who stands in the way.

    ``reason`` is ``no-move`` (no kind of move repairs it), that of a refusal (``consent``, ``frozen``, ``forbidden``, …), ``price``
    (it could be cleared; the plan's criteria put something else first), or, where the plan of least exposure leaves it too,
    ``offset`` (not without raising as much elsewhere) or ``limited`` (a limit that parts share leaves no room).
    """

    code: str
    subject: str
    severity: str
    reason: str
    by: str | None = None


@dataclass(frozen=True, eq=False)
class Plan:
    """A plan with its certificate. ``ties`` in units of the org file."""

    name: str
    exposure: int
    ties: float
    effort: int
    errors: int
    certificate: Certificate
    moves: tuple[Move, ...]
    phases: tuple[tuple[Move, ...], ...]
    residual: tuple[Left, ...]
    told: Callable[[Move], str]  # a move as a sentence in the org's language
    criteria: tuple[str, ...]  # what it minimises, one after the other; a further plan is ranked by these

    @property
    def status(self) -> str:
        """``optimal``, ``reference``, ``alternative`` or ``time-limit``."""
        return self.certificate.status

    @property
    def bound(self) -> int:
        """What no plan can fall below in the first criterion."""
        return self.certificate.bound

    @property
    def gap(self) -> float:
        """The share of the first criterion that is not proven; 0 for an optimal plan."""
        return self.certificate.gap

    @property
    def edits(self) -> tuple[Edit, ...]:
        """The edits of all moves, in the order of the phases."""
        return joined(move.edits for phase in self.phases for move in phase)

    def as_dict(self) -> dict[str, Any]:
        """The JSON shape of a plan."""
        number = {m.id: n for n, phase in enumerate(self.phases, start=1) for m in phase}
        return {
            "name": self.name,
            "exposure": self.exposure,
            "ties": self.ties,
            "effort": self.effort,
            "errors": self.errors,
            "criteria": list(self.criteria),
            "status": self.status,
            "bound": self.bound,
            "gap": self.gap,
            "variables": self.certificate.variables,
            "rows": self.certificate.rows,
            "moves": [{**_move(m, number[m.id]), "text": self.told(m)} for m in self.moves],
            "residual": [
                {"code": r.code, "subject": r.subject, "severity": r.severity, "reason": r.reason, "by": r.by}
                for r in self.residual
            ],
            "phases": [[m.id for m in phase] for phase in self.phases],
        }


def _move(move: Move, phase: int) -> dict[str, Any]:
    return {
        "id": move.id,
        "kind": move.kind,
        "subject": move.subject,
        "from": move.source,
        "to": move.target,
        "effort": move.effort,
        "tie": move.tie / TWENTIETHS,
        "needs": list(move.needs),
        "clears": [list(finding) for finding in move.clears],
        "cites": [{"document": c.document, "year": c.year, "article": c.article} for c in move.cites],
        "phase": phase,
    }


@dataclass(frozen=True)
class FrontierPoint:
    """One point of the exact frontier."""

    exposure: int
    ties: float
    effort: int
    status: str = "optimal"
    gap: float = 0.0


@dataclass(frozen=True, eq=False)
class Plans(Mapping[str, Plan]):
    """The named plans (``stay``, ``mandatory``, ``balance``, ``full``) and the frontier that they stand on.

    ``straight`` is true where the frontier has no balance point; ``balance`` is then the plan ``full``.
    """

    org: Org
    plans: Mapping[str, Plan]
    frontier: tuple[FrontierPoint, ...]
    straight: bool
    solution: "Solution"

    def __getitem__(self, name: str) -> Plan:
        return self.plans[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.plans)

    def __len__(self) -> int:
        return len(self.plans)

    @property
    def complete(self) -> bool:
        """Whether the frontier holds every point: a budget shared by too many parts leaves some of them, each proven."""
        return self.solution.proven and self.solution.frontier.complete

    def reasons(self, name: str, clock: "Clock | None" = None) -> dict[str, "Reason"]:
        """Why each move of a plan is in it, by id of the move; worked out as far as ``clock`` lets it be."""
        from orgmodel.proposals.reasons import reasons

        return reasons(self.solution, name, self[name].moves, clock)

    def kept(self, name: str) -> list["Kept"]:
        """The local ties that a plan keeps although a move could close a chain by cutting them, the largest first.

        Only those for whose sake something is left: what ``full`` leaves too is left for another reason.
        """
        from orgmodel.proposals.reasons import kept

        chosen = {(left.code, left.subject) for left in self[name].residual if left.reason == "price"}
        return kept(self.solution, self[name].moves, chosen)

    def as_dict(self) -> dict[str, Any]:
        """The JSON shape of a proposal."""
        stay = self["stay"]
        return {
            "stay": {"exposure": stay.exposure, "ties": stay.ties, "effort": stay.effort},
            "frontier": [
                {"exposure": p.exposure, "ties": p.ties, "effort": p.effort, "status": p.status, "gap": p.gap}
                for p in self.frontier
            ],
            "straight": self.straight,
            "complete": self.complete,
            "plans": [plan.as_dict() for plan in self.values()],
        }
