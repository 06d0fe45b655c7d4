"""Rules over other rules: a body is weak with so many faults, and no longer once enough of them are mended.

Runs last, when it is known under which moves each of the counted findings stands.
"""

from collections.abc import Callable, Collection
from functools import partial

import polars as pl

from orgmodel.moves import FindingKey
from orgmodel.proposals.effects.world import World
from orgmodel.proposals.outcomes import Choose


def count(world: World) -> None:
    """Define what each rule over others finds about every subject that some move can help or harm."""
    for rule in world.s.report.rules.values():
        if not rule.over or world.profile.off(rule.code):
            continue
        numbers = pl.DataFrame({"faults": range(len(rule.over) + 1)})
        weak = set(numbers.filter(rule.where(world.profile))["faults"])
        found = world.s.report.hits.filter(pl.col("code").is_in([*rule.over, rule.code]))
        standing = set(found.select("code", "subject").iter_rows())
        subjects = {s for c, s in world.forms if c in rule.over} | {s for c, s in standing if c == rule.code}
        for subject in sorted(subjects):
            faults = [(code, subject) for code in rule.over]
            if any(fault in world.forms for fault in faults):
                found_at = partial(_faults, world, faults, standing)
                world.define([(rule.code, subject)], partial(_weak, (rule.code, subject), weak, found_at))


def _faults(world: World, faults: list[FindingKey], standing: set[FindingKey], choose: Choose) -> int:
    """How many of these findings stand under a choice."""
    number = 0
    for fault in faults:
        form = world.forms.get(fault)
        if form is None:
            number += fault in standing
            continue
        slots = {world.move(i).slot for i in form.touched}
        made = {i for i in (choose(slot) for slot in sorted(slots)) if i is not None}
        number += form.stands(made)
    return number


def _weak(
    key: FindingKey, weak: Collection[int], faults: Callable[[Choose], int], choose: Choose
) -> list[FindingKey]:
    """The finding of the rule about a subject, where so many faults stand."""
    return [key] if faults(choose) in weak else []
