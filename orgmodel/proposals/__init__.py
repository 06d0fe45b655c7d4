"""Moves -> proven plans: the optimisation model, the frontier, the roadmap.

:func:`propose` is the verb. Moves become 0/1 variables and findings linear conditions over them
(:mod:`~orgmodel.proposals.model`, :mod:`~orgmodel.proposals.effects`); components are solved exactly
(:mod:`~orgmodel.proposals.dynamic`, :mod:`~orgmodel.proposals.milp`), merged (:mod:`~orgmodel.proposals.frontier`), and confirmed by
the detector (:mod:`~orgmodel.proposals.solve`).
"""

from orgmodel.proposals.offer import propose
from orgmodel.proposals.plan import FrontierPoint, Left, Plan, Plans
from orgmodel.proposals.planfile import load, save
from orgmodel.proposals.price import ties_lost
from orgmodel.proposals.solve import MismatchError

__all__ = ["FrontierPoint", "Left", "MismatchError", "Plan", "Plans", "load", "propose", "save", "ties_lost"]
