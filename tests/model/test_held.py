"""Values by name, some made when they are first looked at."""

from concurrent.futures import ThreadPoolExecutor

import polars as pl
import pytest

from orgmodel.model import Org, frame
from orgmodel.model.held import Held


def test_each_is_made_once_whoever_asks() -> None:
    made: list[str] = []
    held = Held({"a": 0}, {"b": lambda: made.append("b") or len(made)})
    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(held.__getitem__, ["b"] * 50)) == {1}
    assert (dict(held), made) == ({"a": 0, "b": 1}, ["b"])


def test_what_is_not_there_is_not_made() -> None:
    held = Held({}, {"b": lambda: 1})
    assert "b" in held
    assert len(held) == 1
    with pytest.raises(KeyError):
        held["c"]


def test_an_org_of_tables_for_later_equals_one_of_tables() -> None:
    units = frame("units", [{"id": "a", "name": "a", "kind": "bureau"}])
    asked: list[str] = []

    def later() -> pl.DataFrame:
        asked.append("units")
        return units

    org = Org(name="x", profile="matrix", tables=Held({}, {"units": later})).with_facts(name="y")
    assert not asked
    assert org == Org(name="y", profile="matrix", tables={"units": units})
    assert org.unit("a").kind == "bureau"
    assert asked == ["units"]
