"""Prose for many findings of one rule, column by column: each name, label and word is looked up once for all of them."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import repeat
from string import Formatter
from typing import Any

from orgmodel.graph.days import day_words
from orgmodel.graph.labels import label, state_label, word
from orgmodel.graph.periods import period_words
from orgmodel.profiles import Profile
from orgmodel.rules.base import Rule
from orgmodel.rules.catalogue import catalogue

Found = Sequence[Mapping[str, Any]]


def messages(
    rule: Rule, profile: Profile, language: str, found: Found, names: Mapping[Any, str]
) -> list[str]:
    """One message for each finding, ``found`` being their values, each with the same keys.

    ``names`` holds what the ids in these values stand for; an id that is not among them stands for itself. The rule's
    template has plain fields only: no format, no conversion.
    """
    parts: list[Iterable[str]] = []
    for text, field, _, _ in Formatter().parse(rule.message(language)):
        parts.append(repeat(text, len(found)))
        if field is not None:
            parts.append(_column(field, rule, profile, language, found, names))
    return ["".join(words) for words in zip(*parts, strict=True)]


def _column(
    field: str, rule: Rule, profile: Profile, language: str, found: Found, names: Mapping[Any, str]
) -> list[str]:
    """A field of the template for each finding: a value as it stands, or what goes with it.

    :raises KeyError: if the rule has no such field.
    """
    stem, _, form = field.rpartition("_")
    if found and field in found[0]:
        return [as_word(values[field], language) for values in found]
    told = [values.get(stem) for values in found]
    if form == "name" and stem in rule.ids:
        return _put(told, names, language)
    if form == "path" and stem in rule.ids:
        paths = [[names.get(id, str(id)) for id in each(ids)] for ids in told]
        return [" → ".join([*path, *path[:1]]) for path in paths]
    if form == "label" and stem in rule.kinds:
        kinds = {kind for several in told for kind in each(several)}
        return _put(told, {kind: label(profile, kind, language) for kind in kinds}, language)
    if form == "noun" and stem in rule.kinds:
        kinds = {kind for several in told for kind in each(several)}
        return _put(told, {kind: noun(label(profile, kind, language)) for kind in kinds}, language)
    if form == "word" and (stem == "members" or stem in profile.words):
        return [word(profile, stem, language)] * len(found)
    if form == "day":
        days = {day: day_words(day, language) for day in told if day}
        return _put(told, days, language)
    if form == "titles" and rule.over:
        return _put(told, {code: catalogue()[code].title(language) for code in rule.over}, language)
    if field == "period_words":
        return [period_words(str(values["period"]), language) for values in found]
    if field == "state_clause":
        return [state_label(values["state"], language) for values in found]
    raise KeyError(field)


def _put(told: list[Any], words: Mapping[Any, str], language: str) -> list[str]:
    """What each value, one or several, is called."""
    return [
        words.get(value, value)
        if isinstance(value, str)
        else as_word([words.get(v, str(v)) for v in each(value)], language)
        for value in told
    ]


def noun(label: str) -> str:
    """A label as it stands within a sentence.

    >>> noun("Solid line"), noun("IT department")
    ('solid line', 'IT department')
    """
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]


def each(value: Any) -> list[Any]:
    """One value or several as a list, those that are missing left out.

    >>> each("a"), each(["a", None, "b"]), each(None)
    (['a'], ['a', 'b'], [])
    """
    if isinstance(value, list):
        return [v for v in value if v is not None]
    return [] if value is None else [value]


def as_word(value: Any, language: str) -> str:
    """A value as it stands in a message; several are listed.

    >>> as_word([1.0, 2.5], "zh"), as_word(2.0, "en"), as_word(None, "en")
    ('1.0、2.5', '2', '')
    """
    if isinstance(value, str):
        return value
    if isinstance(value, (list, tuple)):
        return ("、" if language == "zh" else ", ").join(map(str, value))
    return "" if value is None else str(plain(value))


def plain(value: Any) -> Any:
    """Whole numbers without a fraction.

    >>> plain(2.0), plain(2.5)
    (2, 2.5)
    """
    return int(value) if isinstance(value, float) and value.is_integer() else value
