"""Which page exists in which language, where it is, and what is around it.

Flows in: a `Site`. Flows out: a `PageTree`. A page is the same page in every language: its `id` is shared, its
address is not.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from urllib.parse import urljoin, urlsplit

from .blocks.measures import Measure, Measures
from .model import Chapter, Plan, Prose, Region, Site

SITE_CHAPTERS = ("index", "about", "feedback", "accessibility", "status", "sitemap", "not-found")
"""Pages that every site has, by the name of their file in `content/`."""

STATUS = "status.json"
"""Address of the state of the translations, for other programs."""

SUMMARY = "summary"
"""The chapter that tells a plan in easy language; every plan has one."""


class PageKind(StrEnum):
    """What a page is, and the name of its template."""

    CHOICE = "choice"
    HOME = "home"
    PROSE = "prose"
    SITEMAP = "sitemap"
    NOT_FOUND = "not-found"
    REGION = "region"
    PLAN = "plan"
    CHAPTER = "chapter"
    MEASURE = "measure"


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

    @property
    def prose(self) -> Prose | None:
        """The text of the page in its language, where it has one."""
        return self.chapter.texts[self.language] if self.chapter else None

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
        self._by_file = {page.prose.path: page for page in self.pages if page.prose}

    def get(self, id: str, language: str) -> Page:
        """Return a page by its id and language."""
        return self._by_id[id, language]

    def of_plan(self, plan: Plan, language: str) -> Page:
        """Return the first screen of a plan."""
        return self.get(f"plan:{plan.id}", language)

    def chapters(self, plan: Plan, language: str) -> tuple[Page, ...]:
        """Return a plan's chapters in reading order."""
        return tuple(self.get(f"chapter:{plan.id}/{chapter.id}", language) for chapter in plan.chapters)

    def measures(self, plan: Plan, language: str) -> tuple[Page, ...]:
        """Return the pages of a plan's measures, each before its parts."""
        return tuple(self.get(f"measure:{plan.id}/{measure.id}", language) for measure in _measures(plan))

    def of_measure(self, plan: Plan, id: str, language: str) -> Page:
        """Return the page of a measure that has one."""
        return self.get(f"measure:{plan.id}/{id}", language)

    def of_path(self, path: str) -> Page:
        """Return the page that is published as this file below the folder of the site."""
        return self._by_path[path]

    def of_file(self, path: str) -> Page | None:
        """Return the page whose text is in this file."""
        return self._by_file.get(path)

    def sisters(self, page: Page) -> Mapping[str, Page]:
        """Return the same page in every language, itself included, in the site's order."""
        languages = self.site.languages
        return {code: self._by_id[page.id, code] for code in languages if (page.id, code) in self._by_id}

    def ancestors(self, page: Page) -> tuple[Page, ...]:
        """Return the way up, outermost first, without the page itself."""
        above: list[Page] = []
        while page.parent is not None:
            page = self.get(page.parent, page.language)
            above.insert(0, page)
        return tuple(above)

    def children(self, page: Page) -> tuple[Page, ...]:
        """Return the pages right below a page."""
        return tuple(other for other in self.pages if (other.parent, other.language) == (page.id, page.language))

    def listed(self, language: str) -> tuple[Page, ...]:
        """Return the pages that menus and maps show, in reading order."""
        hidden = {PageKind.NOT_FOUND, PageKind.CHOICE}
        return tuple(page for page in self.pages if page.language == language and page.kind not in hidden)

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
        order = [self.of_plan(page.plan, page.language), *self.chapters(page.plan, page.language)]
        if page.kind is PageKind.MEASURE:
            order = [*self.measures(page.plan, page.language)]
        index = order.index(page)
        before = order[index - 1] if index else None
        return before, order[index + 1] if index + 1 < len(order) else None


def relative(page: Page, url: str) -> str:
    """Return the address of `url` (from the root of the site) as a link on `page`."""
    start = posixpath.dirname(page.url)
    link = posixpath.relpath(url or ".", start or ".")
    return f"{link}/" if not url or url.endswith("/") else link


def _pages(site: Site) -> Iterator[Page]:
    for id, kind, url, chapter in (
        ("choice", PageKind.CHOICE, "", "index"),
        ("not-found", PageKind.NOT_FOUND, "404.html", "not-found"),
    ):
        if found := _chapter(site, chapter):
            yield _in_every_language(site, found, id, kind, url)
    for language in site.languages:
        yield from _in_language(site, language)


def _measures(plan: Plan) -> tuple[Measure, ...]:
    """Return the measures that have pages of their own, each before its parts."""
    block: Measures | None = plan.block(Measures.kind)
    return tuple(branch.item for branch in block.tree if branch.item.slug) if block else ()


def _in_every_language(site: Site, chapter: Chapter, id: str, kind: PageKind, url: str) -> Page:
    """Return a page that speaks every language at once: the first page, and the one for a wrong address."""
    texts = [chapter.texts[language] for language in site.languages]
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


def _in_language(site: Site, language: str) -> Iterator[Page]:
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
            **more,  # type: ignore[arg-type]
        )

    top = f"{language}/"
    if home := _chapter(site, "index"):
        yield of_chapter("home", home, PageKind.HOME, top, site.updated)
    for region in site.regions:
        plans = site.region_plans(region)
        if not plans:
            continue
        url = f"{top}{region.slug[language]}/"
        updated = max(plan.facts.updated for plan in plans)
        yield Page(
            id=f"region:{region.id}",
            kind=PageKind.REGION,
            language=language,
            url=url,
            title=region.name[language],
            description="; ".join(plan.facts.title[language] for plan in plans),
            updated=updated,
            source="data/regions.yaml",
            parent="home",
            region=region,
        )
        for plan in plans:
            facts = plan.facts
            plan_url = f"{url}{facts.slug[language]}/"
            plan_id = f"plan:{plan.id}"
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
            )
            for chapter in plan.chapters:
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
            yield from _of_measures(plan, language, plan_id, plan_url)
    for chapter in site.chapters:
        if chapter.id == "index":
            continue
        kind = {"sitemap": PageKind.SITEMAP, "not-found": PageKind.NOT_FOUND}.get(chapter.id, PageKind.PROSE)
        file = f"{top}404.html" if kind is PageKind.NOT_FOUND else f"{top}{chapter.texts[language].slug}/"
        yield of_chapter(f"site:{chapter.id}", chapter, kind, file, site.facts.updated, parent="home")


def _of_measures(plan: Plan, language: str, parent: str, url: str) -> Iterator[Page]:
    """Yield the pages of a plan's measures: below the chapter about them, where there is one."""
    if chapter := next((chapter for chapter in plan.chapters if chapter.id == Measures.kind), None):
        parent, url = f"chapter:{plan.id}/{chapter.id}", f"{url}{chapter.texts[language].slug}/"
    for measure in _measures(plan):
        assert measure.slug
        title = measure.title[language]
        yield Page(
            id=f"measure:{plan.id}/{measure.id}",
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
