"""A unit has more direct subordinates than one superior is thought to be able to direct.

Why: The wider the span, the less of what each subordinate does reaches the superior. The number is practice, not law, and
counts vertical lines alone.
Remedy: Put some subordinates under one of them or under a level in between, or set another number in the profile. Structural.
"""

import polars as pl

from orgmodel.profiles import Profile
from orgmodel.rules.base import Rule


def _wide(p: Profile) -> pl.Expr:
    if "span_most" not in p.thresholds:
        return pl.lit(False)
    return pl.col("span") > p.threshold("span_most")


_UNITS = "".join(
    f"  - {{id: c{n:02}, name: 第{n}县局, kind: bureau, level: county, system: s, management: m}}\n"
    for n in range(1, 17)
)
_CITY = "\nprofile: cn-party-2010\nunits:\n  - {id: m, name: 某市局, kind: bureau, level: city, system: s}\n"

RULE = Rule(
    code="STR113",
    name="span-of-control",
    title_zh="管理幅度过大",
    severity="info",
    table="spans",
    where=_wide,
    values=lambda p: {"span": pl.col("span"), "threshold": pl.lit(p.threshold("span_most"))},
    ids=("subject",),
    column="id",
    zh="{subject_name}直接管理{span}个单位，超过{threshold}个",
    en="{subject_name} has {span} direct subordinates, more than {threshold}",
    about_zh="""直接管理的下级单位过多。标准为经验值，没有条文依据，只计垂直管理关系。

影响：管理幅度过宽，对下级情况难以逐一掌握，督促指导容易流于形式。
处理：适当增设中间层级或划片管理；确有需要的，在扩展配置中调整标准。
""",
    bad=_CITY + _UNITS,
    good=_CITY + _UNITS.replace(_UNITS.splitlines(keepends=True)[-1], ""),
)
