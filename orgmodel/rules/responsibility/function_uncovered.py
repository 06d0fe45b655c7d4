"""A unit does not cover every function that its level requires.

Why: The grid of units and functions has a hole: work of this kind reaches no one here. Covered is what the unit
itself, an office or a body in it carries. It follows from CPT302 where that already tells of every hole.
Remedy: Give each missing function to an office or body of the unit. Structural.
"""

import polars as pl

from orgmodel.rules.base import Rule

RULE = Rule(
    code="RSP706",
    name="function-uncovered",
    title_zh="横向未到边",
    severity="warning",
    table="coverage",
    where=lambda p: pl.col("missing").list.len() > 0,
    cause=lambda p: (
        pl.when(pl.col("untold") == 0).then(pl.lit("CPT302")),
        pl.col("subject"),
    ),
    values=lambda p: {
        "missing": pl.col("missing"),
        "filled": pl.col("filled"),
        "required": pl.col("required"),
    },
    ids=("subject",),
    needs=("requirements.function",),
    column="id",
    zh="{subject_name}应落实{required}项职能，已落实{filled}项，缺：{missing}",
    en="{subject_name} covers {filled} of {required} required functions; missing: {missing}",
    about_zh="""按层级应当落实的职能，在本单位有缺项。

影响：未做到“横向到边”，相关工作在这里没有着落。
处理：将缺项职能明确到本单位的机构或组织。
""",
    bad="""
profile: cn-party-2010
units:
  - {id: a, name: 某县局, kind: bureau, level: county, system: s}
  - {id: a-o, name: 某县局人事科, kind: personnel_office, host: a}
assignments:
  - {unit: a-o, function: building}
requirements:
  - {function: building, level: county}
  - {function: thought, level: county}
""",
    good="""
profile: cn-party-2010
units:
  - {id: a, name: 某县局, kind: bureau, level: county, system: s}
  - {id: a-o, name: 某县局人事科, kind: personnel_office, host: a}
assignments:
  - {unit: a-o, function: building}
  - {unit: a-o, function: thought}
requirements:
  - {function: building, level: county}
  - {function: thought, level: county}
""",
)
