"""A row type added to the model is read and written by every format without a change to any."""

from pathlib import Path
from typing import Annotated

import pytest
from pydantic import Field

from orgmodel.formats import formats, loads, read, write
from orgmodel.model import ROWS, Row
from orgmodel.model.row import column, needed


class Room(Row):
    """A row type of the test's own."""

    table = "rooms"
    zh = "房间"
    keys = ("id",)
    id: str = needed("编号", "编号", "its id")
    unit: str = needed("单位", "单位", "its unit")
    seats: Annotated[int, Field(ge=0)] | None = column("职数", "职数", "seats")
    full_time: bool | None = column("专职", "是否专职", "full-time")


@pytest.mark.parametrize("form", sorted(formats()))
def test_new_table(form: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(ROWS, "rooms", Room)
    org = loads(
        "profile: cn-party-2010\nunits: [{id: a, name: b, kind: bureau}]\n"
        "房间: [{编号: 01, unit: a, 职数: 2, 专职: 是}, {id: p2, 单位: a}]"
    )
    assert org.tables["rooms"].rows() == [("01", "a", 2, True), ("p2", "a", None, None)]
    path = tmp_path / ("folder" if formats()[form].folder else f"org{formats()[form].suffixes[0]}")
    write(org, path, format=form)
    back = read(path)
    assert back == org
    place = back.location("rooms", 1)
    assert place
    assert place.row == 2
