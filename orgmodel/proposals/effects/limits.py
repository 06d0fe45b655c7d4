"""What no effect took up, and what binds whole plans: requirements, exclusions, resources, and the planner's options."""

from orgmodel.proposals.effects.world import World
from orgmodel.proposals.model import Condition, terms


def finish(world: World) -> None:
    """Count what is left as residual; add what each move requires and uses, and what the planner asks."""
    _left(world)
    model, used = world.model, dict[str, dict[int, int]]()
    for i, move in enumerate(model.moves):
        for group in move.requires:
            given = {model.number[m]: -1 for m in group if m in model.number}
            model.limit({**given, i: 1}, 0)
        for slot in move.excludes:
            model.limit({**dict.fromkeys(model.slots.get(slot, ()), 1), i: 1}, 1)
        for name in move.uses:
            count = used.setdefault(name, {})
            count[i] = count.get(i, 0) + 1
    for name, coefficients in used.items():
        model.limit(coefficients, world.s.capacities[name], shared=name.startswith("pool:"))
    for ids in world.options.required(world.s):
        model.limit({model.number[id]: -1 for id in ids}, -1)
    if world.options.max_effort is not None:
        efforts = {i: m.effort for i, m in enumerate(model.moves)}
        model.limit(efforts, world.options.max_effort, shared=True)


def _left(world: World) -> None:
    """Findings that no effect defines: cleared by any of the moves that name them, or by none at all."""
    for finding in world.roots:
        clearing = {i for slot in world.declared.get(finding, ()) for i in world.model.slots[slot]}
        if finding not in world.taken and clearing:
            world.add(finding, [Condition(terms(dict.fromkeys(clearing, -1)), 0)])
    for finding in world.roots:
        weight, error = world.weight(finding)
        if finding not in world.taken and (weight or error):
            world.model.residual.append((finding, weight, error))
