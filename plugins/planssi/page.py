"""What a page is: what it is about, in which language and where.

A page is the same page in every language: its `id` is shared, its address is not.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from .listing import Listing, Subject
from .model import SUMMARY, Chapter, Municipality, PageState, Plan, Programme, Prose, Region


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
