"""The work of one office is split over several kinds of office below, and no joint meeting brings them together.

Why: Where counterparts differ, a standing joint meeting is the least that keeps plans and standards alike. A meeting
counts if the office or its unit is a member and it deals with at least one of the office's functions.
Remedy: Found a joint meeting over these functions, or unify the counterparts. Structural.
"""

import polars as pl

from orgmodel.rules.base import Rule

RULE = Rule(
    code="CPT306",
    name="no-joint-meeting",
    title_zh="未建立联席会议",
    severity="warning",
    table="counterparts",
    where=lambda p: (pl.col("kinds") > 1) & ~pl.col("met"),
    values=lambda p: {"functions": pl.col("function_names"), "kinds": pl.col("kinds")},
    ids=("subject",),
    needs=("meetings.functions",),
    column="id",
    zh="{subject_name}的{functions}在下级分属{kinds}类机构，未建立联席会议",
    en="{subject_name}: {functions} are split over {kinds} kinds of office below and no joint meeting deals with them",
    about_zh="""职能在下级分属几类机构，又没有联席会议统筹。

影响：各自制定计划，标准不一，衔接靠个别沟通。
处理：建立联席会议制度，定期召开；或者统一对口机构。
""",
    bad="""
profile: cn-party-2010
units:
  - {id: m, name: 某市局, kind: bureau, level: city, system: s}
  - {id: m-o, name: 市局机关党委办, kind: party_office, host: m}
  - {id: a, name: 甲县局, kind: bureau, level: county, system: s, management: m}
  - {id: a-o, name: 甲县局机关党委办, kind: party_office, host: a}
  - {id: b, name: 乙县局, kind: bureau, level: county, system: s, management: m}
  - {id: b-o, name: 乙县局人事科, kind: personnel_office, host: b}
assignments:
  - {unit: m-o, function: building}
  - {unit: a-o, function: building}
  - {unit: b-o, function: building}
allow:
  - {rule: CPT301, subject: m-o, reason: 机构分设已报批}
meetings:
  - {id: j, name: 党建工作联席会议, members: a; b, functions: building}
""",
    good="""
profile: cn-party-2010
units:
  - {id: m, name: 某市局, kind: bureau, level: city, system: s}
  - {id: m-o, name: 市局机关党委办, kind: party_office, host: m}
  - {id: a, name: 甲县局, kind: bureau, level: county, system: s, management: m}
  - {id: a-o, name: 甲县局机关党委办, kind: party_office, host: a}
  - {id: b, name: 乙县局, kind: bureau, level: county, system: s, management: m}
  - {id: b-o, name: 乙县局人事科, kind: personnel_office, host: b}
assignments:
  - {unit: m-o, function: building}
  - {unit: a-o, function: building}
  - {unit: b-o, function: building}
allow:
  - {rule: CPT301, subject: m-o, reason: 机构分设已报批}
meetings:
  - {id: j, name: 党建工作联席会议, members: m-o; a-o; b-o, functions: building}
""",
)
