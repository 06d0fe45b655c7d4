"""Row types of joint work: deployments, meetings, resources and rule documents."""

from typing import ClassVar, Literal

from orgmodel.model.row import Id, Ids, Row, Text, column, needed


class Task(Row):
    """A deployment: a task that one line issues to a unit."""

    table: ClassVar[str] = "tasks"
    zh: ClassVar[str] = "工作部署"
    keys: ClassVar[tuple[str, ...]] = ("key", "line", "target", "period")

    key: Id = needed("任务", "任务编号或名称", "the task")
    line: Id = needed("部署条线", "由哪条线部署", "the line that issued it")
    target: Id = needed("承接单位", "单位编号", "id of the unit")
    period: Id = needed("时段", "如2016、2016Q4", "the period, such as 2016 or 2016Q4")


class Meeting(Row):
    """A joint meeting."""

    table: ClassVar[str] = "meetings"
    zh: ClassVar[str] = "联席会议"
    keys: ClassVar[tuple[str, ...]] = ("id",)

    id: Id = needed("编号", "全表唯一", "unique in the table")
    name: Id = needed("名称", "会议名称", "name of the meeting")
    members: Ids = needed("成员单位", "编号，以分号隔开", "ids of the units, with ; between them")
    functions: Ids = needed("涉及职能", "编号，以分号隔开", "ids of the functions, with ; between them")
    period: Text | None = column("召开周期", "如每季度", "how often it meets")


class Resource(Row):
    """A resource that units own and may share."""

    table: ClassVar[str] = "resources"
    zh: ClassVar[str] = "资源"
    keys: ClassVar[tuple[str, ...]] = ("id",)

    id: Id = needed("编号", "全表唯一", "unique in the table")
    name: Id = needed("名称", "资源名称", "name of the resource")
    kind: Id = needed("类别", "如活动场所", "what it is, such as a venue")
    owner: Id = needed("所有单位", "单位编号", "id of the unit that owns it")
    shared_with: Ids | None = column("共享单位", "编号，以分号隔开", "ids of the units that share it")


class Document(Row):
    """A rule document and what it implements, replaces or contradicts."""

    table: ClassVar[str] = "documents"
    zh: ClassVar[str] = "制度文件"
    keys: ClassVar[tuple[str, ...]] = ("id",)

    id: Id = needed("编号", "全表唯一", "unique in the table")
    name: Id = needed("名称", "文件名称", "name of the document")
    scope: Text | None = column("适用范围", "适用的单位或领域", "what it applies to")
    status: Literal["draft", "in_force", "obsolete"] | None = column(
        "效力", "draft 拟稿、in_force 有效、obsolete 过时", "in_force if empty"
    )
    implements: Ids | None = column("落实", "所落实的文件编号", "ids of the documents that it implements")
    supersedes: Ids | None = column("取代", "所取代的文件编号", "ids of the documents that it replaces")
    conflicts_with: Ids | None = column(
        "抵触", "相抵触的文件编号", "ids of the documents that it contradicts"
    )
