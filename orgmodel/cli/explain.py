"""`orgmodel explain`: one unit's two paths up, where they break, and its smallest repair; or what joins two units."""

import datetime

import click

from orgmodel.cli.frame.options import format_option, lang_option, load, org_argument, org_options


@click.command("explain")
@org_argument()
@click.argument("unit")
@click.option("--to", metavar="UNIT", help="Show the shortest chains to this unit instead.")
@org_options
@lang_option
@format_option("text", "json")
def command(
    org: str,
    unit: str,
    to: str | None,
    profile: str | None,
    as_of: datetime.date | None,
    lang: str | None,
    form: str,
) -> None:
    """Show both paths up from the unit with the id UNIT, where they break, and the smallest repair."""
    from orgmodel import profiles
    from orgmodel.cli.frame.screen import show, show_json

    loaded = load(org, profile, as_of)
    language = lang or loaded.language
    if to is not None:
        from orgmodel.reports.chains import chains, chains_json, chains_text

        joined = chains(loaded, unit, to)
        if form == "json":
            show_json(chains_json(joined))
        else:
            show(chains_text(loaded, joined, language))
        return
    from orgmodel.graph import derive
    from orgmodel.moves import candidates
    from orgmodel.proposals.smallest import smallest
    from orgmodel.reports.explain import as_json, explain, row_of
    from orgmodel.reports.explained import explain_text

    row_of(derive(loaded), unit)  # an unknown id is said before anything costly is done
    found = explain(loaded, unit, candidates(loaded).moves, language, smallest(loaded, unit))
    if form == "json":
        show_json(as_json(found))
    else:
        show(explain_text(loaded, profiles.of(loaded), found, language))
