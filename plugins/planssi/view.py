"""What the frame around a page shows: head, header, menu, footer.

Flows in: a page and the tree. Flows out: plain values for the theme's templates in `overrides/`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import urljoin

from markupsafe import Markup, escape

from .behind import Behind
from .downloads import Download
from .feedback import feedback_of
from .feeds import TYPE, feed_of, title_of
from .localizer import Localizer
from .messages import as_line
from .model import Contact, Document, PageState, Plan, Publicity, SiteFacts
from .page import Page, PageKind
from .pages import PageTree
from .periods import Period
from .prose import inline, placed
from .source import Problem


@dataclass(frozen=True)
class Lack:
    """That a page is missing in a language, in the words of that language."""

    localizer: Localizer
    reason: str
    """Why; empty where nobody said it."""
    nearest: Page
    """What comes nearest to it there."""

    @property
    def heading(self) -> str:
        """What the note is about."""
        return self.localizer.gettext("The languages of this page")

    @property
    def statement(self) -> str:
        """What is missing."""
        # Translators: the name of your own language in place of English.
        return self.localizer.gettext("This page is not in English.")

    @property
    def way(self) -> str:
        """What leads to the nearest page."""
        return self.localizer.gettext("The nearest page:")


@dataclass(frozen=True)
class Feed:
    """A feed to which a page links."""

    link: str
    """Its address from the page."""
    title: str
    type: str
    """Its media type."""


@dataclass(frozen=True)
class View:
    """One page, as the frame sees it."""

    page: Page
    tree: PageTree
    localizers: Mapping[str, Localizer]
    """One for every language: a page says in their own languages where it is missing."""
    body: str
    """HTML of everything inside `main`."""
    preview: bool = False
    """Whether search engines should stay away: a proposed change, not the site itself."""
    behind: tuple[Behind, ...] = ()
    """Which of its texts are behind their source, by the language of the source."""
    finish: Callable[[str], str] = str
    """Marks names of other languages in HTML."""
    tables: tuple[Download, ...] = ()
    """Its tables as files."""
    bundle: Download | None = None
    """All tables of the plan as one file."""
    problems: tuple[Problem, ...] = ()
    """What is wrong with the content, for `mkdocs serve`; a published site has none."""

    @property
    def localizer(self) -> Localizer:
        """Speaks the language of the page."""
        return self.localizers[self.page.language]

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

    def has(self, id: str) -> bool:
        """Whether there is a page of this id in this page's language."""
        return self.tree.find(id, self.page.language) is not None

    def short(self, page: Page) -> str:
        """Return the name of a page in menus and on the way up."""
        localizer = self.localizers[page.language]
        if page.kind is PageKind.HOME:
            return localizer.gettext("Home")
        if page.kind is PageKind.PLAN and page.plan:
            return localizer.words(page.plan.facts.short)
        return page.title

    @property
    def title(self) -> str:
        """`page – plan – site`, each part once."""
        parts = [self.page.title]
        if self.plan and self.page.kind is not PageKind.PLAN:
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
        """The same page in the other languages, or what comes nearest to it there."""
        if self.page.kind is PageKind.CHOICE:
            return {}
        if self.page.id == "not-found":
            return {code: self.tree.get("home", code) for code in self.tree.site.languages[1:]}
        codes = (code for code in self.tree.site.languages if code != self.page.language)
        return {code: self.tree.nearest(self.page, code) for code in codes}

    def switch(self, language: str) -> str:
        """Return the words of the link to a language, in that language, and where it leads if not to this page."""
        words = self.tree.site.language(language).switch
        other = self.others[language]
        return words if other.id == self.page.id or self._everywhere else f"{words}: {self.short(other)}"

    @property
    def sisters(self) -> tuple[Page, ...]:
        """The same page in the other languages, where it is told as a whole."""
        found = self.tree.sisters(self.page).values()
        return tuple(page for page in found if page is not self.page and page.state is PageState.FULL)

    @property
    def lacks(self) -> tuple[Lack, ...]:
        """Languages in which the page should be and is not."""
        sisters = self.tree.sisters(self.page)
        codes = [language.code for language in self.facts.languages if not language.optional]
        return tuple(
            Lack(self.localizers[code], self._reason(code), self.others[code])
            for code in codes
            if code not in sisters and not self._everywhere
        )

    @property
    def _everywhere(self) -> bool:
        """Whether the page speaks every language."""
        return self.page.kind is PageKind.CHOICE or self.page.id == "not-found"

    def _reason(self, language: str) -> str:
        if self.page.chapter and language in self.page.chapter.exempt:
            return self.page.chapter.exempt[language]
        coverage = self.plan.facts.languages.get(language) if self.plan else None
        return (coverage.reason if coverage else None) or ""

    @property
    def answers(self) -> Contact:
        """Who answers questions about the page."""
        return (self.plan.facts.contact if self.plan else None) or self.facts.contact

    @property
    def feedback(self) -> str:
        """Where feedback on this very page is given; empty where there is no place for it."""
        return feedback_of(self.page, self.tree, self.localizer)

    @property
    def source(self) -> str:
        """The documents that the plan's facts come from, and the version that they tell; empty outside plans."""
        if self.plan is None:
            return ""
        words, version = self.localizer.words, self.plan.version
        made = self.localizer.deadline(version.date)
        parts = [self._document(document, version.date) for document in self.plan.facts.documents]
        return ". ".join([*parts, f"{words(version.label)}: {made}"])

    def _document(self, document: Document, told: Period) -> str:
        """Return the title of a document, and its day unless that is told already."""
        title = self.localizer.words(document.title)
        return title if document.date in (None, told) else f"{title}, {self.localizer.deadline(document.date)}"

    @property
    def citation(self) -> str:
        """How to refer to the page: whose plan, which page, who publishes it, its day and its address."""
        words = self.localizer.words
        whose = [words(self.plan.facts.owner), words(self.plan.facts.title)] if self.plan else []
        updated = self.localizer.gettext("Published by {publisher}, updated {date}").format(
            publisher=words(self.facts.publisher), date=self.localizer.day(self.page.updated)
        )
        parts = dict.fromkeys([*whose, self.page.title, updated])
        return " ".join(f"{part}." for part in parts)

    def marked(self, text: str) -> Markup:
        """Return a text as HTML in which names of other languages say their language."""
        return Markup(self.finish(str(escape(text))))

    @property
    def history(self) -> Page | None:
        """The page that tells what versions of the plan changed."""
        return self.tree.shared_of(self.plan, PageKind.CHANGES, self.page.language) if self.plan else None

    @property
    def changed(self) -> tuple[tuple[str, int], ...]:
        """The versions that changed what a chapter shows, the newest first, each with the number of changes."""
        if self.plan is None or self.page.prose is None or self.page.kind is not PageKind.CHAPTER:
            return ()
        kinds = placed(self.page.prose.body)
        counts = (
            (self.localizer.words(edition.version.label), sum(change.kind in kinds for change in changes))
            for edition, changes in self.plan.changes
        )
        return tuple((label, count) for label, count in counts if count)

    @property
    def whole(self) -> Page | None:
        """The page that holds the whole plan, where there is one and this is another."""
        found = self.tree.shared_of(self.plan, PageKind.WHOLE, self.page.language) if self.plan else None
        return None if found is self.page else found

    @property
    def searched(self) -> bool:
        """Whether search engines should show the page; of a plan they should show the chapters, and those once."""
        return not self.preview and self.page.kind not in (PageKind.NOT_FOUND, PageKind.WHOLE)

    @property
    def feed(self) -> Feed | None:
        """Where a reader can follow what the page tells of."""
        address = feed_of(self.page, self.tree)
        return Feed(self.link(address), title_of(self.page, self.localizer), TYPE) if address else None

    @property
    def downloads(self) -> tuple[Download, ...]:
        """The tables that a reader can download on the page."""
        return (*self.tables, self.bundle) if self.bundle else self.tables

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
