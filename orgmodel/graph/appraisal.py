"""Derived table ``appraisal``: all indicators of an org taken together, one row, or none where there are no indicators.

Columns: ``row`` (that of the first indicator), ``home``, ``subject`` (``indicators``), ``indicators`` (how many), ``weight``
(their sum in points, to three decimals), ``scales`` and ``missing_scales`` (time scales in use, and those that no
indicator has), ``raters`` (who rates), ``superior_weight`` (points that the superior rates).
"""

import polars as pl

from orgmodel.graph.derived import Derived
from orgmodel.model.rows import ROWS, choices


def build(d: Derived) -> pl.DataFrame:
    """Sum up the indicators; of several rows with one id the first counts."""
    indicators = d.tables["indicators"].with_row_index("row").filter(pl.col("id").is_first_distinct())
    scales = choices(ROWS["indicators"], "scale")
    used = pl.col("scale").drop_nulls().unique()
    every = pl.lit(pl.Series(scales, dtype=pl.String))
    return (
        indicators.select(
            pl.col("row").first(),
            indicators=pl.len(),
            weight=pl.col("weight").sum().round(3),
            scales=used.sort().implode(),
            missing_scales=every.filter(~every.is_in(used.implode())).implode(),
            raters=pl.col("rater").drop_nulls().unique().sort().implode(),
            superior_weight=pl.col("weight").filter(pl.col("rater") == "superior").sum().round(3),
        )
        .filter(pl.col("indicators") > 0)
        .with_columns(subject=pl.lit("indicators"), home=pl.lit("indicators"))
    )
