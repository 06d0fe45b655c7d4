"""Row types of responsibility: functions, who carries them, posts, duties, and how they are appraised."""

from typing import ClassVar, Literal

from orgmodel.model.row import Amount, Count, Id, Row, Text, column, needed


class Function(Row):
    """A domain of work that offices carry and units must cover."""

    table: ClassVar[str] = "functions"
    zh: ClassVar[str] = "职能"
    keys: ClassVar[tuple[str, ...]] = ("id",)

    id: Id = needed("编号", "全表唯一", "unique in the table")
    name: Id = needed("名称", "职能名称", "name of the domain of work")
    parent: Id | None = column("上级职能", "所属的上一级职能", "the wider function that it belongs to")


class Requirement(Row):
    """A function that every unit of a level (and kind) must cover."""

    table: ClassVar[str] = "requirements"
    zh: ClassVar[str] = "职能要求"
    keys: ClassVar[tuple[str, ...]] = ("function", "level")

    function: Id = needed("职能", "职能编号", "id of the function")
    level: Id = needed("层级", "见配置中的层级", "a level of the profile")
    kind: Id | None = column("类别", "为空则该层级各类单位均须落实", "empty = units of every kind")


class Assignment(Row):
    """Who carries a function: an office, a body or a unit."""

    table: ClassVar[str] = "assignments"
    zh: ClassVar[str] = "职能承担"
    keys: ClassVar[tuple[str, ...]] = ("unit", "function")

    unit: Id = needed("承担单位", "科室、组织或单位编号", "id of the office, body or unit")
    function: Id = needed("职能", "职能编号", "id of the function")
    dedicated: bool | None = column("专职承担", "为真表示专设机构承担", "true: an office set up for it")


class Post(Row):
    """A post, never the person who holds it."""

    table: ClassVar[str] = "posts"
    zh: ClassVar[str] = "岗位"
    keys: ClassVar[tuple[str, ...]] = ("id",)

    id: Id = needed("编号", "全表唯一", "unique in the table")
    unit: Id = needed("所在单位", "岗位设在哪个单位或组织", "id of the unit or body that has the post")
    role: Id = needed("岗位类别", "见配置中的岗位", "a role of the profile")
    full_time: bool | None = column("专职", "为真表示专职岗位", "true: a full-time post")
    seats: Count | None = column("核定人数", "为空按1计", "authorised number; 1 if empty")
    filled: Count | None = column("在岗人数", "实有人数", "number filled")
    on_committee: bool | None = column("进入委员会", "是否进入委员会", "has a seat on the committee")
    business_scope: Text | None = column("分管业务", "分管的业务工作", "the business that the post directs")


class Duty(Row):
    """One item of a responsibility list, and who answers for it."""

    table: ClassVar[str] = "duties"
    zh: ClassVar[str] = "责任清单"
    keys: ClassVar[tuple[str, ...]] = ("id",)

    id: Id = needed("编号", "全表唯一", "unique in the table")
    item: Id = needed("责任事项", "事项名称", "the item of work")
    function: Id = needed("职能", "职能编号", "id of the function")
    step: Text | None = column("环节", "工作环节", "the step of the work")
    holder: Id = needed("责任主体", "岗位或单位编号", "id of a post or a unit")
    kind: Literal["principal", "first", "dual", "accountable", "responsible", "consulted", "informed"] = (
        needed(
            "责任类别", "principal 主体责任、first 第一责任、dual 一岗双责等", "how the holder answers for it"
        )
    )
    scope: Text | None = column("范围", "责任范围", "what the duty covers")


class Indicator(Row):
    """An indicator of an appraisal."""

    table: ClassVar[str] = "indicators"
    zh: ClassVar[str] = "考核指标"
    keys: ClassVar[tuple[str, ...]] = ("id",)

    id: Id = needed("编号", "全表唯一", "unique in the table")
    name: Id = needed("名称", "指标名称", "name of the indicator")
    function: Id = needed("职能", "职能编号", "id of the function")
    scale: Literal["daily", "annual", "special"] | None = column(
        "考核类型", "daily 日常、annual 年度、special 专项", "time scale of the appraisal"
    )
    part: Literal["basic", "feature"] | None = column(
        "指数", "basic 基本指数、feature 特征指数", "basic or feature index"
    )
    weight: Amount = needed("权重", "各项合计100", "weights add up to 100")
    method: Text | None = column("方法", "考核方法", "how it is rated")
    rater: Literal["superior", "peers", "members", "public"] | None = column(
        "评价主体", "由谁评价", "who rates"
    )
    quantified: bool | None = column("量化", "是否量化", "true: measured by a number")
    target: Amount | None = column("目标值", "应达到的数值", "the value to reach")
    value: Amount | None = column("实际值", "实际达到的数值", "the value reached")


class Review(Row):
    """A yearly report, evaluation or assessment of a post."""

    table: ClassVar[str] = "reviews"
    zh: ClassVar[str] = "述职评议考核"
    keys: ClassVar[tuple[str, ...]] = ("post", "level", "year", "kind")

    post: Id = needed("岗位", "岗位编号", "id of the post")
    level: Id = needed("层级", "由哪一级组织", "the level that holds it")
    year: Count = needed("年度", "四位年份", "the year")
    kind: Literal["report", "evaluate", "assess"] = needed(
        "类别", "report 述、evaluate 评、assess 考", "what was held"
    )
