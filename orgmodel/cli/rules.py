"""`orgmodel rules`: the catalogue, or the page of one rule."""

import click

from orgmodel.cli.frame.options import format_option


@click.command("rules")
@click.argument("code", required=False)
@click.option(
    "--profile", metavar="NAME", help="Severities and citations of this profile; default: cn-party-2010."
)
@click.option(
    "--lang", type=click.Choice(["zh", "en"]), help="Language of the texts; default: the profile's."
)
@format_option("text", "json")
def command(code: str | None, profile: str | None, lang: str | None, form: str) -> None:
    """List all rules, or explain those whose code begins with CODE."""
    from orgmodel import profiles
    from orgmodel.cli.frame.screen import show, show_json
    from orgmodel.moves import repairs
    from orgmodel.reports.rulebook import listing, page, rule_json
    from orgmodel.rules import catalogue, matching

    known = profiles.load(profile or "cn-party-2010")
    language = lang or known.language
    codes = matching([code]) if code else set(catalogue())
    chosen = [rule for c, rule in catalogue().items() if c in codes]
    if form == "json":
        show_json([rule_json(rule, known, repairs(rule.code)) for rule in chosen])
    elif code:
        show([line for rule in chosen for line in page(rule, known, repairs(rule.code), language)])
    else:
        show(listing(chosen, known, language))
