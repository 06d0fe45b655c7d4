"""polars: joins, level by level."""

import polars as pl

from benchmarks.structure.answer import Answer, Ints

NAME = "polars"


def run(n: int, low: Ints, high: Ints) -> Answer:
    """The answer by one chain of joins for the depths and one for the cycles."""
    lines = pl.DataFrame({"low": low, "high": high})
    lost, own = pl.col("high") < 0, pl.col("high") == pl.col("low")
    dangling, itself = lines.select(lost.sum().alias("lost"), own.sum().alias("own")).row(0)
    valid = lines.filter(~lost & ~own)
    by_unit = valid.group_by("low").agg(
        pl.col("high").first(), several=pl.col("high").min() != pl.col("high").max()
    )
    reached, depth = _reached(lines, by_unit.select("low", "high"))
    return Answer(dangling, itself, _circling(valid), int(by_unit["several"].sum()), n - reached, depth)


def _reached(lines: pl.DataFrame, chains: pl.DataFrame) -> tuple[int, int]:
    """How many units reach a top, and the sum of their depths."""
    leaders = lines.filter((pl.col("high") >= 0) & (pl.col("high") != pl.col("low"))).select("high").unique()
    level = leaders.join(lines, left_on="high", right_on="low", how="anti").select(low="high")
    reached, total, depth = 0, 0, 0
    while len(level):
        reached += len(level)
        total += depth * len(level)
        level = chains.join(level, left_on="high", right_on="low", how="semi").select("low")
        depth += 1
    return reached, total


def _circling(lines: pl.DataFrame) -> int:
    """Units that reach themselves; lines on no cycle fall away level by level before paths are made."""
    before = -1
    while len(lines) != before:
        before = len(lines)
        lines = lines.join(lines, left_on="low", right_on="high", how="semi")  # most units lead nobody
        lines = lines.join(lines, left_on="high", right_on="low", how="semi")
    step = lines = lines.unique()
    over = lines
    while len(step):
        longer = step.join(lines, left_on="high", right_on="low").select("low", high="high_right").unique()
        step = longer.join(over, on=["low", "high"], how="anti")
        over = pl.concat([over, step])
    return len(over.filter(pl.col("low") == pl.col("high")))
