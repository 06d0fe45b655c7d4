"""Of the deployments of one task to one unit for one period, one is kept.

Why: The unit does and reports the work once, and answers to one side for the result. Kept is the line named first: the
order of the file is the planner's own.
Needs: the lines agree that the one issues the task for all of them. Structural.
"""

from dataclasses import replace

import polars as pl

from orgmodel.graph.periods import period_words
from orgmodel.moves.base import Move, MoveKind
from orgmodel.moves.situation import Situation

TASK = pl.format("{}>{}:{}", "key", "target", "period")


def candidates(s: Situation) -> list[Move]:
    """One move a task that a unit was given more than once; source is the line that keeps it, target the task."""
    found = s.findings["COO951"]
    if not found:
        return []
    tasks = s.org.tables["tasks"].with_row_index("row").with_columns(task=TASK)
    tasks = tasks.filter(pl.col("task").is_in(list(found)))
    out = []
    for (key, unit, period), rows in tasks.group_by("key", "target", "period", maintain_order=True):
        finding = found[rows["task"][0]]
        at = s.base.index.get(str(unit), -1)
        frozen = s.frozen(at, s.host[at]) if at >= 0 else None
        if frozen:
            s.refuse([finding], "frozen", frozen)
            continue
        dropped = [replace(s.rewrite("tasks", row), after=None) for row in rows["row"][1:]]
        out.append(
            Move(
                "deduplicate",
                str(unit),
                rows["line"][0],
                f"{key} {period}",
                slot=f"deduplicate:{unit}>{key}:{period}",
                effort=s.profile.efforts["deduplicate"],
                edits=tuple(dropped),
                clears=(finding,),
            )
        )
    return out


def _said(target: str, language: str) -> str:
    """A task with its period, as the target names it, in words.

    >>> _said("专题学习 2016Q4", "zh"), _said("hygiene audit 2016Q4", "en")
    ('2016年第四季度专题学习', 'hygiene audit for Q4 2016')
    """
    key, _, period = target.rpartition(" ")
    when = period_words(period, language)
    return f"{when}{key}" if language == "zh" else f"{key} for {when}"


MOVE = MoveKind(
    kind="deduplicate",
    title_zh="合并部署",
    order=16,
    repairs=("COO951",),
    candidates=candidates,
    whole=True,
    between="words",
    target_words=_said,
    zh="向{subject}部署的“{target}”统一由{source}牵头，取消其他条线的重复部署",
    en="Let {source} alone issue {target} to {subject}; drop the duplicates",
    about_zh="""同一时段向同一单位重复部署的同一任务，只保留一次部署。

影响：基层不再重复落实、重复报送，同一结果只向一头负责。
前提：有关条线协商一致，由文件中列在最前的条线牵头部署。
""",
    bad="""
profile: cn-party-2010
units:
  - {id: c, name: 某县局, kind: bureau, level: county, system: s}
tasks:
  - {key: 专题学习, line: 党建, target: c, period: 2016Q4}
  - {key: 专题学习, line: 党风廉政, target: c, period: 2016Q4}
""",
    good="""
profile: cn-party-2010
units:
  - {id: c, name: 某县局, kind: bureau, level: county, system: s}
tasks:
  - {key: 专题学习, line: 党建, target: c, period: 2016Q4}
""",
)
