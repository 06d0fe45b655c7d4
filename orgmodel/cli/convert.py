"""`orgmodel convert`: the same org in another form."""

import datetime

import click

from orgmodel.cli.frame.options import lang_option, load, org_argument, org_options, refuse_taken


@click.command("convert")
@org_argument()
@click.option(
    "-o", "--output", required=True, type=click.Path(allow_dash=True),
    help="A .yaml, .json, .xlsx, .csv or .parquet file, a folder, or - for standard output (YAML).",
)  # fmt: skip
@click.option(
    "--format", "form", type=click.Choice(["csv", "json", "parquet", "xlsx", "yaml"]),
    help="Write this form: parquet with a folder writes one Parquet file a table. "
    "Default: as the output ends; for a folder csv, or parquet where its name ends in .parquet/.",
)  # fmt: skip
@org_options
@lang_option
@click.option("--force", is_flag=True, help="Overwrite a file that is there already.")
def command(
    org: str,
    output: str,
    form: str | None,
    profile: str | None,
    as_of: datetime.date | None,
    lang: str | None,  # of what is wrong: nothing else is told
    force: bool,
) -> None:
    """Write ORG in the form that the ending of the output or --format names; nothing is lost."""
    from orgmodel.formats import write

    refuse_taken(output, force)
    write(load(org, profile, as_of), output, format=form)
