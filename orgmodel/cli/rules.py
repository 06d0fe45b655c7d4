"""`orgmodel rules`: the catalogue, or the page of one rule."""

from pathlib import Path

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
@click.option("--pages", metavar="DIR", help="Write a page for each built-in rule into this folder instead.")
@format_option("text", "json")
def command(code: str | None, profile: str | None, lang: str | None, pages: str | None, form: str) -> None:
    """List all rules, or explain those whose code begins with CODE."""
    from orgmodel import profiles
    from orgmodel.cli.frame.screen import show, show_json
    from orgmodel.moves import repairs
    from orgmodel.reports.rulebook import listing, page, rule_json
    from orgmodel.rules import matching, rules_of

    if pages:
        _write_pages(Path(pages))
        return
    known = profiles.load(profile or "cn-party-2010")
    language = lang or known.language
    rules = rules_of(known)
    codes = matching([code], rules) if code else set(rules)
    chosen = [rule for c, rule in rules.items() if c in codes]
    if form == "json":
        show_json([rule_json(rule, known, repairs(rule.code)) for rule in chosen])
    elif code:
        show([line for rule in chosen for line in page(rule, known, repairs(rule.code), language)])
    else:
        show(listing(chosen, known, language))


def _write_pages(folder: Path) -> None:
    """Write the pages that have changed, and remove those of rules that are no more."""
    from orgmodel.formats.steps.files import stored
    from orgmodel.reports.rulepages import pages, stale

    folder.mkdir(parents=True, exist_ok=True)
    wanted, old = pages(), stale(folder)
    changed = {folder / name: wanted[name].encode() for name in old if name in wanted}
    stored(changed, [folder / name for name in old if name not in wanted])
    click.echo(f"{folder}: {len(wanted)} pages, {len(changed)} written, {len(old) - len(changed)} removed")
