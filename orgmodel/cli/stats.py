"""`orgmodel stats`: the indices of an org, or of two side by side, with the price of a planner's own restructuring."""

import datetime
from typing import TYPE_CHECKING

import click

from orgmodel.cli.frame.options import format_option, lang_option, load, org_argument, org_options

if TYPE_CHECKING:
    from orgmodel.model import Org
    from orgmodel.proposals import FrontierPoint
    from orgmodel.proposals.price import Price


@click.command("stats")
@org_argument()
@org_argument("after", required=False)
@org_options
@click.option(
    "--no-price", is_flag=True,
    help="Leave out what AFTER costs and how far it is from the exact frontier, which takes a proposal for ORG.",
)  # fmt: skip
@lang_option
@format_option("text", "json")
def command(
    org: str,
    after: str | None,
    profile: str | None,
    as_of: datetime.date | None,
    no_price: bool,
    lang: str | None,
    form: str,
) -> None:
    """Show the indices of ORG, beside those of AFTER if it is given, and what the way from the one to the other costs."""
    from orgmodel.cli.frame.screen import show, show_json
    from orgmodel.reports.hierarchy import hierarchy_lines
    from orgmodel.reports.priced import price_json, price_text
    from orgmodel.reports.stats import stats, table

    paths = [path for path in (org, after) if path is not None]
    orgs = [load(path, profile, as_of) for path in paths]
    found = [stats(one) for one in orgs]
    priced = _priced(orgs[0], orgs[1]) if len(orgs) > 1 and not no_price else None
    if form == "json":
        if priced:
            found[1]["price"] = price_json(*priced)
        show_json(found[0] if after is None else found)
        return
    names = [one.name or path for one, path in zip(orgs, paths, strict=True)]
    if len(set(names)) < len(names):
        names = paths
    language = lang or orgs[0].language
    lines = [(line, "") for line in table(list(zip(names, found, strict=True)), language)]
    for name, shown, one in zip(names, orgs, found, strict=True):
        told = hierarchy_lines(one, shown, language)
        lines += [("", ""), *([(name, "title")] if len(found) > 1 else []), *told] if told else []
    if priced:
        lines += [("", ""), *price_text(*priced, orgs[0], orgs[1], language)]
    show(lines)


def _priced(before: "Org", after: "Org") -> tuple["Price", "tuple[FrontierPoint, ...]"]:
    """What a restructuring costs, and the frontier that it is measured against."""
    from orgmodel.proposals import propose
    from orgmodel.proposals.price import price

    plans = propose(before)
    return price(before, after, plans.solution.world), plans.frontier
