"""A body of the lowest layer is not linked to every layer above it that the profile names.

Why: Responsibility passes from layer to layer. Where one is missing, what the layers above decide finds nobody who takes
it on, and what lies below answers to nobody. A layer that the file holds no unit of is not asked for.
Remedy: Affiliate the body to a body of the layer above, set up the layer that the unit lacks, or count the members.
"""

import polars as pl

from orgmodel.profiles import Profile
from orgmodel.rules.base import Rule


def _how(p: Profile) -> pl.Expr:
    beside = [x.name for x in p.layers if x.kinds and all(p.kinds[kind].rank is None for kind in x.kinds)]
    return pl.when(pl.col("lacks").is_in(beside)).then(pl.lit("led_by")).otherwise(pl.lit("above_it"))


RULE = Rule(
    code="CHN205",
    name="layer-linkage",
    title_zh="上下层衔接不全",
    severity="warning",
    table="linkage",
    where=lambda p: pl.col("lacks").is_not_null(),
    cause=lambda p: (pl.col("cause_code"), pl.col("cause_about")),
    values=lambda p: {"below": pl.col("below"), "lacks": pl.col("lacks"), "how": _how(p)},
    ids=("subject", "below"),
    kinds=("lacks", "how"),
    column="id",
    zh="{subject_name}上下层衔接不全：{below_name}缺少{lacks_label}{how_label}",
    en="The layers down to {subject_name} are not linked: {below_name} has no {lacks_label} {how_label}",
    about_zh="""基层组织与配置所列的各层没有逐层衔接。文件中完全没有的层次不作要求。

影响：上层的决定没有下一层承接，末端组织也没有上一层负责，责任在缺少的一层中断。
处理：将该组织的隶属关系归到上一层组织，补设缺少的一层，或如实填报成员数。
""",
    bad="""
profile: cn-party-2010
units:
  - {id: m, name: 某市局, kind: bureau, level: city, system: s}
  - {id: m-lg, name: 某市局党组, kind: leading_group, host: m}
  - {id: c, name: 某县局, kind: bureau, level: county, system: s}
  - {id: c-pc, name: 某县局机关党委, kind: organ_committee, host: c, affiliation: owc}
  - {id: c-b, name: 某县局机关支部, kind: branch, host: c, affiliation: c-pc}
  - {id: owc, name: 某县直属机关工委, kind: organ_work_committee, level: county}
""",
    good="""
profile: cn-party-2010
units:
  - {id: m, name: 某市局, kind: bureau, level: city, system: s}
  - {id: m-lg, name: 某市局党组, kind: leading_group, host: m}
  - {id: c, name: 某县局, kind: bureau, level: county, system: s}
  - {id: c-lg, name: 某县局党组, kind: leading_group, host: c}
  - {id: c-pc, name: 某县局机关党委, kind: organ_committee, host: c, affiliation: owc}
  - {id: c-b, name: 某县局机关支部, kind: branch, host: c, affiliation: c-pc}
  - {id: owc, name: 某县直属机关工委, kind: organ_work_committee, level: county}
""",
)
