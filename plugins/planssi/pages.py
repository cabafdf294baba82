"""Where a page is, and what is around it.

Flows in: a `Site`. Flows out: a `PageTree`.
"""

from __future__ import annotations

import posixpath
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property
from itertools import chain
from urllib.parse import urljoin, urlsplit

from .affinity import Affinity
from .listing import Subject, page_id
from .model import Plan, Site
from .outline import measure_id, measures_with_pages, pages_of
from .page import KINDS_OF_SHARED_PAGES, Page, PageKind
from .prose import placed

STATUS = "status.json"
"""Address of the state of the translations, for other programs."""
FEED = "atom.xml"
"""Name of the file of a feed, in the folder of the page that it follows."""


class PageTree:
    """Every page of a site, and the way from one to another."""

    def __init__(self, site: Site, site_url: str = "/") -> None:
        self.site = site
        self.site_url = site_url
        """Address of the whole site, with a slash at the end."""
        self.pages: tuple[Page, ...] = tuple(pages_of(site))
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
        return self._known((measure_id(plan, measure) for measure in measures_with_pages(plan)), language)

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
        return tuple(self.get(measure_id(entry.plan, entry.measure), page.language) for entry in alike)

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
