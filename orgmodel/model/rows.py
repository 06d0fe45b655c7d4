"""The row types: the one schema from which column types, headings, checks and messages follow.

Each field carries its Chinese heading (``title``) and what it means in both languages. A table is added by
adding a row type here; readers, writers, edits and the JSON Schema pick it up.
"""

import datetime
import re
import types
import typing
from typing import Annotated, Any, ClassVar, Literal, Union

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

Side = Literal["vertical", "territorial"]
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0d\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def _clean(text: str) -> str:
    if CONTROL.search(text):
        raise ValueError("holds a control character")
    return text


def _one_decimal(value: float) -> float:
    if abs(value * 10 - round(value * 10)) > 1e-6:
        raise ValueError("has more than one decimal")
    return value


Text = Annotated[str, AfterValidator(_clean)]
Id = Annotated[str, Field(min_length=1), AfterValidator(_clean)]
Count = Annotated[int, Field(ge=0)]
Amount = Annotated[float, Field(ge=0, allow_inf_nan=False)]
Tie = Annotated[float, Field(ge=0, allow_inf_nan=False), AfterValidator(_one_decimal)]
Day = datetime.date


def column(zh: str, about_zh: str, about_en: str, **more: Any) -> Any:
    """Describe a column: its Chinese heading and what it means in both languages."""
    more.setdefault("default", None)
    return Field(title=zh, description=about_en, json_schema_extra={"about_zh": about_zh}, **more)


def needed(zh: str, about_zh: str, about_en: str) -> Any:
    """Describe a column that every row must fill."""
    return column(zh, about_zh, about_en, default=...)


class Row(BaseModel):
    """One row of one table; columns that the schema does not know are kept as text."""

    model_config = ConfigDict(extra="allow", frozen=True)
    table: ClassVar[str]
    zh: ClassVar[str]  # the Chinese name of the table
    key: ClassVar[tuple[str, ...]]


class Unit(Row):
    """A unit, body or office: a box of the organisation, never a person."""

    table: ClassVar[str] = "units"
    zh: ClassVar[str] = "单位"
    key: ClassVar[tuple[str, ...]] = ("id",)

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
    budget_planned: Amount | None = column("预算经费", "全年预算", "funding planned for the year")
    budget_paid: Amount | None = column("到位经费", "全年到位", "funding paid in the year")
    approval: Literal["granted"] | None = column("批准", "未达规模而经批准设立", "set up below the threshold")
    frozen: bool | None = column("锁定", "为真时任何方案不得改动", "no proposal may touch it")
    note: Text | None = column("备注", "任意文字", "any text")


class Line(Row):
    """A line from a subordinate to its superior, always in that direction."""

    table: ClassVar[str] = "lines"
    zh: ClassVar[str] = "关系"
    key: ClassVar[tuple[str, ...]] = ("subordinate", "superior", "kind")

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
    key: ClassVar[tuple[str, ...]] = ("rule", "subject")

    rule: Id = needed("规则", "规则代码", "code of the rule")
    subject: Id = needed("对象", "发现所指的编号", "subject of the finding")
    reason: Id = needed("理由", "为何允许", "why it is allowed")
    until: Day | None = column("截止日期", "过期后重新报告", "reported again after this day")


ROWS: dict[str, type[Row]] = {row.table: row for row in (Unit, Line, Allow)}


def base_type(annotation: Any) -> Any:
    """Strip ``| None`` and metadata from a field's annotation: ``Id | None`` gives ``str``.

    >>> base_type(Unit.model_fields["level"].annotation)
    <class 'str'>
    """
    if typing.get_origin(annotation) in (Union, types.UnionType):
        (annotation,) = [a for a in typing.get_args(annotation) if a is not type(None)]
    if typing.get_origin(annotation) is Annotated:
        annotation = typing.get_args(annotation)[0]
    return annotation


def choices(row: type[Row], name: str) -> tuple[str, ...]:
    """The closed set of values that a column allows; empty if it is open.

    >>> choices(Unit, "status")
    ('active', 'dissolved')
    """
    kind = base_type(row.model_fields[name].annotation)
    return tuple(typing.get_args(kind)) if typing.get_origin(kind) is Literal else ()
