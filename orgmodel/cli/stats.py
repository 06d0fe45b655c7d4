"""`orgmodel stats`: the indices of an org, or of two side by side."""

import datetime

import click

from orgmodel.cli.frame.options import format_option, lang_option, load, org_argument, org_options


@click.command("stats")
@org_argument()
@org_argument("after", required=False)
@org_options
@lang_option
@format_option("text", "json")
def command(
    org: str,
    after: str | None,
    profile: str | None,
    as_of: datetime.date | None,
    lang: str | None,
    form: str,
) -> None:
    """Show the indices of ORG, beside those of AFTER if it is given."""
    from orgmodel.cli.frame.screen import show, show_json
    from orgmodel.reports.hierarchy import hierarchy_lines
    from orgmodel.reports.stats import stats, table

    paths = [path for path in (org, after) if path is not None]
    orgs = [load(path, profile, as_of) for path in paths]
    found = [stats(one) for one in orgs]
    if form == "json":
        show_json(found[0] if after is None else found)
        return
    names = [one.name or path for one, path in zip(orgs, paths, strict=True)]
    if len(set(names)) < len(names):
        names = paths
    language = lang or orgs[0].language
    lines = [(line, "") for line in table(list(zip(names, found, strict=True)), language)]
    for name, one in zip(names, found, strict=True):
        told = hierarchy_lines(one, language)
        lines += [("", ""), (name, "title"), *told] if told and len(found) > 1 else told
    show(lines)
