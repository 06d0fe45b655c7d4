"""A change that the planner wrote down and that no other kind of move makes.

Why: A planner may know a way that no rule leads to; it is kept as it is, and the rest is planned around it.
Needs: what the lines that it cuts and the bodies that it sets up need. It is never proposed, only taken from a plan
file. Structural.
"""

from orgmodel.moves.base import MoveKind

MOVE = MoveKind(
    kind="own",
    title_zh="自拟调整",
    order=99,
    repairs=(),
    candidates=lambda situation: (),
    between="edits",
    zh="按自拟方案调整：{target}",
    en="As the planner has laid down: {target}",
    about_zh="""规划人员自行拟定、其他措施不能表达的调整。

影响：规划人员可能掌握规则之外的办法；自拟的内容照原样保留，其余部分围绕它安排。
前提：所切断的关系、所设立的组织各自需要的条件。系统不会主动提出，只从方案文件中读取。
""",
    bad="""
profile: cn-party-2010
units:
  - {id: c, name: 某县局, kind: bureau, level: county, system: s}
""",
    good="""
profile: cn-party-2010
units:
  - {id: c, name: 某县局, kind: bureau, level: county, system: s, staff: 40}
""",
)
