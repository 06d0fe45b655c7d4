"""The planner's sides of a proposal on the command line: weights, limits, and moves that must or must not be made."""

import math
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from orgmodel.proposals.options import Options

LARGEST = 10**9


class Amount(click.ParamType):  # type: ignore[type-arg]
    """A number from ``least`` to ``most`` (any if None), whole or not."""

    name = "number"

    def __init__(self, least: int = 0, whole: bool = True, most: int | None = None) -> None:
        self.least, self.whole, self.most = least, whole, most

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """The number, or a usage error that says which are allowed."""
        try:
            found = int(value) if self.whole else float(value)
        except ValueError:
            found = math.nan
        if not self.least <= found <= (self.most or LARGEST):
            kind = "a whole number" if self.whole else "a number"
            span = f"from {self.least} to {self.most}" if self.most else f"of {self.least} or more"
            self.fail(
                f"{value!r} is not {kind} {span}. Write it in digits, such as {self.least + 1}.", param, ctx
            )
        return found


class Weights(click.ParamType):  # type: ignore[type-arg]
    """What findings of each severity count, such as error=10,warning=3,info=0."""

    name = "weights"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dict[str, int]:
        """Severity -> weight, or a usage error."""
        if isinstance(value, dict):
            return value
        out: dict[str, int] = {}
        for part in str(value).replace("，", ",").split(","):
            name, _, weight = (p.strip() for p in part.partition("="))
            known = name in ("error", "warning", "info") and name not in out
            if not known or not (weight.isascii() and weight.isdigit()) or len(weight) > 6:
                self.fail(
                    f"{part.strip()!r} is not a weight; allowed: error=N, warning=N, info=N, each once, N a whole "
                    "number from 0 to 999999. Write it as error=10,warning=3,info=1.",
                    param,
                    ctx,
                )
            out[name] = int(weight)
        return out


def listed(values: Iterable[str]) -> tuple[str, ...]:
    """Values that were repeated or separated by commas, each once, in the order given."""
    parts = (part.strip() for value in values for part in value.split(","))
    return tuple(dict.fromkeys(part for part in parts if part))


def asked_options(command: Any) -> Any:
    """The options that :func:`asked` makes :class:`Options` of."""
    options = [
        click.option(
            "--weights", type=Weights(), metavar="W", help="What findings count: error=10,warning=3,info=1."
        ),
        click.option(
            "--max-effort", type=Amount(), metavar="N", help="Spend at most so many points of effort."
        ),
        click.option(
            "--max-ties", type=Amount(whole=False), metavar="X", help="Lose at most so much of local ties."
        ),
        click.option("--lock", multiple=True, metavar="ID", help="Leave these units as they are."),
        click.option(
            "--require", multiple=True, metavar="MOVE@ID", help="Make this move, such as reattach@b1."
        ),
        click.option("--forbid", multiple=True, metavar="MOVE[@ID]", help="Make no such move."),
        click.option(
            "--only", multiple=True, metavar="CODES", help="Count only these rules; STR is a prefix."
        ),
        click.option("--time-limit", type=Amount(whole=False), metavar="SECONDS", help="Stop after so long."),
        click.option(
            "--alternatives",
            type=Amount(most=100),
            default=0,
            metavar="K",
            help="Offer so many further plans.",
        ),
    ]
    for option in reversed(options):
        command = option(command)
    return command


def asked(values: dict[str, Any]) -> "Options":
    """The planner's options; takes out of ``values`` what belongs to them."""
    from orgmodel.proposals.options import Options, english

    return Options(
        weights=values.pop("weights") or {},
        max_effort=values.pop("max_effort"),
        max_ties=values.pop("max_ties"),
        lock=listed(values.pop("lock")),
        require=tuple(map(english, listed(values.pop("require")))),
        forbid=tuple(map(english, listed(values.pop("forbid")))),
        only=listed(values.pop("only")),
        time_limit=values.pop("time_limit"),
        alternatives=values.pop("alternatives"),
    )
