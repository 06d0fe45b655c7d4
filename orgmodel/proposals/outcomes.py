"""What a few local choices lead to: a definition is read under every choice that it asks about.

A definition is a plain function that asks ``choose(slot)`` for the move made in a slot (None for none). It is run
again for each answer, so that its outcomes form a decision tree over only those slots that matter to it.
"""

from collections.abc import Callable, Iterable, Iterator

from orgmodel.moves import FindingKey
from orgmodel.proposals.model import Condition, Model, terms

Choose = Callable[[str], int | None]  # slot -> index of the move made in it, None for none
Definition = Callable[[Choose], Iterable[FindingKey]]


class _UndecidedError(Exception):
    def __init__(self, slot: str) -> None:
        self.slot = slot


def outcomes(model: Model, definition: Definition) -> Iterator[tuple[dict[str, int | None], set[FindingKey]]]:
    """Every combination of choices that the definition asks about, with the findings that stand under it."""
    open_: list[dict[str, int | None]] = [{}]
    while open_:
        made = open_.pop()

        def choose(slot: str, made: dict[str, int | None] = made) -> int | None:
            if slot not in model.slots:
                return None
            if slot not in made:
                raise _UndecidedError(slot)
            return made[slot]

        try:
            yield made, set(definition(choose))
        except _UndecidedError as ask:
            open_ += [{**made, ask.slot: option} for option in (*reversed(model.slots[ask.slot]), None)]


def conditions(model: Model, definition: Definition) -> dict[FindingKey, list[Condition]]:
    """For each finding that can stand the combinations of moves under which it does."""
    out: dict[FindingKey, list[Condition]] = {}
    for made, found in outcomes(model, definition):
        for finding in found:
            out.setdefault(finding, []).append(combination(model, made))
    return out


def combination(model: Model, made: dict[str, int | None]) -> Condition:
    """Holds under exactly these choices: these moves made, nothing in the slots left empty."""
    sums: dict[int, int] = {}
    for slot, option in made.items():
        if option is None:
            sums.update(dict.fromkeys(model.slots[slot], -1))
        else:
            sums[option] = 1
    return Condition(terms(sums), sum(option is not None for option in made.values()))
