"""Lists across plans: the measures and the risks of every plan, by topic or kind and by region.

Flows in: a site. Flows out: a listing for every selection that holds something, in one language; each is a page of its
own, and its facets lead from one to another.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from .blocks.measures import Measure, Measures, State
from .blocks.risks import Risk, Risks
from .fields import Text
from .model import PageState, Plan, Region, RiskClass, RiskKind, Site, Topic, TopicKind, class_of
from .overview import Row

MOST_ROWS = 300
"""A longer list shows how many there are in each region, or in each plan of a region, in place of its rows."""

Tag = Topic | RiskKind
"""By what a list is narrowed besides the region."""


class Subject(StrEnum):
    """What is listed: a kind of facts, and the name of the file in `content/` that gives the list its words."""

    MEASURES = Measures.kind
    RISKS = Risks.kind


@dataclass(frozen=True, eq=False, kw_only=True)
class Entry:
    """What may be a row of a list."""

    plan: Plan
    tags: tuple[str, ...]
    """Ids of its topics or of its kinds of risk."""
    part_only: bool = False
    """Whether it is listed only with the tags that it names: a small part of something that is listed."""

    @property
    def order(self) -> float:
        """What comes first in a list; what is equal stays in the order of plans and files."""
        return 0


@dataclass(frozen=True, eq=False, kw_only=True)
class MeasureEntry(Row, Entry):
    """A measure in its plan."""

    told: str | None
    """Id of the measure on whose page it is told; None where it stands on no page of a measure."""
    whole: Measure | None
    """What it is a part of."""


@dataclass(frozen=True, eq=False, kw_only=True)
class RiskEntry(Entry):
    """A risk in its plan."""

    risk: Risk
    block: Risks
    """With what its plan measures risks."""
    classes: tuple[RiskClass, ...]
    """The classes of risk, the lowest first."""

    @property
    def level(self) -> RiskClass | None:
        """Its class, by its share of the highest points of its plan; None where the source gives no points."""
        classed = self.block.scored and self.risk.points is not None
        return class_of(self.block.share(self.risk), self.classes) if classed else None

    @property
    def order(self) -> float:
        """The greatest share of the highest points of its plan first, and last what has no points."""
        return -float(self.block.share(self.risk)) if self.level else 1


@dataclass(frozen=True)
class Choice:
    """A value by which a list can be narrowed, or all of them."""

    id: str
    """Id of the page to which it leads."""
    key: str
    """What tells it apart from the other choices of its facet, the same on every page."""
    name: Text | None
    """None for all."""
    kind: TopicKind | None
    """Of a topic, whether it is a theme or a target group."""
    count: int
    """How many rows the list has with it."""
    current: bool
    """Whether it is the one by which this list is narrowed."""


@dataclass(frozen=True)
class Facet:
    """One side from which a list can be narrowed."""

    of_region: bool
    """Whether it is the region; else the topic, or the kind of risk."""
    choices: tuple[Choice, ...]
    """All first, then each in the order of its file."""

    @property
    def current(self) -> Choice:
        """The choice by which this list is narrowed."""
        return next(choice for choice in self.choices if choice.current)

    @property
    def parts(self) -> Mapping[TopicKind | None, tuple[Choice, ...]]:
        """The choices but the first, by kind: target groups before themes, and everything else together."""
        return {kind: tuple(own) for kind, own in groupby(self.choices[1:], key=lambda choice: choice.kind)}


@dataclass(frozen=True, eq=False)
class Listing:
    """A list, of everything or narrowed."""

    subject: Subject
    tag: Tag | None
    region: Region | None
    entries: tuple[Entry, ...]
    """In the order of plans and files, each whole before its parts."""
    tags: tuple[Tag, ...]
    """By what it can be narrowed, in the order of pages."""
    regions: tuple[Region, ...]
    """The regions that have plans."""
    counts: Mapping[tuple[str | None, str | None], int]
    """How many entries each selection has, by the ids of tag and region; none where it has none."""
    most: int = MOST_ROWS
    """How many rows a page may have."""

    @property
    def id(self) -> str:
        """Id of its page."""
        return page_id(self.subject, self.tag, self.region)

    @property
    def parent(self) -> str | None:
        """Id of the page right above its own: the list of its tag, or of everything; None for that of everything."""
        if self.tag is None and self.region is None:
            return None
        return page_id(self.subject, self.tag if self.region else None, None)

    @property
    def narrowed_twice(self) -> bool:
        """Whether it is narrowed from both sides."""
        return self.tag is not None and self.region is not None

    @property
    def facets(self) -> tuple[Facet, Facet]:
        """The topic or the kind of risk, then the region; the choices of each keep what is chosen in the other."""
        return (
            Facet(False, tuple(self._choice(tag, self.region) for tag in (None, *self.tags))),
            Facet(True, tuple(self._choice(self.tag, region, True) for region in (None, *self.regions))),
        )

    def _choice(self, tag: Tag | None, region: Region | None, of_region: bool = False) -> Choice:
        chosen = region if of_region else tag
        name = (region.short if region else None) if of_region else tag.name if tag else None
        kind = chosen.kind if isinstance(chosen, Topic) else None
        count = self.counts.get(_key(tag, region), 0)
        current = chosen is (self.region if of_region else self.tag)
        key = chosen.id if chosen else "all"
        return Choice(page_id(self.subject, tag, region), key, name, kind, count, current)

    @property
    def plans(self) -> tuple[tuple[Plan, tuple[Entry, ...]], ...]:
        """The plans in their order, each with its entries."""
        in_order = sorted(self.entries, key=lambda entry: entry.plan.id)
        own = [tuple(entries) for _, entries in groupby(in_order, key=lambda entry: entry.plan.id)]
        return tuple((entries[0].plan, entries) for entries in own)

    @property
    def rows(self) -> tuple[Entry, ...]:
        """The entries in the order of the list: risks by their share of the highest points, the worst first."""
        return tuple(sorted(self.entries, key=lambda entry: entry.order))

    @property
    def too_long(self) -> bool:
        """Whether it has more rows than a page may have."""
        return len(self.entries) > self.most

    @property
    def removed(self) -> int:
        """How many of its measures have been removed from their plans."""
        return sum(isinstance(entry, MeasureEntry) and entry.measure.state is State.REMOVED for entry in self.entries)


def page_id(subject: Subject, tag: Tag | None = None, region: Region | None = None) -> str:
    """Return the id of the page of a selection: `site:measures/of/older-people/in/ita-uusimaa`."""
    return f"site:{subject}" + (f"/of/{tag.id}" if tag else "") + (f"/in/{region.id}" if region else "")


def _key(tag: Tag | None, region: Region | None) -> tuple[str | None, str | None]:
    return tag.id if tag else None, region.id if region else None


def entries_of(site: Site) -> Mapping[Subject, tuple[Entry, ...]]:
    """Return what may be listed, by subject, in the order of plans and files."""
    risks = tuple(entry for plan in site.plans for entry in _risks(plan, site))
    return {Subject.MEASURES: measures_of(site), Subject.RISKS: risks}


def measures_of(site: Site) -> tuple[MeasureEntry, ...]:
    """Return the measures of every plan, each whole before its parts."""
    return tuple(entry for plan in site.plans for entry in _measures(plan))


def _measures(plan: Plan) -> Iterator[MeasureEntry]:
    """Yield every measure; where some have pages of their own, the others are listed only with their topics."""
    block: Measures | None = plan.block(Measures.kind)
    if block is None:
        return
    told = block.paged
    for branch in block.tree:
        measure = branch.item
        yield MeasureEntry(
            plan=plan,
            tags=measure.topics_of(plan),
            part_only=bool(told) and measure.slug is None,
            measure=measure,
            told=told[measure.id].id if measure.id in told else None,
            whole=branch.whole,
        )


def _risks(plan: Plan, site: Site) -> Iterator[RiskEntry]:
    block: Risks | None = plan.block(Risks.kind)
    for risk in block.risks if block else ():
        assert block is not None
        yield RiskEntry(plan=plan, tags=risk.kinds, risk=risk, block=block, classes=site.risk_classes)


def listings(site: Site, language: str, subject: Subject, entries: tuple[Entry, ...]) -> Iterator[Listing]:
    """Yield the lists of a subject in one language: that of everything, and each narrowed one that holds something.

    Only plans of which everything is in the language are listed; a list comes before those that narrow it further.

    Args:
        site: The site.
        language: The language.
        subject: What is listed.
        entries: All that may be listed, see `entries_of`.
    """
    known: tuple[Tag, ...] = site.topics if subject is Subject.MEASURES else site.risk_kinds
    tags = tuple(tag for tag in known if language in tag.name and language in tag.slug)
    whole = {plan.id for plan in site.plans if plan.state(site.language(language)) is PageState.FULL}
    in_regions = {plan.region.id for plan in site.plans if plan.id in whole}
    regions = tuple(region for region in site.regions if region.id in in_regions)
    found: dict[tuple[str | None, str | None], list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.plan.id in whole:
            for tag in entry.tags if entry.part_only else (None, *entry.tags):
                found[tag, None].append(entry)
                found[tag, entry.plan.region.id].append(entry)
    counts = {key: len(own) for key, own in found.items()}
    for chosen in (None, *tags):
        for region in (None, *regions):
            own = found.get(_key(chosen, region), [])
            if own or (chosen is None and region is None):
                yield Listing(subject, chosen, region, tuple(own), tags, regions, counts)
