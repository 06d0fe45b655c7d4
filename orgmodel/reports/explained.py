"""An explanation as text: both paths as lines of hops, the break marked, findings and repairs below."""

from collections.abc import Iterable, Sequence

from orgmodel.graph.rowwords import RowWords
from orgmodel.model import Org
from orgmodel.moves import TWENTIETHS, FindingKey, Move, catalogue, sentence
from orgmodel.profiles import Profile
from orgmodel.reports.explain import Break, Explanation, Hop, Path
from orgmodel.reports.listing import Lines
from orgmodel.rules.custom import rules_of

WORDS = {
    "hosted": ("设在：", "Set up in: "),
    "vertical": ("垂直管理链条", "Vertical line"),
    "affiliation": ("隶属关系链条", "Chain of affiliation"),
    "no_body": (
        "没有代表该单位的组织，没有隶属关系链条",
        "No body speaks for this unit, so it has no chain of affiliation",
    ),
    "alone": ("没有上级", "has no superior by this line"),
    "holds": ("到达顶端，未中断", "reaches its end"),
    "break": ("中断于{at}：{label}{ids}", "breaks at {at}: {label}{ids}"),
    "findings": ("问题（{count}项）", "Findings ({count})"),
    "none": ("未发现问题", "No findings"),
    "follows": ("由{code} {subject}引起", "follows from {code} {subject}"),
    "repairs": ("可用措施（{count}项，由小到大）", "Possible repairs ({count}, the smallest first)"),
    "repair": ("{kind}：{sentence}（工作量{effort}）", "{kind}: {sentence} (effort {effort})"),
    "smallest": (
        "最小处理方案（工作量{effort}，地方联系损失{ties:g}，已复核）",
        "Smallest repair (effort {effort}, ties lost {ties:g}; checked)",
    ),
    "beyond": (
        "现有措施不能消除下列问题（{count}项）",
        "No choice of moves clears these ({count})",
    ),
    "traded": (
        "现有措施消除下列问题，必然造成同样多的其他问题（{count}项）",
        "No choice of moves clears these without raising as much elsewhere ({count})",
    ),
}


def explain_text(org: Org, profile: Profile, found: Explanation, language: str) -> Lines:
    """The explanation as styled lines in ``zh`` or ``en``."""

    def say(key: str, /, **values: object) -> str:
        return WORDS[key][0 if language == "zh" else 1].format(**values)

    names = dict(org.units.select("id", "name").unique("id", keep="first").iter_rows())
    out: Lines = [(_unit(found.unit), "title")]
    if found.host:
        out.append((say("hosted") + _unit(found.host), ""))
    paths = [("vertical", found.vertical)]
    if found.affiliation:
        paths.append(("affiliation", found.affiliation))
    for key, path in paths:
        out += [("", ""), (say(key), "title"), *_path(path)]
        broken = path.broken
        if broken is None:
            out.append(("  " + say("holds" if len(path.hops) > 1 else "alone"), "quiet"))
        else:
            at = names.get(broken.at, broken.at)
            out.append(
                ("  " + say("break", at=at, label=broken.label, ids=_ids(broken, names, language)), "error")
            )
    if found.affiliation is None and profile.roles.affiliation is not None:
        out += [("", ""), (say("no_body"), "quiet")]
    out += [
        ("", ""),
        (say("findings", count=len(found.findings)) if found.findings else say("none"), "title"),
    ]
    for f in found.findings:
        out.append((f"  {f.code} {f.message}", f.severity))
        if f.cause:
            out.append(("    " + say("follows", code=f.cause.code, subject=f.cause.subject), "quiet"))
        out += [(f"    {c.text(language)}", "quiet") for c in f.cites]
    if found.repairs:
        out += [("", ""), (say("repairs", count=len(found.repairs)), "title")]
        out += _moves(org, found.repairs, language)
    if found.repair and found.repair.moves:
        moves = found.repair.moves
        effort, ties = sum(m.effort for m in moves), sum(m.tie for m in moves) / TWENTIETHS
        out += [("", ""), (say("smallest", effort=effort, ties=ties), "title")]
        out += _moves(org, moves, language)
    left = found.repair.left if found.repair else ()
    for key, some in (("beyond", [f for f in left if f not in found.traded]), ("traded", found.traded)):
        if some:
            out += [("", ""), (say(key, count=len(some)), "title"), *_left(org, profile, some, language)]
    return out


def _left(org: Org, profile: Profile, left: Sequence[FindingKey], language: str) -> Lines:
    rules, colon = rules_of(profile), "：" if language == "zh" else ": "
    words = RowWords.of_subjects(org, (at for _, at in left), language)
    return [
        (f"  {code} {rules[code].title(language)}{colon}{words.subject(at, rules[code].home)}", "")
        for code, at in left
    ]


def _moves(org: Org, moves: Iterable[Move], language: str) -> Lines:
    out: Lines = []
    for move in moves:
        title = catalogue()[move.kind].title(language)
        text = WORDS["repair"][0 if language == "zh" else 1]
        told = text.format(kind=title, sentence=sentence(org, move, language), effort=move.effort)
        out.append((f"  {told}", ""))
    return out


def _unit(hop: Hop) -> str:
    return f"{hop.name} [{hop.id}] {hop.kind_label}"


def _path(path: Path) -> Lines:
    """One line a hop, with the status of the link to the next between them."""
    out: Lines = []
    for hop in path.hops:
        out.append((f"  {_unit(hop)}", ""))
        if hop.status_label:
            at_break = path.broken is not None and path.broken.at == hop.id
            out.append((f"    ↑ {hop.status_label}", "error" if at_break else "quiet"))
    return out


def _ids(broken: Break, names: dict[str, str], language: str) -> str:
    if broken.why in ("link", "none", "itself"):
        return ""
    told = [names.get(id, id) for id in broken.ids]
    if broken.why == "cycle":
        told = [" → ".join([*told, *told[:1]])]
    joined = "、".join(told) if language == "zh" else ", ".join(told)
    return f"（{joined}）" if language == "zh" else f" ({joined})"
