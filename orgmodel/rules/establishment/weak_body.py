"""Several things are amiss with the organisation of one body at once.

Why: One fault is mended in passing; a body that gathers several needs to be put in order as a whole. The faults are
findings of their own and count besides.
Remedy: Draw up one plan for the body that mends all of them. Structural.
"""

import polars as pl

from orgmodel.profiles import Profile
from orgmodel.rules.base import Rule


def _weak(p: Profile) -> pl.Expr:
    if "weak_body" not in p.thresholds:
        return pl.lit(False)
    return pl.col("faults") >= p.threshold("weak_body")


RULE = Rule(
    code="EST413",
    name="weak-body",
    title_zh="组织软弱涣散",
    severity="warning",
    table="boards",
    over=("EST406", "EST407", "EST408", "EST409", "EST410", "EST411", "EST412"),
    where=_weak,
    values=lambda p: {"kind": pl.col("kind")},
    ids=("subject",),
    kinds=("kind",),
    column="id",
    zh="{subject_name}组织建设存在{faults}项问题（{codes_titles}），应列为重点整顿对象",
    en="{subject_name} is weak: {faults} things are amiss with it at once ({codes_titles})",
    about_zh="""同一组织在班子、任期、监督机构等方面同时存在多项问题。

影响：问题相互叠加，组织涣散，单项整改难以见效。
处理：列为重点整顿对象，制定一揽子整改方案。
""",
    bad="""
profile: cn-party-2010
as_of: 2016-12-01
units:
  - {id: c, name: 某县局, kind: bureau, level: county, system: s}
  - {id: c-pc, name: 某县局机关党委, kind: organ_committee, host: c, affiliation: owc, seats: 7, seats_filled: 5, term_start: 2013-11-30}
  - {id: owc, name: 某县直属机关工委, kind: organ_work_committee, level: county}
""",
    good="""
profile: cn-party-2010
as_of: 2016-12-01
units:
  - {id: c, name: 某县局, kind: bureau, level: county, system: s}
  - {id: c-pc, name: 某县局机关党委, kind: organ_committee, host: c, affiliation: owc, seats: 7, seats_filled: 5, term_start: 2016-10-15}
  - {id: owc, name: 某县直属机关工委, kind: organ_work_committee, level: county}
""",
)
