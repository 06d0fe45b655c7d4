"""Row types of the structure: units, the lines between them, and findings that the planner allows."""

from typing import ClassVar, Literal

from orgmodel.model.row import Amount, Count, Day, Id, Row, Text, Tie, column, needed


class Unit(Row):
    """A unit, body or office: a box of the organisation, never a person."""

    table: ClassVar[str] = "units"
    zh: ClassVar[str] = "单位"
    keys: ClassVar[tuple[str, ...]] = ("id",)

    id: Id = needed("编号", "全表唯一", "unique in the file")
    name: Id = needed("名称", "全称", "full name")
    short_name: Text | None = column("简称", "图上放不下全称时使用", "used where the name does not fit")
    kind: Id = needed("类别", "见配置中的单位类别", "a unit kind of the profile")
    level: Text | None = column("层级", "见配置中的层级", "a level of the profile")
    system: Text | None = column("系统", "所属垂直系统，空为地方", "its vertical system; empty = territorial")
    area: Text | None = column("辖区", "所服务的地域", "the territory it serves")
    host: Text | None = column("所在单位", "组织或科室设在哪个单位", "the unit a body or office is set up in")
    status: Literal["active", "dissolved"] | None = column("状态", "active 或 dissolved", "active if empty")
    staff: Count | None = column("在职人数", "在职干部职工数", "number of staff")
    members: Count | None = column(
        "成员数", "本级成员数，不含下级", "its own members, bodies below not counted"
    )
    full_members: Count | None = column("正式成员数", "本级正式成员数", "its own full members")
    seats: Count | None = column("应设委员数", "核定职数", "authorised seats")
    seats_filled: Count | None = column("实有委员数", "在任职数", "seats filled")
    term_start: Day | None = column("本届起始", "最近一次换届日期", "date of the last election")
    term_extension: Count | None = column("延期月数", "经批准的延期", "approved extension in months")
    full_time_staff: Count | None = column("专职人数", "专职工作人员数", "full-time staff")
    effective_staff: Amount | None = column(
        "实际在岗人数", "实际从事本职的人数", "staff who really do the work"
    )
    pool: Count | None = column("可调配专职数", "尚可配备的专职数", "full-time posts still to allot")
    age_lt40: Count | None = column("40岁以下", "人数，只用于计算占比", "staff under 40, for shares only")
    age_40_45: Count | None = column("40至45岁", "人数，只用于计算占比", "staff of 40 to 45, for shares only")
    age_ge46: Count | None = column(
        "46岁以上", "人数，只用于计算占比", "staff of 46 and over, for shares only"
    )
    budget: Literal["budgeted", "temporary", "none"] | None = column(
        "经费列支", "budgeted、temporary 或 none", "how its funding is listed"
    )
    budget_planned: Amount | None = column(
        "预算经费", "全年预算，以万元计", "funding planned for the year, in 10,000 yuan"
    )
    budget_paid: Amount | None = column(
        "到位经费", "全年到位，以万元计", "funding paid in the year, in 10,000 yuan"
    )
    approval: Literal["granted"] | None = column("批准", "未达规模而经批准设立", "set up below the threshold")
    frozen: bool | None = column("锁定", "为真时任何方案不得改动", "no proposal may touch it")
    note: Text | None = column("备注", "任意文字", "any text")


class Line(Row):
    """A line from a subordinate to its superior, always in that direction."""

    table: ClassVar[str] = "lines"
    zh: ClassVar[str] = "关系"
    keys: ClassVar[tuple[str, ...]] = ("subordinate", "superior", "kind")

    subordinate: Id = needed("下级", "下级单位编号", "id of the subordinate")
    superior: Id = needed("上级", "上级单位编号", "id of the superior")
    kind: Id = needed("关系类别", "见配置中的关系类别", "a line kind of the profile")
    tie: Tie | None = column("地方联系", "切断后地方和单位的损失", "what is lost if the line is cut")
    consent: Literal["granted", "needed", "refused"] | None = column(
        "同意", "granted、needed 或 refused", "of the side that must release or accept"
    )
    basis: Text | None = column("依据", "文件依据", "what the line rests on")
    scope: Text | None = column("范围", "约束事项，如人事、业务、预算", "what a binding line covers")
    since: Day | None = column("生效日期", "此日起有效", "in force from this day")
    until: Day | None = column("失效日期", "此日止有效", "in force up to this day")
    channel: Literal["superior", "discipline", "members", "public", "media"] | None = column(
        "监督渠道", "仅监督关系填写", "for supervision lines"
    )
    rhythm: Literal["daily", "periodic", "ad_hoc"] | None = column(
        "监督频次", "仅监督关系填写", "for supervision lines"
    )
    note: Text | None = column("备注", "任意文字", "any text")


class Allow(Row):
    """A finding that the planner accepts, with the reason and, if wanted, an end."""

    table: ClassVar[str] = "allow"
    zh: ClassVar[str] = "豁免"
    keys: ClassVar[tuple[str, ...]] = ("rule", "subject")

    rule: Id = needed("规则", "规则代码", "code of the rule")
    subject: Id = needed("对象", "发现所指的编号", "subject of the finding")
    reason: Id = needed("理由", "为何允许", "why it is allowed")
    until: Day | None = column("截止日期", "过期后重新报告", "reported again after this day")
