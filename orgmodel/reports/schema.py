"""The JSON Schema of an org file, from the row types that also type its columns."""

from typing import Any

from orgmodel.model import ROWS
from orgmodel.profiles import Profile

FACTS = {
    "orgmodel": ("integer", "version of this format"),
    "name": ("string", "name of the organisation"),
    "as_of": ("string", "the day that the file speaks of, as 2016-12-01"),
    "profile": ("string", "a built-in profile, or a path to a profile file"),
    "language": ("string", "zh or en: language of the texts"),
    "note": ("string", "any text"),
}


def org_schema(profile: Profile | None = None) -> dict[str, Any]:
    """The schema of an org file as one YAML or JSON document.

    With a profile, units may also carry its line kinds of one superior as columns, and kinds and levels are
    limited to those it knows.
    """
    properties: dict[str, Any] = {k: {"type": t, "description": d} for k, (t, d) in FACTS.items()}
    properties["language"]["enum"] = ["zh", "en"]
    definitions: dict[str, Any] = {}
    for table, row in ROWS.items():
        definitions[table] = _row(row.model_json_schema())
        properties[table] = {"type": "array", "items": {"$ref": f"#/$defs/{table}"}, "title": row.zh}
    if profile is not None:
        _narrow(definitions, profile)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "orgmodel org file",
        "type": "object",
        "properties": properties,
        "required": ["units"],
        "additionalProperties": False,
        "$defs": definitions,
    }


def _row(schema: dict[str, Any]) -> dict[str, Any]:
    """A row's schema without the defaults and titles that pydantic adds of itself."""
    schema.pop("description", None)
    schema.pop("title", None)
    for field in schema["properties"].values():
        field.pop("default", None)
    return schema


def _narrow(definitions: dict[str, Any], profile: Profile) -> None:
    units, lines = definitions["units"]["properties"], definitions["lines"]["properties"]
    lines["kind"]["enum"] = list(profile.lines)
    if not profile.open_kinds:
        units["kind"]["enum"] = list(profile.kinds)
    if profile.levels:
        units["level"]["enum"] = [*profile.level_rank, None]
    for kind in profile.single:
        known = profile.lines[kind]
        text = {
            "title": known.zh,
            "description": f"{known.en}: id of the superior",
            "type": ["string", "null"],
        }
        units[kind] = text
    if profile.default_kind is not None:
        definitions["units"]["required"].remove("kind")
