"""What each finding counts in exposure: the weight of its severity, unless its rule is off or the planner allows it."""

from functools import cached_property

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

    def of(self, finding: FindingKey) -> tuple[int, bool]:
        """What a finding counts in exposure, and whether it is an error; 0 where its rule is off or it is allowed."""
        rule = self.s.report.rules[finding[0]]
        off = self.profile.off(rule.code) or rule.code in self.s.report.silent
        if off or rule.code not in self.counted or finding in self.allowed:
            return 0, False
        severity = rule.severity_in(self.profile)
        return self.weights[severity], severity == "error"
