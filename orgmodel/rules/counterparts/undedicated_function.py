"""A function is carried only by offices that were set up for something else.

Why: Work that is lodged with another office comes second there. The file says so itself: none of the carriers of the
function in this unit is dedicated to it.
Remedy: Set up an office for it, or dedicate one. Structural.
"""

import polars as pl

from orgmodel.rules.base import Rule

RULE = Rule(
    code="CPT303",
    name="undedicated-function",
    title_zh="职能无专设机构",
    severity="warning",
    table="coverage",
    where=lambda p: pl.col("shared").list.len() > 0,
    values=lambda p: {"functions": pl.col("shared")},
    ids=("subject",),
    needs=("assignments.dedicated",),
    column="id",
    zh="{subject_name}的{functions}仅由其他机构兼办，没有专设机构",
    en="{subject_name}: only offices set up for something else carry {functions}",
    about_zh="""职能由合署或兼办的机构承担，没有专设机构。

影响：兼办机构难以兼顾，责任“寄人篱下”，容易相互推诿。
处理：设立或明确专门机构承担。
""",
    bad="""
profile: cn-party-2010
units:
  - {id: a, name: 某县局, kind: bureau, level: county, system: s}
  - {id: a-o, name: 某县局人事科, kind: personnel_office, host: a}
assignments:
  - {unit: a-o, function: building, dedicated: false}
""",
    good="""
profile: cn-party-2010
units:
  - {id: a, name: 某县局, kind: bureau, level: county, system: s}
  - {id: a-o, name: 某县局机关党委办, kind: party_office, host: a}
assignments:
  - {unit: a-o, function: building, dedicated: true}
""",
)
