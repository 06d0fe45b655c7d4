"""`orgmodel explain`: one unit's two paths up, and where they break."""

import datetime

import click

from orgmodel.cli.frame.options import format_option, lang_option, load, org_argument, org_options


@click.command("explain")
@org_argument()
@click.argument("unit")
@org_options
@lang_option
@format_option("text", "json")
def command(
    org: str,
    unit: str,
    profile: str | None,
    as_of: datetime.date | None,
    lang: str | None,
    form: str,
) -> None:
    """Show both paths up from the unit with the id UNIT, where they break, and what would mend it."""
    from orgmodel import profiles
    from orgmodel.cli.frame.screen import show, show_json
    from orgmodel.moves import candidates
    from orgmodel.reports.explain import as_json, explain
    from orgmodel.reports.explained import explain_text

    loaded = load(org, profile, as_of)
    language = lang or loaded.language
    explain(loaded, unit)  # an unknown id is said before anything costly is done
    found = explain(loaded, unit, candidates(loaded).moves, language)
    if form == "json":
        show_json(as_json(found))
    else:
        show(explain_text(loaded, profiles.of(loaded), found, language))
