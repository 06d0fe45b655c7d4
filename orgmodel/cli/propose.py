"""`orgmodel propose`: the exact frontier and the named plans, side by side."""

import datetime
from pathlib import Path

import click

from orgmodel.cli.frame.options import format_option, lang_option, load, org_argument, org_options


@click.command("propose")
@org_argument()
@org_options
@click.option(
    "-o", "--output", type=click.Path(file_okay=False, path_type=Path), metavar="DIR",
    help="Write each plan to a file of its own in this folder.",
)  # fmt: skip
@lang_option
@format_option("text", "json")
def command(
    org: str,
    profile: str | None,
    as_of: datetime.date | None,
    output: Path | None,
    lang: str | None,
    form: str,
) -> None:
    """Prove the cheapest restructurings of ORG: all that is worth choosing between."""
    from orgmodel.cli.frame.screen import show, show_json
    from orgmodel.formats.steps.files import stored
    from orgmodel.proposals import propose, save
    from orgmodel.reports.plans import plans_text

    read = load(org, profile, as_of)
    plans = propose(read)
    if form == "json":
        show_json(plans.as_dict())
    else:
        show(plans_text(plans, lang or read.language))
    if output is None:
        return
    files = {output / f"{name}.yaml": save(read, plan).encode() for name, plan in plans.items()}
    output.mkdir(parents=True, exist_ok=True)
    stored(files, [])
    for file in files:
        click.echo(file, err=True)
