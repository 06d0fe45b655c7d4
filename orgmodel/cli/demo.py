"""`orgmodel demo`: the whole line on the central case, into a folder to look at."""

import shutil
from pathlib import Path

import click

from orgmodel.cli.frame.options import lang_option

CASE = "scenarios/city-bureau"
TOLD = {
    "zh": {
        "check": "一、检查现状：责任链条断在哪里",
        "explain": "二、看一个分局：断在哪一环，怎样接上",
        "stats": "三、现状与调研报告所提办法的对照",
        "propose": "四、求代价最小的调整方案，并证明最优",
        "apply": "五、落实平衡方案",
        "diff": "六、方案改了哪些",
        "draw": "七、出图：调整前、调整后、变动对照，方案权衡与实施进度",
        "files": "以上文件在 {folder}：",
    },
    "en": {
        "check": "1. Check the org as it stands: where the chains of responsibility break",
        "explain": "2. Look at one field office: which hop is missing, and what would mend it",
        "stats": "3. As it stands, beside the remedy that the survey asks for",
        "propose": "4. The cheapest restructurings, each with its proof",
        "apply": "5. Carry out the balanced plan",
        "diff": "6. What the plan changes",
        "draw": "7. Pictures: before, after, what changes, the frontier and the roadmap",
        "files": "The files are in {folder}:",
    },
}


@click.command("demo")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), default="orgmodel-demo")
@lang_option
def command(folder: Path, lang: str | None) -> None:
    """Run every step on the central case and leave the files in FOLDER (default: orgmodel-demo)."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("before.yaml", "after.yaml"):
        shutil.copyfile(_case() / name, folder / name)
    before, remedy, after = (str(folder / f) for f in ("before.yaml", "after.yaml", "balanced.yaml"))
    pictures = [str(folder / f"change.{ending}") for ending in ("svg", "pdf", "png", "html", "pptx")]
    in_lang = ["--lang", lang] if lang else []
    steps = [
        ("check", [before, *in_lang, "--limit", "8"]),
        ("explain", [before, "c01-s1", *in_lang]),
        ("stats", [before, remedy, *in_lang]),
        ("propose", [before, "-o", str(folder / "plans"), *in_lang]),
        ("apply", [before, str(folder / "plans" / "balance.yaml"), "-o", after, "--force"]),
        ("diff", [before, after, *in_lang]),
        ("draw", [before, after, *(a for p in pictures for a in ("-o", p)), *in_lang]),
        ("draw", [before, after, "--view", "rows", "-o", str(folder / "rows.pdf"), *in_lang]),
        ("draw", [before, "--view", "frontier", "-o", str(folder / "frontier.svg"), *in_lang]),
        ("draw", [before, "--view", "roadmap", "-o", str(folder / "roadmap.pdf"), *in_lang]),
    ]
    told = set[str]()
    for verb, arguments in steps:
        _run(verb, arguments, "" if verb in told else TOLD[lang or "zh"][verb])
        told.add(verb)
    click.echo("\n" + TOLD[lang or "zh"]["files"].format(folder=folder))
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        click.echo(f"  {path}")


def _run(verb: str, arguments: list[str], title: str) -> None:
    from orgmodel.cli import main

    if title:
        click.secho(f"\n{title}", bold=True)
    click.echo(f"$ orgmodel {verb} {' '.join(arguments)}")
    main.main([verb, *arguments], prog_name="orgmodel", standalone_mode=False)


def _case() -> Path:
    """The folder of the central case: in the installed package, or in the repository beside it."""
    package = Path(__file__).parents[1]
    inside = package / CASE
    return inside if inside.is_dir() else package.parent / CASE
