"""Who must be asked before a plan can be carried out: a list to take to the negotiations, the largest tie first."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from orgmodel.graph import derive
from orgmodel.model import Org, apply
from orgmodel.moves import TWENTIETHS, Move, sentence
from orgmodel.proposals import Plan, Plans
from orgmodel.proposals.price import Cut, cuts
from orgmodel.reports.consentbook import Cell, book
from orgmodel.reports.listing import Lines
from orgmodel.reports.plans import names_text, number

CONSENT, POOL = "consent:", "pool:"
WORDS = {
    "title": ("“{plan}”方案须协商事项", "What the plan {plan} needs from others"),
    "count": (
        "须征得{superiors}个上级组织同意，涉及{bodies}个下级组织；其中地方联系{tie}，联建保留{kept}，净损失{lost}",
        "{superiors} to be asked for {bodies}; their ties {tie}, of which cooperation keeps {kept}, lost {lost}",
    ),
    "free": ("无须征得其他组织同意", "No consent has to be obtained"),
    "superior": ("{n}. {name}（{id}）", "{n}. {name} ({id})"),
    "sums": ("联系{tie}，保留{kept}，损失{lost}", "tie {tie}, kept {kept}, lost {lost}"),
    "tieless": ("不损失地方联系", "no tie is lost"),
    "asks": ("征求同意：{text}", "To agree to: {text}"),
    "offers": ("可提出：{text}", "To offer: {text}"),
    "approvals": ("须报批事项（{count}项）", "To be approved ({count})"),
    "pools": ("须调配专职人员（{count}名）", "Full-time posts to be allotted ({count})"),
    "pool": ("从{name}（{id}）可调配的专职数中安排{posts}名", "{posts} from the pool of {name} ({id})"),
}  # fmt: skip
HEADINGS = {
    "consents": (
        ("序号", "征求意见对象", "编号", "涉及组织", "征求意见事项", "地方联系", "联建保留", "联系损失", "可提出的联建", "答复", "备注"),
        ("No.", "To be asked", "Id", "Body", "To agree to", "Tie", "Kept", "Lost", "Cooperation offered", "Answer", "Note"),
    ),
    "others": (
        ("序号", "事项", "办理单位", "编号", "涉及组织", "拟采取的措施", "名额", "办理结果", "备注"),
        ("No.", "What", "From", "Id", "For", "Move", "Posts", "Result", "Note"),
    ),
}  # fmt: skip
WIDTHS = {"consents": (6, 19, 9, 22, 34, 9, 9, 9, 34, 13, 14), "others": (6, 9, 22, 9, 24, 44, 7, 12, 24)}
ANSWERS = {"zh": ["同意", "有条件同意", "不同意"], "en": ["agreed", "agreed with conditions", "refused"]}
RESULTS = {"zh": ["已办结", "办理中", "未获批准"], "en": ["granted", "pending", "refused"]}
NEEDS = {"approval": ("报批", "approval"), "pool": ("调配", "posts")}
SHEETS = {"consents": ("征求意见", "consents"), "others": ("报批和调配", "approvals")}


@dataclass(frozen=True)
class Ask:
    """One body that a superior is asked to release or to take; ``offers`` is the cooperation line as a sentence."""

    body: str
    name: str
    cut: Cut
    text: str
    offers: str = ""


@dataclass(frozen=True)
class Superior:
    """Someone who must agree, with all that is asked of them, the largest tie first."""

    id: str
    name: str
    asks: tuple[Ask, ...]

    @property
    def cut(self) -> Cut:
        """What all of it costs together, in twentieths."""
        return Cut(sum(a.cut.tie for a in self.asks), sum(a.cut.kept for a in self.asks))


@dataclass(frozen=True)
class Need:
    """A move that rests on an approval (``pool`` is None), or on ``posts`` from the pool of a unit."""

    subject: str
    name: str
    text: str
    pool: str | None = None
    pool_name: str = ""
    posts: int = 0


@dataclass(frozen=True)
class Consents:
    """All that a plan needs from others."""

    superiors: tuple[Superior, ...]
    approvals: tuple[Need, ...]
    pools: tuple[Need, ...]

    @property
    def cut(self) -> Cut:
        """What all consents cost together, in twentieths."""
        found = [s.cut for s in self.superiors]
        return Cut(sum(c.tie for c in found), sum(c.kept for c in found))


def consents(plan: Plan, org: Org, language: str | None = None) -> Consents:
    """Whom a plan for an org needs to ask: superiors for their consent, then approvals, then posts from pools."""
    language = language or org.language
    names = _Names(org)
    lost = cuts(org, apply(org, plan.edits))
    joint = {(m.subject, m.target): m for m in plan.moves if m.kind == "cooperate"}
    asked: dict[str, list[Ask]] = defaultdict(list)
    approvals: list[Need] = []
    pools: list[Need] = []
    for move in plan.moves:
        text = sentence(org, move, language)
        for need in dict.fromkeys(move.needs):
            who = need.partition(":")[2]
            if need.startswith(CONSENT):
                offer = joint.get((move.subject, who))
                offers = sentence(org, offer, language) if offer else ""
                cut = lost.get((move.subject, who), Cut(0, 0))
                asked[who].append(Ask(move.subject, names[move.subject], cut, text, offers))
            elif need.startswith(POOL):
                pools.append(
                    Need(move.subject, names[move.subject], text, who, names[who], _posts(move, need))
                )
            elif need == "approval":
                approvals.append(Need(move.subject, names[move.subject], text))
    superiors = [
        Superior(id, names[id], tuple(sorted(asks, key=lambda a: (-a.cut.tie, a.body))))
        for id, asks in asked.items()
    ]
    superiors.sort(key=lambda s: (-s.cut.tie, -s.cut.lost, s.id))
    pools.sort(key=lambda n: (n.pool or "", -n.posts, n.subject))
    return Consents(tuple(superiors), tuple(approvals), tuple(pools))


def _posts(move: Move, need: str) -> int:
    """How many posts a move takes from a pool: a name counts once for each."""
    return max(1, move.uses.count(need), move.needs.count(need))


class _Names(dict[str, str]):
    """Names of units by id, those of posts by the unit that has them; an id that names neither stands for itself."""

    def __init__(self, org: Org) -> None:
        super().__init__(org.tables["posts"].select("id", "unit").iter_rows())
        index, names = derive(org).index, org.units["name"]
        for post, unit in self.items():
            self[post] = str(names[index[unit]]) if unit in index else post
        self._index, self._units = index, names

    def __missing__(self, id: str) -> str:
        row = self._index.get(id)
        return id if row is None else str(self._units[row])


def consents_text(plans: Plans, language: str, only: str | None = None) -> Lines:
    """For each plan, or one alone, the list of who must be asked, as styled lines; plans that ask the same are told once."""
    side = 0 if language == "zh" else 1
    out: Lines = []
    for names, found in _told_once(plans, language, only):
        title = names_text(names, language)
        out += [("", "")] if out else []
        out.append((WORDS["title"][side].format(plan=title), "title"))
        out += _superiors(found, side)
        if found.approvals:
            out.append((WORDS["approvals"][side].format(count=len(found.approvals)), "title"))
            out += [(f"  {n.text}", "") for n in found.approvals]
        out += _pools(found.pools, side)
    return out


def _told_once(plans: Plans, language: str, only: str | None) -> list[tuple[list[str], Consents]]:
    """Names of plans that ask the same, and what they ask; of all plans that change anything, or of one."""
    told: list[tuple[list[str], Consents]] = []
    for name in [only] if only else [n for n in plans if n != "stay"]:
        found = consents(plans[name], plans.org, language)
        same = next((names for names, other in told if other == found), None)
        if same is None:
            told.append(([name], found))
        else:
            same.append(name)
    return told


def _superiors(found: Consents, side: int) -> Lines:
    if not found.superiors:
        return [(WORDS["free"][side], "")]
    bodies = len({a.body for s in found.superiors for a in s.asks})
    told = str(bodies) if side == 0 else f"{bodies} {'body' if bodies == 1 else 'bodies'}"
    figures = _figures(found.cut)
    count = WORDS["count"][side].format(superiors=len(found.superiors), bodies=told, **figures)
    out: Lines = [(count, "")]
    for n, superior in enumerate(found.superiors, start=1):
        head = WORDS["superior"][side].format(n=n, name=superior.name, id=superior.id)
        sums = WORDS["sums" if superior.cut.tie else "tieless"][side].format(**_figures(superior.cut))
        out.append((f"  {head}  {sums}", "title"))
        for ask in superior.asks:
            own = ("（{}）", " ({})")[side].format(WORDS["sums"][side].format(**_figures(ask.cut)))
            own = own if len(superior.asks) > 1 else ""
            out.append((f"     {WORDS['asks'][side].format(text=ask.text)}{own}", ""))
            if ask.offers:
                out.append((f"     {WORDS['offers'][side].format(text=ask.offers)}", "quiet"))
    return out


def _pools(needs: Iterable[Need], side: int) -> Lines:
    by_pool: dict[tuple[str, str], list[Need]] = defaultdict(list)
    for need in needs:
        by_pool[need.pool or "", need.pool_name].append(need)
    if not by_pool:
        return []
    total = sum(n.posts for these in by_pool.values() for n in these)
    out: Lines = [(WORDS["pools"][side].format(count=total), "title")]
    for (id, name), these in by_pool.items():
        posts = sum(n.posts for n in these)
        out.append((f"  {WORDS['pool'][side].format(name=name, id=id, posts=posts)}", ""))
        out += [(f"     {n.text}", "") for n in these]
    return out


def _figures(cut: Cut) -> dict[str, str]:
    return {
        name: number(value / TWENTIETHS)
        for name, value in (("tie", cut.tie), ("kept", cut.kept), ("lost", cut.lost))
    }


def write_consents(plans: Plans, path: str, language: str, only: str | None = None) -> None:
    """Write the lists as a workbook: for each plan, or one, a sheet of those to be asked, and one of approvals and posts."""
    from pathlib import Path

    from orgmodel.formats.steps.files import stored

    side = 0 if language == "zh" else 1
    sheets = []
    for names, found in _told_once(plans, language, only):
        plan = names_text(names, language)
        parts = {"consents": (_consent_rows(found), ANSWERS), "others": (_other_rows(found, side), RESULTS)}
        for part, (rows, answers) in parts.items():
            if rows or part == "consents":
                head = (plan, SHEETS[part][side], HEADINGS[part][side], WIDTHS[part])
                sheets.append((*head, rows, answers[language]))
    stored({Path(path): book(plans.org.name, sheets)}, [])


def _consent_rows(found: Consents) -> list[list[Cell]]:
    rows: list[list[Cell]] = []
    for superior in found.superiors:
        for a in superior.asks:
            ties = [value / TWENTIETHS for value in (a.cut.tie, a.cut.kept, a.cut.lost)]
            rows.append(
                [len(rows) + 1, superior.name, superior.id, a.name, a.text, *ties, a.offers, None, None]
            )
    return rows


def _other_rows(found: Consents, side: int) -> list[list[Cell]]:
    rows: list[list[Cell]] = []
    for need in (*found.approvals, *found.pools):
        what = NEEDS["pool" if need.pool else "approval"][side]
        posts = need.posts or None
        rows.append([len(rows) + 1, what, need.pool_name, need.pool, need.name, need.text, posts, None, None])
    return rows
