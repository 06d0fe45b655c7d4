"""`orgmodel check`: what is wrong with an org, by root cause."""

import datetime
import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import click

from orgmodel.cli.frame.options import lang_option, load, org_argument, org_options, refuse_taken

if TYPE_CHECKING:
    from orgmodel.rules import Report

FAIL_ON = {
    "error": ["error"],
    "warning": ["error", "warning"],
    "info": ["error", "warning", "info"],
    "never": [],
}
FORMS = {
    ".txt": "text",
    ".json": "json",
    ".jsonl": "jsonl",
    ".parquet": "parquet",
    ".sarif": "sarif",
    ".md": "markdown",
    ".markdown": "markdown",
    ".xlsx": "xlsx",
    ".log": "text",
}
FILES = {"xlsx": ("A workbook", "ledger.xlsx"), "parquet": ("A Parquet table", "findings.parquet")}
SHOWN = 200  # root causes that a text shows unless told otherwise


@click.command("check")
@org_argument()
@org_options
@click.option(
    "--select", multiple=True, metavar="CODES", help="Show these rules only: CHN201, or a prefix: STR."
)
@click.option("--ignore", multiple=True, metavar="CODES", help="Show all rules but these.")
@click.option(
    "--horizon",
    metavar="SPAN",
    help="Show which terms end within this span: 90d, 6m, 2y. Default: the profile's.",
)
@click.option(
    "--fail-on", type=click.Choice(list(FAIL_ON)), default="error", show_default=True,
    help="Leave with exit code 1 at a finding of this severity or above.",
)  # fmt: skip
@click.option(
    "--limit",
    type=click.IntRange(min=0),
    help=f"Show at most so many and count all. Default: {SHOWN} where text is printed, else all.",
)
@click.option("-q", "--quiet", is_flag=True, help="Print nothing; the exit code tells.")
@lang_option
@click.option(
    "--format",
    "form",
    type=click.Choice(list(dict.fromkeys(FORMS.values()))),
    help="Default: as FILE ends, else text; jsonl is one finding a line, xlsx a ledger to fill in.",
)
@click.option("-o", "--output", metavar="FILE", help="Write there instead of to standard output.")
@click.option("--force", is_flag=True, help="Overwrite a file that is there already.")
def command(
    org: str,
    profile: str | None,
    as_of: datetime.date | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    horizon: str | None,
    fail_on: str,
    limit: int | None,
    quiet: bool,
    lang: str | None,
    form: str | None,
    output: str | None,
    force: bool,
) -> int:
    """List the findings of ORG, grouped by root cause."""
    from orgmodel.reports.findings import failing
    from orgmodel.rules import check

    form = _form(form, output)
    if output:
        refuse_taken(output, force)
    loaded = load(org, profile, as_of, lazily=bool(select))
    report = check(loaded, select=_codes(select), ignore=_codes(ignore), horizon=horizon)
    if output:
        from orgmodel.formats.steps.files import stored

        stored({Path(output): lambda file: _write(report, form, limit, lang, file)}, [])
    elif not quiet:
        _shown(report, form, limit, lang)
    return 1 if failing(report, FAIL_ON[fail_on]) else 0


def _form(form: str | None, output: str | None) -> str:
    """What to write: as asked, or else as the file ends; text where it has no ending.

    :raises BadInput: if it ends in a way that no form does.
    """
    ending = Path(output).suffix.lower() if output else ""
    if form is None and ending and ending not in FORMS:
        from orgmodel.model import BadInput, Problem

        remedy = "Rename the file or name its format."
        raise BadInput(
            [
                Problem(
                    "ends in no known way",
                    output or "",
                    value=ending,
                    allowed=", ".join(FORMS),
                    remedy=remedy,
                )
            ]
        )
    form = form or FORMS.get(ending, "text")
    if form in FILES and not output:
        what, name = FILES[form]
        raise click.UsageError(f"{what} cannot be printed. Name a file: -o {name}")
    return form


def _shown(report: "Report", form: str, limit: int | None, lang: str | None) -> None:
    """Print the findings."""
    from orgmodel.cli.frame.screen import show
    from orgmodel.reports.listing import check_text

    if form == "text":
        limit = SHOWN if limit is None else limit
        show(check_text(report, _moves(report), lang or report.org.language, limit))
    else:
        for part in _parts(report, form, limit, lang):
            click.echo(part.decode(), nl=False)


def _write(report: "Report", form: str, limit: int | None, lang: str | None, file: BinaryIO) -> None:
    """Write the findings to a file."""
    from orgmodel.reports.stream import write_parquet

    if form == "parquet":
        write_parquet(report, file, limit, lang)
    else:
        file.writelines(_parts(report, form, limit, lang))


def _parts(report: "Report", form: str, limit: int | None, lang: str | None) -> Iterator[bytes]:
    """The findings as the bytes of a file, JSON batch by batch."""
    from orgmodel.reports.findings import report_json
    from orgmodel.reports.ledger import ledger
    from orgmodel.reports.listing import check_text
    from orgmodel.reports.markdown import check_markdown
    from orgmodel.reports.sarif import report_sarif
    from orgmodel.reports.stream import json_lines, json_text

    moves, language = _moves(report), lang or report.org.language
    if form == "jsonl":
        yield from json_lines(report, moves, limit, lang)
    elif form == "json":
        yield from json_text(report_json(report, moves, limit, lang))
    elif form == "xlsx":
        yield ledger(report, moves, language, limit)
    elif form == "markdown":
        yield check_markdown(report, moves, language, limit).encode()
    elif form == "text":
        yield ("\n".join(line for line, _ in check_text(report, moves, language, limit)) + "\n").encode()
    else:
        data = report_sarif(report, moves, limit, lang)
        yield (json.dumps(data, ensure_ascii=False, indent=2, default=str) + "\n").encode()


def _moves(report: "Report") -> dict[str, list[str]]:
    """The kinds of move that repair each rule's findings."""
    from orgmodel.moves import repairs

    return {code: repairs(code, report.derived.profile) for code in report.rules}


def _codes(given: tuple[str, ...]) -> list[str]:
    """Codes from options that may hold several, with commas or blanks between them."""
    return [code for text in given for code in text.replace(",", " ").split()]
