"""Which texts of the YAML files a page shows.

Flows in: a page. Flows out: the texts that must be in its language, and up to date, for the page to be so. Texts of the
page's own Markdown file are not among them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any

from .affinity import Affinity
from .blocks import KINDS
from .blocks.budget import Budget
from .blocks.indicators import Indicators
from .blocks.measures import Measures
from .blocks.progress import Progress
from .blocks.risks import AXES, Risks
from .fields import Record, Text, records
from .followup import follow_up
from .funding import whole_of
from .keyfigures import key_figures
from .listing import Entry, Listing, MeasureEntry, RiskEntry
from .model import SUMMARY, Chapter, Document, Nothing, Plan, Site
from .overview import By, overview, version_of_cost
from .page import Page, PageKind
from .passages import ADDRESS
from .prose import mentions
from .terms import Glossary

BESIDE = (
    PageKind.REGION,
    PageKind.MUNICIPALITIES,
    PageKind.MUNICIPALITY,
    PageKind.PROGRAMMES,
    PageKind.PROGRAMME,
    PageKind.TIMELINES,
    PageKind.COMPARED,
)
"""Kinds of pages that tell of several plans."""


class Shown:
    """Tells of each page of a site what it shows."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self._names: dict[str, Mapping[str, tuple[Text, ...]]] = {}
        self._glossaries = {language: Glossary(site, language) for language in site.languages}

    @cached_property
    def _affinity(self) -> Affinity:
        return Affinity(self.site)

    def texts(self, page: Page) -> tuple[Text, ...]:
        """Return the texts that a page shows, each once, in no particular order."""
        found: dict[int, Text] = {}
        for part in (*self._parts(page), *_frame(page, self.site)):
            for text in _texts(part):
                found[id(text)] = text
        if page.plan and page.explains_terms:
            found.update(self._explanations(page, page.plan, tuple(found.values())))
        return tuple(found.values())

    def _explanations(self, page: Page, plan: Plan, texts: Iterable[Text]) -> Mapping[int, Text]:
        """Return the names and the definitions of the terms in the texts of a page.

        Of some they are more than the page explains. Terms that stand only in words of the interface or in times
        are left out.
        """
        words = [text[page.language] for text in texts if page.language in text]
        bodies = [chapter.texts[page.language].body for chapter in page.chapters if chapter.id != SUMMARY]
        met = self._glossaries[page.language].met("\n".join([*words, *bodies]), plan)
        return {id(text): text for term in met for text in (term.term, term.definition)}

    def _parts(self, page: Page) -> Iterator[Any]:
        """Yield the records and texts that the body of a page shows."""
        if page.kind in (PageKind.HOME, PageKind.REGION):
            yield from _of_regions(page, self.site)
        if page.kind in BESIDE:
            yield from self._beside(page)
        if page.plan:
            of_page = {
                PageKind.PLAN: self._first_screen,
                PageKind.MEASURE: _of_measure,
                PageKind.CHAPTER: self._chapters,
                PageKind.FOLLOW_UP: _of_follow_up,
                PageKind.CHANGES: _of_changes,
                PageKind.GAPS: _of_gaps,
                PageKind.WHOLE: self._whole,
            }
            for part in of_page[page.kind](page, page.plan):
                yield from self._with_what_it_names(part, page.plan)
            if page.measure:
                yield from self._elsewhere(page.plan, page.measure, page.language)
        elif page.listing:
            yield from self._listing(page.listing)
        elif page.kind is PageKind.TERMS:
            named = (term for term in self.site.terms if term.is_in(page.language))
            yield from ((term.term, term.definition, term.source) for term in named)
        elif page.prose:
            placed = {mention.text for mention in mentions(page.prose.body) if mention.kind == "block"}
            if placed & {"contact", "status"}:
                yield self.site.facts.contact
            if "status" in placed:
                told = (plan for plan in self.site.plans if self.site.has(plan, page.language))
                yield from ((plan.facts.title, plan.facts.contact or plan.facts.owner) for plan in told)

    def _beside(self, page: Page) -> Iterator[Any]:
        """Yield what a page about several plans shows of each, and of their regions, programmes and municipalities."""
        site = self.site
        if page.kind is PageKind.MUNICIPALITIES:
            yield from (region.name for region in site.regions if page.language in region.name)
            return
        if page.municipality:
            yield (page.region.name if page.region else None, page.region.note if page.region else None)
        for plan in site.plans_in(page.language, page.region):
            if page.programme and page.programme not in plan.programmes:
                continue
            facts, whole = plan.facts, whole_of(plan)
            yield (facts.title, facts.short, plan.region.name, plan.region.short, whole.leaves_out if whole else None)
            yield from ((programme.name, programme.fund) for programme in plan.programmes)
            if page.kind in (PageKind.REGION, PageKind.MUNICIPALITY):
                yield (facts.description, facts.overview.whom)
            if page.programme:
                yield (facts.phase, page.programme.publicity)
            if page.kind is PageKind.COMPARED and whole:
                yield from (payer.none for payer in whole.payers)
            if page.kind is PageKind.COMPARED and facts.population:
                yield from _places(facts.population.source, plan)
            yield from self._key_figures(plan)

    def _listing(self, listing: Listing) -> Iterator[Any]:
        """Yield the choices, the rows, or the plans or regions in their place, and what the rows name."""
        yield from (choice.name for facet in listing.facets for choice in facet.choices)
        yield listing.tag.description if listing.tag else None
        for plan, entries in listing.plans:
            yield from (plan.region.short, plan.facts.short, plan.facts.title)
            for entry in () if listing.too_long else entries:
                row = tuple(_row(entry))
                yield from row
                names = self._names_of(plan)
                yield from (names[part] for part in row if isinstance(part, str) and part in names)

    def _elsewhere(self, plan: Plan, measure: str, language: str) -> Iterator[Text]:
        """Yield the topics of the page of a measure, and the names of what it tells of other plans."""
        named = self._affinity.tags(plan, measure)
        yield from (topic.name for topic in self.site.topics if topic.id in named)
        for entry in self._affinity.related(plan, measure, language):
            yield from (entry.measure.title, entry.plan.region.short, entry.plan.facts.short)

    def _first_screen(self, page: Page, plan: Plan) -> Iterator[Any]:
        facts = plan.facts
        yield from (plan.region.name, facts.description, facts.phase, facts.owner, facts.contact)
        yield from (version.label for version in facts.versions)
        yield from (text for programme in plan.programmes for text in (programme.name, programme.fund))
        yield facts.overview
        yield from self._key_figures(plan)

    def _key_figures(self, plan: Plan) -> Iterator[Text | None]:
        """Yield the words of the key figures; of every milestone, for the next one changes from day to day."""
        figures = key_figures(plan, self.site.risk_classes, plan.facts.updated)
        counts = (figures.measures, figures.goals, figures.indicators, figures.risks, figures.cost)
        yield from (count.none for count in counts if count)
        yield from (level.name for level, _ in (figures.risks.classes if figures.risks else ()))
        yield from (text for stone in figures.milestones for event in stone.named for text in (event.title, event.text))
        if figures.cost:
            yield from (figures.cost.name, *(part.name for part in figures.cost.parts))

    def _whole(self, page: Page, plan: Plan) -> Iterator[Any]:
        yield from self._chapters(page, plan)
        measures: Measures | None = plan.block(Measures.kind)
        for measure in measures.measures if measures else ():
            if measure.slug:
                yield from _with_parts(measure.id, plan)

    def _chapters(self, page: Page, plan: Plan) -> Iterator[Any]:
        for chapter in page.chapters:
            yield from self._chapter(chapter, page.language, plan)

    def _chapter(self, chapter: Chapter, language: str, plan: Plan) -> Iterator[Any]:
        for mention in mentions(chapter.texts[language].body):
            name, *arguments = mention.text.split() if mention.kind == "block" else ("",)
            if name in KINDS and name in plan.blocks:
                yield plan.blocks[name].pick(tuple(arguments))
            elif name == "overview" and arguments:
                sections = overview(plan, By(arguments[0]))
                yield from (section.title for section in sections)
                yield from (row.cost_version.label for part in sections for row in part.rows if row.cost_version)
                yield from (measure.title for measure in plan.block(Measures.kind).measures)
            elif name == "source":
                yield from _places(arguments, plan)
            elif name == "sources":
                yield plan.facts.documents
            elif name == "contact":
                yield self.site.facts.contact

    def _with_what_it_names(self, part: Any, plan: Plan) -> Iterator[Any]:
        """Yield a part, the names of what it mentions by id, the places in the sources, and classes of risk."""
        yield part
        said = {value for record in records(part) for value in _said(record)}
        names = self._names_of(plan)
        yield from (name for id in said if id in names for name in names[id])
        yield from _places(said, plan)
        if isinstance(part, Risks):
            yield from self.site.risk_classes

    def _names_of(self, plan: Plan) -> Mapping[str, tuple[Text, ...]]:
        """Return what has an id in the files of a plan, and its names; some ids stand for several things."""
        if plan.id not in self._names:
            names: dict[str, tuple[Text, ...]] = {}
            for id, name in _named(plan):
                names[id] = (*names.get(id, ()), name)
            self._names[plan.id] = names
        return self._names[plan.id]


def _named(plan: Plan) -> Iterator[tuple[str, Text]]:
    """Yield what has an id in the files of a plan, and its name or its words."""
    for record in records(plan.blocks):
        name = next(
            (getattr(record, field, None) for field in ("title", "name", "text") if hasattr(record, field)), None
        )
        if isinstance(name, Text) and (id := getattr(record, "id", None)):
            yield id, name


def _texts(part: Any) -> Iterator[Text]:
    """Yield the texts of a part but those that are addresses."""
    found = tuple(records(part))
    addresses = {id(getattr(record, ADDRESS, None)) for record in found}
    yield from (record for record in found if isinstance(record, Text) and id(record) not in addresses)


def _frame(page: Page, site: Site) -> Iterator[Any]:
    """Yield what stands around every page: menus, the way up, the facts of the page at its end, the footer."""
    facts = site.facts
    yield from (facts.name, facts.publisher, facts.demonstration)
    if page.region:
        yield page.region.name
    if page.plan:
        plan = page.plan.facts
        yield from (plan.title, plan.short, page.plan.publicities, plan.owner, page.plan.version.label)
        yield from (document.title for document in plan.documents)
    yield (page.plan.facts.contact if page.plan else None) or facts.contact


def _row(entry: Entry) -> Iterator[Any]:
    """Yield the texts of a row of a list across plans, and the ids of those it names."""
    if isinstance(entry, MeasureEntry):
        measure = entry.measure
        yield from (measure.title, measure.summary, measure.schedule, entry.whole.title if entry.whole else None)
        yield entry.cost_version.label if entry.cost_version else None
    elif isinstance(entry, RiskEntry):
        risk, scale = entry.risk, entry.block.scale
        yield from (risk.title, risk.description, entry.level.name if entry.level else None)
        yield from (*risk.mitigation, *risk.owners)
        levels = ((axis, getattr(risk, axis)) for axis in AXES)
        yield from (scale.label(axis, level) for axis, level in levels if scale and level is not None)


def _of_regions(page: Page, site: Site) -> Iterator[Any]:
    for region in [page.region] if page.region else site.regions:
        plans = site.region_plans(region, page.language)
        if plans:
            yield region.name
            yield from (text for plan in plans for text in (plan.facts.title, plan.facts.description))
    if page.kind is PageKind.HOME:
        yield from (topic.name for topic in site.topics if page.language in topic.name)
    if page.region and page.region.note:
        yield page.region.note


def _of_measure(page: Page, plan: Plan) -> Iterator[Any]:
    assert page.measure
    yield from _with_parts(page.measure, plan)


def _with_parts(measure: str, plan: Plan) -> Iterator[Any]:
    """Yield a measure, its parts, and what other files say of them."""
    block: Measures = plan.block(Measures.kind)
    ids = [measure, *(part.id for part in block.inside(measure))]
    yield from (block.alone(id) for id in ids)
    yield from (measure.title for measure in block.measures if measure.part_of in ids or measure.into in ids)
    versions = (version_of_cost(plan, measure) for measure in block.measures if measure.id in ids)
    yield from (version.label for version in versions if version)
    progress: Progress | None = plan.block(Progress.kind)
    if progress:
        yield from (progress.by_measure.get(id, ()) for id in ids)
    for other in plan.blocks.values():
        if other.heading and (own := other.of_measures(ids)):
            yield own


def _of_follow_up(page: Page, plan: Plan) -> Iterator[Any]:
    """Yield what the page of a plan's follow-up shows; of measures and indicators without news only the names."""
    found = follow_up(plan, plan.facts.updated)
    names = [followed.measure for followed in found.measures]
    yield from (found.none, plan.facts.contact or plan.facts.owner)
    for followed in found.measures if found.reported else found.told:
        yield from (measure.title for measure in names if measure.id in (followed.measure.id, followed.measure.into))
        yield from _places(followed.measure.source, plan)
        if followed.report:
            yield followed.report
    if found.results:
        for result in (*found.results, *found.unmeasured):
            yield from (result.indicator.title, *(dated.value for dated in (result.target, result.actual) if dated))
            yield from _places(result.indicator.source, plan)
    for table in found.money:
        yield from (table.table.title, table.planned.name, table.actual.name, *(row.row.name for row in table.rows))
        yield from _places(table.table.source, plan)
    for milestone in found.milestones if found.dated else ():
        yield from (milestone.row.title, milestone.bar.text)
        yield from _places(milestone.row.source, plan)
    yield from (getattr(plan.blocks.get(kind), "none", None) for kind in (Indicators.kind, Budget.kind))


def _of_changes(page: Page, plan: Plan) -> Iterator[Any]:
    """Yield what the page of a plan's versions shows: whatever one of them may have changed."""
    yield plan.facts.versions
    if len(plan.editions) > 1:
        yield from (edition.blocks for edition in plan.editions)


def _of_gaps(page: Page, plan: Plan) -> Iterator[Any]:
    """Yield what the page of a plan's gaps shows: the words that stand in place of whole kinds of facts."""
    yield from ((block.none, block.source) for block in plan.blocks.values() if isinstance(block, Nothing))
    yield from (plan.version.label, plan.facts.contact or plan.facts.owner)


def _said(record: Record) -> Iterator[str]:
    """Yield what the record holds besides words for readers: ids, references."""
    if isinstance(record, Text):
        return
    for name in type(record).model_fields:
        value = getattr(record, name)
        yield from (item for item in (value if isinstance(value, tuple) else (value,)) if isinstance(item, str))


def _places(references: Iterable[str], plan: Plan) -> Iterator[Text]:
    """Yield the words of places in source documents."""
    for reference in references:
        if reference in plan.places:
            document: Document
            document, key = plan.places[reference]
            yield document.places[key]
            if len(plan.facts.documents) > 1:
                yield document.title
