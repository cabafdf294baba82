"""What one value may be: words in every language, a number, a day, a time, a reference.

Flows in: plain data from `reader`. Flows out: the types of which the nouns in `model` and `blocks` are made.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    GetJsonSchemaHandler,
    PrivateAttr,
    Tag,
    ValidationInfo,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue, WithJsonSchema
from pydantic_core import CoreSchema, PydanticCustomError

from .periods import DAY_PATTERN, PERIOD_PATTERN, Period
from .quantities import DURATION_PATTERN, QUANTITY_PATTERN, Quantity
from .reader import Placed, place_inside, place_of
from .source import Source, unknown_values

NOWHERE = Source("", 1, 1)

N_ = str
"""Marks a message for extraction; it is translated when it is shown."""


@dataclass(frozen=True, slots=True)
class Known:
    """What a file may refer to; passed to validation as its context, absent where nothing is known yet."""

    languages: tuple[str, ...] = ()
    """Languages of the site."""
    places: frozenset[str] | None = None
    """Places in source documents."""
    names: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Ids that are written in the plan's files, by kind, also those of items that could not be read. A kind whose file
    could not be read at all is absent: nobody knows what it names."""
    units: frozenset[str] | None = None
    """Ids of units."""
    topics: frozenset[str] | None = None
    """Ids of the themes and target groups that plans share."""
    risk_kinds: frozenset[str] | None = None
    """Ids of kinds of risk."""
    spared: frozenset[str] = frozenset()
    """Languages of the site that a text may lack."""


class Record(BaseModel):
    """Something an editor wrote: frozen, with no unknown keys, and aware of its place."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)

    _written: Placed | None = PrivateAttr(default=None)

    @model_validator(mode="wrap")
    @classmethod
    def _keep_place(cls, data: Any, handler: Any) -> Self:
        record: Self = handler(data)
        if isinstance(data, Placed):
            record._written = data
        return record

    @property
    def at(self) -> Source:
        """Where the record begins."""
        return self._written.at if self._written is not None else NOWHERE

    def place(self, *path: str | int) -> Source:
        """Where a field stands, or what a path of keys leads to inside it; the nearest place when it is not written."""
        return place_of(self._written, path) if self._written is not None else NOWHERE

    def place_inside(self, key: str, start: int, end: int) -> Source:
        """Where a part of a text stands: its characters from `start` to before `end`."""
        return place_inside(self._written, key, start, end) if self._written is not None else NOWHERE


def in_every_language(words: Mapping[str, object], info: ValidationInfo) -> None:
    """Refuse what is missing in a language of the site, or written in another one."""
    languages = info.context.languages if info.context else ()
    spared = info.context.spared if info.context else ()
    missing = [language for language in languages if language not in words and language not in spared]
    strange = [language for language in words if language not in languages]
    if languages and strange:
        raise PydanticCustomError("unknown-language", "", {"key": strange[0], "known": ", ".join(languages)})
    if missing:
        raise PydanticCustomError("missing-language", "", {"languages": ", ".join(missing)})


def _complete(addresses: dict[str, str], info: ValidationInfo) -> dict[str, str]:
    in_every_language(addresses, info)
    return addresses


EACH_LANGUAGE = "x-each-language"
"""Key of a JSON Schema that holds the schema of the value in each language of the site; `schemas` puts them there."""


@dataclass(frozen=True)
class EachLanguage:
    """Annotation of a mapping that has one value for each language of the site."""

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {EACH_LANGUAGE: handler(core)["additionalProperties"]}


SOME_LANGUAGES = "x-some-languages"
"""Key of a JSON Schema that holds the schema of the value in any language of the site; `schemas` puts them there."""


@dataclass(frozen=True)
class SomeLanguages:
    """Annotation of a mapping that has a value for some languages of the site, for all or for none."""

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {SOME_LANGUAGES: handler(core)["additionalProperties"]}


def _in_known_languages(words: Mapping[str, object], info: ValidationInfo) -> Mapping[str, object]:
    languages = info.context.languages if info.context else ()
    strange = [language for language in words if language not in languages]
    if languages and strange:
        raise PydanticCustomError("unknown-language", "", {"key": strange[0], "known": ", ".join(languages)})
    return words


@dataclass(frozen=True)
class OneOrMany:
    """Annotation of a list whose only item may stand without the list."""

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        many = handler(core)
        return {"anyOf": [many["items"], many]}


def either(*keys: str) -> ConfigDict:
    """Return the setting of a record that has one of these keys or several, for its schema; a validator keeps it."""
    return ConfigDict(json_schema_extra={"anyOf": [{"required": [key]} for key in keys]})


def one_of(*keys: str) -> ConfigDict:
    """Return the setting of a record that has exactly one of these keys, for its schema; a validator keeps it."""
    return ConfigDict(json_schema_extra={"oneOf": [{"required": [key]} for key in keys]})


class Text(Record):
    """The same words in each language: `{fi: …, sv: …}`."""

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, Annotated[str, Field(min_length=1)]]

    @model_validator(mode="after")
    def _in_every_language(self, info: ValidationInfo) -> Self:
        in_every_language(self.words, info)
        blank = [language for language, words in self.words.items() if not words.strip()]
        if blank:
            raise PydanticCustomError("missing-language", "", {"languages": ", ".join(blank)})
        return self

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        definition = handler(core)
        resolved = handler.resolve_ref_schema(definition)
        resolved.clear()
        resolved[EACH_LANGUAGE] = {"type": "string", "pattern": r"\S"}
        return definition

    @property
    def words(self) -> Mapping[str, str]:
        """Words by language code."""
        return self.__pydantic_extra__

    def __getitem__(self, language: str) -> str:
        return self.__pydantic_extra__[language]

    def __contains__(self, language: object) -> bool:
        return language in self.__pydantic_extra__


def _number(value: Any) -> Any:
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise PydanticCustomError("number-expected", "number expected", {"value": str(value)})
    return Decimal(value)


DAY = re.compile(DAY_PATTERN)


def _day(value: Any) -> Any:
    if isinstance(value, date):
        return value
    try:
        if not DAY.fullmatch(value):
            raise ValueError(value)
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        raise PydanticCustomError("bad-date", "bad date", {"value": str(value)}) from None


def _period(value: Any) -> Any:
    if isinstance(value, Period):
        return value
    try:
        return Period.parse(str(value))
    except ValueError:
        raise PydanticCustomError("bad-period", "bad period", {"value": str(value)}) from None


def _quantity(value: Any, info: ValidationInfo) -> Any:
    if isinstance(value, Quantity):
        return value
    try:
        quantity = Quantity.parse(f"{value:f}" if isinstance(value, Decimal) else str(value))
    except ValueError:
        raise PydanticCustomError("bad-quantity", "bad quantity", {"value": str(value)}) from None
    for unit in (quantity.unit, quantity.per):
        if unit is not None:
            _known_unit(unit, info)
    return quantity


def _known_unit(value: str, info: ValidationInfo) -> str:
    return _among(value, info.context.units if info.context else None)


def _known_topic(value: str, info: ValidationInfo) -> str:
    return _among(value, info.context.topics if info.context else None)


def _known_risk_kind(value: str, info: ValidationInfo) -> str:
    return _among(value, info.context.risk_kinds if info.context else None)


def _among(value: str, known: frozenset[str] | None) -> str:
    if known is not None and value not in known:
        raise PydanticCustomError("unknown-name", "", unknown_values(value, known))
    return value


def _with_unit(value: Quantity) -> Quantity:
    if value.unit is None:
        raise PydanticCustomError("unit-missing", "unit missing", {})
    return value


Word = Annotated[str, Field(min_length=1)]

WordByLanguage = Annotated[dict[str, Word], SomeLanguages(), AfterValidator(_in_known_languages)]
"""A word in some languages of the site."""

WordsByLanguage = Annotated[
    dict[str, Annotated[tuple[Word, ...], Field(min_length=1)]], SomeLanguages(), AfterValidator(_in_known_languages)
]
"""Words in some languages of the site."""

Number = Annotated[Decimal, BeforeValidator(_number)]
"""An exact number; an integer or a decimal point in YAML."""

Count = Annotated[int, Field(strict=True, ge=0)]

Flag = Annotated[bool, Field(strict=True)]
"""`true` or `false`; nothing else means the same."""


def _text_like(pattern: str, hint: str, *others: JsonSchemaValue) -> WithJsonSchema:
    """Return the schema of a text of a certain form, or of something else that YAML reads such a text as."""
    text = {"type": "string", "pattern": pattern, "patternErrorMessage": hint}
    return WithJsonSchema({"anyOf": [text, *others], "description": hint} if others else text | {"description": hint})


Day = Annotated[date, BeforeValidator(_day), _text_like(f"^{DAY_PATTERN}$", "For instance 2024-04-25.")]
"""A date, `2024-04-25` in YAML."""

When = Annotated[
    Period,
    BeforeValidator(_period),
    _text_like(
        PERIOD_PATTERN,
        "As exactly as the source says it: 2024-04-25, 2024-11, 2024-Q3, 2024-H1, 2024-spring (summer, autumn, late), "
        "2024, 2024-11/2024-12 or 2025-12/..",
        {"type": "integer", "minimum": 1000, "maximum": 9999},
    ),
]
"""A period or moment, see `periods`."""

Amount = Annotated[
    Quantity,
    BeforeValidator(_quantity),
    _text_like(
        QUANTITY_PATTERN,
        "As the source says it: 1050, 4.12, about 2670, over 10, under 14, at least 100, at most 20, 20..25, 48 + 34, "
        "698 / 788, yes, no, later, unknown or missing; a unit may follow.",
        {"type": "number"},
    ),
]
"""A number as the source says it, see `quantities`."""

Duration = Annotated[
    Amount,
    AfterValidator(_with_unit),
    _text_like(DURATION_PATTERN, "A number and its unit, for instance 1.5 month."),
]
"""A quantity with a unit of its own, `1.5 month`."""

UnitName = Annotated[str, AfterValidator(_known_unit)]
"""Id of a unit in `data/units.yaml`."""

TopicName = Annotated[str, AfterValidator(_known_topic)]
"""Id of a topic in `data/topics.yaml`."""

RiskKindName = Annotated[str, AfterValidator(_known_risk_kind)]
"""Id of a kind of risk in `data/topics.yaml`."""

ID = r"^[a-z0-9]+(-[a-z0-9]+)*$"
EMAIL = r"^[^@\s]+@[^@\s]+$"
CODE = r"^\d{3}$"
_REST = r"[^\s{}]*"
FORM = rf"^https://[^\s{{}}]+(\{{(language|title)\}}{_REST})*\{{page\}}{_REST}(\{{(page|language|title)\}}{_REST})*$"

FormByLanguage = Annotated[dict[str, Annotated[str, Field(pattern=FORM)]], EachLanguage(), AfterValidator(_complete)]
"""Address of a form in each language, with places for the page that feedback is about."""

Id = Annotated[str, Field(pattern=ID)]
"""A short name that readers never see."""


def _known_place(value: str, info: ValidationInfo) -> str:
    places = info.context.places if info.context else None
    if places is not None and value not in places:
        raise PydanticCustomError("unknown-place", "", unknown_values(value, places))
    return value


def _several(value: Any) -> Any:
    return (value,) if isinstance(value, str) else value


Ids = Annotated[tuple[Id, ...], Field(min_length=1), BeforeValidator(_several), OneOrMany()]
"""One id or a list of them."""

References = Annotated[
    tuple[Annotated[str, AfterValidator(_known_place)], ...],
    Field(min_length=1),
    BeforeValidator(_several),
    OneOrMany(),
]
"""Places in source documents, `document/place`; one text or a list of them."""


def name_of(kind: str) -> AfterValidator:
    """Return the rule that a text names an item of the plan's block of this kind, or one of its earlier versions."""

    def check(value: str, info: ValidationInfo) -> str:
        known = info.context.names.get(kind) if info.context else None
        if known is not None and value not in known:
            raise PydanticCustomError("unknown-name", "", unknown_values(value, known))
        return value

    return AfterValidator(check)


class Gap(StrEnum):
    """What a source holds where its words should be."""

    PROMPT = "prompt"
    """The words of the form that should have been filled in."""
    CUT = "cut"
    """A sentence that breaks off."""
    LATER = "later"
    """A promise to tell it later."""
    MISSING = "missing"
    """Nothing, though it announces something."""


def _known_language(value: str, info: ValidationInfo) -> str:
    languages = info.context.languages if info.context else ()
    if languages and value not in languages:
        raise PydanticCustomError("unknown-language", "", {"key": value, "known": ", ".join(languages)})
    return value


ONE_LANGUAGE = "x-one-language"
"""Key of a JSON Schema that says that its value is a language of the site; `schemas` puts them in its place."""

LanguageCode = Annotated[str, AfterValidator(_known_language), WithJsonSchema({"type": "string", ONE_LANGUAGE: True})]
"""Code of a language of the site."""

GoalName = Annotated[str, name_of("goals")]
MeasureName = Annotated[str, name_of("measures")]
VersionName = Annotated[str, name_of("versions")]


def _named_or_said(value: Any) -> str:
    return "<name>" if isinstance(value, str) else "<words>"


Who = Annotated[
    Annotated[str, name_of("organisation"), Tag("<name>")] | Annotated[Text, Tag("<words>")],
    Discriminator(_named_or_said),
]
"""Somebody: the id of an actor of the organisation, or the source's own words."""


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in euros."""

    euros: Decimal
    approximate: bool = False
    """Whether the source says "about"."""


Figure = Money | Period | date | Quantity | Decimal | int
"""A fact that prose may refer to by name: `{{ budget.total }}`. A quantity carries the unit that it is said with."""


def records(value: Any) -> Iterator[Record]:
    """Yield every record inside a value, outermost first."""
    if isinstance(value, Record):
        yield value
        for name in type(value).model_fields:
            yield from records(getattr(value, name))
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from records(inner)
    elif isinstance(value, tuple):
        for inner in value:
            yield from records(inner)


def texts(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], Text]]:
    """Yield every text inside a value with the keys that lead to it; an item of a list is named by its id.

    Args:
        value: A record, or a mapping or tuple of records.
        path: The keys that lead to the value.
    """
    if isinstance(value, Text):
        yield path, value
    elif isinstance(value, Record):
        for name, field in type(value).model_fields.items():
            yield from texts(getattr(value, name), (*path, field.alias or name))
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from texts(inner, (*path, key))
    elif isinstance(value, tuple):
        for index, inner in enumerate(value):
            yield from texts(inner, (*path, getattr(inner, "id", None) or index))
