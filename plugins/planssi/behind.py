"""What a page tells its reader of translations that are behind.

Flows in: a `Site` and its pages. Flows out: for a page, how many of its texts are behind, and since when.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from .freshness import Records, State
from .model import Site
from .page import Page, PageKind
from .passages import passages
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
        self._shown = Shown(site)
        self._found: dict[str, dict[int, list[tuple[int, str, date]]]] = defaultdict(lambda: defaultdict(list))
        """By language, and by the text or the chapter: the number of the passage, the language of its source, a day."""
        records = Records(site)
        for number, (passage, language, freshness) in enumerate(records.translations(passages(site))):
            if freshness.state is State.BEHIND and freshness.since:
                late = number, records.original(passage), freshness.since
                self._found[language][id(passage.chapter or passage.text)].append(late)

    def of(self, page: Page) -> tuple[Behind, ...]:
        """Return what is behind on a page, by the language of the source; empty where nothing is."""
        found = self._found.get(page.language)
        # Two pages speak every language at once, and so belong to none.
        if not found or page.kind in (PageKind.CHOICE, PageKind.NOT_FOUND):
            return ()
        here = {*map(id, page.chapters), *map(id, self._shown.texts(page))} & found.keys()
        days: dict[str, list[date]] = defaultdict(list)
        for _, source, since in sorted(late for key in here for late in found[key]):
            days[source].append(since)
        return tuple(Behind(language, len(own), min(own)) for language, own in days.items())
