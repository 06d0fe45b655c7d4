"""`orgmodel apply`: carry out a plan file on the org that it was made for."""

import datetime
from pathlib import Path

import click

from orgmodel.cli.frame.options import load, org_argument, org_options, refuse_taken


@click.command("apply")
@org_argument()
@click.argument("plan", type=click.Path(path_type=Path))
@click.option(
    "-o", "--output", required=True, metavar="FILE", help="The org file to write; - for YAML on stdout."
)
@org_options
@click.option("--force", is_flag=True, help="Overwrite a file that stands there.")
def command(
    org: str, plan: Path, output: str, profile: str | None, as_of: datetime.date | None, force: bool
) -> None:
    """Carry out PLAN on ORG; refuse it for any other org, naming the rows that differ."""
    from orgmodel.formats import write
    from orgmodel.formats.steps.files import loaded
    from orgmodel.formats.steps.text import decoded
    from orgmodel.proposals.planfile import carry_out
    from orgmodel.proposals.planfile import load as load_plan

    refuse_taken(output, force)
    order = load_plan(decoded(loaded(plan, None), str(plan)), str(plan))
    write(carry_out(load(org, profile, as_of), order), output)
