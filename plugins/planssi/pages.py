"""Which page exists in which language, where it is, and what is around it.

Flows in: a `Site`. Flows out: a `PageTree`. A page is the same page in every language: its `id` is shared, its
address is not.
"""

from __future__ import annotations

import posixpath
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cached_property
from itertools import chain
from urllib.parse import urljoin, urlsplit

from .affinity import Affinity
from .blocks.measures import Measure, Measures
from .listing import Entry, Listing, Subject, entries_of, listings, page_id
from .loader import slugify
from .model import SUMMARY, Chapter, Municipality, PageState, Plan, Programme, Prose, Region, Site
from .prose import placed

STATUS = "status.json"
"""Address of the state of the translations, for other programs."""
FEED = "atom.xml"
"""Name of the file of a feed, in the folder of the page that it follows."""


class PageKind(StrEnum):
    """What a page is, and the name of its template."""

    CHOICE = "choice"
    HOME = "home"
    PROSE = "prose"
    SITEMAP = "sitemap"
    TERMS = "terms"
    NOT_FOUND = "not-found"
    REGION = "region"
    PLAN = "plan"
    CHAPTER = "chapter"
    MEASURE = "measure"
    MUNICIPALITIES = "municipalities"
    MUNICIPALITY = "municipality"
    PROGRAMMES = "programmes"
    PROGRAMME = "programme"
    TIMELINES = "timelines"
    COMPARED = "compared"
    LISTING = "listing"
    FOLLOW_UP = "follow-up"
    CHANGES = "what-changed"
    GAPS = "gaps"
    WHOLE = "whole"


MOST_PLANS = 40
"""Plans that one page sets beside each other; where there are more, each region has a page of its own."""

KINDS_OF_CHAPTERS: Mapping[str, PageKind] = {
    "sitemap": PageKind.SITEMAP,
    "terms": PageKind.TERMS,
    "not-found": PageKind.NOT_FOUND,
    "municipalities": PageKind.MUNICIPALITIES,
    "programmes": PageKind.PROGRAMMES,
    "timelines": PageKind.TIMELINES,
    "comparison": PageKind.COMPARED,
    **{subject.value: PageKind.LISTING for subject in Subject},
}
"""What the site's own pages are, by the name of their file; the others hold only prose."""

KINDS_OF_SHARED_PAGES: Mapping[str, PageKind] = {
    "plan-follow-up": PageKind.FOLLOW_UP,
    "plan-changes": PageKind.CHANGES,
    "plan-gaps": PageKind.GAPS,
    "plan-whole": PageKind.WHOLE,
}
"""Pages that every plan gets, by the name of the file in `content/` that gives all of them their words, in the order
of the plan's menu."""


@dataclass(frozen=True, eq=False)
class Page:
    """One page in one language."""

    id: str
    kind: PageKind
    language: str
    url: str
    """From the root of the site: `fi/ita-uusimaa/`, empty for the root, `404.html` for a file."""
    title: str
    description: str
    updated: date
    source: str
    """Path of the file that an editor would open to change it."""
    parent: str | None = None
    plan: Plan | None = None
    region: Region | None = None
    chapter: Chapter | None = None
    measure: str | None = None
    """Id of the measure that the page is about."""
    municipality: Municipality | None = None
    """The municipality that the page is about."""
    programme: Programme | None = None
    """The programme that the page is about."""
    listing: Listing | None = None
    """The list across plans that the page shows."""
    state: PageState = PageState.FULL
    """Whether the page tells everything that it tells in some language, or only the most important."""
    full: date | None = None
    """For a summary, the day by which everything will be there."""

    @property
    def prose(self) -> Prose | None:
        """The text of the page in its language, where it has one."""
        return self.chapter.texts.get(self.language) if self.chapter else None

    @property
    def explains_terms(self) -> bool:
        """Whether the page explains the terms of the glossary that it uses: pages of plans do.

        The summary in easy language does not; it explains each hard word where it stands, and links would disturb.
        Nor does the page of a whole plan, which is long enough; it leads to the word list.
        """
        simple = self.chapter is not None and self.chapter.id == SUMMARY
        return self.plan is not None and not simple and self.kind is not PageKind.WHOLE

    @property
    def chapters(self) -> tuple[Chapter, ...]:
        """The chapters whose text stands on the page: its own, and on the page of a whole plan those of the plan."""
        own = (self.chapter,) if self.chapter else ()
        whole = self.plan.chapters if self.plan and self.kind is PageKind.WHOLE else ()
        return (*own, *(chapter for chapter in whole if self.language in chapter.texts))

    @property
    def is_shared(self) -> bool:
        """Whether it is one of the pages that every plan gets; its text stands on the same page of every plan."""
        return self.kind in KINDS_OF_SHARED_PAGES.values()

    @property
    def on_maps(self) -> bool:
        """Whether menus and maps show it: not a page for wrong addresses, nor a list that is narrowed twice."""
        return self.kind is not PageKind.NOT_FOUND and not (self.listing and self.listing.narrowed_twice)

    @property
    def path(self) -> str:
        """The file of the page below the folder of the site."""
        return self.url if self.url.endswith(".html") else f"{self.url}index.html"


class PageTree:
    """Every page of a site, and the way from one to another."""

    def __init__(self, site: Site, site_url: str = "/") -> None:
        self.site = site
        self.site_url = site_url
        """Address of the whole site, with a slash at the end."""
        self.pages: tuple[Page, ...] = tuple(_pages(site))
        self._by_id: Mapping[tuple[str, str], Page] = {(page.id, page.language): page for page in self.pages}
        self._by_path = {page.path: page for page in self.pages}
        self._by_file = {
            (page.prose.path, page.plan.id if page.is_shared and page.plan else None): page
            for page in self.pages
            if page.prose
        }
        self._below: dict[tuple[str | None, str], list[Page]] = defaultdict(list)
        for page in self.pages:
            if page.on_maps:
                self._below[page.parent, page.language].append(page)
        self._telling: dict[tuple[str, str, str], Page | None] = {}

    @cached_property
    def _affinity(self) -> Affinity:
        return Affinity(self.site)

    def get(self, id: str, language: str) -> Page:
        """Return a page by its id and language."""
        return self._by_id[id, language]

    def find(self, id: str, language: str) -> Page | None:
        """Return a page by its id and language, where there is one."""
        return self._by_id.get((id, language))

    def of_plan(self, plan: Plan, language: str) -> Page:
        """Return the first screen of a plan."""
        return self.get(f"plan:{plan.id}", language)

    def sisters_of_plan(self, plan: Plan) -> tuple[Page, ...]:
        """Return the first screen of a plan in every language that it has, in the site's order."""
        codes = self.site.languages
        return tuple(self.of_plan(plan, code) for code in codes if self.site.has(plan, code))

    def chapters(self, plan: Plan, language: str) -> tuple[Page, ...]:
        """Return a plan's chapters that there are in a language, in reading order."""
        return self._known((f"chapter:{plan.id}/{chapter.id}" for chapter in plan.chapters), language)

    def shared(self, plan: Plan, language: str) -> tuple[Page, ...]:
        """Return the pages that every plan gets, in the order of its menu."""
        return self._known((f"{kind}:{plan.id}" for kind in KINDS_OF_SHARED_PAGES.values()), language)

    def shared_of(self, plan: Plan, kind: str, language: str) -> Page | None:
        """Return one of the pages that every plan gets, where the site has its words."""
        return self.find(f"{kind}:{plan.id}", language)

    def of_kind(self, plan: Plan, kind: str, language: str) -> Page | None:
        """Return the chapter that tells a kind of facts: the one of that name, or else the first that places them."""
        key = plan.id, kind, language
        if key not in self._telling:
            chapters = self.chapters(plan, language)
            named = (page for page in chapters if page.chapter and page.chapter.id == kind)
            placing = (page for page in chapters if page.prose and kind in placed(page.prose.body))
            self._telling[key] = next(chain(named, placing), None)
        return self._telling[key]

    def measures(self, plan: Plan, language: str) -> tuple[Page, ...]:
        """Return the pages of a plan's measures, each before its parts."""
        return self._known((_measure_id(plan, measure) for measure in _measures(plan)), language)

    def _known(self, ids: Iterable[str], language: str) -> tuple[Page, ...]:
        return tuple(self._by_id[id, language] for id in ids if (id, language) in self._by_id)

    def of_measure(self, plan: Plan, id: str, language: str) -> Page | None:
        """Return the page of a measure, where it has one."""
        return self.find(f"measure:{plan.id}/{id}", language)

    def topic_lists(self, page: Page) -> tuple[Page, ...]:
        """Return the lists of the topics of a measure's page and of the parts told there, in the order of lists."""
        if page.plan is None or page.measure is None:
            return ()
        named = self._affinity.tags(page.plan, page.measure)
        topics = (topic for topic in self.site.topics if topic.id in named)
        return self._known((page_id(Subject.MEASURES, topic) for topic in topics), page.language)

    def related(self, page: Page) -> tuple[Page, ...]:
        """Return the pages of the measures of other plans that are most like that of a page, the likest first."""
        if page.plan is None or page.measure is None:
            return ()
        alike = self._affinity.related(page.plan, page.measure, page.language)
        return tuple(self.get(_measure_id(entry.plan, entry.measure), page.language) for entry in alike)

    def of_path(self, path: str) -> Page:
        """Return the page that is published as this file below the folder of the site."""
        return self._by_path[path]

    def of_file(self, path: str, plan: Plan | None = None) -> Page | None:
        """Return the page whose text is in this file; of the pages that every plan gets the one of this plan."""
        return self._by_file.get((path, None)) or self._by_file.get((path, plan.id if plan else None))

    def sisters(self, page: Page) -> Mapping[str, Page]:
        """Return the same page in every language, itself included, in the site's order."""
        languages = self.site.languages
        return {code: self._by_id[page.id, code] for code in languages if (page.id, code) in self._by_id}

    def nearest(self, page: Page, language: str) -> Page:
        """Return the same page in another language, or the nearest above it that there is in that language."""
        above = [page, *reversed(self.ancestors(page))]
        return next(self._by_id[p.id, language] for p in above if (p.id, language) in self._by_id)

    def ancestors(self, page: Page) -> tuple[Page, ...]:
        """Return the way up, outermost first, without the page itself."""
        above: list[Page] = []
        while page.parent is not None:
            page = self.get(page.parent, page.language)
            above.insert(0, page)
        return tuple(above)

    def children(self, page: Page) -> tuple[Page, ...]:
        """Return the pages right below a page that menus and maps show, in reading order."""
        return tuple(self._below.get((page.id, page.language), ()))

    def link(self, page: Page, url: str) -> str:
        """Return the address of something on the site, as a link on `page`.

        A host shows the page for a wrong address at any depth, so its links begin at the root.
        """
        return urlsplit(self.site_url).path + url if page.kind is PageKind.NOT_FOUND else relative(page, url)

    def absolute(self, page: Page) -> str:
        """Return the whole address of a page."""
        return urljoin(self.site_url, page.url)

    def neighbours(self, page: Page) -> tuple[Page | None, Page | None]:
        """Return the page before and after in the same plan."""
        if page.plan is None:
            return None, None
        plan, language = page.plan, page.language
        order = [self.of_plan(plan, language), *self.chapters(plan, language), *self.shared(plan, language)]
        if page.kind is PageKind.MEASURE:
            order = [*self.measures(plan, language)]
        index = order.index(page)
        before = order[index - 1] if index else None
        return before, order[index + 1] if index + 1 < len(order) else None


def relative(page: Page, url: str) -> str:
    """Return the address of `url` (from the root of the site) as a link on `page`."""
    start = posixpath.dirname(page.url)
    # Without the slashes the function would ask for the folder in which the program runs.
    link = posixpath.relpath(f"/{url}", f"/{start}")
    return f"{link}/" if not url or url.endswith("/") else link


def _pages(site: Site) -> Iterator[Page]:
    for id, kind, url, chapter in (
        ("choice", PageKind.CHOICE, "", "index"),
        ("not-found", PageKind.NOT_FOUND, "404.html", "not-found"),
    ):
        if (found := _chapter(site, chapter)) and found.texts:
            yield _in_every_language(site, found, id, kind, url)
    entries = entries_of(site)
    for language in site.languages:
        yield from _in_language(site, language, entries)


def _measures(plan: Plan) -> tuple[Measure, ...]:
    """Return the measures that have pages of their own, each before its parts."""
    block: Measures | None = plan.block(Measures.kind)
    return tuple(branch.item for branch in block.tree if branch.item.slug) if block else ()


def _measure_id(plan: Plan, measure: Measure) -> str:
    return f"measure:{plan.id}/{measure.id}"


def _in_every_language(site: Site, chapter: Chapter, id: str, kind: PageKind, url: str) -> Page:
    """Return a page that speaks every language at once: the first page, and the one for a wrong address."""
    texts = [chapter.texts[language] for language in site.languages if language in chapter.texts]
    return Page(
        id=id,
        kind=kind,
        language=site.languages[0],
        url=url,
        title=" – ".join(text.title for text in texts),
        description=" ".join(text.description for text in texts),
        updated=site.updated,
        source=texts[0].path,
    )


def _chapter(site: Site, id: str) -> Chapter | None:
    return next((chapter for chapter in site.chapters if chapter.id == id), None)


def _in_language(site: Site, language: str, entries: Mapping[Subject, tuple[Entry, ...]]) -> Iterator[Page]:
    def of_chapter(id: str, chapter: Chapter, kind: PageKind, url: str, updated: date, **more: object) -> Page:
        text = chapter.texts[language]
        return Page(
            id=id,
            kind=kind,
            language=language,
            url=url,
            title=text.title,
            description=text.description,
            updated=text.updated or updated,
            source=text.path,
            chapter=chapter,
            state=PageState.SUMMARY if text.summary else PageState.FULL,
            full=text.full,
            **more,  # type: ignore[arg-type]
        )

    top = f"{language}/"
    if (home := _chapter(site, "index")) and language in home.texts:
        yield of_chapter("home", home, PageKind.HOME, top, site.updated)
    for region in site.regions:
        plans = site.region_plans(region, language)
        if not plans and (not site.region_plans(region) or site.language(language).optional):
            continue
        url = f"{top}{region.slug[language]}/"
        updated = max(plan.facts.updated for plan in site.region_plans(region))
        yield Page(
            id=f"region:{region.id}",
            kind=PageKind.REGION,
            language=language,
            url=url,
            title=region.name[language],
            description="; ".join(plan.facts.title[language] for plan in plans) or region.name[language],
            updated=updated,
            source="data/regions.yaml",
            parent="home",
            region=region,
        )
        for plan in plans:
            facts = plan.facts
            plan_url = f"{url}{facts.slug[language]}/"
            plan_id = f"plan:{plan.id}"
            coverage = facts.languages.get(language)
            yield Page(
                id=plan_id,
                kind=PageKind.PLAN,
                language=language,
                url=plan_url,
                title=facts.title[language],
                description=facts.description[language],
                updated=facts.updated,
                source=facts.at.path,
                parent=f"region:{region.id}",
                plan=plan,
                region=region,
                state=coverage.state if coverage else PageState.FULL,
                full=coverage.full if coverage else None,
            )
            for chapter in plan.chapters:
                if language not in chapter.texts:
                    continue
                slug = chapter.texts[language].slug
                yield of_chapter(
                    f"chapter:{plan.id}/{chapter.id}",
                    chapter,
                    PageKind.CHAPTER,
                    f"{plan_url}{slug}/",
                    facts.updated,
                    parent=plan_id,
                    plan=plan,
                    region=region,
                )
            if coverage is None or coverage.state is PageState.FULL:
                yield from _of_measures(plan, language, plan_id, plan_url)
                yield from _shared(site, plan, language, plan_id, plan_url)
    for chapter in site.chapters:
        if chapter.id in ("index", *KINDS_OF_SHARED_PAGES) or language not in chapter.texts:
            continue
        kind = KINDS_OF_CHAPTERS.get(chapter.id, PageKind.PROSE)
        file = f"{top}404.html" if kind is PageKind.NOT_FOUND else f"{top}{chapter.texts[language].slug}/"
        page = of_chapter(f"site:{chapter.id}", chapter, kind, file, site.facts.updated, parent="home")
        if kind is PageKind.LISTING:
            subject = Subject(chapter.id)
            for listing in listings(site, language, subject, entries[subject]):
                yield _of_listing(listing, page)
        else:
            yield page
            yield from _below(page, site)


def _below(page: Page, site: Site) -> Iterator[Page]:
    """Yield the pages below one of the site's own: what it lists, with titles and addresses from the data."""
    if page.kind is PageKind.MUNICIPALITIES:
        yield from _of_municipalities(page, site)
    elif page.kind is PageKind.PROGRAMMES:
        yield from _of_programmes(page, site)
    elif page.kind in (PageKind.TIMELINES, PageKind.COMPARED) and len(site.plans_in(page.language)) > MOST_PLANS:
        yield from _by_region(page, site)


def _of_municipalities(page: Page, site: Site) -> Iterator[Page]:
    """Yield a page for each municipality whose region has a plan."""
    plans = {region.id: site.region_plans(region) for region in site.regions}
    regions = {region.id: region for region in site.regions}
    for town in site.municipalities:
        if not plans.get(town.region):
            continue
        region, name = regions[town.region], town.name_in(page.language)
        told = site.region_plans(region, page.language)
        if not told and site.language(page.language).optional:
            continue
        titles = "; ".join(plan.facts.title[page.language] for plan in told)
        yield Page(
            id=f"municipality:{town.code}",
            kind=PageKind.MUNICIPALITY,
            language=page.language,
            url=f"{page.url}{slugify(name)}/",
            title=name,
            description=f"{name}, {region.name[page.language]}{': ' * bool(titles)}{titles}",
            updated=max(plan.facts.updated for plan in plans[town.region]),
            source="data/municipalities.yaml",
            parent=page.id,
            region=region,
            municipality=town,
        )


def _of_programmes(page: Page, site: Site) -> Iterator[Page]:
    """Yield a page for each programme that funds a plan in the language."""
    for programme in site.programmes:
        plans = [plan for plan in site.plans_in(page.language) if programme in plan.programmes]
        if not plans or page.language not in programme.name:
            continue
        name = programme.name[page.language]
        yield Page(
            id=f"programme:{programme.id}",
            kind=PageKind.PROGRAMME,
            language=page.language,
            url=f"{page.url}{slugify(name)}/",
            title=name,
            description=f"{name}: {'; '.join(plan.facts.title[page.language] for plan in plans)}",
            updated=max(plan.facts.updated for plan in plans),
            source="data/programmes.yaml",
            parent=page.id,
            programme=programme,
        )


def _by_region(page: Page, site: Site) -> Iterator[Page]:
    """Yield the same page for each region that has a plan in the language."""
    for region in site.regions:
        plans = site.region_plans(region, page.language)
        if not plans:
            continue
        yield Page(
            id=f"{page.kind}:region/{region.id}",
            kind=page.kind,
            language=page.language,
            url=f"{page.url}{region.slug[page.language]}/",
            title=f"{page.title}: {region.short[page.language]}",
            description=f"{region.name[page.language]}: {page.description}",
            updated=max(plan.facts.updated for plan in plans),
            source="data/regions.yaml",
            parent=page.id,
            region=region,
        )


def _of_listing(listing: Listing, first: Page) -> Page:
    """Return the page of a list; `first` is that of the whole list, which has the words of the editors."""
    updated = max([first.updated, *(plan.facts.updated for plan, _ in listing.plans)])
    tag, region, language = listing.tag, listing.region, first.language
    if listing.parent is None:
        return replace(first, listing=listing, updated=updated)
    by = ", ".join([*([tag.name[language]] if tag else []), *([region.short[language]] if region else [])])
    slugs = [chosen.slug[language] for chosen in (tag, region) if chosen]
    told = tag.description[language] if tag and language in tag.description else first.description
    return Page(
        id=listing.id,
        kind=PageKind.LISTING,
        language=language,
        url=f"{first.url}{'/'.join(slugs)}/",
        title=f"{first.title}: {by}",
        description=f"{first.title}: {by}. {told}",
        updated=updated,
        source="data/topics.yaml" if tag else "data/regions.yaml",
        parent=listing.parent,
        listing=listing,
    )


def _of_measures(plan: Plan, language: str, parent: str, url: str) -> Iterator[Page]:
    """Yield the pages of a plan's measures: below the chapter about them, where there is one."""
    with_list = (chapter for chapter in plan.chapters if chapter.id == Measures.kind and language in chapter.texts)
    if chapter := next(with_list, None):
        parent, url = f"chapter:{plan.id}/{chapter.id}", f"{url}{chapter.texts[language].slug}/"
    for measure in _measures(plan):
        assert measure.slug
        title = measure.title[language]
        yield Page(
            id=_measure_id(plan, measure),
            kind=PageKind.MEASURE,
            language=language,
            url=f"{url}{measure.slug[language]}/",
            title=title,
            description=measure.summary[language] if measure.summary else f"{plan.facts.title[language]}: {title}",
            updated=plan.facts.updated,
            source=measure.at.path,
            parent=parent,
            plan=plan,
            region=plan.region,
            measure=measure.id,
        )


def _shared(site: Site, plan: Plan, language: str, parent: str, url: str) -> Iterator[Page]:
    """Yield the pages that every plan gets, as far as the site has their words."""
    facts = plan.facts
    for id, kind in KINDS_OF_SHARED_PAGES.items():
        chapter = _chapter(site, id)
        if chapter is None or language not in chapter.texts:
            continue
        text = chapter.texts[language]
        yield Page(
            id=f"{kind}:{plan.id}",
            kind=kind,
            language=language,
            url=f"{url}{text.slug}/",
            title=text.title,
            description=f"{plan.region.short[language]}, {facts.short[language]}: {text.description}",
            updated=max(facts.updated, text.updated or facts.updated),
            source=text.path,
            parent=parent,
            plan=plan,
            region=plan.region,
            chapter=chapter,
        )
