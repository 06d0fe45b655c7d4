"""A body's term has run out and no new election is on file.

Why: A committee past its term decides without a mandate. The term is counted from the last election by the profile's
years for the body's kind and level; an approved extension counts up to what the profile allows. The last day still
belongs to the term.
Remedy: Hold the election, or obtain an extension within the limit.
"""

import polars as pl

from orgmodel.rules.base import Rule

RULE = Rule(
    code="EST410",
    name="term-overdue",
    title_zh="超期未换届",
    severity="error",
    table="boards",
    where=lambda p: pl.col("today") > pl.col("due"),
    needs=("units.term_start",),
    dated=True,
    values=lambda p: {
        "kind": pl.col("kind"),
        "years": pl.col("years"),
        "term_start": pl.col("term_start").cast(pl.String),
        "due": pl.col("due").cast(pl.String),
        "days": (pl.col("today") - pl.col("due")).dt.total_days(),
    },
    ids=("subject",),
    kinds=("kind",),
    column="term_start",
    zh="{subject_name}于{term_start_day}换届，任期{years}年，已于{due_day}届满，超期{days}天未换届",
    en="{subject_name} was elected on {term_start_day} for {years} years; its term ended on {due_day}, {days} days ago",
    about_zh="""任期届满（含经批准的延期）后没有按期换届。

影响：超期履职缺乏依据，组织制度执行不严。
处理：尽快组织换届；确需延期的，在规定期限内报经批准。
""",
    bad="""
profile: cn-party-2010
as_of: 2016-12-01
units:
  - {id: f, name: 某分局, kind: field_office, level: township, system: s}
  - {id: f-b, name: 某分局党支部, kind: branch, host: f, affiliation: t, term_start: 2014-08-01}
  - {id: t, name: 某镇党委, kind: township_committee, level: township}
""",
    good="""
profile: cn-party-2010
as_of: 2016-12-01
units:
  - {id: f, name: 某分局, kind: field_office, level: township, system: s}
  - {id: f-b, name: 某分局党支部, kind: branch, host: f, affiliation: t, term_start: 2014-08-01, term_extension: 12}
  - {id: t, name: 某镇党委, kind: township_committee, level: township}
""",
)
