"""`orgmodel apply`: carry out a plan file on the org that it was made for, or take it back."""

import datetime
from pathlib import Path

import click

from orgmodel.cli.frame.options import lang_option, load, org_argument, org_options, refuse_taken


@click.command("apply")
@org_argument()
@click.argument("plan", type=click.Path(path_type=Path))
@click.option(
    "-o", "--output", required=True, metavar="FILE", help="The org file to write; - for YAML on stdout."
)
@click.option(
    "--three-way", is_flag=True,
    help="Do what still fits an org that has changed since; list the rest, and leave with 1 if there is any.",
)  # fmt: skip
@click.option("--undo", is_flag=True, help="Take PLAN back: ORG is the org after it.")
@org_options
@lang_option
@click.option("--force", is_flag=True, help="Overwrite a file that stands there.")
def command(
    org: str,
    plan: Path,
    output: str,
    three_way: bool,
    undo: bool,
    profile: str | None,
    as_of: datetime.date | None,
    lang: str | None,
    force: bool,
) -> int:
    """Carry out PLAN on ORG; refuse it for any other org, showing the rows that differ."""
    from orgmodel.formats import write
    from orgmodel.proposals.fitting import fitted
    from orgmodel.proposals.planfile import carry_out, take_back
    from orgmodel.proposals.planfile import load as load_plan
    from orgmodel.proposals.plantext import plan_text
    from orgmodel.reports.fitted import fitted_text

    refuse_taken(output, force)
    order = load_plan(plan_text(plan), str(plan))
    given = load(org, profile, as_of)
    if not three_way:
        write(take_back(given, order) if undo else carry_out(given, order), output)
        return 0
    found = fitted(given, order, undo)
    write(found.org, output)
    click.echo("\n".join(line for line, _ in fitted_text(found, lang or given.language, undo)), err=True)
    return 1 if found.left else 0
