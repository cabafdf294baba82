"""Whether a translation still says what its source says.

Flows in: a `Site` with its records of accepted translations. Flows out: the state of each translation, and new records.

A translation is *fresh* when the record has the pair of the source and it. When the record has the translation with
another source, the source has changed since: the translation is *behind*. In every other case nobody has recorded yet
that the two say the same, and the pair is *new*; so is one whose translation alone was changed. Only the words decide:
no key, file or line, and no history of the files is needed.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from hashlib import blake2b
from unicodedata import normalize

from .acceptance import LOCK, Accepted, Pair, write_lock
from .model import Plan, Site
from .passages import Passage, differences, passages

UNSEEN = re.compile("[*_`\"'”“„’‘‚»«\u00ad\u200b]")
"""Signs that do not count: emphasis, quotation marks, places where a word may be divided."""
DASH = re.compile("[–—‑−]")
"""Signs that count as a hyphen."""
PAUSE = re.compile(r"[.,;:!…](?=\s|$)")
"""Signs that do not count at the end of a word. A question mark counts, and so does a comma in a number."""
TARGET = re.compile(r"\]\((?!https?:)[^)]*\)")
"""Where a link leads on this site: every language has an address of its own, and a renamed page changes no meaning."""


def fingerprint(words: str) -> str:
    """Return what two texts share exactly when they have the same words: 12 hexadecimal digits.

    Letters, figures and their order count, and signs that carry a meaning, such as %, + and ?. What does not count is
    how they are typed: capital letters, white space and folded lines, no-break spaces, kinds of dashes and quotation
    marks, emphasis, a comma or full stop after a word, and the addresses of pages of this site.
    """
    plain = UNSEEN.sub("", normalize("NFC", words).casefold())
    if "](" in plain:
        plain = TARGET.sub("]", plain)
    plain = " ".join(PAUSE.sub("", DASH.sub("-", plain)).split())
    return blake2b(plain.encode(), digest_size=6).hexdigest()


class State(StrEnum):
    """How a text in one language stands to its source."""

    ORIGINAL = "original"
    """It is the source, or has none."""
    FRESH = "fresh"
    """It was found to say what the source says now."""
    BEHIND = "behind"
    """It was found to say what the source said earlier."""
    NEW = "new"
    """Nobody has recorded yet that it says what the source says."""
    MISSING = "missing"
    """There are no words in this language."""


@dataclass(frozen=True)
class Freshness:
    """The state of a text in one language."""

    state: State
    since: date | None = None
    """The day on which the translation was accepted, as a translation of the source of that day."""
    before: frozenset[str] = frozenset()
    """Fingerprints of what the source said when the translation was accepted, for one that is behind."""


def home(passage: Passage) -> str:
    """Return the path of the record to which a passage belongs."""
    return f"{passage.plan.folder if passage.plan else 'content' if passage.prose else 'data'}/{LOCK}"


class Records:
    """The accepted translations of a site."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self._first = site.languages[0]
        self._days: dict[Pair, date] = {}
        for accepted in site.accepted.values():
            self._days.update(accepted)
        self._fingerprints: dict[str, str] = {}

    def original(self, passage: Passage) -> str:
        """Return the language in which a passage is first written."""
        if passage.chapter and passage.chapter.original:
            return passage.chapter.original
        if passage.plan is None:
            return self._first
        of_region = (language for language in passage.plan.region.languages if language in self.site.languages)
        return passage.plan.facts.original or next(of_region, self._first)

    def state(self, passage: Passage, language: str) -> Freshness:
        """Return how a passage stands in a language."""
        source = self.original(passage)
        if language not in passage.words:
            return Freshness(State.MISSING)
        if language == source or source not in passage.words:
            return Freshness(State.ORIGINAL)
        pair = self.pair(passage, source, language)
        if known := self._known(pair):
            return Freshness(State.FRESH, self._days[known])
        if earlier := self._earlier(passage, pair):
            return Freshness(State.BEHIND, max(earlier.values()), frozenset(old.source for old in earlier))
        return Freshness(State.NEW)

    def translations(self, found: Iterable[Passage]) -> Iterator[tuple[Passage, str, Freshness]]:
        """Yield each translation of some passages with its language and state; what is missing is left out."""
        for passage in found:
            source = self.original(passage)
            if source in passage.words:
                yield from (
                    (passage, language, self.state(passage, language))
                    for language in passage.words
                    if language != source
                )

    def pair(self, passage: Passage, source: str, language: str) -> Pair:
        """Return the words of a passage in two languages, as a record holds them."""
        return Pair(source, language, self._of(passage.words[source]), self._of(passage.words[language]))

    def accept(self, chosen: Iterable[tuple[Passage, str]], day: date) -> Mapping[str, str]:
        """Record translations as saying what their source says now.

        Args:
            chosen: Passages, each with the language of its translation.
            day: The day that is recorded.

        Returns:
            What each record holds then, by path. Pairs of which nothing is left on the site are dropped; what tells
            that a translation is behind stays.
        """
        new = {(home(passage), self.pair(passage, self.original(passage), language)) for passage, language in chosen}
        records: dict[str, Accepted] = {path: {} for path in self.site.accepted}
        for passage, language, _ in self.translations(passages(self.site)):
            path, pair = home(passage), self.pair(passage, self.original(passage), language)
            record = records.setdefault(path, {})
            if known := self._known(pair):
                record[known] = self._days[known]
            elif (path, pair) in new:
                record[pair] = day
            else:
                record.update(self._earlier(passage, pair))
        for path in self._divided():
            records.setdefault(path, {}).update(self.site.accepted.get(path, {}))
        return {path: write_lock(record.items()) for path, record in records.items()}

    def _of(self, words: str) -> str:
        if words not in self._fingerprints:
            self._fingerprints[words] = fingerprint(words)
        return self._fingerprints[words]

    def _known(self, pair: Pair) -> Pair | None:
        """Return a pair as it is recorded, whichever half was the source then."""
        if pair in self._days:
            return pair
        return pair.turned if pair.turned in self._days else None

    def _earlier(self, passage: Passage, pair: Pair) -> Accepted:
        """Return the recorded pairs in which the translation of a passage has another source."""
        return self._by_translation.get((home(passage), pair.source_language, pair.language, pair.translation), {})

    @cached_property
    def _by_translation(self) -> Mapping[tuple[str, str, str, str], Accepted]:
        """The pairs of each record by their languages and translation, both halves being taken for the translation."""
        found: dict[tuple[str, str, str, str], Accepted] = defaultdict(dict)
        for path, accepted in self.site.accepted.items():
            for pair, day in accepted.items():
                for one in (pair, pair.turned):
                    found[path, one.source_language, one.language, one.translation][one] = day
        return found

    def _divided(self) -> Iterator[str]:
        """Yield the records of texts that cannot all be paired, since the sisters of a chapter go different ways."""
        places: list[tuple[str, Site | Plan]] = [("content", self.site)]
        places += [(plan.folder, plan) for plan in self.site.plans]
        for folder, place in places:
            if any(True for chapter in place.chapters for _ in differences(chapter)):
                yield f"{folder}/{LOCK}"
