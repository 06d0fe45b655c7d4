"""A proposal's whole model as one mixed-integer program in HiGHS, built at once from arrays."""

from collections.abc import Iterable, Sequence
from typing import Any

import highspy
import numpy as np

from orgmodel.proposals.model import Model, Terms


class Whole:
    """All moves, findings, limits and resources of a model in one program; ``gap`` is that of the last solve.

    Columns are the moves, then the findings, then the exemptions. Rows hold a finding's condition down unless the finding
    stands or an exemption holds, as in the product's own program of one component.
    """

    def __init__(self, model: Model, limit: float) -> None:
        self.gap, self.limit = 0.0, limit
        self._rows: list[tuple[Terms, float, float]] = []
        moves, forms = len(model.moves), len(model.forms)
        self._slot = {i: n for n, slot in enumerate(model.slots.values()) for i in slot}
        for slot in model.slots.values():
            if len(slot) > 1:
                self._rows.append((tuple((i, 1) for i in slot), -np.inf, 1))
        for found in (*model.limits, *model.resources):
            self._rows.append((found.terms, -np.inf, found.at_most))
        columns = moves + forms
        for n, form in enumerate(model.forms):
            exempt = range(columns, columns + len(form.unless))
            columns += len(form.unless)
            for z, condition in zip(exempt, form.unless, strict=True):
                least, _ = self._bounds(condition.terms)
                if condition.at_least > least:
                    held = (z, least - condition.at_least)
                    self._rows.append(((*condition.terms, held), least, np.inf))
            for condition in form.conditions:
                excess = self._bounds(condition.terms)[1] - condition.at_least + 1
                freed = [(c, -excess) for c in (moves + n, *exempt)]
                self._rows.append(((*condition.terms, *freed), -np.inf, condition.at_least - 1))
        self.objectives = {
            "exposure": [(moves + n, form.weight) for n, form in enumerate(model.forms)],
            "ties": [(i, move.tie) for i, move in enumerate(model.moves) if move.tie],
            "effort": [(i, move.effort) for i, move in enumerate(model.moves)],
        }
        self.shape = columns, len(self._rows)
        self._solver = self._passed(columns)

    def _bounds(self, terms: Terms) -> tuple[int, int]:
        """The least and the greatest sum that any choice gives, one move a slot."""
        low, high = dict[int, int](), dict[int, int]()
        for i, c in terms:
            slot = self._slot[i]
            low[slot], high[slot] = min(low.get(slot, 0), c), max(high.get(slot, 0), c)
        return sum(low.values()), sum(high.values())

    def _passed(self, columns: int) -> Any:
        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = columns, len(self._rows)
        lp.col_cost_, lp.col_lower_, lp.col_upper_ = np.zeros(columns), np.zeros(columns), np.ones(columns)
        lp.integrality_ = [highspy.HighsVarType.kInteger] * columns
        lp.row_lower_ = np.array([low for _, low, _ in self._rows])
        lp.row_upper_ = np.array([high for _, _, high in self._rows])
        lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        lp.a_matrix_.start_ = np.cumsum([0, *(len(terms) for terms, _, _ in self._rows)])
        lp.a_matrix_.index_ = np.array([i for terms, _, _ in self._rows for i, _ in terms], dtype=np.int32)
        lp.a_matrix_.value_ = np.array([c for terms, _, _ in self._rows for _, c in terms], dtype=np.float64)
        solver: Any = highspy.Highs()  # type: ignore[no-untyped-call]
        options = {
            "output_flag": False,
            "threads": 1,
            "mip_rel_gap": 0.0,
            "mip_abs_gap": 0.5,
        }
        for option, value in options.items():
            solver.setOptionValue(option, value)
        solver.passModel(lp)
        return solver

    def best(self, order: Sequence[str], ties: int | None = None) -> list[int]:
        """The proven least values of criteria, each with those before it held, under a number of ties if one is given.

        Ends at the first criterion whose least value is not proven in time; ``gap`` then is above 0.
        """
        added = 0
        if ties is not None:
            added += self._hold("ties", ties)
        values = []
        for name in order:
            costs = np.zeros(self.shape[0])
            for i, c in self.objectives[name]:
                costs[i] = c
            self._solver.changeColsCost(self.shape[0], np.arange(self.shape[0], dtype=np.int32), costs)
            self._solver.setOptionValue("time_limit", self._solver.getRunTime() + self.limit)
            self._solver.run()
            info = self._solver.getInfo()
            proven = self._solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
            self.gap = 0.0 if proven else max(float(info.mip_gap), 1e-9)
            if not proven:
                break
            values.append(round(info.objective_function_value))
            added += self._hold(name, values[-1])
        last = self._solver.getNumRow()
        self._solver.deleteRows(added, np.arange(last - added, last, dtype=np.int32))
        return values

    def _hold(self, name: str, at_most: int) -> int:
        terms: Iterable[tuple[int, int]] = self.objectives[name]
        index, value = (np.array(x) for x in zip(*terms, strict=True))
        self._solver.addRow(-np.inf, at_most, len(index), index.astype(np.int32), value.astype(np.float64))
        return 1
