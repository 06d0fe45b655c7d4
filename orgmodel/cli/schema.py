"""`orgmodel schema`: what an org file may hold, for editors and other programs."""

import click


@click.command("schema")
@click.option("--profile", metavar="NAME", help="Limit kinds and levels to those of this profile.")
def command(profile: str | None) -> None:
    """Print the JSON Schema of an org file."""
    from orgmodel import profiles
    from orgmodel.cli.frame.screen import show_json
    from orgmodel.reports.schema import org_schema

    show_json(org_schema(profiles.load(profile) if profile else None))
