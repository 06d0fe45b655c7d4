"""A unit is supervised through one channel only.

Why: What the only channel does not see stays unseen; supervision from above, by the discipline body, by members and by the
public each see something else. Looked at are units whose supervision lines all state their channel.
Remedy: Open a second channel, and record it as a supervision line. Structural.
"""

import polars as pl

from orgmodel.profiles import Profile
from orgmodel.rules.base import Rule


def _few(p: Profile) -> pl.Expr:
    if "supervision_channels" not in p.thresholds:
        return pl.lit(False)
    return pl.col("stated") & (pl.col("channels").list.len() < p.threshold("supervision_channels"))


RULE = Rule(
    code="SUP801",
    name="single-channel",
    title_zh="监督渠道单一",
    severity="warning",
    table="supervision",
    where=_few,
    needs=("lines.channel",),
    values=lambda p: {"channels": pl.col("channels"), "watchers": pl.col("watchers")},
    ids=("subject", "watchers"),
    kinds=("channels",),
    column="channel",
    zh="{subject_name}的监督渠道单一，只有{channels_label}一个渠道（监督主体：{watchers_name}）",
    en="{subject_name} is supervised through one channel only, {channels_label} (by {watchers_name})",
    about_zh="""单位的监督渠道单一。

影响：监督方式单一且滞后，唯一渠道看不到的问题难以发现。
处理：增加纪检、成员、群众或媒体等监督渠道，构建多元监督体系，并在关系表中登记。
""",
    bad="""
profile: cn-party-2010
units:
  - {id: m, name: 某市局, kind: bureau, level: city, system: s}
  - {id: c, name: 某县局, kind: bureau, level: county, system: s, management: m}
lines:
  - {subordinate: c, superior: m, kind: supervision, channel: superior, rhythm: daily}
""",
    good="""
profile: cn-party-2010
units:
  - {id: m, name: 某市局, kind: bureau, level: city, system: s}
  - {id: c, name: 某县局, kind: bureau, level: county, system: s, management: m}
  - {id: lc, name: 某县委, kind: local_committee, level: county}
lines:
  - {subordinate: c, superior: m, kind: supervision, channel: superior, rhythm: daily}
  - {subordinate: c, superior: lc, kind: supervision, channel: discipline, rhythm: daily}
""",
)
