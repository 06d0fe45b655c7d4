"""`orgmodel draw`: pictures of an org, or of what changes between two."""

import datetime

import click

from orgmodel.cli.frame.options import lang_option, load, org_argument, org_options


@click.command("draw")
@org_argument()
@org_argument("after", required=False)
@org_options
@click.option(
    "-o", "--output", required=True, multiple=True, metavar="FILE", help="A picture; may be given again."
)
@click.option("--view", default="lanes", show_default=True, help="How to lay it out.")
@click.option(
    "--show", "shown", default="all", show_default=True, help="before, after, diff, or all of them."
)
@click.option(
    "--theme", default="colour", show_default=True, help="colour, print (black and white), or dark."
)
@click.option("--font", type=click.Path(dir_okay=False), help="A font file instead of Noto Sans SC.")
@lang_option
def command(
    org: str,
    after: str | None,
    profile: str | None,
    as_of: datetime.date | None,
    output: tuple[str, ...],
    view: str,
    shown: str,
    theme: str,
    font: str | None,
    lang: str | None,
) -> None:
    """Draw ORG, or ORG and AFTER on one layout, as the extension of each FILE says."""
    from orgmodel.drawing import draw

    second = load(after, profile, as_of) if after else None
    before = load(org, profile, as_of)
    for path in draw(before, second, *output, view=view, show=shown, theme=theme, lang=lang, font=font):
        click.echo(path)
