"""The shared nouns: what a site, a region and a plan are made of.

Flows in: plain data from `reader`. Flows out: frozen records that know where they were written. Kinds of facts that
fill one table of a plan (budget, risks, …) live in `blocks/`, each beside its template.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any, ClassVar, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PrivateAttr,
    ValidationInfo,
    model_validator,
)
from pydantic_core import PydanticCustomError

from .periods import Period
from .reader import Placed
from .source import Problem, Source, unknown_values

NOWHERE = Source("", 1, 1)


@dataclass(frozen=True, slots=True)
class Known:
    """What a file may refer to; passed to validation as its context, absent where nothing is known yet."""

    languages: tuple[str, ...] = ()
    """Languages that every text must have."""
    places: frozenset[str] | None = None
    """Places in source documents."""
    names: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Ids that are written in the plan's files, by kind, also those of items that could not be read. A kind whose file
    could not be read at all is absent: nobody knows what it names."""


class Record(BaseModel):
    """Something an editor wrote: frozen, with no unknown keys, and aware of its place."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)

    _at: Source = PrivateAttr(default=NOWHERE)
    _places: Mapping[str, Source] = PrivateAttr(default_factory=dict)

    @model_validator(mode="wrap")
    @classmethod
    def _keep_place(cls, data: Any, handler: Any) -> Self:
        record: Self = handler(data)
        if isinstance(data, Placed):
            record._at = data.at
            record._places = data.values_at
        return record

    @property
    def at(self) -> Source:
        """Where the record begins."""
        return self._at

    def place(self, name: str) -> Source:
        """Where the value of one field stands; the record's own place when the field is not written."""
        return self._places.get(name, self._at)


class Text(Record):
    """The same words in each language: `{fi: …, sv: …}`."""

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, Annotated[str, Field(min_length=1)]]

    @model_validator(mode="after")
    def _in_every_language(self, info: ValidationInfo) -> Self:
        languages = info.context.languages if info.context else ()
        missing = [language for language in languages if language not in self]
        strange = [language for language in self.words if language not in languages]
        if languages and strange:
            raise PydanticCustomError("unknown-language", "", {"key": strange[0], "known": ", ".join(languages)})
        if missing:
            raise PydanticCustomError("missing-language", "", {"languages": ", ".join(missing)})
        blank = [language for language, words in self.words.items() if not words.strip()]
        if blank:
            raise PydanticCustomError("missing-language", "", {"languages": ", ".join(blank)})
        return self

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


def _day(value: Any) -> Any:
    if isinstance(value, date):
        return value
    try:
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


def _several(value: Any) -> Any:
    return (value,) if isinstance(value, str) else value


Number = Annotated[Decimal, BeforeValidator(_number)]
"""An exact number; an integer or a decimal point in YAML."""

Count = Annotated[int, Field(strict=True, ge=0)]

Day = Annotated[date, BeforeValidator(_day)]
"""A date, `2024-04-25` in YAML."""

When = Annotated[Period, BeforeValidator(_period)]
"""A period or moment, see `periods`."""

Id = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
"""A short name that readers never see."""


def _known_place(value: str, info: ValidationInfo) -> str:
    places = info.context.places if info.context else None
    if places is not None and value not in places:
        raise PydanticCustomError("unknown-place", "", unknown_values(value, places))
    return value


References = Annotated[
    tuple[Annotated[str, AfterValidator(_known_place)], ...], BeforeValidator(_several), Field(min_length=1)
]
"""Places in source documents, `document/place`; one text or a list of them."""


def name_of(kind: str) -> AfterValidator:
    """Return the rule that a text names an item of the plan's block of this kind."""

    def check(value: str, info: ValidationInfo) -> str:
        known = info.context.names.get(kind) if info.context else None
        if known is not None and value not in known:
            raise PydanticCustomError("unknown-name", "", unknown_values(value, known))
        return value

    return AfterValidator(check)


GoalName = Annotated[str, name_of("goals")]
MeasureName = Annotated[str, name_of("measures")]


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in euros."""

    euros: Decimal
    approximate: bool = False
    """Whether the source says "about"."""


Figure = Money | Period | date | Decimal | int
"""A fact that prose may refer to by name: `{{ budget.total }}`."""


class Item(Record):
    """One row of a block; its id is unique in the block and may be referred to."""

    id: Id
    group: Id | None = None
    """A name that several items share, so that a page can place them together."""
    source: References


class Block(Record):
    """What one YAML file of a plan holds and `::: kind` places on a page."""

    kind: ClassVar[str]
    """Name of the YAML file, the template and the directive."""

    listing: ClassVar[str]
    """Name of the field that holds the items."""

    note: Text | None = None
    """A remark that concerns the whole block, shown below it."""

    @property
    def items(self) -> tuple[Any, ...]:
        """Every item, in the order of the file."""
        return tuple(getattr(self, self.listing))

    @property
    def shared_source(self) -> tuple[str, ...]:
        """The references that every item has, when all have the same; else empty, and each item tells its own."""
        references = {item.source for item in self.items}
        return references.pop() if len(references) == 1 else ()

    @property
    def figures(self) -> Mapping[str, Figure]:
        """Facts that prose may refer to, by item id; empty when there are none."""
        return {}

    def pick(self, names: tuple[str, ...]) -> Self:
        """Return the block with only the items of these ids or groups; all of them without names."""
        if not names:
            return self
        chosen = tuple(item for item in self.items if item.id in names or item.group in names)
        return self.model_copy(update={self.listing: chosen})

    def check_item(self, item: Any, plan: Plan) -> Iterator[Problem]:
        """Yield what is wrong with one item; called for every item that could be read."""
        yield from ()

    def check(self, plan: Plan) -> Iterator[Problem]:
        """Yield what is wrong between the items; called when all of them could be read."""
        yield from ()


class Document(Record):
    """A source document and the places in it that facts refer to."""

    id: Id
    title: Text
    date: Day
    language: Id
    publisher: Text
    places: dict[str, Text]
    """Chapter or table → its heading in each language; the key begins with the chapter's number if it has one."""


class Overview(Record):
    """The plan's first screen: six answers, in plain words."""

    what: Text
    whom: Text
    when: Text
    money: Text
    progress: Text
    answers: Text
    source: References


class Version(Record):
    """A dated version of the plan."""

    label: Text
    date: Day
    source: References


class Contact(Record):
    """A unit that answers; never a person's name."""

    unit: Text
    email: str | None = Field(default=None, pattern=r"^[^@\s]+@[^@\s]+$")


class PlanFacts(Record):
    """`plan.yaml`: what the plan is."""

    title: Text
    short: Text
    """Name in menus and addresses' neighbours."""
    slug: Text
    description: Text
    programme: Id
    phase: Text | None = None
    owner: Text
    period: When
    versions: tuple[Version, ...] = Field(min_length=1)
    updated: Day
    """The day on which the content of the plan was last changed here."""
    contact: Contact | None = None
    overview: Overview
    documents: tuple[Document, ...] = Field(min_length=1)


class Kind(StrEnum):
    """What kind of authority a region is."""

    COUNTY = "county"
    CITY = "city"
    JOINT_AUTHORITY = "joint-authority"
    AUTONOMOUS = "autonomous"


class Region(Record):
    """An authority that may publish plans; names and codes from Act 616/2021 and Statistics Finland."""

    id: Id
    code: str | None = None
    kind: Kind
    name: Text
    short: Text
    inside: Text
    """"In the region", as a sentence says it."""
    slug: Text
    languages: tuple[Id, ...]
    """Official languages, the majority's first."""
    note: Text | None = None


class Municipality(Record):
    """A municipality and its region."""

    code: str = Field(pattern=r"^\d{3}$")
    region: Id
    name: Text
    languages: tuple[Id, ...]


class Publicity(Record):
    """What a programme demands to be shown on every page of a plan it funds."""

    statement: Text
    """Text beside the Union emblem (Regulation (EU) 2021/241, Article 34(2))."""


class Programme(Record):
    """A funding programme."""

    id: Id
    name: Text
    fund: Text
    publicity: Publicity | None = None


class ProperName(Record):
    """A name that stands in its own language on every page, so that a screen reader says it right."""

    name: str
    language: Id


class RiskClass(Record):
    """A class of risk on this site, by the share of the highest possible points."""

    id: Id
    up_to: Number
    """Highest share of the maximum that still belongs to the class; 0 to 1."""
    name: Text


class Language(Record):
    """A language of the site."""

    code: Id
    locale: str
    """Babel locale, for instance `sv_FI`."""
    name: str
    """What the language calls itself."""
    switch: str
    """The words of the link to this language, in this language."""
    territory: str = ""


class Statement(Record):
    """Facts of the accessibility statement (Implementing Decision (EU) 2018/1523)."""

    made: Day
    reviewed: Day


class SiteFacts(Record):
    """`data/site.yaml`: who publishes, in which languages, and where to write."""

    name: Text
    description: Text
    languages: tuple[Language, ...] = Field(min_length=1)
    publisher: Text
    contact: Contact
    demonstration: Text | None = None
    """A sentence in the footer of every page, for a site that is not the authority's own service."""
    repository: str | None = None
    """Address under which the source files can be edited; the path of the file is added."""
    updated: Day
    accessibility: Statement


@dataclass(frozen=True)
class Prose:
    """One Markdown text in one language."""

    language: str
    title: str
    slug: str
    description: str
    body: str
    at: Source
    body_line: int
    """Line on which the body begins."""
    updated: date | None = None

    @property
    def path(self) -> str:
        """Path of the file from the root."""
        return self.at.path


@dataclass(frozen=True)
class Chapter:
    """A page of prose in every language it has; `id` is the file name without order number and language."""

    id: str
    order: str
    texts: Mapping[str, Prose]


@dataclass(frozen=True)
class Plan:
    """A plan: its facts, its blocks by kind and its chapters in reading order."""

    id: str
    region: Region
    programme: Programme
    facts: PlanFacts
    blocks: Mapping[str, Block]
    chapters: tuple[Chapter, ...]
    folder: str
    unread: frozenset[str] = frozenset()
    """Kinds of which a part could not be read; what is missing from them is no fault of those who refer to it."""

    @property
    def places(self) -> Mapping[str, tuple[Document, str]]:
        """Every place that a fact may refer to, as `document/place` → document and key."""
        return {f"{doc.id}/{key}": (doc, key) for doc in self.facts.documents for key in doc.places}

    @property
    def figures(self) -> Mapping[str, Figure]:
        """Every fact that prose may refer to, by its dotted name."""
        figures: dict[str, Figure] = {"plan.period": self.facts.period, "plan.date": self.facts.versions[-1].date}
        for kind, block in self.blocks.items():
            figures[f"{kind}.count"] = len(block.items)
            figures.update({f"{kind}.{name}": value for name, value in block.figures.items()})
        return figures

    def block(self, kind: str) -> Any:
        """Return the block of this kind, or None."""
        return self.blocks.get(kind)


@dataclass(frozen=True)
class Site:
    """Everything that `content/` and `data/` say."""

    facts: SiteFacts
    regions: tuple[Region, ...]
    municipalities: tuple[Municipality, ...]
    programmes: tuple[Programme, ...]
    names: tuple[ProperName, ...]
    risk_classes: tuple[RiskClass, ...]
    plans: tuple[Plan, ...] = ()
    chapters: tuple[Chapter, ...] = ()
    """Pages of the site itself: home, about, feedback, …"""
    problems: tuple[Problem, ...] = field(default=(), compare=False)

    @property
    def figures(self) -> Mapping[str, Figure]:
        """Facts of the site that its own pages may refer to."""
        statement = self.facts.accessibility
        return {"statement.made": statement.made, "statement.reviewed": statement.reviewed}

    @property
    def languages(self) -> tuple[str, ...]:
        """Codes of the languages, in the order of the file."""
        return tuple(language.code for language in self.facts.languages)

    @property
    def updated(self) -> date:
        """The day of the newest content: what a build takes for its own date."""
        return max([self.facts.updated, *(plan.facts.updated for plan in self.plans)])

    def region_plans(self, region: Region) -> tuple[Plan, ...]:
        """Plans of a region, in the order of their folders."""
        return tuple(plan for plan in self.plans if plan.region.id == region.id)


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
