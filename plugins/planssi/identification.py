"""In which language a text is, told by its letters.

Flows in: a text as it is written, and the language that it should be in. Flows out: the sentences of it that are in
another one. Short texts are told apart by Lingua (https://github.com/pemistahl/lingua-py), whose models lie in the
package: no network is used.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from .names import NEVER
from .prose import FIGURE, SPAN

if TYPE_CHECKING:
    from lingua import Language, LanguageDetector

ENGLISH = "en"
"""The language of what is left over from programs, so every text is compared with it."""

WORDLESS = re.compile(
    rf"{FIGURE.pattern}|{SPAN.pattern}|\{{[^{{}}]*\}}|(?<=\])\([^)\s]*[^)]*\)|`[^`]*`|</?[a-z][^<>]*>"
    r"|\S*(?://|@)\S*|\b[\w-]+(?:[./][\w-]+)*[./][\w-]+\b|\w*\d\w*|\b[^\W\d_a-zåäö]{1,6}\b"
)
"""What holds no words of a language: references to facts, passages with a language of their own, targets of links,
code, addresses, names of files, numbers and abbreviations in capitals."""
BETWEEN = re.compile(r"(?<=[.!?:;…])[\"”»’*_)]*\s+|\s+[–—]\s+|[()”“\"„«»]|\n\s*\n|\s/\s|•")
"""What stands between sentences, and around what is said in brackets or quoted."""
COMMA = re.compile(r",\s+")
WORD = re.compile(r"[^\W\d_]{2,}")

SURE = 0.95
"""Share of its own language at which a quick look at a text is enough."""
LEAST = (0.01, 0.12, 0.2, 0.25, 0.3)
"""Share of its own language below which a text of one, two, three, four, and five or more words is in another one: the
fewer its words, the less they tell. `scripts/bench/identification.py` measures what these find and miss."""
CLAUSE = 5
"""Words that a part of a sentence between commas needs to be looked at alone."""


@dataclass(frozen=True)
class Stranger:
    """A sentence, or a part of one, in another language than the text that it stands in."""

    text: str
    """Its words as they are written."""
    start: int
    """Place of its first letter in the whole text."""
    language: str
    """Code of the language in which it seems to be."""
    share: float
    """How sure that is, 0 to 1."""


class Identifier:
    """Tells the languages of a set apart."""

    def __init__(self, languages: Iterable[str]) -> None:
        """Make an identifier of these languages and English; nothing is loaded before the first text.

        A language that no model knows (such as se, Northern Sámi) is left alone: texts in it are not judged.
        """
        self.languages = frozenset(languages) | {ENGLISH}

    def strangers(self, text: str, language: str, names: re.Pattern[str] = NEVER) -> tuple[Stranger, ...]:
        """Return the sentences of a text that are in another language than its own, in its order.

        Args:
            text: Markdown, or plain words.
            language: Code of the language in which the text should be.
            names: What stands in the text in another language with good reason.
        """
        found = _strangers(self.languages, blanked(text, names), language)
        return tuple(replace(stranger, text=_written(text, stranger)) for stranger in found)

    def shares(self, words: str) -> Mapping[str, float]:
        """Return how likely it is that words are in each language, 0 to 1."""
        return _look(_detectors(self.languages)[1], words)


def blanked(text: str, names: re.Pattern[str] = NEVER) -> str:
    """Return a text with spaces in the place of names and of what holds no words, so that places stay right."""
    return WORDLESS.sub(_spaces, names.sub(_spaces, text))


@lru_cache(maxsize=1 << 16)  # live preview looks at the same texts after every change
def _strangers(languages: frozenset[str], text: str, language: str) -> tuple[Stranger, ...]:
    quick, careful = _detectors(languages)
    found = []
    for start, end in _parts(text):
        words = text[start:end]
        count = len(WORD.findall(words))
        if not count or _look(quick, words).get(language, 1.0) >= SURE:
            continue
        shares = _look(careful, words)
        best = max(shares, key=lambda code: (shares[code], code))
        if shares[best] > shares[language] and shares[language] < LEAST[min(count, len(LEAST)) - 1]:
            found.append(Stranger(words, start, best, shares[best]))
    return tuple(found)


@cache
def _detectors(languages: frozenset[str]) -> tuple[LanguageDetector | None, LanguageDetector | None]:
    """Return what looks quickly, in a quarter of the time, and what looks carefully; nothing for one language."""
    # A large library, which most commands do not need.
    from lingua import Language, LanguageDetectorBuilder

    chosen = [language for language in Language.all() if _code(language) in languages]
    if len(chosen) < 2:
        return None, None
    builder = LanguageDetectorBuilder.from_languages
    return builder(*chosen).with_low_accuracy_mode().build(), builder(*chosen).build()


def _look(detector: LanguageDetector | None, words: str) -> Mapping[str, float]:
    """Return the share of each language that is known."""
    values = detector.compute_language_confidence_values(words) if detector else ()
    return {_code(value.language): value.value for value in values}


def _code(language: Language) -> str:
    return language.iso_code_639_1.name.lower()


def _spaces(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", match[0])


def _parts(text: str) -> Iterator[tuple[int, int]]:
    """Yield where the sentences of a text begin and end; a long one falls into parts at its commas."""
    for start, end in _split(text, BETWEEN, 0, len(text)):
        begin = start
        for _, comma in _split(text, COMMA, start, end):
            rest = len(WORD.findall(text[comma:end]))
            if comma == end or (rest >= CLAUSE and len(WORD.findall(text[begin:comma])) >= CLAUSE):
                yield _trimmed(text, begin, comma)
                begin = comma


def _split(text: str, between: re.Pattern[str], start: int, end: int) -> Iterator[tuple[int, int]]:
    for match in between.finditer(text, start, end):
        yield start, match.start()
        start = match.end()
    yield start, end


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a part of a text without what stands before its first letter."""
    first = re.compile(r"[^\W\d_]").search(text, start, end)
    return (first.start(), end) if first else (start, start)


def _written(text: str, stranger: Stranger) -> str:
    """Return a sentence as it is written, with what was not looked at."""
    end = stranger.start + len(stranger.text.rstrip())
    return " ".join(text[stranger.start : end].split())
