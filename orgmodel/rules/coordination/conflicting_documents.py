"""Two rule documents in force contradict each other.

Why: Whoever follows the one breaks the other, and a unit between two lines is wrong whatever it does.
Remedy: Change or repeal one of the two, or let a third one decide between them. Structural.
"""

import polars as pl

from orgmodel.rules.base import Rule

RULE = Rule(
    code="COO955",
    name="conflicting-documents",
    title_zh="制度相抵触",
    severity="warning",
    table="conflicts",
    where=lambda p: pl.lit(True),
    values=lambda p: {
        "document": pl.col("document"),
        "other": pl.col("other"),
        "document_name": pl.col("document_name"),
        "other_name": pl.col("other_name"),
    },
    home="documents",
    column="conflicts_with",
    zh="《{document_name}》与《{other_name}》相抵触，且均为有效",
    en="{document_name} and {other_name} contradict each other, and both are in force",
    about_zh="""两份有效的制度文件相互抵触。

影响：遵守一份就违反另一份，处于两条线之间的单位无所适从。
处理：修订或废止其中一份，或另行明文规定以哪一份为准。
""",
    bad="""
profile: cn-party-2010
units:
  - {id: c, name: 某县局, kind: bureau, level: county, system: s}
documents:
  - {id: d1, name: 考核办法, status: in_force, conflicts_with: d2}
  - {id: d2, name: 问责细则, status: in_force}
""",
    good="""
profile: cn-party-2010
units:
  - {id: c, name: 某县局, kind: bureau, level: county, system: s}
documents:
  - {id: d1, name: 考核办法, status: in_force, conflicts_with: d2}
  - {id: d2, name: 问责细则, status: draft}
""",
)
