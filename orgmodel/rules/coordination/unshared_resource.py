"""A resource is shared with nobody, though another unit of the same area has none of its kind.

Why: What stands idle here is bought or rented again next door.
Remedy: Agree to share it and record the units in `shared_with`. Structural.
"""

import polars as pl

from orgmodel.rules.base import Rule

RULE = Rule(
    code="COO953",
    name="unshared-resource",
    title_zh="资源未共享",
    severity="info",
    table="resources",
    where=lambda p: pl.col("shared_with").is_null() & (pl.col("without").list.len() > 0),
    values=lambda p: {
        "name": pl.col("name"),
        "kind": pl.col("kind"),
        "owner": pl.col("owner"),
        "without": pl.col("without"),
    },
    ids=("owner", "without"),
    home="resources",
    column="shared_with",
    zh="{owner_name}的{name}（{kind}）未与同一辖区的{without_name}共享",
    en="{name} ({kind}) of {owner_name} is not shared with {without_name} of the same area",
    about_zh="""资源没有共享，而同一辖区内另有单位没有同类资源。

影响：资源闲置与重复购置并存，造成浪费。
处理：商定共享办法，并登记共享单位。
""",
    bad="""
profile: cn-party-2010
units:
  - {id: m, name: 某市局, kind: bureau, level: city, system: s, area: city}
  - {id: c, name: 某县局, kind: bureau, level: county, system: s, area: c01, management: m}
  - {id: lc, name: 某县委, kind: local_committee, level: county, area: c01}
resources:
  - {id: r1, name: 党员活动室, kind: 活动场所, owner: c}
""",
    good="""
profile: cn-party-2010
units:
  - {id: m, name: 某市局, kind: bureau, level: city, system: s, area: city}
  - {id: c, name: 某县局, kind: bureau, level: county, system: s, area: c01, management: m}
  - {id: lc, name: 某县委, kind: local_committee, level: county, area: c01}
resources:
  - {id: r1, name: 党员活动室, kind: 活动场所, owner: c, shared_with: lc}
""",
)
