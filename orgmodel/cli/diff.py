"""`orgmodel diff`: what changed from one org to another, or in what two plan files differ."""

import re
from pathlib import Path

import click

from orgmodel.cli.frame.options import format_option, lang_option, load, org_argument

_PLAN = re.compile(rb"^(\xef\xbb\xbf)?[\"']?orgmodel_plan[\"']?\s*:", re.MULTILINE)


@click.command("diff")
@org_argument("before")
@org_argument("after")
@click.option("--profile", metavar="NAME", help="Use this profile where a file names none.")
@click.option(
    "--org",
    metavar="ORG",
    help="The org that two plan files were made for, to tell moves and edits as sentences.",
)
@lang_option
@format_option("text", "json")
def command(
    before: str, after: str, profile: str | None, org: str | None, lang: str | None, form: str
) -> None:
    """List the changes that lead from BEFORE to AFTER; of two plan files, in what they agree and differ."""
    from orgmodel import profiles
    from orgmodel.cli.frame.screen import show, show_json
    from orgmodel.model import diff
    from orgmodel.reports.changes import as_json, sentences

    plans = [_is_plan(path) for path in (before, after)]
    if any(plans):
        if not all(plans):
            plan, other = (before, after) if plans[0] else (after, before)
            told = f"{plan} is a plan file and {other} an org: give two plan files or two orgs."
            raise click.UsageError(f"{told} `orgmodel apply` gives the org after a plan.")
        _plans(before, after, profile, org, lang, form)
        return
    if org is not None:
        raise click.UsageError("--org goes with two plan files.")
    old, new = load(before, profile), load(after, profile)
    edits = diff(old, new)
    if form == "json":
        show_json(as_json(edits))
    else:
        told_edits = sentences(old, new, profiles.of(new), edits, lang or new.language)
        show([(line, "") for line in told_edits])


def _is_plan(path: str) -> bool:
    file = Path(path)
    if file.suffix.lower() not in (".yaml", ".yml") or not file.is_file():
        return False
    with file.open("rb") as opened:
        return bool(_PLAN.search(opened.read(4096)))


def _plans(
    before: str, after: str, profile: str | None, org: str | None, lang: str | None, form: str
) -> None:
    from orgmodel.cli.frame.screen import show, show_json
    from orgmodel.proposals.plantext import plan_text
    from orgmodel.reports.compared import compared_json, compared_text, read_plan

    given = load(org, profile) if org is not None else None
    one, other = (read_plan(plan_text(Path(path)), path, given) for path in (before, after))
    if form == "json":
        show_json(compared_json(one, other))
        return
    show(compared_text(one, other, given, lang or (given.language if given else one.language)))
