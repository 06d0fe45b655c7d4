"""What a profile is: the vocabulary, thresholds and citations of one kind of organisation, as data."""

import datetime
from collections.abc import Iterable
from difflib import get_close_matches
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

Severity = Literal["error", "warning", "info"]
Days = Annotated[int, Field(ge=1, le=3660)]
Points = Annotated[int, Field(ge=0, le=1_000_000)]
WEIGHTS = {"error": 10, "warning": 3, "info": 0}  # of severities that a profile does not weigh


class Part(BaseModel):
    """Base of all parts of a profile: unknown keys are refused, nothing changes after loading."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class Citation(Part):
    """Where a rule or a move rests: document, year of the version, article."""

    document: str
    year: int | None = None
    article: str | None = None
    url: str | None = None
    en: str | None = None  # the document's English name

    def text(self, language: str) -> str:
        """The citation as it stands in a sentence.

        >>> Citation(document="某条例", year=2010, article="4").text("zh")
        '《某条例》（2010年）第4条'
        >>> Citation(document="某条例", year=2010, article="4", en="Some Regulations").text("en")
        'Some Regulations (2010), art. 4'
        """
        if language == "zh":
            year = f"（{self.year}年）" if self.year else ""
            return f"《{self.document}》{year}" + (f"第{self.article}条" if self.article else "")
        year = f" ({self.year})" if self.year else ""
        return f"{self.en or self.document}{year}" + (f", art. {self.article}" if self.article else "")


class Labelled(Part):
    """Something with a Chinese and an English label."""

    zh: str
    en: str

    def label(self, language: str) -> str:
        """The label in ``zh`` or ``en``."""
        return self.zh if language == "zh" else self.en


class Level(Labelled):
    """A rank of the hierarchy, from the top down."""

    name: str


class Kind(Labelled):
    """A kind of unit.

    ``rank`` orders the bodies that have affiliation (higher is larger); None for all others.
    """

    side: Literal["vertical", "territorial"] = "vertical"
    body: bool = False
    office: bool = False
    rank: int | None = Field(default=None, ge=0, le=1000)
    short: dict[str, str] = Field(default_factory=dict)  # label on diagrams, by language
    new: dict[str, str] = Field(default_factory=dict)  # what one newly set up is called, by language
    recognised_end: bool = False  # an affiliation chain may end here
    accepted_superior: str | None = None  # kind of the local superior that counts as dual leadership
    accepted_level: str | None = None  # the host stands at this level or above


class LineKind(Labelled):
    """A kind of line."""

    single: bool = False  # one superior a unit
    hierarchical: bool = False
    binding: bool = False


class PostClass(Labelled):
    """A class of posts by its role, never a person.

    ``layer`` is the layer of responsibility that it belongs to; None for posts outside the template, which are known
    but not asked for. ``kinds`` are the bodies that each have such a post.
    """

    role: str
    layer: str | None = None
    kinds: tuple[str, ...] = ()
    dual: bool = False  # answers for the work of its own field and for its conduct alike
    designated: bool = False  # a designated person for a unit too small for full-time staff


class Threshold(Part):
    """A number that a rule compares with, and where it stands."""

    value: float
    unit: str
    cite: str | None = None  # key of ``citations``


class Layer(Labelled):
    """A layer that responsibility passes on its way down, from the top one on.

    It is held by bodies of its ``kinds``; the layer without kinds is that of the members themselves.
    """

    name: str
    kinds: tuple[str, ...] = ()


class Term(Part):
    """How long bodies of some kinds serve: at these levels (any if empty), elected on or after ``since`` (ever if None)."""

    kinds: tuple[str, ...]
    levels: tuple[str, ...] = ()
    since: datetime.date | None = None
    years: int = Field(gt=0, le=100)


class Roles(Part):
    """Which names of the profile play the parts that the core knows.

    ``vertical`` is the line kind of the 条 hierarchy; ``affiliation``, ``leadership`` and ``cooperation`` are
    None where bodies are not modelled, and then no links are computed. ``leader`` is the body that leads a
    unit, ``committee``, ``general`` and ``basic`` the sizes of body, ``oversight`` the body that a committee
    should have beside it. ``supervision`` is the line kind of those who watch over a unit, ``commissioner`` the role of
    the post that watches over discipline within a committee, ``deputy`` that of the post that does a committee's work full
    time.
    """

    vertical: str
    affiliation: str | None = None
    leadership: str | None = None
    cooperation: str | None = None
    leader: str | None = None
    committee: str | None = None
    general: str | None = None
    basic: str | None = None
    oversight: str | None = None
    supervision: str | None = None
    commissioner: str | None = None
    deputy: str | None = None


class OwnRule(Part):
    """A rule that the profile brings along: SQL over one table, and its message in both languages.

    ``where`` is one boolean expression over the columns of ``table`` (a table of the org or a derived one); ``zh`` and
    ``en`` may use every column of it as ``{column}``, and ``{subject_name}``. See :mod:`orgmodel.rules.custom`.
    """

    code: str = Field(pattern=r"^[A-Z]{3}[0-9]{3}$")
    name: str = Field(default="", pattern=r"^[a-z0-9-]*$")
    title_zh: str = ""
    table: str = "units"
    where: str
    severity: Severity = "warning"
    zh: str
    en: str


class Profile(Part):
    """The vocabulary of one kind of organisation; see :mod:`orgmodel.profiles`."""

    profile: str
    zh: str
    en: str
    language: Literal["zh", "en"] = "zh"
    default_kind: str | None = None
    open_kinds: bool = False  # any unit kind is allowed
    levels: tuple[Level, ...] = ()
    kinds: dict[str, Kind] = Field(default_factory=dict)
    lines: dict[str, LineKind]
    roles: Roles
    posts: tuple[PostClass, ...] = ()  # the template of posts, layer by layer
    functions: dict[str, Labelled] = Field(default_factory=dict)  # domains of work that files need not list
    words: dict[str, Labelled] = Field(default_factory=dict)  # what texts call a thing, such as ``members``
    layers: tuple[Layer, ...] = ()  # that responsibility passes, from the top down
    terms: tuple[Term, ...] = ()  # the first that fits a body holds
    thresholds: dict[str, Threshold] = Field(default_factory=dict)
    severities: dict[str, Severity] = Field(default_factory=dict)
    disabled: tuple[str, ...] = ()  # codes, or prefixes of them, of rules that do not apply
    reviewed_roles: tuple[str, ...] = ()  # roles of the posts that report and are assessed every year
    weights: dict[str, Points] = Field(default_factory=WEIGHTS.copy)
    efforts: dict[str, Points] = Field(default_factory=dict)
    consent_effort: Points = 1
    approval_effort: Points = 2
    durations: dict[str, Days] = Field(
        default_factory=dict
    )  # move kind -> days until it is done; default_days else
    default_days: Days = 30
    consent_days: Days = 30  # more, where superiors must be asked: all of them at once
    approval_days: Days = 30  # more, where it must be approved
    default_tie: float = Field(default=1, ge=0, le=1_000_000)
    cooperation_limit: Points = 3
    cooperation_level: str | None = None
    sources: dict[str, Citation] = Field(default_factory=dict)  # named once, cited by rules and moves
    citations: dict[str, tuple[str, ...]] = Field(default_factory=dict)  # rule code or move kind -> sources
    rules: tuple[OwnRule, ...] = ()

    @field_validator("weights")
    @classmethod
    def _every_severity(cls, given: dict[str, int]) -> dict[str, int]:
        return {**WEIGHTS, **given}

    def threshold(self, name: str) -> float:
        """The number behind a threshold's name."""
        return self.thresholds[name].value

    def days(self, kind: str) -> int:
        """The days that a move of this kind takes, without what must be obtained first."""
        return self.durations.get(kind, self.default_days)

    def off(self, code: str) -> bool:
        """Whether a rule does not apply under this profile."""
        return code.startswith(self.disabled)

    def cites(self, key: str) -> tuple[Citation, ...]:
        """What a rule code or move kind rests on in this profile's own version."""
        return tuple(self.sources[k] for k in self.citations.get(key, ()))

    @cached_property
    def level_rank(self) -> dict[str, int]:
        """Level name -> 0 for the top, counting down the hierarchy."""
        return {level.name: i for i, level in enumerate(self.levels)}

    @cached_property
    def single(self) -> tuple[str, ...]:
        """Line kinds that allow one superior a unit: these may be written as a column of the unit."""
        return tuple(n for n, k in self.lines.items() if k.single)

    @cached_property
    def hierarchical(self) -> tuple[str, ...]:
        """Line kinds that must not form cycles."""
        return tuple(n for n, k in self.lines.items() if k.hierarchical)

    def kinds_where(self, **wanted: Any) -> list[str]:
        """Names of the unit kinds with these properties."""
        return [n for n, k in self.kinds.items() if all(getattr(k, p) == v for p, v in wanted.items())]

    def kind_label(self, kind: str, language: str) -> str:
        """The label of a unit kind; the name itself where the profile leaves kinds open."""
        known = self.kinds.get(kind)
        return known.label(language) if known else kind

    def any_label(self, name: str, language: str) -> str:
        """The label of a unit kind, line kind, level, role, layer or function; the name itself where none has it."""
        for labelled in (
            self.kinds.get(name),
            self.lines.get(name),
            *(x for x in self.levels if x.name == name),
            *(x for x in self.posts if x.role == name),
            *(x for x in self.layers if x.name == name),
            self.functions.get(name),
        ):
            if labelled:
                return labelled.label(language)
        return name


def nearest(value: str, allowed: Iterable[str]) -> str | None:
    """The known name that a mistyped one most likely means.

    >>> nearest("comittee", ["branch", "committee"])
    'committee'
    """
    found = get_close_matches(value, list(allowed), n=1, cutoff=0.6)
    return found[0] if found else None
