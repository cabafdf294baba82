"""What a page tells its reader of translations that are behind.

Flows in: a `Site` and its pages. Flows out: for a page, how many of its texts are behind, and since when.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from .freshness import Freshness, Records, State, original
from .model import Site
from .pages import Page, PageKind
from .passages import Passage, passages
from .shown import Shown


@dataclass(frozen=True)
class Behind:
    """Texts of a page that are behind the same source language."""

    language: str
    """The language of their source."""
    count: int
    since: date
    """The day on which the oldest of them was accepted."""


class Overdue:
    """Knows of each page of a site which of its texts are behind."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self._shown = Shown(site)
        self._found: list[tuple[Passage, str, Freshness]] = [
            (passage, language, freshness)
            for passage, language, freshness in Records(site).translations(passages(site))
            if freshness.state is State.BEHIND
        ]

    def of(self, page: Page) -> tuple[Behind, ...]:
        """Return what is behind on a page, by the language of the source; empty where nothing is."""
        here = [(passage, freshness) for passage, language, freshness in self._found if language == page.language]
        # Two pages speak every language at once, and so belong to none.
        if not here or page.kind in (PageKind.CHOICE, PageKind.NOT_FOUND):
            return ()
        texts = {id(text) for text in self._shown.texts(page)}
        days: dict[str, list[date]] = defaultdict(list)
        for passage, freshness in here:
            if (id(passage.text) in texts or (passage.prose and passage.chapter is page.chapter)) and freshness.since:
                days[original(passage, self.site)].append(freshness.since)
        return tuple(Behind(language, len(own), min(own)) for language, own in days.items())
