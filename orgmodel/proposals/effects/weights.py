"""What each finding counts in exposure: the weight of its severity, unless its rule is off or the planner allows it.

An error counts as an error even where errors weigh nothing.
"""

from functools import cached_property

import polars as pl

from orgmodel.moves import FindingKey, Situation
from orgmodel.proposals.options import Options


class Weights:
    """The weights of findings for one org and the planner's options."""

    def __init__(self, situation: Situation, options: Options) -> None:
        self.s, self.profile = situation, situation.profile
        self.weights = options.weighing(self.profile)
        self.counted = options.counted(list(situation.report.rules))

    @cached_property
    def allowed(self) -> set[FindingKey]:
        """Findings that an entry of ``allow`` covers on the org's day."""
        day = self.s.org.as_of
        rows = self.s.org.tables["allow"].select("rule", "subject", "until").iter_rows()
        return {(rule, subject) for rule, subject, until in rows if not (day and until and until < day)}

    @cached_property
    def by_code(self) -> dict[str, tuple[int, bool]]:
        """What a finding of each rule counts, and whether it is an error; 0 where the rule is off or not asked for."""
        out = {}
        for code, rule in self.s.report.rules.items():
            off = self.profile.off(code) or code in self.s.report.silent or code not in self.counted
            severity = rule.severity_in(self.profile)
            out[code] = (0, False) if off else (self.weights[severity], severity == "error")
        return out

    @cached_property
    def _columns(self) -> tuple[pl.DataFrame, pl.DataFrame]:
        weights = [(code, weight) for code, (weight, error) in self.by_code.items() if weight or error]
        known = pl.DataFrame(weights, schema={"code": pl.String, "weight": pl.Int64}, orient="row")
        keys = {"code": pl.String, "subject": pl.String}
        return known, pl.DataFrame(sorted(self.allowed), schema=keys, orient="row")

    def of(self, finding: FindingKey) -> tuple[int, bool]:
        """What a finding counts in exposure, and whether it is an error; 0 where its rule is off or it is allowed."""
        return (0, False) if finding in self.allowed else self.by_code[finding[0]]

    def counting(self, findings: pl.DataFrame) -> pl.DataFrame:
        """Those of these findings (``code``, ``subject``) that count, each with its ``weight``."""
        weights, allowed = self._columns
        counted = findings.join(weights, on="code", how="inner", maintain_order="left")
        return counted.join(allowed, on=["code", "subject"], how="anti", maintain_order="left")
