"""What the frame around a page shows: head, header, menu, footer.

Flows in: a page and the tree. Flows out: plain values for the theme's templates in `overrides/`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote, urljoin

from .behind import Behind
from .localizer import Localizer
from .messages import as_line
from .model import Plan, Publicity, SiteFacts
from .pages import Page, PageKind, PageTree
from .prose import inline
from .source import Problem


@dataclass(frozen=True)
class View:
    """One page, as the frame sees it."""

    page: Page
    tree: PageTree
    localizer: Localizer
    body: str
    """HTML of everything inside `main`."""
    preview: bool = False
    """Whether search engines should stay away: a proposed change, not the site itself."""
    behind: tuple[Behind, ...] = ()
    """Which of its texts are behind their source, by the language of the source."""
    problems: tuple[Problem, ...] = ()
    """What is wrong with the content, for `mkdocs serve`; a published site has none."""

    @property
    def facts(self) -> SiteFacts:
        """Who publishes."""
        return self.tree.site.facts

    @property
    def plan(self) -> Plan | None:
        """The plan that the page belongs to."""
        return self.page.plan

    @property
    def publicities(self) -> tuple[Publicity, ...]:
        """What the plan's programmes demand to be shown."""
        return self.plan.publicities if self.plan else ()

    def link(self, url: str) -> str:
        """Return the address of something on this site, from this page."""
        return self.tree.link(self.page, url)

    def to(self, page: Page) -> str:
        """Return the address of a page, from this page."""
        return self.link(page.url)

    def absolute(self, page: Page) -> str:
        """Return the whole address of a page."""
        return self.tree.absolute(page)

    def named(self, id: str) -> Page:
        """Return a page by its id, in this page's language."""
        return self.tree.get(id, self.page.language)

    def short(self, page: Page) -> str:
        """Return the name of a page in menus and on the way up."""
        if page.kind is PageKind.HOME:
            return self.localizer.gettext("Home")
        if page.kind is PageKind.PLAN and page.plan:
            return self.localizer.words(page.plan.facts.short)
        return page.title

    @property
    def title(self) -> str:
        """`page – plan – site`, each part once."""
        parts = [self.page.title]
        if self.plan and self.page.kind in (PageKind.CHAPTER, PageKind.MEASURE):
            parts.append(self.localizer.words(self.plan.facts.short))
        parts.append(self.localizer.words(self.facts.name))
        return " – ".join(dict.fromkeys(parts))

    @property
    def description(self) -> str:
        """What the page holds, for search engines, with its references to facts filled in."""
        figures, units = (self.plan.figures, self.plan.units) if self.plan else ({}, {})
        return inline(self.page.description, lambda name: self.localizer.figure(figures[name], units))

    @property
    def alternates(self) -> Mapping[str, str]:
        """Whole addresses of the page in each language, and of the choice page."""
        if self.page.kind is PageKind.NOT_FOUND:
            return {}
        sisters = self.tree.sisters(self.page)
        if self.page.kind is PageKind.CHOICE:
            sisters = {code: self.tree.get("home", code) for code in self.tree.site.languages}
        links = {code: self.absolute(sister) for code, sister in sisters.items()}
        return {**links, "x-default": self.tree.site_url}

    @property
    def others(self) -> Mapping[str, Page]:
        """The same page in the other languages."""
        if self.page.kind is PageKind.CHOICE:
            return {}
        if self.page.id == "not-found":
            return {code: self.tree.get("home", code) for code in self.tree.site.languages[1:]}
        sisters = self.tree.sisters(self.page)
        return {code: sister for code, sister in sisters.items() if code != self.page.language}

    def switch(self, language: str) -> str:
        """Return the words of the link to a language, in that language."""
        return next(facts.switch for facts in self.facts.languages if facts.code == language)

    @property
    def feedback(self) -> str:
        """A mail to the publisher about this very page."""
        subject = self.localizer.gettext("Feedback on the page: {title}").format(title=self.page.title)
        body = self.localizer.gettext("Page: {address}").format(address=self.absolute(self.page))
        return f"mailto:{self.facts.contact.email}?subject={quote(subject)}&body={quote(body)}"

    @property
    def edit(self) -> str | None:
        """Address where the source of the page can be edited."""
        return urljoin(self.facts.repository, self.page.source) if self.facts.repository else None

    @property
    def problem_lines(self) -> tuple[str, ...]:
        """The problems in words."""
        return tuple(as_line(problem, self.localizer.catalogue) for problem in self.problems)

    @property
    def crumbs(self) -> str:
        """The way to the page as schema.org data."""
        way = [*self.tree.ancestors(self.page), self.page]
        items = [
            {"@type": "ListItem", "position": number, "name": page.title, "item": self.absolute(page)}
            for number, page in enumerate(way, 1)
        ]
        data = {"@context": "https://schema.org", "@type": "BreadcrumbList", "itemListElement": items}
        return json.dumps(data, ensure_ascii=False).replace("</", "<\\/")
