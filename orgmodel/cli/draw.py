"""`orgmodel draw`: pictures of an org, or of what changes between two."""

import datetime
from typing import Any

import click

from orgmodel.cli.frame.options import Day, lang_option, load, org_argument, org_options


@click.command("draw")
@org_argument()
@org_argument("after", required=False)
@org_options
@click.option(
    "-o", "--output", required=True, multiple=True, metavar="FILE", help="A picture; may be given again."
)
@click.option(
    "--view", help="How to lay it out. Default: lanes; of an org of more than 2,000 boxes the summary."
)
@click.option(
    "--show", "shown", default="all", show_default=True, help="before, after, diff, or all of them."
)
@click.option(
    "--theme", default="colour", show_default=True, help="colour, print (black and white), or dark."
)
@click.option("--font", type=click.Path(dir_okay=False), help="A font file instead of Noto Sans SC.")
@click.option(
    "--page", help="The sheet: a4, a4-portrait, a3, a3-portrait, 16:9, text (156 mm wide), or free."
)
@click.option("--focus", metavar="UNIT", help="Show this unit with what stands above and below it.")
@click.option("--depth", type=click.IntRange(0), metavar="N", help="With --focus: so many levels below it.")
@click.option("--highlight", metavar="CODES", multiple=True, help="Mark where findings of these codes stand.")
@click.option("--plan", metavar="NAME", help="Which proposal a view of proposals shows.")
@click.option("--start", type=Day(), help="The first day of its roadmap (2017-01-01).")
@lang_option
def command(
    org: str,
    after: str | None,
    profile: str | None,
    as_of: datetime.date | None,
    output: tuple[str, ...],
    view: str | None,
    shown: str,
    theme: str,
    font: str | None,
    page: str | None,
    focus: str | None,
    depth: int | None,
    highlight: tuple[str, ...],
    plan: str | None,
    start: datetime.date | None,
    lang: str | None,
) -> None:
    """Draw ORG, or ORG and AFTER on one layout, as the extension of each FILE says."""
    from orgmodel.drawing import draw

    second = load(after, profile, as_of) if after else None
    before = load(org, profile, as_of)
    how: dict[str, Any] = {
        "focus": focus,
        "depth": depth,
        "highlight": tuple(code for codes in highlight for code in codes.split(",")),
        "plan": plan,
        "start": start,
    }
    paths = draw(
        before, second, *output, view=view, show=shown, theme=theme, lang=lang, font=font, page=page, **how
    )
    for path in paths:
        click.echo(path)
