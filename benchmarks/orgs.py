"""Large seeded orgs of stationed units with every table filled and faults of many kinds spread over them."""

import datetime

import numpy as np
import polars as pl

from orgmodel.model import Org, schema

AS_OF = datetime.date(2016, 12, 1)
BLOCK = 18  # units of one county with what belongs to it
CITY = 11  # counties of a city
OFFICES = 4  # field offices of a county
FUNCTIONS = [
    "cadres",
    "conduct",
    "culture",
    "discipline",
    "publicity",
    "study",
    "training",
    "union",
    "women",
    "youth",
]
ROLES = {
    "lg": "group_secretary",
    "b": "committee_secretary",
    "dc": "discipline_secretary",
    "o": "fulltime_deputy_secretary",
}


class _Tables:
    """Rows by table, gathered as columns."""

    def __init__(self) -> None:
        self.parts: dict[str, list[pl.DataFrame]] = {}

    def add(
        self, table: str, base: pl.DataFrame, **columns: pl.Expr | str | float | bool | datetime.date
    ) -> None:
        """One row for each of ``base``; the values are expressions over it, or one value for all."""
        given = {n: v if isinstance(v, pl.Expr) else pl.lit(v) for n, v in columns.items()}
        made = base.select(**given)
        types = schema(table)
        self.parts.setdefault(table, []).append(made.select(pl.col(c).cast(types[c]) for c in made.columns))

    def line(self, base: pl.DataFrame, low: pl.Expr, high: pl.Expr, kind: str, **more: pl.Expr) -> None:
        """A line for each row of ``base`` that has a superior."""
        both = base.filter(high.is_not_null())
        self.add("lines", both, subordinate=low, superior=high, kind=kind, **more)

    def org(self) -> Org:
        """The org; columns of the schema that no part fills are empty."""
        whole = {t: pl.concat(parts, how="diagonal") for t, parts in self.parts.items()}
        full = {
            t: data.select(
                pl.col(c) if c in data.columns else pl.lit(None, dtype=k).alias(c)
                for c, k in schema(t).items()
            )
            for t, data in whole.items()
        }
        return Org(f"{len(full['units'])} units", AS_OF, "cn-party-2010", "zh", tables=full)


def filled(units: int, seed: int = 1) -> Org:
    """An org of about so many units with rows in every table."""
    rng = np.random.default_rng(seed)
    t = _Tables()
    counties = max(1, units // BLOCK)
    cities = -(-counties // CITY)
    county = pl.DataFrame({"n": np.arange(counties)}).select(
        id=pl.format("c{}", "n"), over=pl.format("m{}", pl.col("n") // CITY), level=pl.lit("county")
    )
    city = pl.DataFrame({"n": np.arange(cities)}).select(
        id=pl.format("m{}", "n"), over=pl.format("p{}", pl.col("n") // CITY), level=pl.lit("city")
    )
    province = pl.DataFrame({"n": np.arange(-(-cities // CITY))}).select(
        id=pl.format("p{}", "n"), over=pl.lit("top"), level=pl.lit("province")
    )
    top = pl.DataFrame({"id": ["top"], "over": [None], "level": ["nation"]}, schema=county.schema)
    bureaus = pl.concat([top, province, city, county]).with_columns(
        small=pl.Series(rng.random(1 + len(province) + cities + counties) < 0.4)
        & (pl.col("level") == "county"),
        chance=pl.Series(rng.random(1 + len(province) + cities + counties)),
        count=pl.Series(rng.integers(50, 160, 1 + len(province) + cities + counties)),
    )
    _bureaus(t, bureaus)
    offices = county.join(pl.DataFrame({"k": np.arange(OFFICES)}), how="cross").with_columns(
        office=pl.format("{}-s{}", "id", "k"),
        chance=pl.Series(rng.random(counties * OFFICES)),
        count=pl.Series(rng.integers(2, 40, counties * OFFICES)),
    )
    _offices(t, offices)
    _work(t, bureaus, offices)
    return t.org()


def _bureaus(t: _Tables, base: pl.DataFrame) -> None:
    """Bureaus with leading group, body, oversight body, office and work committee each."""
    id, chance = pl.col("id"), pl.col("chance")
    t.add("units", base, id=id, name=pl.format("局{}", id), kind="bureau", level=pl.col("level"), system="s", area=id,
          staff=pl.col("count") * 2, full_members=pl.col("count"), budget="budgeted",
          budget_planned=100.0, budget_paid=chance * 110, age_lt40=10, age_40_45=5, age_ge46=(chance * 20).floor())  # fmt: skip
    t.add(
        "units", base, id=pl.format("{}-lg", id), name=pl.format("党组{}", id), kind="leading_group", host=id
    )
    t.add("units", base, id=pl.format("{}-b", id), name=pl.format("党委{}", id), host=id, members=pl.col("count"),
          kind=pl.when("small").then(pl.lit("general_branch")).otherwise(pl.lit("organ_committee")),
          full_members=pl.col("count") - 2, seats=7, seats_filled=pl.when(chance < 0.9).then(7).otherwise(5),
          term_start=datetime.date(2013, 6, 1), full_time_staff=pl.when(chance < 0.5).then(1).otherwise(0),
          effective_staff=chance)  # fmt: skip
    watched = base.filter(chance < 0.7)
    t.add("units", watched, id=pl.format("{}-dc", id), name=pl.format("纪委{}", id), kind="discipline_commission",
          host=id)  # fmt: skip
    t.add("units", base, id=pl.format("{}-o", id), name=pl.format("办{}", id), host=id,
          kind=pl.when("small").then(pl.lit("personnel_office")).otherwise(pl.lit("party_office")))  # fmt: skip
    t.add("units", base, id=pl.format("{}-owc", id), name=pl.format("工委{}", id), kind="organ_work_committee",
          level=pl.col("level"), area=id)  # fmt: skip
    over = pl.when(chance < 0.999).then("over").otherwise(pl.format("{}-gone", "over"))
    t.line(base, id, over, "management")
    led = base.filter(chance > 0.05)
    t.line(led, pl.format("{}-lg", id), pl.format("{}-lg", "over"), "leadership")
    above = pl.when("small").then(pl.format("{}-b", "over")).otherwise(pl.format("{}-owc", id))
    t.line(base, pl.format("{}-b", id), above, "affiliation", tie=chance.round(1), consent=pl.lit("needed"))
    t.line(base, pl.format("{}-b", id), pl.format("{}-b", "over"), "supervision", channel=pl.lit("superior"),
           rhythm=pl.lit("periodic"))  # fmt: skip


def _offices(t: _Tables, base: pl.DataFrame) -> None:
    """Field offices with a branch and a town each; most branches are affiliated to the town."""
    office, chance = pl.col("office"), pl.col("chance")
    t.add("units", base, id=office, name=pl.format("分局{}", office), kind="field_office", level="township",
          system="s", area=office, staff=pl.col("count"), full_members=pl.col("count"))  # fmt: skip
    t.add("units", base, id=pl.format("{}-b", office), name=pl.format("支部{}", office), kind="branch", host=office,
          members=pl.col("count"), full_members=pl.col("count") - 1, seats=3, seats_filled=3,
          term_start=datetime.date(2015, 1, 1))  # fmt: skip
    t.add("units", base, id=pl.format("{}-t", office), name=pl.format("镇委{}", office), kind="township_committee",
          level="township", area=office)  # fmt: skip
    t.line(base, office, pl.col("id"), "management")
    up = pl.when(chance < 0.3).then(pl.format("{}-b", "id")).otherwise(pl.format("{}-t", office))
    lost = pl.when(chance < 0.999).then(up).otherwise(pl.lit("nowhere"))
    t.line(base, pl.format("{}-b", office), lost, "affiliation", tie=chance.round(1))


def _work(t: _Tables, bureaus: pl.DataFrame, offices: pl.DataFrame) -> None:
    """Functions, posts, duties, appraisal and joint work."""
    id, chance = pl.col("id"), pl.col("chance")
    functions = pl.DataFrame({"f": FUNCTIONS})
    t.add("functions", functions, id=pl.col("f"), name=pl.col("f"))
    t.add("requirements", functions, function=pl.col("f"), level="county")
    some = bureaus.join(functions.head(3), how="cross")
    t.add("assignments", some, unit=pl.format("{}-o", id), function=pl.col("f"), dedicated=~pl.col("small"))
    for part, role in ROLES.items():
        posts = bureaus if part != "dc" else bureaus.filter(chance < 0.7)
        t.add("posts", posts, id=pl.format("{}-{}-p", id, pl.lit(part)), unit=pl.format("{}-{}", id, pl.lit(part)),
              role=role, full_time=chance < 0.5, filled=1, on_committee=chance < 0.8, business_scope="cadres")  # fmt: skip
    branch = pl.format("{}-b", "office")
    t.add("posts", offices, id=pl.format("{}-p", branch), unit=branch, role="branch_secretary", filled=1)
    holder = pl.format("{}-b-p", id)
    kinds = pl.DataFrame({"kind": ["accountable", "responsible"]})
    t.add("duties", some.join(kinds, how="cross"), id=pl.format("{}-{}-{}", id, "f", "kind"), item=pl.col("f"), function=pl.col("f"),
          step=pl.col("kind"), holder=holder, kind=pl.col("kind"), scope=id)  # fmt: skip
    t.add("indicators", functions, id=pl.format("i-{}", "f"), name=pl.col("f"), function=pl.col("f"), scale="annual", weight=10.0,
          rater="superior", quantified=True)  # fmt: skip
    years = bureaus.join(pl.DataFrame({"kind": ["report", "evaluate", "assess"]}), how="cross")
    t.add(
        "reviews",
        years.filter(chance < 0.9),
        post=holder,
        level=pl.col("level"),
        year=2016,
        kind=pl.col("kind"),
    )
    t.add("tasks", some, key=pl.col("f"), line=pl.lit("vertical"), target=id, period="2016")
    t.add("tasks", some.filter(chance < 0.2), key=pl.col("f"), line=pl.lit("local"), target=id, period="2016")
    t.add("meetings", bureaus.filter(chance < 0.3), id=pl.format("{}-m", id), name="联席会议",
          members=pl.format("{}-o; {}-b", id, id), functions=pl.lit("conduct; study"))  # fmt: skip
    t.add("resources", bureaus, id=pl.format("{}-r", id), name="场所", kind="venue", owner=id,
          shared_with=pl.when(chance < 0.5).then(pl.format("{}-b", id)))  # fmt: skip
    t.add("documents", bureaus, id=pl.format("{}-d", id), name="制度", scope=id, status="in_force")
    t.add(
        "allow", bureaus.filter(chance < 0.01), rule="EST406", subject=pl.format("{}-b", id), reason="已报批"
    )
