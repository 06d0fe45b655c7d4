"""`orgmodel diff`: what changed from one org to another."""

import click

from orgmodel.cli.frame.options import format_option, lang_option, load, org_argument


@click.command("diff")
@org_argument("before")
@org_argument("after")
@click.option("--profile", metavar="NAME", help="Use this profile where a file names none.")
@lang_option
@format_option("text", "json")
def command(before: str, after: str, profile: str | None, lang: str | None, form: str) -> None:
    """List the changes that lead from BEFORE to AFTER."""
    from orgmodel import profiles
    from orgmodel.cli.frame.screen import show, show_json
    from orgmodel.model import diff
    from orgmodel.reports.changes import as_json, sentences

    old, new = load(before, profile), load(after, profile)
    edits = diff(old, new)
    if form == "json":
        show_json(as_json(edits))
    else:
        told = sentences(old, new, profiles.of(new), edits, lang or new.language)
        show([(line, "") for line in told])
