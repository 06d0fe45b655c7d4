"""Which lines are written as a column of the unit: told line by line here, by column in the product."""

import random

import polars as pl

from orgmodel.formats.steps.shorthand import fold

KINDS = ("a", "b")
Row = dict[str, str | float | None]


def by_line(units: list[Row], lines: list[Row]) -> tuple[dict[int, dict[str, str]], list[Row]]:
    """Row of a unit -> its cells by kind, and the lines that stay."""
    first = {unit["id"]: row for row, unit in reversed(list(enumerate(units)))}
    put: dict[int, dict[str, str]] = {}
    stay, seen = [], set()
    for line in lines:
        low, kind = line["subordinate"], str(line["kind"])
        leads = (low, kind) not in seen
        seen.add((low, kind))
        key = (low, line["superior"], kind)
        times = sum((x["subordinate"], x["superior"], x["kind"]) == key for x in lines)
        if kind in KINDS and low in first and line["tie"] is None and leads and times == 1:
            put.setdefault(first[low], {})[kind] = str(line["superior"])
        else:
            stay.append(line)
    return put, stay


def test_fold_against_line_by_line() -> None:
    draw = random.Random(1)
    folded = 0
    for _ in range(400):
        units: list[Row] = [{"id": draw.choice("xyzw"), "name": "n"} for _ in range(draw.randint(0, 6))]
        lines: list[Row] = [
            {
                "subordinate": draw.choice("xyzwv"),
                "superior": draw.choice("xyz"),
                "kind": draw.choice("abc"),
                "tie": draw.choice([None, None, None, 1.0]),
            }
            for _ in range(draw.randint(0, 12))
        ]
        types = {"subordinate": pl.String, "superior": pl.String, "kind": pl.String, "tie": pl.Float64}
        table, rest = fold(
            pl.DataFrame(units, schema={"id": pl.String, "name": pl.String}),
            pl.DataFrame(lines, schema=types),
            KINDS,
        )
        put, stay = by_line(units, lines)
        assert rest.to_dicts() == stay
        assert set(table.columns) - {"id", "name"} == {kind for cells in put.values() for kind in cells}
        for row, cells in enumerate(table.to_dicts()):
            assert {k: cells[k] for k in KINDS if cells.get(k) is not None} == put.get(row, {})
        folded += len(lines) - len(stay)
    assert folded > 300
