"""A seeded organisation as large as a country: five levels of bureaus, then stations with a branch each.

Counts are those of the administrative divisions (31 provinces, 342 prefectures, 2,978 counties, 41,352 townships), fewer where
the org is to be small. Below the counties stand stations, each with a branch, until the org has the units asked for. Every unit
below the top has two lines: a station its vertical line and one of guidance, a branch its affiliation and one of
supervision. One in twenty branches is attached to a township instead of its own county's body, one in a hundred lines
leads to no unit, and a few run in circles.
"""

import datetime

import numpy as np
import polars as pl
from numpy.typing import NDArray

from orgmodel.model import Org, empty

AS_OF = datetime.date(2016, 12, 1)
TOP, PROVINCES, PREFECTURES, COUNTIES, TOWNSHIPS = 1, 31, 342, 2_978, 41_352
LEVELS = ("nation", "province", "city", "county")
WRONG, LOST, CIRCLES = 0.05, 0.01, 5  # share of branches, share of lines, circles of each kind
PARTS = {"": "bureau", "-L": "leading_group", "-P": "organ_committee", "-D": "discipline_commission"}


def national(units: int, seed: int = 1) -> Org:
    """An org of exactly so many units (10,000 or more) and almost twice as many lines."""
    rng = np.random.default_rng(seed)
    areas = _areas(units)
    towns = min(TOWNSHIPS, units // 12)
    upper = [_bureaus(areas), _committees(areas), _towns(areas, towns)]
    stations = (units - sum(map(len, upper))) // 2
    below = _stations(areas, towns, stations, rng)
    rest = units - sum(map(len, upper)) - 2 * stations
    every = [*upper, *_basic(below), _towns(areas, rest, "-E")]
    lines = pl.concat([*_above(areas), *_lines(below, rng)], how="diagonal")
    posts = below.select(
        id=pl.col("id") + "-S", unit=pl.col("id") + "-B", role=pl.lit("branch_secretary"), filled=1
    )
    tables = {"units": pl.concat(every, how="diagonal_relaxed"), "lines": _torn(lines, rng), "posts": posts}
    typed = {t: pl.concat([empty(t), data], how="diagonal_relaxed") for t, data in tables.items()}
    return Org(f"{units} units", AS_OF, "cn-party-2010", "zh", tables=typed)


def _areas(units: int) -> pl.DataFrame:
    """One row an area above the townships: its code, the code of the area above, its level."""
    share = min(1.0, units / 200_000)
    counts = [max(1, round(n * share)) for n in (TOP, PROVINCES, PREFECTURES, COUNTIES)]
    parts, above = [], pl.Series("code", [None], dtype=pl.String)
    for level, count, name in zip(range(4), counts, LEVELS, strict=True):
        n = np.arange(count)
        code = pl.Series("code", [f"{level}{i:05d}" for i in n])
        over = above.gather(n * len(above) // count)
        parts.append(pl.DataFrame({"code": code, "over": over, "level": name}))
        above = code
    return pl.concat(parts)


def _bureaus(areas: pl.DataFrame) -> pl.DataFrame:
    """The bureau of each area with its leading group, committee and oversight body."""
    code, body = pl.col("code"), pl.col("part") == "-P"
    return (
        areas.join(pl.DataFrame({"part": list(PARTS), "kind": list(PARTS.values())}), how="cross")
        .with_columns(own=pl.col("part") == "")
        .select(
            id=code + pl.col("part"),
            name=pl.format("{}局{}", code, pl.col("part")),
            kind="kind",
            level=pl.when("own").then("level"),
            system=pl.when("own").then(pl.lit("s")),
            area=pl.when("own").then("code"),
            host=pl.when(~pl.col("own")).then("code"),
            staff=pl.when("own").then(100),
            members=pl.when(body).then(120),
            full_members=pl.when(body).then(115),
            seats=pl.when(body).then(7),
            seats_filled=pl.when(body).then(7),
            term_start=pl.when(body).then(datetime.date(2014, 6, 1)),
        )
    )


def _committees(areas: pl.DataFrame) -> pl.DataFrame:
    """The work committee of each area, to which the bureau's own committee is affiliated."""
    code = pl.col("code")
    return areas.select(
        id=code + "-W",
        name=pl.format("{}直属机关工委", code),
        kind=pl.lit("organ_work_committee"),
        level="level",
        area="code",
    )


def _towns(areas: pl.DataFrame, count: int, mark: str = "-T") -> pl.DataFrame:
    """The township committees, spread over the counties."""
    county = areas.filter(pl.col("level") == "county")["code"]
    n = np.arange(count)
    return pl.DataFrame({"county": county.gather(n * len(county) // max(count, 1)), "n": n}).select(
        id=_numbered("county", mark, "n"),
        name=pl.format("{}第{}镇党委", "county", "n"),
        kind=pl.lit("township_committee"),
        level=pl.lit("township"),
        area=_numbered("county", mark, "n"),
    )


def _numbered(area: str, mark: str, n: str) -> pl.Expr:
    return pl.format("{}{}{}", area, pl.lit(mark), pl.col(n).cast(pl.String).str.zfill(7))


def _stations(areas: pl.DataFrame, towns: int, count: int, rng: np.random.Generator) -> pl.DataFrame:
    """One row a station: its id, its county, its township, and what the rows of its branch hold."""
    county = areas.filter(pl.col("level") == "county")["code"]
    n = np.arange(count)
    town = n * towns // max(count, 1)
    base = pl.DataFrame(
        {
            "county": county.gather(town * len(county) // towns),
            "n": n,
            "town": town,
            "wrong": rng.random(count) < WRONG,
            "members": rng.integers(3, 48, count),
            "seats": np.where(rng.random(count) < 0.1, 2, 3),
            "months": rng.integers(0, 40, count),
            "staff": rng.integers(3, 40, count),
        }
    )
    return base.with_columns(
        id=_numbered("county", "-", "n"),
        town=_numbered("county", "-T", "town"),
        term=pl.lit(datetime.date(2013, 12, 1)).dt.offset_by(pl.format("{}mo", "months")),
    )


def _basic(below: pl.DataFrame) -> list[pl.DataFrame]:
    """The units of the stations and of their branches."""
    station = below.select(
        id="id",
        name=pl.format("{}第{}站", "county", "n"),
        kind=pl.lit("field_office"),
        level=pl.lit("township"),
        system=pl.lit("s"),
        area="town",
        staff="staff",
    )
    branch = below.select(
        id=pl.col("id") + "-B",
        name=pl.format("{}第{}站党支部", "county", "n"),
        kind=pl.lit("branch"),
        host="id",
        members="members",
        full_members="members",
        seats=3,
        seats_filled="seats",
        term_start="term",
    )
    return [station, branch]


def _line(base: pl.DataFrame, low: pl.Expr, high: pl.Expr, kind: str, **more: pl.Expr) -> pl.DataFrame:
    return base.select(subordinate=low, superior=high, kind=pl.lit(kind), **more)


def _above(areas: pl.DataFrame) -> list[pl.DataFrame]:
    """The lines of the bureaus, their leading groups and committees."""
    code, over, below = pl.col("code"), pl.col("over"), areas.filter(pl.col("over").is_not_null())
    return [
        _line(below, code, over, "management"),
        _line(below, code + "-L", over + "-L", "leadership"),
        _line(areas, code + "-P", code + "-W", "affiliation"),
    ]


def _lines(below: pl.DataFrame, rng: np.random.Generator) -> list[pl.DataFrame]:
    """The two lines of every station and of every branch."""
    id, branch, body = pl.col("id"), pl.col("id") + "-B", pl.col("county") + "-P"
    tie = pl.Series(rng.integers(0, 40, len(below)) / 10)
    return [
        _line(below, id, pl.col("county"), "management"),
        _line(below, branch, pl.when("wrong").then("town").otherwise(body), "affiliation",
              tie=pl.when("wrong").then(tie)),
        _line(below, id, pl.col("county"), "guidance"),
        _line(below, branch, body, "supervision", channel=pl.lit("superior"), rhythm=pl.lit("daily")),
    ]  # fmt: skip


def _torn(lines: pl.DataFrame, rng: np.random.Generator) -> pl.DataFrame:
    """The same lines with some that lead nowhere and some that run in circles."""
    gone = pl.Series(rng.random(len(lines)) < LOST)
    superior = pl.when(gone).then(pl.lit("9") + pl.col("superior")).otherwise("superior")
    torn = lines.with_columns(superior=superior).with_row_index("n")
    turned = []
    for kind in ("management", "affiliation"):
        of_kind = torn.filter(pl.col("kind") == kind).tail(len(lines) // 8)
        starts = rng.choice(len(of_kind) // 4, CIRCLES, replace=False) * 4
        for size, start in enumerate(starts.tolist(), start=2):
            ring = of_kind[start : start + min(size, 4)]
            nexts = ring["subordinate"].gather(_shifted(len(ring)))
            turned.append(pl.DataFrame({"n": ring["n"], "turned": nexts}))
    return (
        torn.join(pl.concat(turned), on="n", how="left", maintain_order="left")
        .with_columns(superior=pl.coalesce("turned", "superior"))
        .drop("n", "turned")
    )


def _shifted(n: int) -> NDArray[np.int64]:
    return np.roll(np.arange(n), -1)
