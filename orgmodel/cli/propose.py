"""`orgmodel propose`: the exact frontier and the named plans, side by side; why each is as it is, and whom to ask."""

import datetime
import string
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from orgmodel.cli.frame.asked import Amount, asked, asked_options
from orgmodel.cli.frame.options import (
    Day,
    format_option,
    lang_option,
    load,
    org_argument,
    org_options,
    refuse_taken,
)

if TYPE_CHECKING:
    from orgmodel.proposals import Plans
    from orgmodel.proposals.clock import Clock
    from orgmodel.proposals.ownplan import PartialPlan
    from orgmodel.reports.listing import Lines

TOOK = ("用时{seconds:.1f}秒", "took {seconds:.1f} seconds")
IDLE = (
    "提示：--forbid {move}未起作用，现有组织中本来就没有这项可选措施",
    "Note: --forbid {move} changes nothing; no such move can be made in this org as it is",
)


@click.command("propose")
@org_argument(required=False, metavar="ORG")
@org_options
@asked_options
@click.option(
    "--points", type=Amount(2), metavar="N", help="Show so many points of the frontier, evenly spread."
)
@click.option(
    "--consents", is_flag=True,
    help="List who must be asked, for each plan or for the one that --explain names; with -o FILE.xlsx also as a workbook.",
)  # fmt: skip
@click.option(
    "--explain", is_flag=False, flag_value="", metavar="[PLAN]",
    help="Say of one plan why each move is in it, what it keeps and what it leaves; default: balance, or custom.",
)  # fmt: skip
@click.option(
    "--from", "written", type=click.Path(path_type=Path), metavar="PLAN", multiple=True,
    help="Keep what this plan file says, moves or edits written by hand, and plan the rest around it; one file.",
)  # fmt: skip
@click.option("--start", type=Day(), help="Date the phases from this day on (2017-01-01).")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), metavar="DIR",
    help="Write each plan to a file of its own in this folder.",
)  # fmt: skip
@click.option("--force", is_flag=True, help="Overwrite a workbook that stands there.")
@click.option("--quiet", is_flag=True, help="Show no progress and no time taken.")
@lang_option
@format_option("text", "json")
def command(
    org: str | None,
    profile: str | None,
    as_of: datetime.date | None,
    points: int | None,
    consents: bool,
    explain: str | None,
    written: tuple[Path, ...],
    start: datetime.date | None,
    output: Path | None,
    force: bool,
    quiet: bool,
    lang: str | None,
    form: str,
    **wishes: Any,
) -> None:
    """Prove the cheapest restructurings of ORG: all that is worth choosing between.

    --max-effort, --lock, --require, --forbid, --only and --weights bind every plan; --max-ties makes a further one, custom, the best
    that keeps to it. Ctrl-C stops the search and
    shows the best so far with what is not proven of it.
    """
    from orgmodel.cli.frame.progress import Watch
    from orgmodel.cli.frame.screen import show, show_json
    from orgmodel.proposals import propose
    from orgmodel.proposals.around import propose_around
    from orgmodel.proposals.clock import Clock
    from orgmodel.reports.plans import recommended
    from orgmodel.reports.proposed import proposed

    if org is None and explain and _named(explain) is None:
        org, explain = explain, ""  # `--explain ORG`: the plan was left out
    if org is None:
        raise click.UsageError("Missing argument 'ORG': the file, folder or - that holds an org.")
    if len(written) > 1:
        raise click.UsageError(
            f"--from takes one plan file, not {len(written)}. Put the moves and edits of all into one file."
        )
    book = output if output is not None and output.suffix == ".xlsx" else None
    if output is not None:
        _refuse_output(output, book, consents, force)
    began = time.monotonic()
    options = asked(wishes)
    read = load(org, profile, as_of)
    language = lang or read.language
    clock = Clock(options.time_limit)
    own = _own(*written)
    with Watch(clock, language, quiet):
        plans = propose_around(read, own, options, clock) if own else propose(read, options, clock)
        of = None if explain is None else _known(plans, explain or recommended(plans))
        if start:
            _refuse_start(plans, start)
        told = (
            proposed(plans, language, points=points, start=start, explained=of, asked=consents, clock=clock)
            if form == "json"
            else _text(plans, language, points, consents, of, start, clock)
        )
    show_json(told) if isinstance(told, dict) else show(told)
    if output is not None:
        _write(plans, language, output, book, of)
    side = 0 if language == "zh" else 1
    for move in options.idle(read):
        click.echo(IDLE[side].format(move=move), err=True)
    if not quiet:
        click.echo(TOOK[side].format(seconds=time.monotonic() - began), err=True)


def _own(file: Path | None = None) -> "PartialPlan | None":
    from orgmodel.proposals.ownplan import load_partial
    from orgmodel.proposals.plantext import plan_text

    return None if file is None else load_partial(plan_text(file), str(file))


def _text(
    plans: "Plans",
    language: str,
    points: int | None,
    consents: bool,
    explained: str | None,
    start: datetime.date | None,
    clock: "Clock",
) -> "Lines":
    """What was asked for, as styled lines."""
    from orgmodel.reports.consents import consents_text
    from orgmodel.reports.plans import plans_text
    from orgmodel.reports.reasons import reasons_text
    from orgmodel.reports.roadmap import roadmap_text

    parts = []
    if explained is not None:
        parts.append(reasons_text(plans, explained, language, start, clock))
    if consents:
        parts.append(consents_text(plans, language, explained))
    if not parts:
        parts.append(plans_text(plans, language, points, clock))
        if start:
            named = [n for n, p in plans.items() if p.status != "alternative"]
            parts.append(roadmap_text(plans, named, start, language))
    return [line for n, part in enumerate(parts) for line in ([("", "")] if n and part else []) + part]


def _named(text: str) -> str | None:
    """A plan by its name in either language, 备选1 is alternative-1; None for what names none."""
    from orgmodel.proposals.plan import NAMES
    from orgmodel.reports.plans import word

    name = text.rstrip(string.digits)
    number = text.removeprefix(name)
    plan = {word(n, language): n for n in NAMES for language in ("zh", "en")}.get(name.rstrip(" -"))
    if plan is None or bool(number) != (plan == "alternative"):
        return None
    return f"{plan}-{number}" if number else plan


def _known(plans: "Plans", text: str) -> str:
    from orgmodel.model import BadInput, Problem

    name = _named(text) or text
    if name in plans:
        return name
    remedy = {
        "custom": "Give an option that makes one, such as --max-ties 5.",
        "alternative": "Give --alternatives K, K as large as its number.",
    }.get(name.partition("-")[0], "Name one of these.")
    raise BadInput([Problem("--explain: no such plan", value=text, allowed=", ".join(plans), remedy=remedy)])


def _refuse_start(plans: "Plans", start: datetime.date) -> None:
    """Refuse a day from which a plan would last beyond the calendar."""
    from orgmodel.model import BadInput, Problem
    from orgmodel.profiles import of
    from orgmodel.proposals.roadmap import schedule

    try:
        for plan in plans.values():
            schedule(plan.phases, of(plans.org), start)
    except OverflowError:
        what, remedy = "--start: the phases would end after the year 9999", "Give an earlier day."
        raise BadInput([Problem(what, value=str(start), remedy=remedy)]) from None


def _refuse_output(output: Path, book: Path | None, consents: bool, force: bool) -> None:
    """Refuse a workbook that nothing asks for or that is there already, and a file where a folder is wanted."""
    from orgmodel.model import BadInput, Problem

    if book is None and output.is_file():
        remedy = "Name a folder for the plan files; only a workbook, with --consents, is one file."
        raise BadInput(
            [Problem("-o: is a file", value=str(output), allowed="a folder, or FILE.xlsx", remedy=remedy)]
        )
    if book is not None and not consents:
        what, remedy = (
            "-o: a workbook holds the list of consents",
            "Add --consents, or name a folder for the plan files.",
        )
        raise BadInput([Problem(what, value=str(book), remedy=remedy)])
    if book is not None:
        refuse_taken(str(book), force)


def _write(plans: "Plans", language: str, output: Path, book: Path | None, explained: str | None) -> None:
    """The workbook of consents, of all plans or of the one explained; or a file for each plan."""
    from orgmodel.formats.steps.files import stored
    from orgmodel.proposals import save
    from orgmodel.reports.consents import write_consents

    if book is not None:
        write_consents(plans, str(book), language, explained)
        click.echo(book, err=True)
        return
    files = {output / f"{name}.yaml": save(plans.org, plan).encode() for name, plan in plans.items()}
    output.mkdir(parents=True, exist_ok=True)
    stored(files, [])
    for file in files:
        click.echo(file, err=True)
