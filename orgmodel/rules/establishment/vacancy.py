"""A committee has seats that nobody holds.

Why: The duties of an empty seat rest with nobody, and the majority for decisions gets narrow.
Remedy: Hold a by-election for every seat that is vacant. Structural.
"""

import polars as pl

from orgmodel.rules.base import Rule

RULE = Rule(
    code="EST412",
    name="vacancy",
    title_zh="委员缺额",
    severity="warning",
    table="boards",
    where=lambda p: pl.col("seats_filled") < pl.col("seats"),
    needs=("units.seats_filled",),
    values=lambda p: {
        "kind": pl.col("kind"),
        "seats": pl.col("seats"),
        "filled": pl.col("seats_filled"),
        "vacant": pl.col("seats") - pl.col("seats_filled"),
    },
    ids=("subject",),
    kinds=("kind",),
    column="seats_filled",
    zh="{subject_name}应设委员{seats}名，实有{filled}名，缺额{vacant}名",
    en="{subject_name} has {seats} seats and {filled} filled: {vacant} vacant",
    about_zh="""委员会实有委员少于核定职数。

影响：缺额委员的分工无人承担，议事表决受影响。
处理：及时补选。
""",
    bad="""
profile: cn-party-2010
units:
  - {id: f, name: 某分局, kind: field_office, level: township, system: s}
  - {id: f-b, name: 某分局党支部, kind: branch, host: f, affiliation: t, members: 20, seats: 3, seats_filled: 2}
  - {id: t, name: 某镇党委, kind: township_committee, level: township}
""",
    good="""
profile: cn-party-2010
units:
  - {id: f, name: 某分局, kind: field_office, level: township, system: s}
  - {id: f-b, name: 某分局党支部, kind: branch, host: f, affiliation: t, members: 20, seats: 3, seats_filled: 3}
  - {id: t, name: 某镇党委, kind: township_committee, level: township}
""",
)
