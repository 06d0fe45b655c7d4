"""`orgmodel check`: what is wrong with an org, by root cause."""

import datetime

import click

from orgmodel.cli.frame.options import format_option, lang_option, load, org_argument, org_options

FAIL_ON = {
    "error": ["error"],
    "warning": ["error", "warning"],
    "info": ["error", "warning", "info"],
    "never": [],
}
SHOWN = 200  # root causes that a text shows unless told otherwise


@click.command("check")
@org_argument()
@org_options
@click.option(
    "--select", multiple=True, metavar="CODES", help="Show these rules only: CHN201, or a prefix: STR."
)
@click.option("--ignore", multiple=True, metavar="CODES", help="Show all rules but these.")
@click.option(
    "--fail-on", type=click.Choice(list(FAIL_ON)), default="error", show_default=True,
    help="Leave with exit code 1 at a finding of this severity or above.",
)  # fmt: skip
@click.option("--limit", type=click.IntRange(min=0), help=f"Show at most so many; text: {SHOWN}, JSON: all.")
@click.option("-q", "--quiet", is_flag=True, help="Print nothing; the exit code tells.")
@lang_option
@format_option("text", "json")
def command(
    org: str,
    profile: str | None,
    as_of: datetime.date | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    fail_on: str,
    limit: int | None,
    quiet: bool,
    lang: str | None,
    form: str,
) -> int:
    """List the findings of ORG, grouped by root cause."""
    from orgmodel.cli.frame.screen import show, show_json
    from orgmodel.moves import repairs
    from orgmodel.reports.findings import failing, report_json
    from orgmodel.reports.listing import check_text
    from orgmodel.rules import catalogue, check

    report = check(load(org, profile, as_of), select=_codes(select), ignore=_codes(ignore))
    if not quiet:
        moves = {code: repairs(code) for code in catalogue()}
        if form == "json":
            show_json(report_json(report, moves, limit, lang))
        else:
            show(check_text(report, moves, lang or report.org.language, SHOWN if limit is None else limit))
    return 1 if failing(report, FAIL_ON[fail_on]) else 0


def _codes(given: tuple[str, ...]) -> list[str]:
    """Codes from options that may hold several, with commas or blanks between them."""
    return [code for text in given for code in text.replace(",", " ").split()]
