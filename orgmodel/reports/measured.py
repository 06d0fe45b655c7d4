"""Counterparts, coverage and staffing of an org: the parts of ``stats`` that rest on functions, posts and staff."""

from typing import Any

import polars as pl

from orgmodel.graph import derive
from orgmodel.graph.staffing import FEWEST
from orgmodel.model import Org

Row = tuple[str, str]

NAMES = {
    "horizontal": ("横向覆盖率", "horizontal coverage"),
    "vertical": ("纵向贯通率", "vertical coverage"),
    "complete": ("网状格局", "complete grid"),
    "missing": ("职能有缺项的单位数", "units with missing functions"),
    "unreached": ("未贯通的末端组织数", "bodies not reached"),
    "units": ("填报专职情况的单位数", "units reporting full-time staff"),
    "without_full_time": ("没有专职人员的单位数", "units without full-time staff"),
    "share_without": ("没有专职人员的单位占比", "share of units without full-time staff"),
    "share_46": ("46岁以上人员占比", "share of staff of 46 and over"),
    "share_40": ("40岁以上人员占比", "share of staff of 40 and over"),
}
OFFICES = 1  # that text tells of: the most split one; JSON has them all
SHARES = {"horizontal", "vertical", "share_without", "share_46", "share_40"}


def measured_json(org: Org) -> dict[str, Any]:
    """``counterparts``, ``coverage`` and ``staffing``; shares run from 0 to 1 and are None where nothing is known.

    ``coverage`` names what is missing: functions by unit, and the bodies at the foot that responsibility does not
    reach; ``complete`` is true where both shares are 1. Shares by age are told for three people or more.
    """
    return {"counterparts": counterparts(org), "coverage": coverage(org), "staffing": staffing(org)}


def counterparts(org: Org) -> list[dict[str, Any]]:
    """Each office with subordinate counterparts, by id and name: its functions, the number of their kinds (κ) and of pairs (λ)."""
    found = derive(org).table("counterparts")
    names = org.units["name"].gather(found["row"])
    columns = ("office", "office_name", "functions", "kinds", "pairs")
    return found.with_columns(office="subject", office_name=names).select(columns).to_dicts()


def coverage(org: Org) -> dict[str, Any]:
    """H, the share of required cells that are filled, V, that of bodies reached, and what is missing."""
    d = derive(org)
    across = d.table("coverage").filter(pl.col("required") > 0)
    required, filled = int(across["required"].sum()), int(across["filled"].sum())
    down = d.table("depth") if d.profile.roles.affiliation else d.table("depth").clear()
    horizontal = filled / required if required else None
    vertical = int(down["reached"].sum()) / len(down) if len(down) else None
    holes = across.filter(pl.col("missing").list.len() > 0)
    return {
        "horizontal": horizontal,
        "vertical": vertical,
        "complete": None if horizontal is None or vertical is None else horizontal == vertical == 1,
        "missing": holes.select(unit="subject", functions="missing").to_dicts(),
        "unreached": down.filter(~pl.col("reached"))["subject"].to_list(),
    }


def staffing(org: Org) -> dict[str, Any]:
    """How many units have nobody full time, and the shares by age of all who do this work."""
    table = derive(org).table("staffing")
    told = table["full_time"].drop_nulls()
    without, aged = int((told == 0).sum()), int(table["aged"].sum())
    ages = {"share_46": int(table["ge46"].sum()), "share_40": int(table["ge40"].sum())}
    return {
        "units": len(told),
        "without_full_time": without,
        "share_without": without / len(told) if len(told) else None,
        **{name: n / aged if aged >= FEWEST else None for name, n in ages.items()},
    }


def measured_rows(key: str, value: Any, language: str) -> list[Row]:
    """One of the three parts as name and value in words; what nothing is known of is left out."""
    nth = 0 if language == "zh" else 1
    if key == "counterparts":
        name = (
            "{office_name}（{office}）对口κ、λ",
            "counterparts of {office_name} ({office}): κ, λ",
        )[nth]
        first = sorted(value, key=lambda one: (-one["kinds"], -one["pairs"], one["office"]))[:OFFICES]
        return [(name.format_map(one), f"{one['kinds']}, {one['pairs']}") for one in first]
    if key == "staffing" and not value["units"]:
        value = {name: value[name] for name in ("share_46", "share_40")}
    told = {name: one for name, one in value.items() if one is not None}
    if key == "coverage":
        told = {
            n: one for n, one in told.items() if not isinstance(one, list) or value["horizontal"] is not None
        }
    return [(NAMES[name][nth], _word(name, one, language)) for name, one in told.items()]


def _word(name: str, value: Any, language: str) -> str:
    if name in SHARES:
        return f"{value:.1%}"
    if isinstance(value, bool):
        return (("否", "是") if language == "zh" else ("no", "yes"))[value]
    return str(len(value) if isinstance(value, list) else value)
