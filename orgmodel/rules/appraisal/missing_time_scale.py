"""The appraisal has no indicator of some time scale: daily, annual or special.

Why: An appraisal of the year's end alone sees neither the work from day to day nor single campaigns; the three are
meant to complete each other.
Remedy: Add indicators of the missing scale, or change the scale of some, and let the weights add up to 100. Structural.
"""

import polars as pl

from orgmodel.rules.base import Rule

RULE = Rule(
    code="APR902",
    name="missing-time-scale",
    title_zh="考核时段不全",
    severity="warning",
    table="appraisal",
    where=lambda p: pl.col("missing_scales").list.len() > 0,
    needs=("indicators.scale",),
    values=lambda p: {"missing": pl.col("missing_scales"), "scales": pl.col("scales")},
    kinds=("missing", "scales"),
    column="scale",
    zh="考核指标只有{scales_label}，缺少{missing_label}",
    en="The indicators are of these scales: {scales_label}; missing: {missing_label}",
    about_zh="""考核没有做到日常考核、年度考核和专项考核相结合。

影响：只看年终、不看平时，或缺少对专项工作的考核，结果不能全面反映工作。
处理：补充所缺类型的考核指标，或调整部分指标的考核方式，并使权重合计等于100。
""",
    bad="""
profile: cn-party-2010
units:
  - {id: c, name: 某县局, kind: bureau, level: county, system: s}
functions:
  - {id: f, name: 党建}
indicators:
  - {id: i1, name: 组织生活, function: f, scale: annual, weight: 60}
  - {id: i2, name: 专项整治, function: f, scale: special, weight: 40}
""",
    good="""
profile: cn-party-2010
units:
  - {id: c, name: 某县局, kind: bureau, level: county, system: s}
functions:
  - {id: f, name: 党建}
indicators:
  - {id: i1, name: 组织生活, function: f, scale: annual, weight: 40}
  - {id: i2, name: 专项整治, function: f, scale: special, weight: 40}
  - {id: i3, name: 日常工作, function: f, scale: daily, weight: 20}
""",
)
