"""Values by name, some made when they are first looked at."""

import time
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import polars as pl
import pytest

from orgmodel.model import Org, frame
from orgmodel.model.held import Held


def test_each_is_made_once_whoever_asks() -> None:
    made: list[str] = []

    def make() -> int:
        time.sleep(0.01)  # so that the others ask meanwhile
        made.append("b")
        return len(made)

    held = Held({"a": 0}, {"b": make})
    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(held.__getitem__, ["b"] * 50)) == {1}
    assert (dict(held), made) == ({"a": 0, "b": 1}, ["b"])


def test_it_is_not_made_to_be_named_or_counted() -> None:
    def never() -> int:
        raise AssertionError("made")

    held = Held({}, {"b": never})
    assert ("b" in held, "c" in held, len(held), list(held), repr(held)) == (True, False, 1, ["b"], "Held(b)")
    with pytest.raises(KeyError):
        held["c"]


def test_a_ready_value_does_not_wait_for_one_being_made() -> None:
    begun, let = Event(), Event()

    def slow() -> int:
        begun.set()
        assert let.wait(60)
        return 1

    held = Held({"a": 0}, {"b": slow})
    with ThreadPoolExecutor(1) as pool:
        made = pool.submit(held.__getitem__, "b")
        assert begun.wait(60)
        assert held["a"] == 0
        assert not made.done()
        let.set()
        assert made.result() == 1


def test_an_org_changed_often_is_as_near_to_its_tables() -> None:
    org = Org(name="x", profile="matrix")
    units = org.units
    for n in range(3000):
        org = org.with_facts(name=str(n))
    assert org.units is units


def test_an_error_while_reading_is_not_an_empty_table() -> None:
    with pytest.raises(KeyError, match="lost"):
        Org(profile="matrix", tables=Held({}, {"units": lambda: {}["lost"]})).units  # noqa: B018


def test_an_org_does_not_change_with_the_tables_it_was_made_of() -> None:
    given = {"units": frame("units", [{"id": "a", "name": "a", "kind": "bureau"}])}
    org = Org(profile="matrix", tables=given)
    given.clear()
    assert len(org.units) == 1


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
