"""The glossary at work: where a text uses a term, and where a word that the glossary advises against.

Flows in: a site, and a text or the HTML of a page. Flows out: the terms and the places in which they stand.

A term stands in a text where a word begins with the term, or with one of its forms, and goes on for no more than a few
letters: the endings of Finnish cases and of Swedish definite forms are short, and what a compound adds mostly is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from .model import Plan, Site, Term
from .prose import FIGURE, LINK

ENDING = r"\w{0,5}"
"""What a word of a term may have after its beginning."""

TAG = re.compile(r"(<[^>]*>)")
WORD = re.compile(r"\w[\w-]*")
LEFT_ALONE = re.compile(
    r"<(?:a|button|caption|code|h[1-6]|pre|strong|summary|svg|th|thead)\b"
    r'|<\w+ [^>]*(?:\blang="|class="plan-(?:contents|easy|kicker|kind|source|toc)\b)'
)
"""Beginnings of elements in which no word becomes a link: what is a link or a title, belongs to a picture, names a
place in a source, is in easy language, or is in another language."""

PROTECTED = re.compile(
    rf"`[^`]*`|{LINK.pattern}|{FIGURE.pattern}|https?://\S+|[“”][^“”]*”|„[^“”]*[“”]|«[^«»]*»|»[^«»]*[»«]|\"[^\"]*\"",
    re.MULTILINE,
)
"""What an editor has not worded: code, links, references to facts, and quotations."""


@dataclass(frozen=True)
class Slip:
    """A word that the glossary advises against."""

    said: str
    """The word as it stands."""
    variant: str
    """Its beginning, as the glossary has it."""
    term: Term
    """The term that means the same."""
    start: int
    end: int


@dataclass(frozen=True)
class Use:
    """A place in a text in which a term stands."""

    term: Term | None
    """None for a name, inside which no term is meant."""
    start: int
    end: int


class Glossary:
    """Knows the terms of a site in one language."""

    def __init__(self, site: Site, language: str, every: bool = False) -> None:
        """Take the terms that are explained, or every term, and the names inside which a word is not meant as one."""
        explained = [term for term in site.terms if term.is_in(language) and (term.explain or every)]
        words: dict[str, Term | None] = {name.name: None for name in site.names if " " in name.name}
        words.update({word: term for term in explained for word in term.words(language)})
        self._by_start: dict[str, list[tuple[re.Pattern[str], Term | None]]] = {}
        """What may stand where a word begins with these letters, the longest first."""
        for word in sorted(words, key=_by_length):
            pattern = re.compile(_word(word)) if words[word] else re.compile(rf"{re.escape(word)}(?!\w)")
            self._by_start.setdefault(_start(WORD.findall(word)[0]), []).append((pattern, words[word]))

    def uses(self, text: str) -> Iterator[Use]:
        """Yield where terms stand in a text, in its order."""
        end = 0
        for word in WORD.finditer(text):
            known = self._by_start.get(_start(word[0]))
            if known is None or word.start() < end:
                continue
            for pattern, term in known:
                if match := pattern.match(text, word.start()):
                    end = match.end()
                    yield Use(term, match.start(), end)
                    break

    def met(self, text: str, plan: Plan) -> tuple[Term, ...]:
        """Return the terms that stand in a text of a plan, each once, in its order."""
        met = {use.term.id: use.term for use in self.uses(text) if use.term and use.term.holds_in(plan)}
        return tuple(met.values())

    def link(self, html: str, plan: Plan) -> tuple[str, tuple[Term, ...]]:
        """Make the first use of each term in the HTML of a plan's page a link to its explanation, `#term-id`.

        Returns:
            The HTML, and the terms in the order in which they stand on the page.
        """
        met: dict[str, Term] = {}
        parts = TAG.split(html)
        for index in _open_to_links(parts):
            text, done, linked = parts[index], 0, ""
            for use in self.uses(text):
                if use.term and use.term.id not in met and use.term.holds_in(plan):
                    met[use.term.id] = use.term
                    linked += text[done : use.start] + _link(use.term, text[use.start : use.end])
                    done = use.end
            if done:
                parts[index] = linked + text[done:]
        return "".join(parts), tuple(met.values())


def _open_to_links(parts: list[str]) -> Iterator[int]:
    """Yield the index of each text in which a word may become a link; texts and tags take turns, a text is first."""
    name, depth = "", 0
    for index, part in enumerate(parts):
        if index % 2 == 0:
            if not depth and len(part) > 2:
                yield index
        elif depth:
            if part.startswith((f"<{name} ", f"<{name}>")):
                depth += 1
            elif part == f"</{name}>":
                depth -= 1
        elif LEFT_ALONE.match(part):
            name, depth = part[1:-1].split()[0], 1


def _link(term: Term, said: str) -> str:
    return f'<a class="plan-term" id="word-{term.id}" href="#term-{term.id}" role="doc-glossref">{said}</a>'


def _start(word: str) -> str:
    """Return the letters by which words are looked up."""
    return word[:3].lower()


@dataclass(frozen=True)
class Advice:
    """The words that the glossary advises against in one language."""

    words: Mapping[str, Term]
    """Beginnings of words, each with the term that means the same."""
    names: tuple[str, ...] = ()
    """Names inside which nothing is advised against."""

    @classmethod
    def of(cls, site: Site, language: str) -> Advice:
        """Return the advice of a site in one language."""
        terms = (term for term in site.terms if language in term.term)
        words = {word: term for term in terms for word in term.avoid.get(language, ())}
        return cls(words, tuple(name.name for name in site.names))

    def about(self, texts: Iterable[str]) -> Advice:
        """Return the advice without the words that stand in none of these texts: mostly nothing is left of it."""
        whole = "\n".join(texts).casefold()
        found = {word: term for word, term in self.words.items() if word.casefold().split()[0] in whole}
        return Advice(found, self.names)

    def without(self, words: Iterable[str]) -> Advice:
        """Return the advice without some of its words."""
        dropped = set(words)
        return Advice({word: term for word, term in self.words.items() if word not in dropped}, self.names)

    def slips(self, text: str) -> Iterator[Slip]:
        """Yield the words of a text that the glossary advises against, in their order."""
        protected = None
        for match in self._pattern.finditer(text):
            if protected is None:
                protected = [*self._protected(text)]
            if not any(start < match.end() and match.start() < end for start, end in protected):
                word = self._sorted[(match.lastindex or 1) - 1]
                yield Slip(match[0], word, self.words[word], match.start(), match.end())

    @cached_property
    def _sorted(self) -> list[str]:
        return sorted(self.words, key=_by_length)

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        any_of_them = "|".join(f"({_beginning(word)})" for word in self._sorted)
        return re.compile(rf"(?<!\w)(?:{any_of_them})\w*" if any_of_them else r"(?!)")

    def _protected(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield the beginning and the end of what an editor has not worded."""
        yield from (match.span() for match in PROTECTED.finditer(text))
        for name in self.names:
            yield from (match.span() for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text))


def _by_length(word: str) -> tuple[int, str]:
    """Return what puts the longest word first."""
    return -len(word), word


def _beginning(word: str, ending: str = "") -> str:
    """Return the pattern of the beginning of a word; a small first letter may be a capital one in a text."""
    first = word[0]
    head = f"[{first}{first.upper()}]" if first.upper() != first else re.escape(first)
    inner = [re.escape(part) + (ending if part[-1].isalpha() else "") for part in word[1:].split(" ")]
    return head + r"\s+".join(inner)


def _word(word: str) -> str:
    """Return the pattern of a word with its endings, also after a colon, and with what a hyphen joins to it."""
    return rf"{_beginning(word, ENDING)}(?::\w{{1,5}})?(?:-\w+)*(?!\w)"
