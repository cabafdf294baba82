"""The shared nouns: what a site, a region and a plan are made of.

Flows in: plain data from `reader`. Flows out: frozen records that know where they were written. Kinds of facts that
fill one table of a plan (budget, risks, …) live in `blocks/`, each beside its template.
"""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Any, ClassVar, Protocol, Self

from pydantic import Field, ValidationInfo, model_validator
from pydantic_core import PydanticCustomError

from .acceptance import Accepted
from .changes import Change, Tracked, Trait, compare
from .fields import (
    CODE,
    EMAIL,
    Day,
    EachLanguage,
    Figure,
    Flag,
    FormByLanguage,
    Id,
    Ids,
    LanguageCode,
    Number,
    Record,
    References,
    Text,
    When,
    WordByLanguage,
    WordsByLanguage,
    either,
    in_every_language,
)
from .quantities import Quantity
from .source import Problem, Source

VERSIONS = "versions"
"""Name of the folder of a plan that holds what is known of earlier versions."""

SITE_CHAPTERS = ("index", "about", "feedback", "accessibility", "terms", "status", "sitemap", "not-found")
"""Pages that every site has, by the name of their file in `content/`."""

SUMMARY = "summary"
"""The chapter that tells a plan in easy language; every plan has one."""


class Named(Protocol):
    """What is told apart by its id from its neighbours in a list."""

    @property
    def id(self) -> str | None:
        """The id."""

    def place(self, *path: str | int) -> Source:
        """Where a part of it stands."""


def check_unique(items: Iterable[Named]) -> Iterator[Problem]:
    """Every id is used once in its list; items without one are passed over."""
    lines: dict[str, int] = {}
    for item in items:
        if item.id in lines:
            yield Problem(item.place("id"), "duplicate-id", {"id": item.id, "line": lines[item.id]})
        elif item.id is not None:
            lines[item.id] = item.place("id").line


def spare(items: Iterable[Named], used: Container[str | None]) -> Iterator[tuple[str, Source]]:
    """Yield the id of each item that is not among the used ones, and where it stands."""
    for item in items:
        if item.id is not None and item.id not in used:
            yield item.id, item.place("id")


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

    label: ClassVar[str]
    """What the facts of the kind are called on a page that counts them; a message."""

    listing: ClassVar[str]
    """Name of the field that holds the items; it has at least one, see `Nothing`."""

    noun: ClassVar[str]
    """What one item is called in `planssi new`; unique among all kinds."""

    more_listings: ClassVar[Mapping[str, str]] = {}
    """Names of further fields that hold items, each with its noun, for a kind with several lists."""

    heading: ClassVar[str] = ""
    """What stands above the items on the page of the measure that they name; a message, empty where they name none."""

    followed: ClassVar[bool] = False
    """Whether the page of the plan's follow-up shows every item, so that no chapter needs to."""

    group_titles: dict[str, Text] = Field(default_factory=dict)
    """Words for the names that items share as their `group`: the title of a block of which only these are placed."""
    note: Text | None = None
    """A remark that concerns the whole block, shown below it."""

    @classmethod
    def listings(cls) -> tuple[str, ...]:
        """Return the names of the fields that hold items."""
        return (cls.listing, *cls.more_listings)

    @classmethod
    def nouns(cls) -> Mapping[str, str]:
        """Return the names of the fields that hold items, by the noun of one."""
        return {cls.noun: cls.listing, **{noun: name for name, noun in cls.more_listings.items()}}

    @property
    def items(self) -> tuple[Any, ...]:
        """Every item, in the order of the file."""
        return tuple(item for name in self.listings() for item in getattr(self, name))

    @property
    def entries(self) -> tuple[Any, ...]:
        """Whatever a page must show: the items, and in some kinds more."""
        return self.items

    def unused(self) -> Iterator[tuple[str, Source]]:
        """Yield each name that the file gives and nothing in it uses, and where it stands."""
        groups = {getattr(item, "group", None) for item in self.items}
        yield from ((name, text.at) for name, text in self.group_titles.items() if name not in groups)

    @property
    def shared_source(self) -> tuple[str, ...]:
        """The references that every item has, when all have the same; else empty, and each item tells its own."""
        references = {item.source for item in self.items}
        return references.pop() if len(references) == 1 else ()

    @property
    def figures(self) -> Mapping[str, Figure]:
        """Facts that prose may refer to, by item id; empty when there are none."""
        return {}

    @property
    def names(self) -> frozenset[str]:
        """What a page may place alone, after `::: kind`: the ids of the entries and the names of their groups."""
        return frozenset(
            name for entry in self.entries for name in (entry.id, getattr(entry, "group", None)) if name is not None
        )

    def pick(self, names: tuple[str, ...]) -> Self:
        """Return the block with only the items of these ids or groups; all of them without names."""
        if not names:
            return self
        picked: dict[str, Any] = {
            listing: tuple(item for item in getattr(self, listing) if item.id in names or item.group in names)
            for listing in self.listings()
        }
        title, groups = getattr(self, "title", None), [self.group_titles[n] for n in names if n in self.group_titles]
        if title and groups:
            words = {
                code: f"{said}: {', '.join(g[code] for g in groups)}"
                for code, said in title.words.items()
                if all(code in g for g in groups)
            }
            picked["title"] = Text(**words)
        return self.model_copy(update=picked)

    def belongs(self, item: Any, measures: Collection[str]) -> bool:
        """Whether an item is about one of these measures, by id."""
        return not {getattr(item, "measure", None), *getattr(item, "measures", ())}.isdisjoint(measures)

    def of_measures(self, measures: Collection[str]) -> Self | None:
        """Return the block with only what is about these measures; None where nothing is."""
        picked = {
            listing: tuple(item for item in getattr(self, listing) if self.belongs(item, measures))
            for listing in self.listings()
        }
        return self.model_copy(update=picked) if any(picked.values()) else None

    def traits(self, item: Any) -> Mapping[str, Trait]:
        """Return what of an item is compared between versions of the plan, besides its name."""
        return {}

    @property
    def tracked(self) -> Iterator[Tracked]:
        """Every item with what is compared of it between versions of the plan."""
        for item in self.items:
            if name := getattr(item, "title", None) or getattr(item, "name", None):
                yield Tracked(
                    item.id, name, item, {"title": Trait(name), **self.traits(item)}, getattr(self, "title", None)
                )

    def check_item(self, item: Any, plan: Plan) -> Iterator[Problem]:
        """Yield what is wrong with one item; called for every item that could be read."""
        yield from ()

    def check(self, plan: Plan) -> Iterator[Problem]:
        """Yield what is wrong between the items; called when all of them could be read."""
        yield from ()


class Nothing(Block):
    """What a YAML file of any kind holds where the source has nothing of the kind: the page says so openly.

    For instance `budget.yaml` of a plan without a budget:

        none: {fi: Suunnitelmassa ei ole budjettia., sv: Planen har ingen budget.}
        source: plan/2
    """

    kind: ClassVar[str] = "none"
    """Name of the template; the directive is the one of the kind that is missing."""
    listing: ClassVar[str] = ""

    title: Text | None = None
    none: Text
    """What is missing, in a sentence."""
    source: References

    @classmethod
    def listings(cls) -> tuple[str, ...]:
        """Return no names: there are no items."""
        return ()


class Document(Record):
    """A source document and the places in it that facts refer to."""

    id: Id
    title: Text
    date: When | None = None
    """When it was made; absent where it does not say. `../2020-04-30` is "no later than"."""
    language: Id
    publisher: Text
    """Who has published it."""
    places: dict[str, Text]
    """Chapter or table → its heading in each language; the key begins with the chapter's number if it has one."""


class Overview(Record):
    """The plan's first screen: six answers, in plain words."""

    what: Text
    """What is done."""
    whom: Text
    """For whom it is done."""
    when: Text
    """When it is done."""
    money: Text
    """What it costs and who pays."""
    progress: Text
    """How far it has come."""
    answers: Text
    """Who answers for it."""
    source: References


class Transfer(Record):
    """Money that a version moves from one part of the budget to another, as the source says it."""

    giver: str = Field(alias="from")
    """`table/row` from which it comes, in the budget of this version and of the one before it."""
    taker: str = Field(alias="to")
    """`table/row` to which it goes."""
    amount: Number = Field(gt=0)
    """Euros."""
    differs: Text | None = None
    """Why the two budgets do not show it; given exactly when they do not."""
    source: References


class Version(Record):
    """A dated version of the plan; the last one is what the plan's own files say."""

    id: Id | None = None
    """Name of the folder `versions/<id>/` that holds the facts of an earlier version, as far as they are known."""
    label: Text
    """What the version is called."""
    date: When
    """When it was made."""
    partial: Flag = False
    """Whether only a part of its facts is known: then nothing can be told to be new in the next version."""
    note: Text | None = None
    """What an editor says of the changes that it brought."""
    transfers: tuple[Transfer, ...] = ()
    """Money that it moved."""
    source: References


class Contact(Record):
    """A unit that answers; never a person's name."""

    unit: Text
    """The unit that answers; never a person's name."""
    email: str | None = Field(default=None, pattern=EMAIL)


class PageState(StrEnum):
    """How much of something there is in a language."""

    FULL = "full"
    """All of it."""
    SUMMARY = "summary"
    """The most important in short; the rest in another language."""
    EXEMPT = "exempt"
    """Nothing, for a reason that readers are told."""


class Coverage(Record):
    """How much of a plan there is in a language."""

    state: PageState
    """How much of the plan there is in this language."""
    full: Day | None = None
    """The day by which all of it will be there; a summary in a language that every plan must have tells it."""
    reason: str | None = None
    """Why there is nothing, in this language; readers are told."""


class Population(Record):
    """How many people live where the plan is carried out, by a figure of its own source."""

    figure: str
    """Name of the figure, as texts refer to it: `target-groups.residents.size`."""
    when: When | None = None
    """The time that the source gives for it; where it gives none, no sum is divided by it."""
    source: References


class PlanFacts(Record):
    """`plan.yaml`: what the plan is."""

    title: Text
    short: Text
    """Its name in menus."""
    slug: Text
    description: Text
    programme: Ids
    """Ids of the programmes that fund it, or to which it applies; they are in data/programmes.yaml."""
    phase: Text | None = None
    """The phase of the programme or of the project."""
    owner: Text
    """Whose plan it is."""
    period: When
    """From when to when the plan reaches."""
    original: LanguageCode | None = None
    """The language in which the texts are first written, for instance sv; the one of the region's majority when absent.
    The other languages are translations."""
    population: Population | None = None
    """How many people live where the plan is carried out, where its source tells it."""
    versions: tuple[Version, ...] = Field(min_length=1)
    """The versions of the plan, the oldest first."""
    updated: Day
    """The day on which the content of the plan was last changed here."""
    contact: Contact | None = None
    """Who answers questions about the plan."""
    overview: Overview
    """Six answers in plain words for the first screen."""
    documents: tuple[Document, ...] = Field(min_length=1)
    """The documents that the facts come from."""
    languages: dict[Id, Coverage] = Field(default_factory=dict)
    """How much of the plan there is in a language of which it does not have everything, by the language's code."""


class Kind(StrEnum):
    """What kind of authority a region is."""

    COUNTY = "county"
    """A wellbeing services county."""
    CITY = "city"
    """A city that has the tasks of a county."""
    JOINT_AUTHORITY = "joint-authority"
    """A joint authority for health."""
    AUTONOMOUS = "autonomous"
    """An autonomous region."""


class Region(Record):
    """An authority that may publish plans; names and codes from Act 616/2021 and Statistics Finland."""

    id: Id
    code: str | None = None
    """Its code in the classification of Statistics Finland, in quotation marks."""
    kind: Kind
    """What kind of authority it is."""
    name: Text
    short: Text
    """Its everyday name."""
    inside: Text
    """"In the region", as a sentence says it."""
    slug: Text
    languages: tuple[Id, ...]
    """Official languages, the majority's first."""
    note: Text | None = None


class Municipality(Record):
    """A municipality and its region."""

    code: str = Field(pattern=CODE)
    """Its number: three figures in quotation marks."""
    region: Id
    """Id of its region."""
    name: Text
    languages: tuple[Id, ...]
    """Codes of its official languages, the majority's first."""

    def name_in(self, language: str) -> str:
        """Its name in a language; where it has none of its own there, the one in the language of its majority."""
        return self.name[language if language in self.name else self.languages[0]]


class Publicity(Record):
    """What a programme demands to be shown on every page of a plan it funds."""

    statement: Text
    """Text beside the Union emblem (Regulation (EU) 2021/241, Article 34(2))."""


class Programme(Record):
    """A funding programme."""

    id: Id
    name: Text
    fund: Text
    """Where the money comes from."""
    publicity: Publicity | None = None
    """What must be shown on every page of a plan that it funds."""


class TopicKind(StrEnum):
    """What a topic is."""

    GROUP = "group"
    """A target group: for whom something is done."""
    THEME = "theme"
    """A theme: what is done."""


class Topic(Record):
    """What measures of several plans have in common: a theme or a target group.

    Plans name their own themes and target groups as their sources do; a topic brings those together that a reader
    looks for at once.
    """

    id: Id
    kind: TopicKind
    """Whether it is a theme or a target group."""
    name: Text
    slug: Text
    description: Text
    """What belongs to it, in a sentence."""


class RiskKind(Record):
    """What kind of risk it is, so that those of several plans can be looked at together."""

    id: Id
    name: Text
    slug: Text
    description: Text
    """What belongs to it, in a sentence."""


class ProperName(Record):
    """A name that stands in its own language on every page, so that a screen reader says it right."""

    name: str
    """The name, exactly as it stands in the texts."""
    language: Id | None = None
    """Code of the language in which it is read, for instance fi, sv or en. Leave it out when the name or word is the
    same in every language."""


class Term(Record):
    """A word of the plans that has one name in each language, and an explanation."""

    id: Id
    term: Text
    """What it is called, in its basic form and with a small first letter unless it is a name."""
    short: WordByLanguage = Field(default_factory=dict)
    """Its abbreviation, in the languages that have one; in texts it means the same."""
    definition: Text
    """What it means, in a sentence or two of plain words."""
    forms: WordsByLanguage = Field(default_factory=dict)
    """Beginnings of other forms in which it stands in texts. Endings of up to five letters are known without them."""
    avoid: WordsByLanguage = Field(default_factory=dict)
    """Beginnings of words that must not be used in its place: whoever writes one gets a warning with the right term."""
    source: Text | None = None
    """Where the official name comes from, for instance an act and its number."""
    explain: Flag = True
    """false for what everybody knows: it is in the word list, but not explained on the pages of plans."""

    programme: Ids | None = None
    """Ids of the programmes in whose plans it has this meaning; it has it in every plan where this is absent."""

    def is_in(self, language: str) -> bool:
        """Whether it has both a name and an explanation in a language."""
        return language in self.term and language in self.definition

    def holds_in(self, plan: Plan) -> bool:
        """Whether it has this meaning in a plan."""
        return self.programme is None or not set(self.programme).isdisjoint(plan.facts.programme)

    def words(self, language: str) -> tuple[str, ...]:
        """Return what stands for it in texts of a language: the term, its abbreviation, beginnings of its forms."""
        named = (self.term.words.get(language), self.short.get(language), *self.forms.get(language, ()))
        return tuple(word for word in named if word)


class RiskClass(Record):
    """A class of risk on this site, by the share of the highest possible points."""

    id: Id
    up_to: Number
    """Highest share of the maximum that still belongs to the class; 0 to 1."""
    name: Text


def class_of(share: float, classes: Sequence[RiskClass]) -> RiskClass:
    """Return the class of a risk by its share of the highest possible points; the classes go from low to high."""
    exact = Decimal(str(round(share, 6)))
    return next(level for level in classes if exact <= level.up_to)


class UnitForms(Record):
    """The words of a unit in one language."""

    one: str
    """After 1, and as the unit's name: "päivä"."""
    many: str
    """After every other number, fractions and 0: "päivää"."""
    than: str | None = None
    """After "more than 1" and "less than 1", where a language has a form of its own: "kuukauden"."""
    each: str | None = None
    """What is counted by the unit: "kuukaudessa", "per månad"."""


class Unit(Record):
    """What numbers count: words, or a sign that every language shares."""

    model_config = either("sign", "forms")

    id: Id
    sign: str | None = None
    """A sign that stands after the number in every language, such as %."""
    forms: Annotated[dict[str, UnitForms], EachLanguage()] | None = None
    """Words by language."""
    base: Id | None = None
    """The unit in which this one is compared with others of its kind; itself when absent."""
    factor: Number = Field(default=Decimal(1), gt=0)
    """How many of the base unit make one of these."""

    @model_validator(mode="after")
    def _has_words(self, info: ValidationInfo) -> Self:
        if self.forms is not None:
            in_every_language(self.forms, info)
        elif self.sign is None:
            raise PydanticCustomError("unit-without-words", "", {"id": self.id})
        return self

    @property
    def kind(self) -> str:
        """The unit that stands for all with which this one can be compared."""
        return self.base or self.id


class Language(Record):
    """A language of the site."""

    code: Id
    """Code of the language, for instance fi or sv."""
    locale: str
    """Babel locale, for instance `sv_FI`."""
    name: str
    """What the language calls itself."""
    switch: str
    """The words of the link to this language, in this language."""
    optional: Flag = False
    """Whether only those plans are in this language that say so; of the others nothing is expected."""
    territory: str = ""
    """The country of the language's rules, where it matters."""


class Statement(Record):
    """Facts of the accessibility statement (Implementing Decision (EU) 2018/1523)."""

    made: Day
    """The day on which the accessibility statement was made."""
    reviewed: Day
    """The day on which it was last reviewed."""


class SiteFacts(Record):
    """`data/site.yaml`: who publishes, in which languages, and where to write."""

    name: Text
    description: Text
    languages: tuple[Language, ...] = Field(min_length=1)
    """The languages of the site; the first is the language of messages to editors."""
    publisher: Text
    """Who publishes the site."""
    contact: Contact
    """Where readers can write."""
    feedback: FormByLanguage | None = None
    """Address of the feedback form in each language; in it {page} becomes the address of the page that feedback is
    about, {title} its title and {language} the code of its language. Without a form, readers write to the mailbox."""
    demonstration: Text | None = None
    """A sentence in the footer of every page, for a site that is not the authority's own service."""
    repository: str | None = None
    """Address under which the source files can be edited; the path of the file is added."""
    updated: Day
    """The day on which the pages of the site itself were last changed."""
    accessibility: Statement
    """Facts of the accessibility statement."""


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
    places: Mapping[str, Source]
    """Where each key above the body is written; a slug that is made from the title stands there."""
    updated: date | None = None
    front: Record | None = None
    """The lines at the top of the file, for places inside title and description."""
    summary: bool = False
    """Whether it only tells the most important of what its sisters tell."""
    full: date | None = None
    """For a summary, the day by which the whole text will be here."""
    exempt: Mapping[str, str] = field(default_factory=dict)
    """Why a sister is missing, by its language and in that language."""
    original: str | None = None
    """The language in which the page is first written; None where the text does not say."""

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

    @property
    def original(self) -> str | None:
        """The language in which the page is first written, if one of its texts says so."""
        return next((prose.original for prose in self.texts.values() if prose.original), None)

    @property
    def exempt(self) -> Mapping[str, str]:
        """Why it is missing in a language, by the language and in that language."""
        return {language: reason for prose in self.texts.values() for language, reason in prose.exempt.items()}

    @property
    def whole(self) -> Mapping[str, Prose]:
        """The texts that are not only summaries of the others."""
        return {language: prose for language, prose in self.texts.items() if not prose.summary}


@dataclass(frozen=True)
class Plan:
    """A plan: its facts, its blocks by kind and its chapters in reading order."""

    id: str
    region: Region
    programmes: tuple[Programme, ...]
    facts: PlanFacts
    blocks: Mapping[str, Block]
    chapters: tuple[Chapter, ...]
    folder: str
    unread: frozenset[str] = frozenset()
    """Kinds of which a part could not be read, and `VERSIONS` if an earlier version could not; what is missing from
    them is no fault of those who refer to it."""
    units: Mapping[str, Unit] = field(default_factory=dict)
    """Units by id, for comparing figures."""
    earlier: tuple[Plan, ...] = ()
    """Earlier versions whose facts are known, the oldest first: plans without chapters."""

    @property
    def publicities(self) -> tuple[Publicity, ...]:
        """What its programmes demand to be shown on every page; empty where none does."""
        return tuple(programme.publicity for programme in self.programmes if programme.publicity)

    @property
    def version(self) -> Version:
        """The version that the facts are of."""
        return self.facts.versions[-1]

    @property
    def editions(self) -> tuple[Plan, ...]:
        """Every version whose facts are known, the oldest first, this one last."""
        return (*self.earlier, self)

    @cached_property
    def changes(self) -> tuple[tuple[Plan, tuple[Change, ...]], ...]:
        """What each version changed, the newest first; only kinds of facts that both versions tell of are compared."""
        found: list[tuple[Plan, tuple[Change, ...]]] = []
        known: dict[str, tuple[Plan, Block]] = {}
        for edition in self.editions:
            changes: list[Change] = []
            for kind, block in edition.blocks.items():
                if kind in known:
                    before, old = known[kind]
                    found_here = compare(old.tracked, block.tracked, whole=not before.version.partial)
                    changes += [replace(change, kind=kind) for change in found_here]
                known[kind] = edition, block
            found.insert(0, (edition, tuple(changes)))
        return tuple(found[:-1])

    @cached_property
    def places(self) -> Mapping[str, tuple[Document, str]]:
        """Every place that a fact may refer to, as `document/place` → document and key."""
        return {f"{doc.id}/{key}": (doc, key) for doc in self.facts.documents for key in doc.places}

    @cached_property
    def figures(self) -> Mapping[str, Figure]:
        """Every fact that prose may refer to, by its dotted name."""
        figures: dict[str, Figure] = {
            "plan.period": self.facts.period,
            "plan.date": self.version.date,
            "plan.updated": self.facts.updated,
        }
        figures |= {f"plan.versions.{version.id}": version.date for version in self.facts.versions if version.id}
        for kind, block in self.blocks.items():
            figures[f"{kind}.count"] = len(block.items)
            figures.update({f"{kind}.{name}": value for name, value in block.figures.items()})
        return figures

    @property
    def people(self) -> Decimal | None:
        """How many people live where it is carried out; None where the source gives no exact number."""
        named = self.facts.population
        return self.numbers.get(named.figure) if named else None

    @property
    def numbers(self) -> Mapping[str, Decimal]:
        """The facts that are exact numbers but no money, by their dotted names."""
        found = {name: f.number if isinstance(f, Quantity) else f for name, f in self.figures.items()}
        return {name: Decimal(number) for name, number in found.items() if isinstance(number, Decimal | int)}

    def state(self, language: Language) -> PageState:
        """How much of the plan there is in a language."""
        if coverage := self.facts.languages.get(language.code):
            return coverage.state
        return PageState.EXEMPT if language.optional else PageState.FULL

    def block(self, kind: str) -> Any:
        """Return the block of this kind, or None where the plan or its source has none."""
        block = self.blocks.get(kind)
        return None if isinstance(block, Nothing) else block


@dataclass(frozen=True)
class Site:
    """Everything that `content/` and `data/` say."""

    facts: SiteFacts
    regions: tuple[Region, ...]
    municipalities: tuple[Municipality, ...]
    programmes: tuple[Programme, ...]
    names: tuple[ProperName, ...]
    risk_classes: tuple[RiskClass, ...]
    units: tuple[Unit, ...] = ()
    terms: tuple[Term, ...] = ()
    topics: tuple[Topic, ...] = ()
    """Themes and target groups, in the order in which pages list them."""
    risk_kinds: tuple[RiskKind, ...] = ()
    plans: tuple[Plan, ...] = ()
    chapters: tuple[Chapter, ...] = ()
    """Pages of the site itself: home, about, feedback, …"""
    accepted: Mapping[str, Accepted] = field(default_factory=dict)
    """Accepted translations by the path of their record; empty where nothing was ever accepted."""

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
    def optional(self) -> frozenset[str]:
        """Codes of the languages in which only some plans are."""
        return frozenset(language.code for language in self.facts.languages if language.optional)

    def language(self, code: str) -> Language:
        """Return a language of the site."""
        return next(language for language in self.facts.languages if language.code == code)

    @property
    def updated(self) -> date:
        """The day of the newest content: what a build takes for its own date."""
        return max([self.facts.updated, *(plan.facts.updated for plan in self.plans)])

    def region_plans(self, region: Region, language: str | None = None) -> tuple[Plan, ...]:
        """Plans of a region, in the order of their folders; with a language, those that have pages in it."""
        plans = (plan for plan in self.plans if plan.region.id == region.id)
        return tuple(plan for plan in plans if language is None or self.has(plan, language))

    def plans_in(self, language: str, region: Region | None = None) -> tuple[Plan, ...]:
        """Plans that have pages in a language, all or those of one region, by region in the order of the regions."""
        regions = self.regions if region is None else (region,)
        return tuple(plan for known in regions for plan in self.region_plans(known, language))

    def has(self, plan: Plan, language: str) -> bool:
        """Whether a plan has pages in a language."""
        return plan.state(self.language(language)) is not PageState.EXEMPT
