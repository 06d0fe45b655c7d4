"""What a row type is: pydantic fields with a Chinese heading and their meaning in both languages."""

import datetime
import re
import types
import typing
from typing import Annotated, Any, ClassVar, Literal, Union

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0d\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def clean(text: str) -> str:
    """The text, if it holds no control character."""
    if CONTROL.search(text):
        raise ValueError("holds a control character")
    return text


def one_decimal(value: float) -> float:
    """The number, if it has at most one decimal."""
    if abs(value * 10 - round(value * 10)) > 1e-6:
        raise ValueError("has more than one decimal")
    return value


Text = Annotated[str, AfterValidator(clean)]
Id = Annotated[str, Field(min_length=1), AfterValidator(clean)]
Count = Annotated[int, Field(ge=0)]
Amount = Annotated[float, Field(ge=0, allow_inf_nan=False)]
Tie = Annotated[float, Field(ge=0, allow_inf_nan=False), AfterValidator(one_decimal)]
Day = datetime.date
Ids = Annotated[str, AfterValidator(clean), "ids"]  # several ids, with ; between them


def column(zh: str, about_zh: str, about_en: str, **more: Any) -> Any:
    """Describe a column: its Chinese heading and what it means in both languages."""
    more.setdefault("default", None)
    return Field(title=zh, description=about_en, json_schema_extra={"about_zh": about_zh}, **more)


def needed(zh: str, about_zh: str, about_en: str) -> Any:
    """Describe a column that every row must fill."""
    return column(zh, about_zh, about_en, default=...)


class Row(BaseModel):
    """One row of one table; columns that the schema does not know are kept as text."""

    model_config = ConfigDict(extra="allow", frozen=True, defer_build=True)
    table: ClassVar[str]
    zh: ClassVar[str]  # the Chinese name of the table
    keys: ClassVar[tuple[str, ...]]


def base_type(annotation: Any) -> Any:
    """Strip ``| None`` and metadata from a field's annotation: ``Id | None`` gives ``str``.

    >>> base_type(Id | None)
    <class 'str'>
    """
    if typing.get_origin(annotation) in (Union, types.UnionType):
        (annotation,) = [a for a in typing.get_args(annotation) if a is not type(None)]
    if typing.get_origin(annotation) is Annotated:
        annotation = typing.get_args(annotation)[0]
    return annotation


def several(row: type[Row], name: str) -> bool:
    """Whether a column holds several ids in one cell."""
    info = row.model_fields[name]
    return "ids" in info.metadata or "ids" in str(info.annotation)


def choices(row: type[Row], name: str) -> tuple[str, ...]:
    """The closed set of values that a column allows; empty if it is open."""
    kind = base_type(row.model_fields[name].annotation)
    return tuple(typing.get_args(kind)) if typing.get_origin(kind) is Literal else ()
